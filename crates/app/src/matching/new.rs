//! "New": a worker says that a sighting is of somebody not known before.

use trefoil_core::act::Act;
use trefoil_core::custody::CutAct;
use trefoil_core::ids::{ContactId, MatchId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Subject};
use trefoil_store::Written;

use super::confirm::touched;
use super::linking::Linking;
use super::settle::settle;
use crate::contacts::leave::leave_on;
use crate::custody::later::look_later;
use crate::door::{App, subject_of};

/// Makes a person of the sighting.
///
/// # Errors
/// `NotFound` where the asker may not see the contact; `Conflict` where somebody was faster.
pub async fn match_new(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    sighting: SightingId,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::MatchNew, contact).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let app = &door;
            let now = app.now();
            let matched = MatchId::mint(&app.mint(now));
            let linking = Linking {
                app,
                permit: &permit,
                by: trefoil_store::search::principal_key(&principal),
                matched,
                now,
            };
            let (row, seen) = linking.open_sighting(tx, contact, sighting).await?;
            let mut recording = app.recording(now);
            linking.link_new(tx, &mut recording, &row, &seen).await?;
            settle(&linking, tx, &mut recording, contact).await?;
            look_later(app, tx, &permit, (CutAct::NewPerson, contact, None), now).await?;
            let entry = app.entry(
                principal,
                Act::MatchNew,
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
    .await
}
