//! "Same person": a worker says who a sighting is of.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, MatchId, PersonId, SightingId};
use trefoil_core::link::How;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_linkage::{Certainty, certain};
use trefoil_policy::{Asker, Subject};
use trefoil_store::sighting::SightingRow;
use trefoil_store::standing::person_standings;
use trefoil_store::{Fault, Tx, Written};

use super::describe::sighting_record;
use super::evidence::leave_to_compare;
use super::linking::Linking;
use super::propose::records_of;
use super::settle::settle;
use crate::contacts::leave::leave_on;
use crate::door::{App, subject_of};

/// Links the sighting to the person.
///
/// # Errors
/// `NotFound` where the asker may not see contact or person; `NotAllowed` across a changed number; `Conflict` where somebody
/// was faster.
pub async fn match_confirm(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    sighting: SightingId,
    person: PersonId,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::MatchConfirm, contact).await?;
    let (door, doing) = (app.clone(), asker.clone());
    let came = app
        .write(move |tx| {
            Box::pin(async move {
                let app = &door;
                let now = app.now();
                let matched = MatchId::mint(&app.mint(now));
                let linking = Linking {
                    app,
                    permit: &permit,
                    by: trefoil_store::search::principal_key(&doing.principal),
                    matched,
                    now,
                };
                let (row, seen) = linking.open_sighting(tx, contact, sighting).await?;
                may_see(app, tx, &doing, person).await?;
                not_across_a_changed_number(&linking, tx, &doing, &seen, person).await?;
                let mut recording = app.recording(now);
                linking
                    .link_known(tx, &mut recording, &row, person, How::Confirmed)
                    .await?;
                settle(&linking, tx, &mut recording, contact).await?;
                let entry = app.entry(
                    doing.principal,
                    Act::MatchConfirm,
                    subject_of(Subject::Contact(contact)),
                    touched(&mut recording, &row),
                );
                recording.write(tx).await?;
                Ok(Written {
                    value: (),
                    entries: vec![entry],
                })
            })
        })
        .await;
    let on = subject_of(Subject::Contact(contact));
    app.refusal_kept(asker, Act::MatchConfirm, on, came).await
}

/// What the ledger records: what was written, and the sighting that it was about.
pub(super) fn touched(
    recording: &mut trefoil_store::version::Recording<'_>,
    row: &SightingRow,
) -> Vec<trefoil_store::ledger::Touch> {
    let mut touched = recording.touched();
    touched.extend(crate::door::read_of([row.sighting.uuid()]));
    touched
}

/// Whom the asker cannot see, the asker cannot link to.
pub(crate) async fn may_see(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    person: PersonId,
) -> Result<(), Fault> {
    let standings = person_standings(tx, app.authority, asker, &[person]).await?;
    let seen = standings
        .get(&person)
        .is_some_and(|standing| !app.policy.sight(asker, standing).is_blind());
    if seen {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// Different NHS numbers or UPNs mean two people, or one whose number was changed (adoption, gender reassignment). To join
/// the two would undo what the change protects, so the custodian alone may.
pub(super) async fn not_across_a_changed_number(
    linking: &Linking<'_>,
    tx: &mut Tx,
    asker: &Asker,
    seen: &Sighting,
    person: PersonId,
) -> Result<(), Fault> {
    let custodian = asker
        .worker
        .as_ref()
        .is_some_and(|facts| facts.holds(Role::Custodian));
    if custodian || leaks(Leak::AcrossNumberByAnybody) {
        return Ok(());
    }
    let comparing = leave_to_compare(linking.app)?;
    let records = records_of(linking.app, tx, &comparing, &[person], linking.now).await?;
    let one = sighting_record(seen, &comparing);
    let changed = records
        .values()
        .any(|other| certain(&one, other) == Certainty::NeverAcrossChangedNumber);
    if changed {
        let words = "These two have different numbers. Only the Caldicott guardian can say that they are the same person. Ask your Caldicott guardian to look at this contact.";
        return Err(Refusal::NotAllowed(words.to_owned()).into());
    }
    Ok(())
}
