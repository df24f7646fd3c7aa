//! What follows a decision: who told the hub and the family hear, or do not and why; services say yes or no. A decision begins it, and the
//! hub sees to it when the contact is closed to it already.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop and say why"
)]

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::record::{contact_form, contact_record};
use trefoil_app::contacts::view::contact_view;
use trefoil_app::follows::deal::follow_deal;
use trefoil_app::follows::list::{Follow, follow_view, follows_view};
use trefoil_core::clock::Standing;
use trefoil_core::contact_typed::{ContactTyped, PersonTyped};
use trefoil_core::decision::{Answer, Decided, Outcome, Route};
use trefoil_core::follow::{FollowKind, FollowState, FollowStep, NotToldWhy, ToldHow};
use trefoil_core::ids::ContactId;
use trefoil_core::name::PersonName;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::{IncidentRole, Source};
use trefoil_testkit::{FeedRow, feed};

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::interests::{called, identify};

mod police;
mod told;

on_both_engines! {
    a_decision_is_finished_when_those_who_wait_have_heard,
    who_may_be_kin_finds_nothing_to_follow,
    the_page_deals_with_one,
    an_adult_is_helped_by_a_route_of_their_own,
    the_page_decides_by_a_route,
}

/// A school tells of one child; the contact, not decided yet.
async fn told(house: &House) -> ContactId {
    let me = &house.staff.triage;
    let typed = ContactTyped {
        source: Some(Source::School),
        summary: "He said that his dad shouts.".to_owned(),
        teller: "Ms Reed".to_owned(),
        organisation: "Heron Lane Primary".to_owned(),
        reached: "01253 496 0999".to_owned(),
        people: vec![PersonTyped {
            role: Some(IncidentRole::Child),
            given: "Kit".to_owned(),
            surname: "Marlow".to_owned(),
            birth: "3 5 2016".to_owned(),
            ..PersonTyped::default()
        }],
        ..ContactTyped::default()
    };
    let draft = contact_form(house.app(), me).await.unwrap().fresh;
    let taken = contact_record(house.app(), me, (draft, None), &typed).await;
    taken.unwrap().contact.unwrap()
}

async fn decide(house: &House, contact: ContactId, service: &str) {
    let page = house.page(&house.staff.triage, contact).await;
    let answer = Answer {
        child: Some(page.people[0].row.root),
        outcome: Outcome::EarlyHelp,
        reason: "The family asked for help.".to_owned(),
        service: Some(service.to_owned()),
    };
    contact_decide(house.app(), &house.staff.triage, contact, vec![answer])
        .await
        .unwrap();
}

async fn to_do(house: &House, who: &Asker) -> Vec<Follow> {
    follows_view(house.app(), who).await.unwrap().to_do
}

fn of(all: &[Follow], kind: FollowKind) -> Follow {
    let found = all.iter().find(|one| one.row.kind == kind);
    found
        .unwrap_or_else(|| panic!("{kind:?} is not there"))
        .clone()
}

fn step(to: FollowState) -> FollowStep {
    FollowStep {
        to: Some(to),
        how: (to == FollowState::Told).then_some(ToldHow::Phone),
        ..FollowStep::default()
    }
}

async fn a_decision_is_finished_when_those_who_wait_have_heard(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let contact = told(&house).await;
    assert!(to_do(&house, me).await.is_empty());
    decide(&house, contact, "Caring Dads").await;
    let all = to_do(&house, me).await;
    assert_eq!(all.len(), 3);
    let teller = of(&all, FollowKind::Referrer);
    // Told on a Tuesday: by the end of Wednesday, as the decision itself.
    assert_eq!(teller.due, "2026-03-19T00:00:00Z".parse().unwrap());
    assert_eq!(teller.reached.as_deref(), Some("01253 496 0999"));
    assert_eq!(teller.content.people[0].words(), "Kit Marlow");
    // The contact is closed to triage by now; what follows it is not.
    let closed = contact_view(app, me, contact, None).await;
    assert!(matches!(closed, Err(Refusal::NotFound)));

    let told = follow_deal(app, me, teller.row.follow, step(FollowState::Told), "Rang.").await;
    assert_eq!(told, Ok(()));
    let again = follow_deal(app, me, teller.row.follow, step(FollowState::Told), "Rang.").await;
    // It was they themselves, and nobody else.
    assert!(
        matches!(&again, Err(Refusal::Conflict(words)) if words.starts_with("You have")),
        "{again:?}"
    );
    let family = of(&all, FollowKind::Family);
    let not = follow_deal(app, me, family.row.follow, step(FollowState::NotTold), "").await;
    assert!(matches!(not, Err(Refusal::Invalid(_))), "why?");
    let unsafe_now = FollowStep {
        why: Some(NotToldWhy::Unsafe),
        ..step(FollowState::NotTold)
    };
    follow_deal(app, me, family.row.follow, unsafe_now, "He reads her post.")
        .await
        .unwrap();
    let service = of(&all, FollowKind::Service);
    assert_eq!(service.content.service, "Caring Dads");
    let asked = follow_deal(app, me, service.row.follow, step(FollowState::Asked), "").await;
    assert_eq!(asked, Ok(()));
    assert!(to_do(&house, me).await.is_empty());
    let found = follows_view(app, me).await.unwrap();
    assert_eq!(found.waiting.len(), 1);
    house.kit.world.pass(SignedDuration::from_hours(24 * 14));
    let late = follow_view(app, me, service.row.follow).await.unwrap();
    assert!(matches!(late.follow.clock, Standing::Overdue(_)));
    let no = follow_deal(app, me, service.row.follow, step(FollowState::Declined), "").await;
    assert!(matches!(no, Err(Refusal::Invalid(_))), "what did it say?");
    follow_deal(
        app,
        me,
        service.row.follow,
        step(FollowState::Accepted),
        "Starts in May.",
    )
    .await
    .unwrap();

    // Whoever sees the decided contact sees what came of it.
    let page = house.page(&house.staff.custodian, contact).await;
    let family = of(&page.follows, FollowKind::Family);
    assert_eq!(family.row.why, Some(NotToldWhy::Unsafe));
    let (entry, by) = &family.entries[0];
    assert_eq!(
        (entry.note.as_str(), by.as_str()),
        ("He reads her post.", "Farida Lomas")
    );
    let other = follows_view(app, &house.staff.returns).await;
    assert!(matches!(other, Err(Refusal::NotAllowed(_))));
    let sees = follow_deal(
        app,
        &house.staff.custodian,
        family.row.follow,
        step(FollowState::Told),
        "",
    );
    assert!(matches!(sees.await, Err(Refusal::NotAllowed(_))));
}

async fn who_may_be_kin_finds_nothing_to_follow(on: Engine) {
    let house = House::on(on).await;
    let (app, second) = (house.app(), &house.staff.second);
    let contact = told(&house).await;
    decide(&house, contact, "").await;
    let all = to_do(&house, second).await;
    assert_eq!(
        all.len(),
        3,
        "early help is asked for though nobody named it"
    );
    identify(&house, second, &called("Kit", "Marlow", "2016-05-03")).await;
    assert!(to_do(&house, second).await.is_empty());
    let one = all[0].row.follow;
    let seen = follow_view(app, second, one).await;
    assert!(matches!(seen, Err(Refusal::NotFound)));
    let dealt = follow_deal(app, second, one, step(FollowState::Told), "").await;
    assert_eq!(dealt, Err(Refusal::NotFound));
    assert_eq!(to_do(&house, &house.staff.triage).await.len(), 3);
}

async fn the_page_deals_with_one(on: Engine) {
    let house = House::on(on).await;
    let contact = told(&house).await;
    decide(&house, contact, "").await;
    let all = to_do(&house, &house.staff.triage).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let list = browser.get("/follow-ups").await;
    assert!(list.body.contains("Kit Marlow") && list.body.contains("Early help"));
    let path = format!("/follow-ups/{}", of(&all, FollowKind::Referrer).row.follow);
    let page = browser.get(&path).await;
    assert!(page.body.contains("Heron Lane Primary"), "{}", page.words());
    let form = page.form(&path, &[]).unwrap();
    let wrong = [("step", "not_told"), ("note", "No <answer>")];
    let answer = browser.submit(&form, &wrong).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("No &#60;answer&#62;"));
    let right = [("step", "not_told"), ("why", "not_reached")];
    let answer = browser.submit(&form, &right).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let page = browser.get(&path).await;
    assert!(page.body.contains("They could not be reached"));
    // What no record can hold comes back, and so does what has no box any more because somebody was faster.
    let nul = browser.submit(&form, &[("note", "Rang\u{0}her")]).await;
    assert_eq!(nul.status, 422);
    assert!(nul.words().contains("Rang\u{2400}her"), "{}", nul.words());
    let told = [
        ("step", "told"),
        ("how", "phone"),
        ("note", "I told <her>."),
    ];
    let now = page.form(&path, &[]).unwrap();
    assert_eq!(browser.submit(&now, &told).await.status, 303);
    let late = browser.submit(&now, &told).await;
    assert_eq!(late.status, 409, "{}", late.words());
    assert!(
        late.body.contains("I told &#60;her&#62;."),
        "{}",
        late.words()
    );
}

/// A woman and the man who harmed her, and no child.
async fn adults(house: &House) -> ContactId {
    let rows = [
        FeedRow {
            person: "p1",
            ..row("TWO", "victim", "Wren", "Birchwood", "1990-05-06")
        },
        FeedRow {
            person: "p2",
            ..row("TWO", "perpetrator", "Ivor", "Quince", "1985-02-03")
        },
    ];
    house.kit.import(&feed(&rows)).await;
    house.contact("TWO").await
}

async fn an_adult_is_helped_by_a_route_of_their_own(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let contact = adults(&house).await;
    let people = house.page(me, contact).await.people;
    let [wren, ivor] = [0, 1].map(|place: usize| people[place].row.root);
    let decided = |routes: Vec<(_, FollowKind)>| Decided {
        answers: vec![Answer {
            child: None,
            outcome: Outcome::AdultRoute,
            reason: "She asked for help.".to_owned(),
            service: None,
        }],
        routes: routes
            .into_iter()
            .map(|(adult, kind)| Route {
                adult,
                kind,
                service: "Lantern Quay".to_owned(),
            })
            .collect(),
        ..Decided::default()
    };
    for wrong in [vec![], vec![(ivor, FollowKind::Marac)]] {
        let came = contact_decide(app, me, contact, decided(wrong)).await;
        assert!(matches!(came, Err(Refusal::Invalid(_))), "{came:?}");
    }
    let routes = vec![
        (wren, FollowKind::VictimAdviser),
        (wren, FollowKind::Disclosure),
        (ivor, FollowKind::AdultSafeguarding),
    ];
    contact_decide(app, me, contact, decided(routes))
        .await
        .unwrap();
    let all = to_do(&house, me).await;
    assert_eq!(all.len(), 5);
    // Each names its own adult, and nothing of what was decided about the other.
    for (kind, name) in [
        (FollowKind::VictimAdviser, "Wren Birchwood"),
        (FollowKind::Disclosure, "Wren Birchwood"),
        (FollowKind::AdultSafeguarding, "Ivor Quince"),
    ] {
        let one = of(&all, kind);
        let people: Vec<String> = one.content.people.iter().map(PersonName::words).collect();
        assert_eq!(people, [name]);
        assert_eq!(
            (one.content.outcomes.len(), one.content.service.as_str()),
            (0, "Lantern Quay")
        );
    }
    let mut browser = house.browser(me).await;
    let his = of(&all, FollowKind::AdultSafeguarding).row.follow;
    let page = browser.open(&format!("/follow-ups/{his}")).await;
    for hers in ["Wren", "Birchwood", "IDVA", "right to know"] {
        assert!(!page.body.contains(hers), "{hers}: {}", page.words());
    }

    let disclosure = of(&all, FollowKind::Disclosure).row.follow;
    follow_deal(app, me, disclosure, step(FollowState::Asked), "")
        .await
        .unwrap();
    let asked = follow_view(app, me, disclosure).await.unwrap();
    // Decided on 17 March: by the end of 14 April, in summer time.
    assert_eq!(asked.follow.due, "2026-04-14T23:00:00Z".parse().unwrap());
    follow_deal(app, me, disclosure, step(FollowState::Accepted), "")
        .await
        .unwrap();
    let silent = follow_deal(app, me, disclosure, step(FollowState::Ended), "").await;
    assert!(
        matches!(silent, Err(Refusal::Invalid(_))),
        "what came of it?"
    );
    follow_deal(
        app,
        me,
        disclosure,
        step(FollowState::Ended),
        "She was told.",
    )
    .await
    .unwrap();
}

async fn the_page_decides_by_a_route(on: Engine) {
    let house = House::on(on).await;
    let contact = adults(&house).await;
    let base = format!("/contacts/{contact}");
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&base).await;
    let form = page.form("/decide", &[]).unwrap();
    let nothing = [
        ("outcome-0", "no_further_action"),
        ("reason-0", "She asked."),
        ("route-0", "marac"),
    ];
    let both = browser.submit(&form, &nothing).await;
    assert_eq!(both.status, 422);
    assert!(
        both.words()
            .contains("Choose “A route for an adult”, or take the route out.")
    );
    let typed = [("outcome-0", "adult_route"), ("reason-0", "She asked.")];
    let none = browser.submit(&form, &typed).await;
    assert_eq!(none.status, 422);
    assert!(
        none.words()
            .contains("Name the route, for at least one adult")
    );
    let typed = [
        &typed[..],
        &[
            ("route-0", "marac"),
            ("run-0-marac", "Shoreham MARAC"),
            ("run-0-victim_adviser", "Lantern Quay"),
        ],
    ]
    .concat();
    let vain = browser.submit(&form, &typed).await;
    assert_eq!(vain.status, 422, "a name for a route that nobody chose");
    assert!(vain.words().contains("tick it too"), "{}", vain.words());
    let typed = [&typed[..], &[("route-0", "victim_adviser")]].concat();
    let answer = browser.submit(&form, &typed).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let all = to_do(&house, &house.staff.triage).await;
    assert_eq!(
        of(&all, FollowKind::Marac).content.service,
        "Shoreham MARAC"
    );
    assert_eq!(
        of(&all, FollowKind::VictimAdviser).content.service,
        "Lantern Quay",
        "each route has its own"
    );
    // Whoever tells her tells her of hers.
    let family = of(&all, FollowKind::Family).row.follow;
    let page = browser.open(&format!("/follow-ups/{family}")).await;
    let words = page.words();
    assert!(words.contains("for them alone to hear"), "{words}");
    assert!(words.contains(": Shoreham MARAC"), "{words}");
}
