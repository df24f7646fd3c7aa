//! Who hears that somebody is at high risk: those who work with them, the daily meeting, whoever takes the next call.

use trefoil_app::Asker;
use trefoil_app::families::places::safe_contact_write;
use trefoil_app::families::signals::{Signal, signals_view};
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::high_risk::deal::high_risk_deal;
use trefoil_app::high_risk::list::high_risk_one;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::meetings::list::meetings_view;
use trefoil_app::meetings::make::meeting_make;
use trefoil_app::schools::holidays::holiday_add;
use trefoil_app::work::{Task, Thing, work_view};
use trefoil_core::calendar::local_date;
use trefoil_core::high_risk::HighRiskStep;
use trefoil_core::ids::ContactId;
use trefoil_core::meeting::{MeetingKind, MeetingTyped};
use trefoil_core::place::{Channel, SafeContactContent};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;
use trefoil_core::vocabulary::{IncidentRole, Known};
use trefoil_testkit::{FeedRow, feed};

use super::{on, put};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::wall::scene::{Scene, team, worker};

on_both_engines! {
    those_who_work_with_her_are_told_once,
    the_daily_meeting_has_them_and_opens_their_family,
    a_daily_meeting_whose_day_becomes_a_holiday_says_which_day_follows,
    whoever_takes_the_next_call_is_told_to_ask_her_adviser,
    nobody_of_the_other_side_hears_that_he_was_harmed,
}

/// The warnings of one kind that came to somebody.
pub(super) async fn told(house: &House, who: &Asker, kind: SignalKind) -> Vec<Signal> {
    let all = signals_view(house.app(), who).await.unwrap();
    let all = all.into_iter().map(|one| one.signal);
    all.filter(|one| one.kind == kind).collect()
}

/// By whom a warning was ended, where it was.
pub(super) fn ended_by(one: &Signal) -> Option<&str> {
    one.acknowledged.as_ref().map(|(_, by)| by.as_str())
}

async fn those_who_work_with_her_are_told_once(engine: Engine) {
    let scene = Scene::build(engine).await;
    let (house, app) = (&scene.house, scene.house.app());
    let theirs = async |who: &Asker| work_view(app, who).await.unwrap().tasks;
    let before = strand_view(app, &scene.perpetrator_worker, scene.strand(3)).await;
    let before = format!("{:?}", before.unwrap().warnings);
    let root = put(&scene).await;
    for who in [&scene.idva, &scene.social_worker] {
        let [risk] = &told(house, who, SignalKind::HighRisk).await[..] else {
            panic!("she is on, and they hear of it once");
        };
        let words = "Rosalind Ashdown is on the list of people at high risk: Graded high by whoever told the hub. The first";
        assert!(risk.text.contains(words), "{}", risk.text);
        let [decided] = &told(house, who, SignalKind::Contact).await[..] else {
            panic!("a contact was decided");
        };
        let words = "Decision: Information and advice.";
        assert!(decided.text.contains(words), "{}", decided.text);
        assert_eq!(decided.sender, None);
        let new = theirs(who).await;
        let warnings = new
            .iter()
            .filter(|task| matches!(task.thing, Thing::Warning(..)));
        assert_eq!(warnings.count(), 2, "{new:?}");
    }
    // The strand that nobody works on has none of it, and neither has the other side.
    house.rest().await;
    assert_eq!(
        told(house, &scene.idva, SignalKind::HighRisk).await.len(),
        1
    );
    let after = strand_view(app, &scene.perpetrator_worker, scene.strand(3)).await;
    assert_eq!(format!("{:?}", after.unwrap().warnings), before);
    assert!(
        theirs(&scene.perpetrator_worker)
            .await
            .iter()
            .all(|task| matches!(task.thing, Thing::Begin(_)))
    );
    // A second person looks whether she comes off: it stands on the page of everybody who may, but of the one who asked.
    let ask = high_risk_deal(
        app,
        &scene.idva,
        root,
        Some(HighRiskStep::Ask),
        "He is abroad.",
    );
    ask.await.unwrap();
    let second = |tasks: Vec<Task>| tasks.iter().any(|task| task.thing == Thing::ComesOff(root));
    assert!(!second(theirs(&scene.idva).await));
    assert!(second(theirs(&scene.social_worker).await));
    assert!(second(theirs(&house.staff.triage).await));
    assert!(!second(theirs(&scene.perpetrator_worker).await));
}

/// Whoever chairs the daily meeting finds them on it and opens their family without a listing; who takes part does not, and neither does
/// whoever chairs a meeting of another kind or of a day that is past.
async fn the_daily_meeting_has_them_and_opens_their_family(engine: Engine) {
    let scene = Scene::build(engine).await;
    let (house, app) = (&scene.house, scene.house.app());
    let council = team(house, "Adult social care", "Adult team").await;
    let chair = worker(house, "Ines Ferreira", Role::MeetingChair, council).await;
    let other = worker(house, "Sam Price", Role::MeetingChair, council).await;
    let member = worker(house, "Jo Bello", Role::MeetingMember, council).await;
    let root = put(&scene).await;
    let opens = async |who: &Asker| family_view(app, who, scene.family).await.is_ok();
    assert!(on(house, &chair).await.is_empty(), "they chair nothing");
    assert!(!opens(&chair).await);
    let day = local_date(app.now()).tomorrow().unwrap();
    let weekend = MeetingTyped {
        kind: Some(MeetingKind::Daily),
        day: Some("2026-03-21".parse().unwrap()),
    };
    let held = meeting_make(app, &chair, &weekend, Vec::new()).await;
    assert!(matches!(held, Err(Refusal::Invalid(_))), "on working days");
    for (who, kind) in [(&chair, MeetingKind::Daily), (&other, MeetingKind::Marac)] {
        let typed = MeetingTyped {
            kind: Some(kind),
            day: Some(day),
        };
        let with = vec![member.worker.as_ref().unwrap().worker];
        meeting_make(app, who, &typed, with).await.unwrap();
    }
    assert_eq!(on(house, &chair).await.len(), 1);
    assert!(on(house, &other).await.is_empty(), "no daily meeting");
    let page = meetings_view(app, &chair).await.unwrap();
    assert_eq!(page.meetings[0].at_risk[0].root, root);
    let theirs = meetings_view(app, &member).await.unwrap();
    assert!(theirs.meetings.iter().all(|one| one.at_risk.is_empty()));
    let one = high_risk_one(app, &chair, root).await.unwrap();
    assert_eq!(one.families[0].0, scene.family);
    assert!(opens(&chair).await);
    for who in [&other, &member] {
        assert!(!opens(who).await);
    }
    // She comes off before its day: it opens nothing any more.
    let deal =
        async |who: &Asker, step| high_risk_deal(app, who, root, Some(step), "He is dead.").await;
    deal(&scene.idva, HighRiskStep::Ask).await.unwrap();
    deal(&house.staff.triage, HighRiskStep::Agree)
        .await
        .unwrap();
    assert!(on(house, &chair).await.is_empty());
    assert!(!opens(&chair).await);
    let heard = told(house, &scene.idva, SignalKind::HighRisk).await;
    let off = |one: &&Signal| one.text.contains("Rosalind Ashdown has come off the list");
    assert_eq!(heard.iter().filter(off).count(), 1, "{heard:?}");
    // That she was on needs nobody's eyes any more: what came later settled it.
    let on = heard.iter().filter(|one| !off(one));
    let settled: Vec<Option<&str>> = on.map(ended_by).collect();
    assert_eq!(settled, [Some("")], "{heard:?}");
    let mut browser = house.browser(&scene.idva).await;
    let words = browser.open("/signals").await.words();
    assert!(
        words.contains("nobody has to acknowledge it any more"),
        "{words}"
    );
}

/// A bank holiday may be proclaimed after the meeting was arranged.
async fn a_daily_meeting_whose_day_becomes_a_holiday_says_which_day_follows(engine: Engine) {
    let house = House::on(engine).await;
    let council = team(&house, "Adult social care", "Adult team").await;
    let chair = worker(&house, "Ines Ferreira", Role::MeetingChair, council).await;
    for kind in [MeetingKind::Daily, MeetingKind::Marac] {
        let typed = MeetingTyped {
            kind: Some(kind),
            day: Some("2026-03-18".parse().unwrap()),
        };
        meeting_make(house.app(), &chair, &typed, Vec::new())
            .await
            .unwrap();
    }
    let follows = "The next is 19 March 2026";
    let mut browser = house.browser(&chair).await;
    assert!(!browser.open("/meetings").await.words().contains(follows));
    let day = Some("2026-03-18".parse().unwrap());
    holiday_add(house.app(), &house.staff.administrator, day)
        .await
        .unwrap();
    let words = browser.open("/meetings").await.words();
    assert_eq!(
        words.matches(follows).count(),
        1,
        "the daily one alone: {words}"
    );
}

/// Whoever is worked with as one who harms, and came in as harmed: their own side's to know.
async fn nobody_of_the_other_side_hears_that_he_was_harmed(engine: Engine) {
    let scene = Scene::build(engine).await;
    let house = &scene.house;
    let gareth = FeedRow {
        person: "p8",
        grade: "high",
        ..row("HIS", "victim", "Gareth", "Ashdown", "1988-11-20")
    };
    let me = &house.staff.triage;
    let known = house.page(&house.staff.duty, scene.contact).await;
    let him = known
        .people
        .iter()
        .find(|one| one.row.role == IncidentRole::Perpetrator);
    let him = him.unwrap().link.as_ref().unwrap().person;
    house.kit.import(&feed(&[gareth])).await;
    house.rest().await;
    let contact = house.contact("HIS").await;
    let sighting = house.page(me, contact).await.people[0].row.sighting;
    match_confirm(house.app(), me, contact, sighting, him)
        .await
        .unwrap();
    house.rest().await;
    assert_eq!(on(house, me).await.len(), 1);
    assert!(
        told(house, &scene.idva, SignalKind::HighRisk)
            .await
            .is_empty()
    );
    assert!(on(house, &scene.idva).await.is_empty());
    // Who works with the children answers for them.
    assert_eq!(
        told(house, &scene.social_worker, SignalKind::HighRisk)
            .await
            .len(),
        1
    );
}

/// A contact that says that it is safe to ring her, matched; she has an adviser with terms of her own.
async fn again(scene: &Scene) -> ContactId {
    let house = &scene.house;
    let rosalind = FeedRow {
        person: "p9",
        ..row("AGAIN", "victim", "Rosalind", "Ashdown", "1991-04-02")
    };
    house.kit.import(&feed(&[rosalind])).await;
    house.rest().await;
    let contact = house.contact("AGAIN").await;
    let me = &house.staff.triage;
    let page = house.page(me, contact).await;
    let person = page.people[0].candidates[0].believed.person;
    let sighting = page.people[0].row.sighting;
    match_confirm(house.app(), me, contact, sighting, person)
        .await
        .unwrap();
    contact
}

async fn whoever_takes_the_next_call_is_told_to_ask_her_adviser(engine: Engine) {
    let scene = Scene::build(engine).await;
    let (house, app) = (&scene.house, scene.house.app());
    let strict = SafeContactContent::new(
        Some(Known::No),
        Some(Channel::Phone),
        ("never after four", ""),
        (true, true),
    );
    safe_contact_write(app, &scene.idva, scene.strand(2), strict)
        .await
        .unwrap();
    let contact = again(&scene).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let person = house.page(&house.staff.triage, contact).await.people[0]
        .link
        .as_ref()
        .unwrap()
        .person;
    let hers = browser.open(&format!("/people/{person}")).await;
    for words in [page.words(), hers.words()] {
        let first = "Ask first who works with them: Ruchi Patel, ";
        assert!(words.contains(first), "{words}");
        assert!(words.contains("Not safe to contact now"), "{words}");
        assert!(!words.contains("Nobody works with"), "{words}");
    }
    assert_eq!(
        house.page(&house.staff.triage, contact).await.workers.len(),
        1
    );
}
