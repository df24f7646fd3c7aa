//! "Confirm this whole family": one act for every open sighting, where every member fits. Computed again inside the
//! transaction: what the page offered is only done where it still holds.

use trefoil_core::act::Act;
use trefoil_core::custody::CutAct;
use trefoil_core::family::{FamilyFit, Fit, family_fit};
use trefoil_core::ids::{ContactId, FamilyId, MatchId, PersonId, SightingId};
use trefoil_core::link::How;
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Subject};
use trefoil_store::sighting::SightingRow;
use trefoil_store::version::Recording;
use trefoil_store::{Fault, Tx, Written, family};

use super::evidence::candidates_for;
use super::linking::Linking;
use super::settle::settle;
use crate::contacts::leave::leave_on;
use crate::custody::later::look_later;
use crate::door::{App, read_of, subject_of};

/// Links every open sighting to its member of the family, or as a new one.
///
/// # Errors
/// `NotFound` where the asker may not see the contact; `Conflict` where the family no longer fits.
pub async fn match_family(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    whole: FamilyId,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::MatchFamily, contact).await?;
    let (door, asker) = (app.clone(), asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let app = &door;
            let now = app.now();
            let matched = MatchId::mint(&app.mint(now));
            let linking = Linking { app, permit: &permit, by: trefoil_store::search::principal_key(&asker.principal), matched, now };
            let seen = linking.sightings(tx, contact).await?;
            let fit = fit_now(&linking, tx, &asker, contact, &seen).await?;
            let Some(fit) = fit.filter(|fit| fit.family == whole) else {
                let words = "This family does not fit as a whole any more. Open the contact again, and look at each person.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            };
            let mut recording = app.recording(now);
            link_all(&linking, tx, &mut recording, &seen, &fit).await?;
            settle(&linking, tx, &mut recording, contact).await?;
            if fit.fits.iter().any(|(_, fit)| matches!(fit, Fit::New)) {
                look_later(app, tx, &permit, (CutAct::NewPerson, contact, None), now).await?;
            }
            let mut touched = recording.touched();
            touched.extend(read_of(fit.fits.iter().map(|(sighting, _)| sighting.uuid())));
            let entry = app.entry(asker.principal, Act::MatchFamily, subject_of(Subject::Contact(contact)), touched);
            recording.write(tx).await?;
            Ok(Written { value: (), entries: vec![entry] })
        })
    })
    .await
}

async fn fit_now(
    linking: &Linking<'_>,
    tx: &mut Tx,
    asker: &Asker,
    contact: ContactId,
    seen: &[(SightingRow, Sighting)],
) -> Result<Option<FamilyFit>, Fault> {
    let app = linking.app;
    let candidates = candidates_for(app, tx, asker, contact, seen).await?;
    let persons: Vec<PersonId> = candidates
        .iter()
        .flat_map(|(_, list)| list)
        .map(|one| one.believed.person)
        .collect();
    let families = family::families_of_persons(tx, app.authority, &persons, linking.now).await?;
    let open: Vec<SightingId> = seen
        .iter()
        .filter(|(row, _)| row.person.is_none())
        .map(|(row, _)| row.sighting)
        .collect();
    let fits: Vec<_> = candidates
        .iter()
        .flat_map(|(sighting, list)| list.iter().map(|one| one.core(*sighting, &families)))
        .collect();
    Ok(family_fit(&open, &fits))
}

async fn link_all(
    linking: &Linking<'_>,
    tx: &mut Tx,
    recording: &mut Recording<'_>,
    seen: &[(SightingRow, Sighting)],
    fit: &FamilyFit,
) -> Result<(), Fault> {
    for (sighting, fit) in &fit.fits {
        let Some((row, seen)) = seen.iter().find(|(row, _)| row.sighting == *sighting) else {
            continue;
        };
        match fit {
            Fit::Member(person) => {
                linking
                    .link_known(tx, recording, row, *person, How::Confirmed)
                    .await?;
            }
            Fit::New => linking.link_new(tx, recording, row, seen).await.map(drop)?,
        }
    }
    Ok(())
}
