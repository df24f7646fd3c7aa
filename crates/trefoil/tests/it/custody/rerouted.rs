//! What becomes of a contact that is given to somebody else without a word.

use jiff::civil::date;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::custody::answer::{Said, task_answer};
use trefoil_app::custody::list::Task;
use trefoil_app::custody::one::task_view;
use trefoil_app::follows::list::follows_view;
use trefoil_app::matching::new::match_new;
use trefoil_app::reports::scrutiny::scrutiny_view;
use trefoil_core::custody::{CustodyAnswer, CustodyState, CutAct};
use trefoil_core::decision::Outcome;
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::console;

use super::story::{decide, known, seen_again};
use super::{facts, open};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};
use crate::publishing::cells;

on_both_engines! {
    it_is_decided_anew_by_another_and_counts_once,
    it_goes_to_nobody_who_may_be_kin,
    somebody_new_who_is_known_is_looked_at,
}

/// The father of the family decides about his child; what waits for the custodian.
async fn decided(house: &House) -> (ContactId, Task) {
    identify(house, &house.staff.second, &gareth("Ashdown")).await;
    known(house, "high").await;
    let contact = seen_again(house).await;
    decide(
        house,
        &house.staff.second,
        contact,
        Outcome::NoFurtherAction,
    )
    .await;
    house.rest().await;
    let task = open(house).await.pop().unwrap();
    (contact, task)
}

fn to(house: &House) -> Said {
    Said {
        answer: Some(CustodyAnswer::Reroute),
        to: house.staff.triage.worker.as_ref().map(|facts| facts.worker),
        reason: "He may be her father.".to_owned(),
    }
}

/// Children told of in March; those with no further action; those of a strategy discussion.
async fn counted(house: &House) -> [Option<u64>; 3] {
    let (from, to) = (date(2026, 3, 1), date(2026, 3, 31));
    let report = scrutiny_view(house.app(), &console(), from, to, None).await;
    let cells = cells(&report.unwrap());
    [cells[0], cells[12], cells[16]]
}

async fn it_is_decided_anew_by_another_and_counts_once(on: Engine) {
    let house = House::on(on).await;
    let (app, staff) = (house.app(), &house.staff);
    let (was, task) = decided(&house).await;
    // Imogen and Tobias first, and Imogen again.
    assert_eq!(counted(&house).await, [Some(3), Some(1), Some(0)]);
    task_answer(app, &staff.custodian, task.row.custody, to(&house))
        .await
        .unwrap();
    house.rest().await;
    let [row] = &house.waiting().await[..] else {
        panic!("it waits again");
    };
    let id = row.head.contact;
    assert_ne!(id, was);
    assert_eq!(row.head.worker, to(&house).to, "it is hers");
    let page = house.page(&staff.triage, id).await;
    let first = house.page(&staff.custodian, was).await;
    assert_eq!(page.head.facts, first.head.facts, "its clock runs on");
    assert_eq!(page.content.reference, None);
    assert!(
        page.content
            .flags
            .iter()
            .any(|one| one.code == FlagCode::Rerouted)
    );
    assert_eq!(page.people.len(), 1);
    assert!(!page.people[0].candidates.is_empty(), "whom she may be");
    for at in [None, Some(app.now())] {
        let seen = contact_view(app, &staff.second, id, at).await;
        assert!(matches!(seen, Err(Refusal::NotFound)));
    }
    // What follows the first decision is for who made it alone.
    let theirs = async |who| follows_view(app, who).await.unwrap().to_do;
    assert!(
        theirs(&staff.second)
            .await
            .iter()
            .any(|one| one.row.contact == was)
    );
    assert!(
        !theirs(&staff.triage)
            .await
            .iter()
            .any(|one| one.row.contact == was)
    );
    decide(&house, &staff.triage, id, Outcome::StrategyDiscussion).await;
    house.rest().await;
    assert!(
        theirs(&staff.triage)
            .await
            .iter()
            .any(|one| one.row.contact == id)
    );
    assert!(
        !theirs(&staff.second)
            .await
            .iter()
            .any(|one| one.row.contact == id)
    );
    // Told once, counted once, with what was decided in the end.
    assert_eq!(counted(&house).await, [Some(3), Some(0), Some(1)]);
    let answered = task_view(app, &staff.custodian, task.row.custody)
        .await
        .unwrap();
    assert_eq!(answered.task.row.state, CustodyState::Rerouted);
    assert!(open(&house).await.is_empty());
}

async fn it_goes_to_nobody_who_may_be_kin(on: Engine) {
    let house = House::on(on).await;
    let (app, staff) = (house.app(), &house.staff);
    let (_, task) = decided(&house).await;
    identify(
        &house,
        &staff.triage,
        &crate::interests::called("Rosalind", "Ashdown", "1991-04-02"),
    )
    .await;
    let page = task_view(app, &staff.custodian, task.row.custody)
        .await
        .unwrap();
    let offered = page.colleagues.iter().map(|one| Some(one.0));
    assert!(!offered.collect::<Vec<_>>().contains(&to(&house).to));
    let given = task_answer(app, &staff.custodian, task.row.custody, to(&house)).await;
    assert!(matches!(given, Err(Refusal::Invalid(_))));
    let himself = Said {
        to: staff.second.worker.as_ref().map(|facts| facts.worker),
        ..to(&house)
    };
    let given = task_answer(app, &staff.custodian, task.row.custody, himself).await;
    assert!(matches!(given, Err(Refusal::Invalid(_))));
    assert!(house.waiting().await.is_empty());
}

async fn somebody_new_who_is_known_is_looked_at(on: Engine) {
    let house = House::on(on).await;
    let second = &house.staff.second;
    identify(&house, second, &gareth("Ashdown")).await;
    known(&house, "medium").await;
    let contact = seen_again(&house).await;
    let page = house.page(second, contact).await;
    assert!(page.people[0].candidates.is_empty(), "he sees nobody");
    match_new(house.app(), second, contact, page.people[0].row.sighting)
        .await
        .unwrap();
    house.rest().await;
    let [task] = &open(&house).await[..] else {
        panic!("one waits");
    };
    assert_eq!(task.row.act, CutAct::NewPerson);
    assert!(facts(task).contains(&trefoil_core::custody::UnseenFact::Hidden));
    assert_eq!(house.page(second, contact).await.head.contact, contact);
}
