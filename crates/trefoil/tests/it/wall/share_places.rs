//! A share gives places of the kinds that were ticked, and of no other: not one by one, not together, on no page and in no letter.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::access::access_view;
use trefoil_app::families::door::door_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_end, place_write, places_view};
use trefoil_app::families::share::{share_make, share_recall};
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::send::{output_collect, output_send};
use trefoil_app::outputs::view::output_view;
use trefoil_core::ids::OutputId;
use trefoil_core::output::Channel;
use trefoil_core::place::{PlaceKind, PlaceKinds, PlaceState};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Aspect;

use super::places::typed;
use super::scene::{Scene, worker};
use super::shares::terms;
use crate::hub::house::{Engine, on_both_engines};
use crate::hub::markup::{Form, attribute};
use crate::outputs::release::{appointment, release};

on_both_engines! {
    each_kind_is_given_by_its_own_tick_alone,
    shares_add_up_and_come_off_one_by_one,
    what_was_not_ticked_leaves_no_trace,
    a_letter_does_not_tell_where_it_was_posted,
    nobody_gives_a_kind_that_is_closed_to_them,
    the_form_ticks_nothing_and_says_what_was_left_out,
}

/// One place of each kind, in the order of the kinds.
async fn one_of_each(scene: &Scene) {
    for kind in PlaceKind::ALL {
        let (value, postcode) = match kind {
            PlaceKind::Address => ("9 Thistledown Lane", "TR1 9ZZ"),
            PlaceKind::Phone => ("07700 900 982", ""),
            PlaceKind::Email => ("rosalind@example.org", ""),
            other => (other.words(), ""),
        };
        let state = (*kind == PlaceKind::Address).then_some(PlaceState::Current);
        let place = typed(*kind, state, value, postcode);
        place_write(scene.house.app(), &scene.idva, scene.strand(2), &place)
            .await
            .unwrap();
    }
}

async fn give(
    scene: &Scene,
    by: &Asker,
    aspect: Aspect,
    kinds: &[PlaceKind],
) -> Result<(), Refusal> {
    let helper = scene.early_help.worker.as_ref().unwrap().worker;
    let kinds = kinds.iter().copied().collect();
    let (app, her) = (scene.house.app(), scene.strand(2));
    share_make(app, by, her, Some(helper), &terms(aspect, kinds)).await
}

/// The kinds of the places of hers that are shown to the helper; `None` where every kind is closed.
async fn shown(scene: &Scene) -> Option<PlaceKinds> {
    let page = places_view(scene.house.app(), &scene.early_help, scene.strand(2)).await;
    let page = page.unwrap();
    let places = page.places?;
    assert!(places.iter().all(|one| one.value.is_some()));
    let kinds: PlaceKinds = places.iter().map(|one| one.kind).collect();
    assert_eq!(page.kinds, kinds, "there is one of each");
    Some(kinds)
}

async fn take_back(scene: &Scene) {
    let (app, her) = (scene.house.app(), scene.strand(2));
    let door = door_view(app, &scene.idva, her).await.unwrap();
    let live = door.shares.iter().find(|one| one.recalled.is_none());
    share_recall(app, &scene.idva, her, live.unwrap().share)
        .await
        .unwrap();
}

async fn each_kind_is_given_by_its_own_tick_alone(on: Engine) {
    let scene = Scene::build(on).await;
    one_of_each(&scene).await;
    for kind in PlaceKind::ALL {
        give(&scene, &scene.idva, Aspect::Full, &[*kind])
            .await
            .unwrap();
        let expect = PlaceKinds::from_iter([*kind]);
        assert_eq!(shown(&scene).await, Some(expect), "{kind:?}");
        take_back(&scene).await;
    }
    give(&scene, &scene.idva, Aspect::Full, &[]).await.unwrap();
    assert_eq!(shown(&scene).await, None);
    give(&scene, &scene.idva, Aspect::Needs, PlaceKind::ALL)
        .await
        .unwrap();
    assert_eq!(shown(&scene).await, Some(PlaceKinds::ALL));
}

async fn shares_add_up_and_come_off_one_by_one(on: Engine) {
    use PlaceKind::{Gp, Phone, School};
    let scene = Scene::build(on).await;
    one_of_each(&scene).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    give(&scene, &scene.idva, Aspect::Needs, &[Phone, School])
        .await
        .unwrap();
    scene.house.kit.world.pass(SignedDuration::from_secs(1));
    give(&scene, &scene.idva, Aspect::Safety, &[Gp])
        .await
        .unwrap();
    let three = PlaceKinds::from_iter([Phone, School, Gp]);
    assert_eq!(shown(&scene).await, Some(three));
    // A former place is of its kind still.
    let page = places_view(app, &scene.early_help, her).await.unwrap();
    let school = page.places.unwrap();
    let school = school.iter().find(|one| one.kind == School).unwrap().place;
    place_end(app, &scene.idva, her, school).await.unwrap();
    assert_eq!(shown(&scene).await, Some(three));
    // Who can see it, and where she is, says as much.
    let access = access_view(app, &scene.idva, her).await.unwrap();
    let helper = access.can.iter().find(|one| one.name == "Tamsin Rowe");
    assert_eq!(helper.unwrap().places, three);
    // The newest is taken back first.
    take_back(&scene).await;
    assert_eq!(
        shown(&scene).await,
        Some(PlaceKinds::from_iter([Phone, School]))
    );
    take_back(&scene).await;
    let nothing = places_view(app, &scene.early_help, her).await;
    assert!(matches!(nothing, Err(Refusal::NotFound)));
}

/// What the helper and her adviser observe, where her phone is shared and these places of other kinds were kept or not.
async fn story(on: Engine, kept: bool) -> [std::collections::BTreeMap<String, String>; 2] {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let mut helper = scene.house.browser(&scene.early_help).await;
    let mut adviser = scene.house.browser(&scene.idva).await;
    let phone = typed(PlaceKind::Phone, None, "07700 900 982", "");
    place_write(app, &scene.idva, her, &phone).await.unwrap();
    note_write(app, &scene.idva, her, "She feels safer.")
        .await
        .unwrap();
    give(&scene, &scene.idva, Aspect::Full, &[PlaceKind::Phone])
        .await
        .unwrap();
    if kept {
        for kind in [PlaceKind::School, PlaceKind::Gp, PlaceKind::Venue] {
            let place = typed(kind, None, "Nettlebank", "");
            place_write(app, &scene.idva, her, &place).await.unwrap();
        }
        let lives = Some(PlaceState::Current);
        let lives = typed(PlaceKind::Address, lives, "9 Thistledown Lane", "TR1 9ZZ");
        place_write(app, &scene.idva, her, &lives).await.unwrap();
        let all = places_view(app, &scene.idva, her)
            .await
            .unwrap()
            .places
            .unwrap();
        let venue = all.iter().find(|one| one.kind == PlaceKind::Venue).unwrap();
        place_end(app, &scene.idva, her, venue.place).await.unwrap();
    }
    let helper = scene.observed(&mut helper).await;
    [helper, scene.observed(&mut adviser).await]
}

async fn what_was_not_ticked_leaves_no_trace(on: Engine) {
    let (with, without) = (story(on, true).await, story(on, false).await);
    for (path, seen) in &with[0] {
        assert_eq!(seen, &without[0][path], "{path}");
    }
    let shown = |page: &String| page.contains("07700 900 982");
    assert!(with[0].values().any(shown), "what was ticked is there");
    // The control: her adviser sees the difference.
    assert_ne!(with[1], without[1]);
}

/// An appointment that was posted to her.
async fn posted(scene: &Scene) -> OutputId {
    let app = scene.house.app();
    let post = Draft {
        channel: Some(Channel::Post),
        ..appointment()
    };
    let id = output_draft(app, &scene.idva, scene.strand(2), &post)
        .await
        .unwrap();
    release(scene, &scene.social_worker, id).await.unwrap();
    output_send(app, &scene.idva, id).await.unwrap();
    id
}

/// Whether a letter's text, page and file tell where it went; all of them, or none.
async fn told(scene: &Scene, asker: &Asker, id: OutputId) -> bool {
    let app = scene.house.app();
    let page = output_view(app, asker, id).await.unwrap();
    let street = |text: &str| text.contains("12 Larch Road") || text.contains("FY1 4AA");
    let mut browser = scene.house.browser(asker).await;
    let body = browser.open(&format!("/outputs/{id}")).await.body;
    let file = output_collect(app, asker, id).await.is_ok();
    let tells = [
        street(&page.facts.text),
        page.addressed,
        page.collects,
        street(&body),
        file,
    ];
    assert_eq!(tells, [tells[0]; 5]);
    assert!(
        body.contains("appointment"),
        "what it says is shown: {body}"
    );
    tells[0]
}

async fn a_letter_does_not_tell_where_it_was_posted(on: Engine) {
    let scene = Scene::build(on).await;
    let id = posted(&scene).await;
    let helper = &scene.early_help;
    let others = PlaceKinds::from_iter([PlaceKind::Address]).others();
    let others: Vec<PlaceKind> = others.iter().collect();
    give(&scene, &scene.idva, Aspect::Full, &others)
        .await
        .unwrap();
    assert!(!told(&scene, helper, id).await);
    give(&scene, &scene.idva, Aspect::Full, &[PlaceKind::Address])
        .await
        .unwrap();
    assert!(told(&scene, helper, id).await);
    // A manager to whom places are closed until they show again who they are.
    let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
    let mut manager = worker(&scene.house, "Gwen Ivory", Role::TeamManager, charity).await;
    manager.worker.as_mut().unwrap().stepped_up = false;
    let page = output_view(scene.house.app(), &manager, id).await.unwrap();
    assert!(!page.addressed && !page.collects && !page.facts.text.contains("12 Larch Road"));
    for knows in [&scene.idva, &scene.social_worker] {
        assert!(told(&scene, knows, id).await);
    }
}

async fn nobody_gives_a_kind_that_is_closed_to_them(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
    let mut manager = worker(&scene.house, "Gwen Ivory", Role::TeamManager, charity).await;
    let door = door_view(app, &manager, her).await.unwrap();
    assert_eq!(door.places, PlaceKinds::ALL);
    manager.worker.as_mut().unwrap().stepped_up = false;
    let door = door_view(app, &manager, her).await.unwrap();
    assert_eq!(door.places, PlaceKinds::NONE);
    let closed = give(&scene, &manager, Aspect::Needs, &[PlaceKind::Phone]).await;
    let Err(Refusal::Invalid(problems)) = closed else {
        panic!("{closed:?}");
    };
    assert_eq!(problems[0].field, "places");
    give(&scene, &manager, Aspect::Needs, &[]).await.unwrap();
}

/// The kinds of places that a form offers, each with whether it is ticked.
fn offered(form: &Form) -> Vec<(String, bool)> {
    let inputs = form.text.split("<input ").skip(1);
    let inputs = inputs.filter_map(|input| input.split('>').next());
    let places = inputs.filter(|input| attribute(input, "name").as_deref() == Some("places"));
    let each = |input: &str| {
        (
            attribute(input, "value").unwrap(),
            input.contains(" checked"),
        )
    };
    places.map(each).collect()
}

async fn the_form_ticks_nothing_and_says_what_was_left_out(on: Engine) {
    let scene = Scene::build(on).await;
    let her = scene.strand(2);
    let helper = scene.early_help.worker.as_ref().unwrap().worker.to_string();
    let mut browser = scene.house.browser(&scene.idva).await;
    let page = browser.open(&format!("/strands/{her}/door")).await;
    let form = page.form("/shares", &[]).unwrap();
    let nothing = |one: &PlaceKind| (one.code().to_owned(), false);
    assert_eq!(
        offered(&form),
        PlaceKind::ALL.iter().map(nothing).collect::<Vec<_>>()
    );
    let ticked = [
        ("to", helper.as_str()),
        ("places", "phone"),
        ("places", "school"),
        ("places", "castle"),
        ("purpose", "housing"),
        ("basis", "public_task"),
    ];
    // Nothing is lost where something is missing.
    let wrong = browser.submit(&form, &ticked).await;
    assert_eq!(wrong.status, 422);
    let again = wrong.form("/shares", &[]).unwrap();
    let kept = offered(&again).into_iter().filter(|(_, ticked)| *ticked);
    let kept: Vec<String> = kept.map(|(kind, _)| kind).collect();
    assert_eq!(kept, ["phone", "school"]);
    let whole = [&ticked[..], &[("aspect", "needs"), ("days", "14")]].concat();
    let answer = browser.submit(&again, &whole).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let door = browser.open(&format!("/strands/{her}/door")).await.words();
    assert!(
        door.contains("These kinds of place: Phone, School. No other kind."),
        "{door}"
    );
    let mut browser = scene.house.browser(&scene.early_help).await;
    let places = browser
        .open(&format!("/strands/{her}/places"))
        .await
        .words();
    assert!(
        places.contains("You are shown these kinds of place: Phone, School."),
        "{places}"
    );
}
