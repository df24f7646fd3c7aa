//! "Not the same": a worker says that a sighting is not of a person. It sticks, through later versions of the contact too:
//! one force linked a victim with her suspect again and again because nothing remembered that they were two.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, MatchId, PersonId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Subject};
use trefoil_store::{Written, candidate, link, search};

use super::linking::Linking;
use crate::contacts::leave::leave_on;
use crate::door::{App, read_of, subject_of};

/// Notes that they are two people.
///
/// # Errors
/// `NotFound` where the asker may not see the contact; `Conflict` where the sighting is matched already.
pub async fn match_refuse(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    sighting: SightingId,
    person: PersonId,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::MatchRefuse, contact).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let app = &door;
            let now = app.now();
            let by = search::principal_key(&principal);
            let linking = Linking {
                app,
                permit: &permit,
                by: by.clone(),
                matched: MatchId::mint(&app.mint(now)),
                now,
            };
            let (row, _) = linking.open_sighting(tx, contact, sighting).await?;
            link::not_same_put(tx, app.authority, row.root, person, &by, now).await?;
            candidate::candidate_drop(tx, app.authority, contact, sighting, person).await?;
            let entry = app.entry(
                principal,
                Act::MatchRefuse,
                subject_of(Subject::Contact(contact)),
                read_of([sighting.uuid(), person.uuid()]),
            );
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
