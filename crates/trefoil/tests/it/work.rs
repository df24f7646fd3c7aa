//! My work: what is a worker's to do out of every list that is theirs, late first; nothing of a list that is not; one entry.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop and say why"
)]

use std::collections::BTreeSet;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::checks::ask::checks_ask;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::families::signal::signal_send;
use trefoil_app::families::strand::strand_view;
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::persons::view::person_view;
use trefoil_app::work::{Task, Thing, Work, work_view};
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{ContactId, OutputId};
use trefoil_core::principal::Role;
use trefoil_core::signal::SignalKind;
use trefoil_core::work::Heap;
use trefoil_testkit::feed;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::interests::{gareth, identify};
use crate::outputs::release::letter;
use crate::wall::scene::{Scene, team, worker};

on_both_engines! {
    a_day_of_the_hub_on_one_page,
    each_finds_their_own_and_nobody_elses,
    who_may_be_kin_finds_nothing_of_it,
    strand_workers_find_their_warnings,
    what_may_leave_is_listed_for_who_decides_it,
    what_was_opened_is_not_new_any_more,
    reviews_say_whom_they_are_about,
}

async fn work(house: &House, who: &Asker) -> Work {
    work_view(house.app(), who).await.unwrap()
}

fn of(work: &Work, wanted: impl Fn(&Thing) -> bool) -> Vec<&Task> {
    let found = work.tasks.iter().filter(|task| wanted(&task.thing));
    found.collect()
}

async fn take(house: &House, contact: ContactId) {
    contact_take(house.app(), &house.staff.triage, contact)
        .await
        .unwrap();
}

async fn a_day_of_the_hub_on_one_page(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let health = team(&house, "Health", "Health Safeguarding").await;
    let partner = worker(&house, "Ola Reed", Role::HubPartner, health).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let contact = house.contact("I1").await;

    let before = work(&house, me).await;
    assert!(of(&before, |one| matches!(one, Thing::Decide(_))).is_empty());
    assert_eq!(before.free.len(), 1, "nobody has it yet");
    take(&house, contact).await;
    let taken = work(&house, me).await;
    assert!(taken.free.is_empty());
    let decide = of(&taken, |one| *one == Thing::Decide(contact));
    assert_eq!(decide[0].heap, Heap::Later, "due by the end of tomorrow");
    assert!(decide[0].about.contains("Rosalind Ashdown"));

    let page = house.page(me, contact).await;
    let (agency, name) = page.agencies[0].clone();
    checks_ask(app, me, contact, vec![agency]).await.unwrap();
    let asked = work(&house, me).await;
    let awaited = of(&asked, |one| *one == Thing::Awaited(contact));
    assert_eq!((awaited[0].heap, &awaited[0].about), (Heap::Others, &name));
    let theirs = work(&house, &partner).await;
    assert_eq!(theirs.tasks.len(), 1);
    assert!(matches!(theirs.tasks[0].thing, Thing::Answer(_)));
    assert!(theirs.free.is_empty(), "a partner works no queue");

    // Three days on: the answer is late, so it is the worker's again; so is the decision. What is late stands first.
    house.kit.world.pass(SignedDuration::from_hours(72));
    let late = work(&house, me).await;
    let heaps: Vec<Heap> = late.tasks.iter().map(|task| task.heap).collect();
    assert!(heaps.is_sorted(), "{heaps:?}");
    for thing in [Thing::Awaited(contact), Thing::Decide(contact)] {
        assert_eq!(of(&late, |one| *one == thing)[0].heap, Heap::Late);
    }

    let children = page.people.iter().filter(|one| one.row.child);
    let answer = |root| Answer {
        child: Some(root),
        outcome: Outcome::EarlyHelp,
        reason: "The family asked for help.".to_owned(),
        service: None,
    };
    let answers: Vec<Answer> = children.map(|one| answer(one.row.root)).collect();
    contact_decide(app, me, contact, answers).await.unwrap();
    let decided = work(&house, me).await;
    assert!(of(&decided, |one| *one == Thing::Decide(contact)).is_empty());
    assert!(of(&decided, |one| *one == Thing::Awaited(contact)).is_empty());
    assert!(!of(&decided, |one| matches!(one, Thing::Follow(..))).is_empty());
}

async fn each_finds_their_own_and_nobody_elses(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let contact = house.contact("I1").await;
    take(&house, contact).await;
    for other in [
        &house.staff.second,
        &house.staff.custodian,
        &house.staff.manager,
    ] {
        let found = work(&house, other).await;
        assert!(of(&found, |one| *one == Thing::Decide(contact)).is_empty());
    }
    for none in [&house.staff.administrator, &house.staff.returns] {
        assert_eq!(work(&house, none).await, Work::default());
    }
    let mut browser = house.browser(&house.staff.triage).await;
    let before = house.ledger_length().await;
    let page = browser.get("/work").await;
    assert!(page.body.contains(&format!("/contacts/{contact}")));
    let entries = house.entries_from(before).await;
    let acts: Vec<_> = entries.iter().map(|one| one.act.as_str()).collect();
    assert_eq!(acts, ["work_view"]);
}

async fn who_may_be_kin_finds_nothing_of_it(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let second = &house.staff.second;
    assert_eq!(work(&house, second).await.free.len(), 1);
    identify(&house, second, &gareth("Ashdown")).await;
    let kin = work(&house, second).await;
    let never = House::on(on).await;
    assert_eq!(kin, work(&never, &never.staff.second).await);
}

async fn strand_workers_find_their_warnings(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, adviser) = (&scene.house, &scene.idva);
    let before = of_warnings(&work(house, adviser).await);
    let (his, threat) = (scene.strand(3), Some(SignalKind::Threat));
    let said = "He said that he will wait for her.";
    signal_send(house.app(), &scene.perpetrator_worker, his, threat, said)
        .await
        .unwrap();
    let after = work(house, adviser).await;
    assert_eq!(of_warnings(&after), before + 1);
    assert_eq!(after.tasks[0].heap, Heap::New, "a warning stands first");
    let his = work(house, &scene.perpetrator_worker).await;
    assert_eq!(of_warnings(&his), 0);
}

fn of_warnings(work: &Work) -> usize {
    of(work, |one| matches!(one, Thing::Warning(..))).len()
}

async fn what_may_leave_is_listed_for_who_decides_it(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, app) = (&scene.house, scene.house.app());
    let words = [letter("Come in."), letter("You did well.")];
    let his = output_draft(app, &scene.perpetrator_worker, scene.strand(3), &words[0]);
    let his = his.await.unwrap();
    let hers = output_draft(app, &scene.idva, scene.strand(2), &words[1]);
    let hers = hers.await.unwrap();
    let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
    let her_manager = worker(house, "Gwen Ivory", Role::TeamManager, charity).await;
    // The manager of his side reads of it in the register, and decides nothing.
    for (who, expect) in [
        (&scene.their_manager, vec![]),
        (&her_manager, vec![hers]),
        (&house.staff.custodian, vec![his, hers]),
    ] {
        let mut who = who.clone();
        if let Some(facts) = &mut who.worker {
            facts.stepped_up = false;
        }
        let found = work(house, &who).await;
        let found = of(&found, |one| matches!(one, Thing::Release(_)));
        let found = found.iter().filter_map(|one| match one.thing {
            Thing::Release(output) => Some(output),
            _ => None,
        });
        let found: BTreeSet<OutputId> = found.collect();
        assert_eq!(found, expect.into_iter().collect(), "{:?}", who.worker);
    }
}

async fn what_was_opened_is_not_new_any_more(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, her) = (&scene.house, Thing::Begin(scene.strand(2)));
    let is_new = async || !of(&work(house, &scene.idva).await, |one| *one == her).is_empty();
    assert!(is_new().await);
    // Somebody else looks.
    strand_view(house.app(), &house.staff.duty, scene.strand(2))
        .await
        .unwrap();
    assert!(is_new().await);
    strand_view(house.app(), &scene.idva, scene.strand(2))
        .await
        .unwrap();
    assert!(!is_new().await);
}

async fn reviews_say_whom_they_are_about(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, duty) = (&scene.house, &scene.house.staff.duty);
    for one in house.page(duty, scene.contact).await.people {
        let person = one.link.unwrap().person;
        person_view(house.app(), duty, person, None).await.unwrap();
    }
    let mut on_duty = house.browser(duty).await;
    on_duty.open(&format!("/strands/{}", scene.strand(2))).await;
    on_duty.open(&format!("/families/{}", scene.family)).await;
    let found = work(house, &house.staff.custodian).await;
    let reviews = of(&found, |one| matches!(one, Thing::Review(..)));
    let about: Vec<&str> = reviews.iter().map(|one| one.about.as_str()).collect();
    let named = ["a contact (", "a family (", "a strand ("];
    for told in [&["Imogen Ashdown", "Gareth Ashdown"], &named[..]].concat() {
        let lines = about.iter().filter(|one| one.contains(told));
        assert!(lines.count() >= 1, "{told}: {about:?}");
    }
    let apart: BTreeSet<&&str> = about.iter().collect();
    assert_eq!(apart.len(), about.len(), "{about:?}");
    let mut browser = house.browser(&house.staff.custodian).await;
    let page = browser.open("/reviews").await.words();
    assert!(page.contains("Imogen Ashdown"), "{page}");
}
