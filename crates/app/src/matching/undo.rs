//! Undoing a match: everything that one act made is ended, and both sides are as they were before it. At any later time.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, MatchId, PersonId};
use trefoil_core::link::How;
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::candidate::candidates_put;
use trefoil_store::link::{Link, links_of_match, match_end};
use trefoil_store::{Fault, Tx, Written, sighting};

use super::kin::taken_out;
use super::linking::Linking;
use super::propose::{Wanted, propose};
use crate::contacts::leave::leave_on;
use crate::door::{App, read_of, subject_of};

/// Ends the links of the act, and whatever followed from them.
///
/// # Errors
/// `NotFound` where the asker may not see the contact, or the act made nothing on it; `Conflict` where it is undone already.
pub async fn match_undo(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    undone: MatchId,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::MatchUndo, contact).await?;
    let (door, principal) = (app.clone(), asker.principal);
    let came = app
        .write(move |tx| {
            Box::pin(async move { undo_in(&door, tx, &permit, principal, contact, undone).await })
        })
        .await;
    let on = subject_of(Subject::Contact(contact));
    app.refusal_kept(asker, Act::MatchUndo, on, came).await
}

async fn undo_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    principal: Principal,
    contact: ContactId,
    undone: MatchId,
) -> Result<Written<()>, Fault> {
    let now = app.now();
    let by = trefoil_store::search::principal_key(&principal);
    let linking = Linking {
        app,
        permit,
        by,
        matched: MatchId::mint(&app.mint(now)),
        now,
    };
    let links = links_of_match(tx, app.authority, undone).await?;
    if links.is_empty() {
        return Err(Refusal::Conflict("This match has been undone already.".to_owned()).into());
    }
    if links.iter().any(|link| link.contact != contact) {
        return Err(Refusal::NotFound.into());
    }
    match_end(tx, app.authority, undone, now, &linking.by).await?;
    let mut recording = app.recording(now);
    let mut persons: Vec<PersonId> = links.iter().map(|link| link.person).collect();
    persons.sort_unstable();
    persons.dedup();
    for link in links.iter().filter(|link| link.how != How::Kin) {
        sighting::person_set(tx, app.authority, link.sighting, None).await?;
    }
    taken_out(&linking, tx, contact, &links).await?;
    for person in persons.into_iter().filter(|_| !leaks(Leak::UndoKeepsCard)) {
        linking.card_renew(tx, &mut recording, person).await?;
    }
    let mut touched = recording.touched();
    // First what is now believed, then who may be whom: a card that is not written yet proposes nobody.
    recording.write(tx).await?;
    open_again(&linking, tx, contact, &links).await?;
    touched.extend(read_of(links.iter().map(|link| link.sighting.uuid())));
    let on = subject_of(Subject::Contact(contact));
    let entry = app.entry(principal, Act::MatchUndo, on, touched);
    Ok(Written {
        value: (),
        entries: vec![entry],
    })
}

/// The sightings are to be matched again: their lookups and proposals come back.
async fn open_again(
    linking: &Linking<'_>,
    tx: &mut Tx,
    contact: ContactId,
    links: &[Link],
) -> Result<(), Fault> {
    let app = linking.app;
    let comparing = super::evidence::leave_to_compare(app)?;
    let seen = linking.sightings(tx, contact).await?;
    let opened = seen
        .iter()
        .filter(|(row, _)| links.iter().any(|link| link.sighting == row.sighting));
    let wanted: Vec<Wanted> = opened
        .map(|(row, seen)| Wanted::new(app, &comparing, row, seen))
        .collect();
    let keys: Vec<_> = wanted.iter().flat_map(Wanted::keyed).collect();
    sighting::keys_put(tx, app.authority, &keys).await?;
    let found = propose(app, tx, &comparing, &wanted, linking.now).await?;
    // What was just undone is not done again by itself, however certain: a person said no.
    let again = found
        .certain
        .iter()
        .map(|(sighting, person)| trefoil_store::candidate::Proposed {
            contact,
            sighting: *sighting,
            person: *person,
            probability: 0.999,
        });
    let proposed: Vec<_> = found.proposed.iter().copied().chain(again).collect();
    candidates_put(tx, app.authority, &proposed).await
}
