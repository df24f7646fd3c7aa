//! A person was made or changed: waiting sightings that share a lookup with them are compared again, and so are other persons; and work that is now closed to
//! whoever has it goes to somebody else.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_core::principal::{Job, Principal};
use trefoil_policy::Subject;
use trefoil_store::candidate::{Proposed, candidates_put};
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::Due;
use trefoil_store::scribe::Boxed;
use trefoil_store::sighting::{sightings_for_act, waiting_by_keys};
use trefoil_store::{Fault, Tx, person};

use crate::door::{App, read_of, subject_of};
use crate::interests::raise::Raising;
use crate::matching::evidence::leave_to_compare;
use crate::matching::propose::{Wanted, propose};
use crate::pairs::find::find;

/// Waiting contacts looked at for one person: more share a common name than any of them could be helped by.
const LOOKED_AT: usize = 20;

pub(super) fn run<'a>(
    app: &'a App,
    tx: &'a mut Tx,
    due: &'a Due,
) -> Boxed<'a, Result<Vec<Entry>, Fault>> {
    Box::pin(async move {
        let subject = PersonId::from(due.subject);
        let keys = person::keys_of(tx, app.authority, subject).await?;
        let mut waiting: Vec<ContactId> = waiting_by_keys(tx, app.authority, &keys)
            .await?
            .into_iter()
            .map(|(_, contact)| contact)
            .collect();
        waiting.sort_unstable();
        waiting.dedup();
        waiting.truncate(LOOKED_AT);
        again(app, tx, &waiting).await?;
        let alike = find(app, tx, subject).await?;
        let alike = alike.iter().map(|person| person.uuid());
        let contacts = waiting.iter().map(|contact| contact.uuid());
        let touched = read_of(contacts.chain(alike));
        let on = subject_of(Subject::Person(subject));
        let principal = Principal::Job(Job::Outbox);
        let mut entries = vec![app.entry(principal, Act::MatchPropose, on, touched)];
        // Who belongs to whom has changed, so more may be closed to a worker who has it in hand.
        entries.extend(Raising::new(app, app.now())?.settle(tx, None).await?);
        Ok(entries)
    })
}

/// A certain match found now is proposed and not made: the contacts are in somebody's hands.
async fn again(app: &App, tx: &mut Tx, contacts: &[ContactId]) -> Result<(), Fault> {
    let permit = leave_to_compare(app)?;
    let now = app.now();
    let mut open = Vec::new();
    for contact in contacts {
        let seen = sightings_for_act(tx, &app.ring, app.authority, &permit, *contact, now).await?;
        open.extend(seen.into_iter().filter(|(row, _)| row.person.is_none()));
    }
    let wanted: Vec<Wanted> = open
        .iter()
        .map(|(row, seen)| Wanted::new(app, &permit, row, seen))
        .collect();
    let found = propose(app, tx, &permit, &wanted, now).await?;
    let of = |sighting| wanted.iter().find(|one| one.sighting == sighting);
    let certain = found.certain.iter().filter_map(|(sighting, person)| {
        Some(Proposed {
            contact: of(*sighting)?.contact,
            sighting: *sighting,
            person: *person,
            probability: 0.999,
        })
    });
    let proposed: Vec<Proposed> = found.proposed.iter().copied().chain(certain).collect();
    candidates_put(tx, app.authority, &proposed).await
}
