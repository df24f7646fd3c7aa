//! What a made-up hub decided this morning, as its workers decide: so that what follows a decision is there to be looked at.

use trefoil_core::decision::{Answer, Decided, Outcome, Route};
use trefoil_core::follow::FollowKind;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::Asker;
use trefoil_store::queue::HeldBy;

use crate::contacts::decide::contact_decide;
use crate::contacts::view::{ContactPage, contact_view};
use crate::door::{App, refusal};
use crate::queue::first_of;

/// A worker of the hub decides one of three that wait; how many.
///
/// # Errors
/// As the acts that it is made of.
pub async fn town_decided(app: &App, asker: &Asker, most: i64) -> Result<usize, Refusal> {
    let reach = app.reach(asker, trefoil_core::act::Act::QueueView).await?;
    let mut tx = app.read().await?;
    let read = async {
        let calendar = app.calendar(&mut tx).await?;
        first_of(
            app,
            &mut tx,
            (asker, &reach),
            HeldBy::Nobody,
            (&calendar, most),
        )
        .await
    };
    let waiting = read.await.map_err(refusal)?;
    drop(tx);
    let contacts: Vec<ContactId> = waiting.iter().map(|row| row.head.contact).collect();
    let mut decided = 0;
    for contact in contacts.into_iter().step_by(3) {
        let page = contact_view(app, asker, contact, None).await?;
        contact_decide(app, asker, contact, answers(&page, decided)).await?;
        decided += 1;
    }
    Ok(decided)
}

/// What is said of each child, in turn.
const OF_CHILDREN: [(Outcome, &str, Option<&str>); 2] = [
    (
        Outcome::EarlyHelp,
        "Their mother asked for help with mornings, and the school knows them well.",
        Some("Dunes family centre"),
    ),
    (
        Outcome::Referral,
        "It is the second time in a month, and they hid in the bathroom.",
        None,
    ),
];
/// Without a child: where somebody was harmed, and where nobody is known.
const OF_ADULTS: [(Outcome, &str, Option<&str>); 2] = [
    (
        Outcome::AdultRoute,
        "No child lives there; she asked that somebody rings her.",
        None,
    ),
    (
        Outcome::NoFurtherAction,
        "Nobody could be found at the address, and nothing more is known.",
        None,
    ),
];

/// An answer for each child; without a child, a route for whoever was harmed.
fn answers(page: &ContactPage, place: usize) -> Decided {
    let answer = |child, (outcome, reason, service): (Outcome, &str, Option<&str>)| Answer {
        child,
        outcome,
        reason: reason.to_owned(),
        service: service.map(str::to_owned),
    };
    let [early, referred] = OF_CHILDREN;
    let of_child = if place.is_multiple_of(2) {
        early
    } else {
        referred
    };
    let children = page.people.iter().filter(|one| one.row.child);
    let mut answers: Vec<Answer> = children
        .map(|one| answer(Some(one.row.root), of_child))
        .collect();
    let harmed = page.people.iter();
    let harmed = harmed.filter(|one| one.row.role == IncidentRole::Victim && !one.row.child);
    let routes: Vec<Route> = harmed
        .map(|one| Route {
            adult: one.row.root,
            kind: FollowKind::VictimAdviser,
            service: "Lantern Quay".to_owned(),
        })
        .collect();
    if answers.is_empty() {
        let [routed, nothing] = OF_ADULTS;
        answers.push(answer(
            None,
            if routes.is_empty() { nothing } else { routed },
        ));
    }
    Decided {
        answers,
        routes,
        sure: true,
        ..Decided::default()
    }
}
