//! Looking for who somebody in a contact is, where the lookups proposed nobody who fits: by what a worker knows or another
//! spelling, within their reach. Who is found is told with the same evidence as a proposed candidate, and said to be the
//! same, or not, by the same acts.

use std::collections::BTreeMap;

use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::{ContactId, PersonId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_linkage::Record;
use trefoil_policy::{Asker, Sight, Subject};
use trefoil_store::sighting::{SightingRow, sightings_of_contact};
use trefoil_store::{Fault, Tx, link};

use super::evidence::{Candidate, compared, leave_to_compare};
use super::linking::{GONE, TAKEN};
use super::propose::records_of;
use crate::budgets::spend::search_spend;
use crate::contacts::leave::contact_met;
use crate::door::{App, read_of, refusal, subject_of};
use crate::persons::search::{PersonFound, PersonSearch, asked_of, found_within};

/// Somebody found.
pub struct Found {
    /// Who, with the evidence for and against.
    pub candidate: Candidate,
    /// Whether it was said here that they are two people: that sticks.
    pub not_same: bool,
}

/// What is looked for, and who was found.
pub struct MatchSearch {
    /// The contact.
    pub contact: ContactId,
    /// The sighting's row.
    pub row: SightingRow,
    /// As described.
    pub seen: Sighting,
    /// Who fits what was typed, best first; `None` where nothing was looked for yet.
    pub found: Option<Vec<Found>>,
}

/// Looks; without a search, says only whom it would be for.
///
/// # Errors
/// `Invalid` where less than a name with a birth date, or a valid number, was given; `Conflict` where the sighting is matched
/// already or gone; `NotFound` where the asker may not see the contact; `TooMany` past the worker's budget.
pub async fn match_search(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    sighting: SightingId,
    search: Option<&PersonSearch>,
) -> Result<MatchSearch, Refusal> {
    let (act, subject) = (Act::MatchSearch, Subject::Contact(contact));
    let mut tx = app.read().await?;
    let met = contact_met(app, &mut tx, asker, contact)
        .await
        .map_err(refusal)?;
    let Some((_, standing)) = met else {
        drop(tx);
        return app.nothing(asker, act, subject).await;
    };
    let _permit = app.leave(asker, act, Some(&standing)).await?;
    let sight = app.policy.sight(asker, &standing);
    let asked = search.map(|search| asked_of(search, local_date(app.now())));
    let asked = asked.transpose()?;
    let (row, seen) = open_sighting(app, &mut tx, &sight, contact, sighting).await?;
    let found = match asked {
        None => None,
        Some(asked) => {
            search_spend(app, asker, act, Some(subject)).await?;
            let Some(reach) = app.policy.reach(asker) else {
                drop(tx);
                return app.nothing(asker, act, subject).await;
            };
            let found = found_within(app, &mut tx, asker, &reach, &asked).await;
            let found = found.map_err(refusal)?;
            Some(
                told(app, &mut tx, &row, &seen, found)
                    .await
                    .map_err(refusal)?,
            )
        }
    };
    drop(tx);
    let persons = found.iter().flatten();
    let persons = persons.map(|one| one.candidate.believed.person.uuid());
    let read = read_of(persons.chain([sighting.uuid()]));
    app.record(asker, act, subject_of(subject), read).await?;
    Ok(MatchSearch {
        contact,
        row,
        seen,
        found,
    })
}

async fn open_sighting(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
    contact: ContactId,
    sighting: SightingId,
) -> Result<(SightingRow, Sighting), Refusal> {
    let (ring, authority) = (&app.ring, app.authority);
    let all = sightings_of_contact(tx, ring, authority, sight, contact, app.now())
        .await
        .map_err(refusal)?;
    match all.into_iter().find(|(row, _)| row.sighting == sighting) {
        None => Err(Refusal::Conflict(GONE.to_owned())),
        Some((row, _)) if row.person.is_some() => Err(Refusal::Conflict(TAKEN.to_owned())),
        Some(open) => Ok(open),
    }
}

/// Who was found, each compared with the sighting as a proposed candidate is: how well they fit what was typed says only
/// whom to show first.
async fn told(
    app: &App,
    tx: &mut Tx,
    row: &SightingRow,
    seen: &Sighting,
    found: Vec<PersonFound>,
) -> Result<Vec<Found>, Fault> {
    let permit = leave_to_compare(app)?;
    let persons: Vec<PersonId> = found.iter().map(|one| one.believed.person).collect();
    let records: BTreeMap<PersonId, Record> =
        records_of(app, tx, &permit, &persons, app.now()).await?;
    let refused = link::not_same_of_contact(tx, app.authority, row.contact).await?;
    let told = found.into_iter().filter_map(|one| {
        let person = one.believed.person;
        let record = records.get(&person)?;
        Some(Found {
            candidate: compared(&one.believed, record, seen, row, &permit, None),
            not_same: refused.contains(&(row.root, person)),
        })
    });
    Ok(told.collect())
}
