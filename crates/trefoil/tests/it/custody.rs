//! The custodian's check: what a worker does whose sight is cut is looked at with what they may not see; where it matters the custodian
//! answers, and the worker can tell nothing.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop and say why"
)]

mod interference;
mod rerouted;
pub(crate) mod story;

use trefoil_app::custody::answer::{Said, task_answer};
use trefoil_app::custody::list::{Task, custody_view};
use trefoil_app::custody::one::task_view;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::work::{Thing, work_view};
use trefoil_core::clock::Standing;
use trefoil_core::custody::{CustodyAnswer, CustodyState, CutAct, UnseenFact};
use trefoil_core::decision::Outcome;
use trefoil_core::refusal::Refusal;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};
use story::{decide, known, seen_again};

on_both_engines! {
    a_decision_without_what_is_known_waits_for_the_custodian,
    what_was_seen_is_not_asked_about,
    the_custodian_answers_once_and_says_why,
    the_page_answers,
}

async fn open(house: &House) -> Vec<Task> {
    let page = custody_view(house.app(), &house.staff.custodian).await;
    page.unwrap().open
}

fn facts(task: &Task) -> Vec<UnseenFact> {
    let mut all: Vec<UnseenFact> = task
        .content
        .unseen
        .iter()
        .flat_map(|one| one.facts.clone())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Nobody has an interest: the child is seen by name alone, and the danger around her is not.
async fn a_decision_without_what_is_known_waits_for_the_custodian(on: Engine) {
    let house = House::on(on).await;
    known(&house, "high").await;
    let contact = seen_again(&house).await;
    assert!(open(&house).await.is_empty());
    decide(
        &house,
        &house.staff.triage,
        contact,
        Outcome::NoFurtherAction,
    )
    .await;
    assert!(open(&house).await.is_empty(), "it is looked at afterwards");
    house.rest().await;
    let [task] = &open(&house).await[..] else {
        panic!("one waits");
    };
    assert_eq!(task.row.act, CutAct::Decision);
    assert_eq!(task.by, "Farida Lomas");
    assert_eq!(task.content.outcomes, [Outcome::NoFurtherAction]);
    assert_eq!(facts(task), [UnseenFact::HighRisk, UnseenFact::AtWork]);
    // Found on a Tuesday: by the end of Wednesday.
    assert_eq!(task.due, "2026-03-19T00:00:00Z".parse().unwrap());
    assert!(matches!(task.clock, Standing::InTime(_)));
    let page = task_view(house.app(), &house.staff.custodian, task.row.custody).await;
    let page = page.unwrap();
    assert_eq!(page.persons.len(), 1);
    let names: Vec<&str> = page.colleagues.iter().map(|one| one.1.as_str()).collect();
    assert!(
        !names.contains(&"Farida Lomas") && !names.is_empty(),
        "{names:?}"
    );

    let work = work_view(house.app(), &house.staff.custodian)
        .await
        .unwrap();
    let look = Thing::Look(task.row.custody);
    assert!(
        work.tasks.iter().any(|one| one.thing == look),
        "theirs to do"
    );

    // It is the custodian's alone; and nobody's who may be of the family.
    for who in [&house.staff.triage, &house.staff.manager, &house.staff.duty] {
        let seen = custody_view(house.app(), who).await;
        assert!(matches!(seen, Err(Refusal::NotAllowed(_))));
        let seen = task_view(house.app(), who, task.row.custody).await;
        assert!(matches!(seen, Err(Refusal::NotAllowed(_))));
    }
    identify(
        &house,
        &house.staff.custodian,
        &crate::interests::called("Imogen", "Ashdown", "2014-03-14"),
    )
    .await;
    assert!(open(&house).await.is_empty());
    let seen = task_view(house.app(), &house.staff.custodian, task.row.custody).await;
    assert!(matches!(seen, Err(Refusal::NotFound)));
}

async fn what_was_seen_is_not_asked_about(on: Engine) {
    let house = House::on(on).await;
    known(&house, "medium").await;
    let (app, me) = (house.app(), &house.staff.triage);
    // Sent on to social care, whoever it is.
    let contact = seen_again(&house).await;
    decide(&house, me, contact, Outcome::Referral).await;
    house.rest().await;
    assert!(open(&house).await.is_empty());
    // Matched, and so with all that is known in sight.
    let contact = seen_again(&house).await;
    let page = house.page(me, contact).await;
    let (sighting, person) = (
        page.people[0].row.sighting,
        page.people[0].candidates[0].believed.person,
    );
    match_confirm(app, me, contact, sighting, person)
        .await
        .unwrap();
    decide(&house, me, contact, Outcome::NoFurtherAction).await;
    house.rest().await;
    assert!(open(&house).await.is_empty());
    // Who was said to be somebody new was looked at first.
    let contact = seen_again(&house).await;
    let sighting = house.page(me, contact).await.people[0].row.sighting;
    trefoil_app::matching::new::match_new(app, me, contact, sighting)
        .await
        .unwrap();
    decide(&house, me, contact, Outcome::NoFurtherAction).await;
    house.rest().await;
    assert!(open(&house).await.is_empty());
}

async fn the_custodian_answers_once_and_says_why(on: Engine) {
    let house = House::on(on).await;
    let (app, custodian) = (house.app(), &house.staff.custodian);
    known(&house, "high").await;
    let contact = seen_again(&house).await;
    decide(&house, &house.staff.triage, contact, Outcome::EarlyHelp).await;
    house.rest().await;
    let custody = open(&house).await[0].row.custody;
    let said = |answer, reason: &str| Said {
        answer: Some(answer),
        to: None,
        reason: reason.to_owned(),
    };
    let unsaid = task_answer(app, custodian, custody, Said::default()).await;
    assert!(matches!(&unsaid, Err(Refusal::Invalid(all)) if all.len() == 2));
    let stop = said(CustodyAnswer::Stop, "It is no notice.");
    let stop = task_answer(app, custodian, custody, stop).await;
    assert!(matches!(stop, Err(Refusal::Invalid(_))));
    let nobody = said(CustodyAnswer::Reroute, "She must look.");
    let nobody = task_answer(app, custodian, custody, nobody).await;
    assert!(matches!(nobody, Err(Refusal::Invalid(_))), "to whom?");
    let triage = task_answer(app, &house.staff.triage, custody, Said::default()).await;
    assert!(matches!(triage, Err(Refusal::NotAllowed(_))));

    let left = || said(CustodyAnswer::Leave, "Her worker knows of it.");
    let came = task_answer(app, custodian, custody, left()).await;
    assert_eq!(came, Ok(()));
    let again = task_answer(app, custodian, custody, left()).await;
    assert!(matches!(again, Err(Refusal::Conflict(_))));
    let page = custody_view(app, custodian).await.unwrap();
    assert!(page.open.is_empty());
    assert_eq!(page.done[0].row.state, CustodyState::Left);
    assert_eq!(page.done[0].content.reason, "Her worker knows of it.");
}

async fn the_page_answers(on: Engine) {
    let house = House::on(on).await;
    identify(&house, &house.staff.second, &gareth("Ashdown")).await;
    known(&house, "high").await;
    let contact = seen_again(&house).await;
    decide(
        &house,
        &house.staff.second,
        contact,
        Outcome::NoFurtherAction,
    )
    .await;
    house.rest().await;
    let mut browser = house.browser(&house.staff.custodian).await;
    let list = browser.open("/custodian").await;
    assert!(list.words().contains("Imogen Ashdown"), "{}", list.words());
    assert!(
        list.words()
            .contains("Answer by the end of the next working day")
    );
    let path = format!("/custodian/{}", open(&house).await[0].row.custody);
    let page = browser.open(&path).await;
    assert!(
        page.words()
            .contains("The worker may not know of them at all")
    );
    let form = page.form(&path, &[]).unwrap();
    let wrong = browser.submit(&form, &[("reason", "He <is> kin")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("He &#60;is&#62; kin"));
    let right = [("answer", "leave"), ("reason", "He knows nothing of it.")];
    let answer = browser.submit(&form, &right).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let page = browser.open(&path).await;
    assert!(page.words().contains("He knows nothing of it."));
    assert!(page.form(&path, &[]).is_none());
}
