//! What a worker did whose own family is in the hub: whether somebody looks at it, and whether the worker can tell.

use trefoil_app::contacts::view::contact_view;
use trefoil_app::custody::answer::{Said, task_answer};
use trefoil_app::custody::list::custody_view;
use trefoil_app::notices::one::notice_view;
use trefoil_core::custody::CustodyAnswer;
use trefoil_core::decision::Outcome;

use super::seen::Seen;
use crate::custody::story::{decide, known, seen_again};
use crate::hub::house::{Engine, House};
use crate::interests::{gareth, identify};
use crate::schools::held::{held, posted};

pub(super) async fn sees() -> Seen {
    let mut seen = Seen::default();
    decided(&mut seen).await;
    told(&mut seen).await;
    seen
}

async fn decided(seen: &mut Seen) {
    let house = House::sqlite().await;
    let (app, staff) = (house.app(), &house.staff);
    identify(&house, &staff.second, &gareth("Ashdown")).await;
    known(&house, "high").await;
    let contact = seen_again(&house).await;
    decide(&house, &staff.second, contact, Outcome::NoFurtherAction).await;
    house.rest().await;
    let page = custody_view(app, &staff.custodian).await.unwrap();
    seen.when(page.open.is_empty(), "nobody looks at what he decided");
    let Some(task) = page.open.first() else {
        return;
    };
    let said = Said {
        answer: Some(CustodyAnswer::Reroute),
        to: staff.triage.worker.as_ref().map(|facts| facts.worker),
        reason: "He may be her father.".to_owned(),
    };
    task_answer(app, &staff.custodian, task.row.custody, said)
        .await
        .unwrap();
    let goes_on = house.waiting().await[0].head.contact;
    let opened = contact_view(app, &staff.second, goes_on, None).await;
    seen.when(opened.is_ok(), "what was taken from him is open to him");
}

async fn told(seen: &mut Seen) {
    let (house, notice) = held(Engine::Sqlite, true).await;
    posted(&house).await;
    let page = notice_view(house.app(), &house.staff.second, notice).await;
    let waits = page.unwrap().links[0].handed_at.is_none();
    seen.when(waits, "a notice that is held reads as held");
}
