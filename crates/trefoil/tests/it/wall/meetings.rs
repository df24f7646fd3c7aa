//! Meetings: a chair sees what is listed, from its listing to 28 days after, and those who take part what was let through.

use jiff::SignedDuration;
use jiff::civil::Date;
use trefoil_app::Asker;
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::meetings::list::{MeetingsPage, meetings_view};
use trefoil_app::meetings::listing::{listing_end, listing_make};
use trefoil_app::meetings::make::meeting_make;
use trefoil_core::calendar::{end_of, local_date};
use trefoil_core::ids::{ListingId, MeetingId, WorkerId};
use trefoil_core::meeting::{ListingReason, MeetingKind, MeetingTyped, open_until};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Aspect;

use super::scene::{Scene, worker};
use crate::hub::house::{Engine, on_both_engines};
use crate::interests::{gareth, identify};

on_both_engines! {
    a_chair_sees_what_is_listed_until_28_days_after_the_meeting,
    what_is_taken_off_a_list_closes_at_once,
    a_family_that_may_be_the_chairs_own_is_not_on_their_list,
    a_family_is_listed_by_its_protected_side,
    the_other_side_sees_no_difference,
}

const SERIOUS: Option<ListingReason> = Some(ListingReason::Serious);

fn id(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}

fn today(scene: &Scene) -> Date {
    local_date(scene.house.app().now())
}

async fn newcomer(scene: &Scene, name: &str, role: Role) -> Asker {
    let team = scene.their_manager.worker.as_ref().unwrap().team;
    worker(&scene.house, name, role, team.unwrap()).await
}

/// A meeting that the chair holds today.
async fn arrange(scene: &Scene, chair: &Asker, with: &[&Asker]) -> MeetingId {
    let app = scene.house.app();
    let typed = MeetingTyped {
        kind: Some(MeetingKind::Marac),
        day: Some(today(scene)),
    };
    let members = with.iter().map(|one| id(one)).collect();
    meeting_make(app, chair, &typed, members).await.unwrap();
    let page = meetings_view(app, chair).await.unwrap();
    page.meetings.last().unwrap().meeting.meeting
}

async fn list(scene: &Scene, meeting: MeetingId) {
    let what = (Some(meeting), SERIOUS);
    listing_make(scene.house.app(), &scene.idva, scene.family, what)
        .await
        .unwrap();
}

/// How much of each strand is seen, and whether the family opens.
async fn sees(scene: &Scene, who: &Asker) -> (Vec<Aspect>, bool) {
    let app = scene.house.app();
    let mut aspects = Vec::new();
    for place in 0..4 {
        aspects.push(match strand_view(app, who, scene.strand(place)).await {
            Ok(page) => page.aspect,
            Err(Refusal::NotFound) => Aspect::None,
            Err(other) => panic!("{other}"),
        });
    }
    (aspects, family_view(app, who, scene.family).await.is_ok())
}

fn listed(page: &MeetingsPage) -> usize {
    page.meetings.iter().map(|one| one.families.len()).sum()
}

fn all(aspect: Aspect) -> Vec<Aspect> {
    vec![aspect; 4]
}

/// For the table of ties: a meeting for which the family is listed, chaired by them or with them. `false` where they cannot be.
pub(super) async fn brought_to_a_meeting(scene: &Scene, who: &Asker) -> bool {
    let facts = who.worker.as_ref().unwrap();
    if facts.holds(Role::MeetingChair) {
        list(scene, arrange(scene, who, &[]).await).await;
        return true;
    }
    let name = format!("Chair for {}", facts.name);
    let chair = newcomer(scene, &name, Role::MeetingChair).await;
    if !facts.holds(Role::MeetingMember) {
        let typed = MeetingTyped {
            kind: Some(MeetingKind::Daily),
            day: Some(today(scene)),
        };
        let made = meeting_make(scene.house.app(), &chair, &typed, vec![facts.worker]).await;
        return made.is_ok();
    }
    list(scene, arrange(scene, &chair, &[who]).await).await;
    true
}

async fn a_chair_sees_what_is_listed_until_28_days_after_the_meeting(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let chair = newcomer(&scene, "Ana Novak", Role::MeetingChair).await;
    let member = newcomer(&scene, "Jo Bello", Role::MeetingMember).await;
    let other = newcomer(&scene, "Uma Reid", Role::MeetingChair).await;
    let meeting = arrange(&scene, &chair, &[&member]).await;
    let until = open_until(today(&scene));
    assert_eq!(sees(&scene, &chair).await, (all(Aspect::None), false));
    list(&scene, meeting).await;
    assert_eq!(sees(&scene, &chair).await, (all(Aspect::Full), true));
    // A member meets what was let through on the family's page; a strand of theirs is nowhere.
    assert_eq!(sees(&scene, &member).await, (all(Aspect::None), true));
    assert_eq!(sees(&scene, &other).await, (all(Aspect::None), false));
    let page = meetings_view(app, &chair).await.unwrap();
    let family = &page.meetings[0].families[0];
    assert_eq!((family.family, family.name.is_some()), (scene.family, true));
    let theirs = meetings_view(app, &member).await.unwrap();
    assert_eq!(theirs.meetings[0].families[0].name, None);
    assert!(theirs.could_take_part.is_none());
    let instant = SignedDuration::from_micros(1);
    let left = until.duration_since(app.now());
    scene.house.kit.world.pass(left - instant);
    assert_eq!(sees(&scene, &chair).await, (all(Aspect::Full), true));
    scene.house.kit.world.pass(instant);
    assert_eq!(sees(&scene, &chair).await, (all(Aspect::None), false));
    assert_eq!(sees(&scene, &member).await, (all(Aspect::None), false));
    assert!(
        meetings_view(app, &chair)
            .await
            .unwrap()
            .meetings
            .is_empty()
    );
}

async fn what_is_taken_off_a_list_closes_at_once(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let chair = newcomer(&scene, "Ana Novak", Role::MeetingChair).await;
    list(&scene, arrange(&scene, &chair, &[]).await).await;
    let page = family_view(app, &scene.idva, scene.family).await.unwrap();
    let listing = page.listings[0].listing;
    listing_end(app, &scene.idva, scene.family, listing)
        .await
        .unwrap();
    assert_eq!(sees(&scene, &chair).await, (all(Aspect::None), false));
    assert_eq!(listed(&meetings_view(app, &chair).await.unwrap()), 0);
    let twice = listing_end(app, &scene.idva, scene.family, listing).await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))), "{twice:?}");
    // What was, is still to be read by those whose side it is.
    let page = family_view(app, &scene.idva, scene.family).await.unwrap();
    assert!(page.listings[0].ended_at.is_some());
}

async fn a_family_that_may_be_the_chairs_own_is_not_on_their_list(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let chair = newcomer(&scene, "Ana Novak", Role::MeetingChair).await;
    let meeting = arrange(&scene, &chair, &[]).await;
    identify(&scene.house, &chair, &gareth("Ashdown")).await;
    list(&scene, meeting).await;
    assert_eq!(sees(&scene, &chair).await, (all(Aspect::None), false));
    assert_eq!(listed(&meetings_view(app, &chair).await.unwrap()), 0);
}

async fn a_family_is_listed_by_its_protected_side(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let chair = newcomer(&scene, "Ana Novak", Role::MeetingChair).await;
    let meeting = arrange(&scene, &chair, &[]).await;
    let put = async |who: &Asker, what| listing_make(app, who, scene.family, what).await;
    let what = (Some(meeting), SERIOUS);
    let his = put(&scene.perpetrator_worker, what).await;
    assert!(matches!(his, Err(Refusal::NotAllowed(_))), "{his:?}");
    // The chair may keep it on a list, not put it on their own first.
    for outside in [&chair, &scene.team_mate, &scene.house.staff.returns] {
        let came = put(outside, what).await;
        assert!(matches!(came, Err(Refusal::NotFound)), "{came:?}");
    }
    let fields = |came: Result<(), Refusal>| match came {
        Err(Refusal::Invalid(problems)) => problems
            .into_iter()
            .map(|one| one.field)
            .collect::<Vec<String>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        fields(put(&scene.idva, (None, None)).await),
        ["meeting", "reason"]
    );
    let unknown = scene.family.uuid().to_string().parse().ok();
    assert_eq!(
        fields(put(&scene.idva, (unknown, SERIOUS)).await),
        ["meeting"]
    );
    put(&scene.social_worker, what).await.unwrap();
    let twice = put(&scene.idva, what).await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))), "{twice:?}");
    let nothing: ListingId = scene.family.uuid().to_string().parse().unwrap();
    let none = listing_end(app, &scene.idva, scene.family, nothing).await;
    assert!(matches!(none, Err(Refusal::Conflict(_))), "{none:?}");
    // A meeting of yesterday lists nobody more, though it still opens those whom it listed.
    let over = end_of(today(&scene)).duration_since(app.now());
    scene.house.kit.world.pass(over);
    assert_eq!(fields(put(&scene.idva, what).await), ["meeting"]);
    let typed = MeetingTyped {
        kind: Some(MeetingKind::Daily),
        day: Some(today(&scene)),
    };
    let with = vec![id(&scene.idva)];
    assert_eq!(
        fields(meeting_make(app, &chair, &typed, with).await),
        ["members"]
    );
    let adviser = meeting_make(app, &scene.idva, &typed, Vec::new()).await;
    assert!(
        matches!(adviser, Err(Refusal::NotAllowed(_))),
        "{adviser:?}"
    );
}

async fn the_other_side_sees_no_difference(on: Engine) {
    let scene = Scene::build(on).await;
    let chair = newcomer(&scene, "Ana Novak", Role::MeetingChair).await;
    let meeting = arrange(&scene, &chair, &[]).await;
    for (who, differs) in [
        (&scene.perpetrator_worker, false),
        (&scene.their_manager, false),
        (&scene.idva, true),
    ] {
        let mut browser = scene.house.browser(who).await;
        let before = scene.observed(&mut browser).await;
        list(&scene, meeting).await;
        let after = scene.observed(&mut browser).await;
        assert_eq!(before != after, differs, "{:?}", who.worker);
        let page = family_view(scene.house.app(), &scene.idva, scene.family)
            .await
            .unwrap();
        let listing = page.listings.iter().find(|one| one.ended_at.is_none());
        let listing = listing.unwrap().listing;
        listing_end(scene.house.app(), &scene.idva, scene.family, listing)
            .await
            .unwrap();
    }
}
