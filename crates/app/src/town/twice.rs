//! A few people of a made-up hub whom somebody said to be new in a hurry, so that there are two of them to be looked at.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, PersonId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::queue::HeldBy;

use crate::contacts::view::{ContactPage, ContactPerson, contact_view};
use crate::door::{App, refusal};
use crate::matching::confirm::match_confirm;
use crate::matching::evidence::Candidate;
use crate::matching::new::match_new;
use crate::queue::first_of;

/// From which probability on they are who is proposed.
const SURE: f64 = 0.8;
/// Contacts looked at.
const LOOKED_AT: i64 = 400;

/// In some contacts that wait a worker says who everybody is but one, who is known and said to be new; how many.
///
/// # Errors
/// As the acts that it is made of.
pub async fn town_twice(app: &App, asker: &Asker, most: usize) -> Result<usize, Refusal> {
    let reach = app.reach(asker, Act::QueueView).await?;
    let mut tx = app.read().await?;
    let read = async {
        let calendar = app.calendar(&mut tx).await?;
        let who = (asker, &reach);
        first_of(app, &mut tx, who, HeldBy::Nobody, (&calendar, LOOKED_AT)).await
    };
    let waiting = read.await.map_err(refusal)?;
    drop(tx);
    let contacts: Vec<ContactId> = waiting.iter().map(|row| row.head.contact).collect();
    let mut made = 0;
    // The last in the queue: the first are decided this morning.
    for contact in contacts.into_iter().rev() {
        if made == most {
            break;
        }
        let page = contact_view(app, asker, contact, None).await?;
        let [known @ .., (twice, _)] = &known(&page)[..] else {
            continue;
        };
        if known.is_empty() {
            continue;
        }
        for (sighting, person) in known {
            match_confirm(app, asker, contact, *sighting, *person).await?;
        }
        match_new(app, asker, contact, *twice).await?;
        made += 1;
    }
    Ok(made)
}

/// Who is surely known, and not hiding, by whom they are proposed as; the children last.
fn known(page: &ContactPage) -> Vec<(SightingId, PersonId)> {
    let sure = |one: &&Candidate| {
        one.probability >= SURE && !one.custodian_only && !one.believed.protected
    };
    let known = |one: &ContactPerson| {
        let best = one.candidates.first().filter(sure)?;
        Some((one.row.child, (one.row.sighting, best.believed.person)))
    };
    let mut all: Vec<_> = page.people.iter().filter_map(known).collect();
    all.sort_by_key(|(child, _)| *child);
    all.into_iter().map(|(_, one)| one).collect()
}
