//! Opening a person: the safe-contact rule first, then what is believed, who said so, their contacts and families; now, or
//! as it was known at any past instant.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, FamilyId, PersonId, WorkerId};
use trefoil_core::principal::WorkerFacts;
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Sight, Subject};
use trefoil_store::interest::{Closed, closed_to};
use trefoil_store::pair::apart_since;
use trefoil_store::person::{Believed, PersonContact};
use trefoil_store::sighting::SightingRow;
use trefoil_store::standing::person_standings;
use trefoil_store::{Fault, Tx, family, person, sighting, worker};

use crate::budgets::spend::person_spend;
use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};
use crate::families::terms::{Stands, Terms, stands_of};
use crate::pairs::{Same, same_as};
use crate::persons::current::{CurrentWorker, current_workers, holders_of};
use crate::persons::sights_of;

/// A family that the person is in.
#[derive(Debug, Clone)]
pub struct PersonFamily {
    /// The family.
    pub family: FamilyId,
    /// Its name.
    pub name: String,
    /// Its other members, as far as the viewer may see them.
    pub others: Vec<Believed>,
}

/// The page of a person.
pub struct PersonPage {
    /// What is believed.
    pub believed: Believed,
    /// What sources said, newest first, as far as the viewer may see it.
    pub sightings: Vec<(SightingRow, Sighting)>,
    /// Their contacts, newest first.
    pub contacts: Vec<PersonContact>,
    /// Which of those, and of those in which something was said, the viewer may open now.
    pub opens: BTreeSet<ContactId>,
    /// Families that they are in.
    pub families: Vec<PersonFamily>,
    /// Who works with them or their family, as known then.
    pub workers: Vec<CurrentWorker>,
    /// What those who work with them hold now, as far as the viewer may know: nothing of the past.
    pub terms: Option<Terms>,
    /// Other records that are the same person, as far as the viewer may know.
    pub same: Vec<Same>,
    /// Since when the identity is kept apart: for the custodian, to whom alone it is told whether it is.
    pub apart: Option<Option<Timestamp>>,
    /// Why the viewer sees this.
    pub why: &'static str,
    /// The viewer's sight, which opens places where it may.
    pub sight: Sight,
    /// The instant as known at.
    pub at: Timestamp,
    /// Whether a past instant was asked for.
    pub past: bool,
}

/// The person as the asker may see them: now, or as known at `at`.
///
/// # Errors
/// `NotFound` where nobody is there, or the asker may not know that somebody is; `TooMany` past the worker's budget.
pub async fn person_view(
    app: &App,
    asker: &Asker,
    person: PersonId,
    at: Option<Timestamp>,
) -> Result<PersonPage, Refusal> {
    let act = if at.is_some() {
        Act::PersonViewPast
    } else {
        Act::PersonView
    };
    person_spend(app, asker, act, person).await?;
    let now = app.now();
    let known_at = at.unwrap_or(now).min(now);
    let mut tx = app.read().await?;
    let standings = person_standings(&mut tx, app.authority, asker, &[person])
        .await
        .map_err(refusal)?;
    let Some(standing) = standings.get(&person) else {
        drop(tx);
        return app.nothing(asker, act, Subject::Person(person)).await;
    };
    let _permit = app.leave(asker, act, Some(standing)).await?;
    let sight = app.policy.sight(asker, standing);
    let page = read_page(app, &mut tx, asker, sight, person, (known_at, at.is_some()))
        .await
        .map_err(refusal)?;
    drop(tx);
    let Some(page) = page else {
        return app.nothing(asker, act, Subject::Person(person)).await;
    };
    let seen = page
        .sightings
        .iter()
        .map(|(row, _)| row.sighting.uuid())
        .chain(page.same.iter().map(|one| one.believed.person.uuid()))
        .chain([person.uuid()]);
    app.record_seen(asker, act, (standing, &page.sight), read_of(seen))
        .await?;
    Ok(page)
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    sight: Sight,
    id: PersonId,
    (at, past): (Timestamp, bool),
) -> Result<Option<PersonPage>, Fault> {
    let believed = person::card_at(tx, &app.ring, app.authority, &sight, id, at).await?;
    let Some(believed) = believed else {
        return Ok(None);
    };
    let closed = closed_to(tx, app.authority, &asker.principal).await?;
    let (ring, authority) = (&app.ring, app.authority);
    let sightings =
        sighting::sightings_of_person(tx, ring, authority, &sight, &closed, (id, at)).await?;
    let same = same_as(app, tx, asker, id, at).await?;
    let ids: Vec<PersonId> = same.iter().map(|one| one.believed.person).collect();
    let ids = [&[id], &ids[..]].concat();
    let (families, mut contacts) = around(app, tx, asker, &sight, &closed, (&ids, at)).await?;
    let holders = holders_of(&contacts);
    contacts.retain(|one| ids.contains(&one.person));
    contacts.dedup_by_key(|one| one.contact);
    let told = sightings.iter().map(|(row, _)| row.contact);
    let told = told.chain(contacts.iter().map(|one| one.contact));
    let opens = opening(app, tx, asker, told).await?;
    let (workers, terms) = working(app, tx, asker, (id, past), holders).await?;
    let apart = apart_told(app, tx, asker, id).await?;
    let why = sight.reason();
    Ok(Some(PersonPage {
        believed,
        sightings,
        contacts,
        opens,
        families,
        workers,
        terms,
        same,
        apart,
        why,
        sight,
        at,
        past,
    }))
}

/// Who works with somebody now, `holders` among them, and what their own worker says of reaching them safely; of the past no terms are told.
async fn working(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (id, past): (PersonId, bool),
    holders: Vec<WorkerId>,
) -> Result<(Vec<CurrentWorker>, Option<Terms>), Fault> {
    let all: Vec<WorkerFacts> = worker::workers(tx, app.authority)
        .await?
        .into_iter()
        .map(|(facts, _)| facts)
        .collect();
    let mut stands = if past {
        Stands::default()
    } else {
        stands_of(app, tx, asker, &[id]).await?
    };
    let terms = stands.terms.remove(&id);
    let theirs = terms.iter().flat_map(|one| &one.ids);
    let theirs = theirs.chain(stands.harming.values().flatten()).copied();
    let holders: Vec<_> = holders.into_iter().chain(theirs).collect();
    Ok((current_workers(app, tx, &all, &holders).await?, terms))
}

/// Since when the identity is kept apart, for the one who may know.
async fn apart_told(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    id: PersonId,
) -> Result<Option<Option<Timestamp>>, Fault> {
    match app.policy.permit(asker, Act::IdentityKeep, None) {
        Ok(permit) => Ok(Some(apart_since(tx, app.authority, &permit, id).await?)),
        Err(_) => Ok(None),
    }
}

/// The person's families with their other members, and the contacts of all of them; of each record that is the same person.
async fn around(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    sight: &Sight,
    closed: &Closed,
    (ids, at): (&[PersonId], Timestamp),
) -> Result<(Vec<PersonFamily>, Vec<PersonContact>), Fault> {
    let of = family::families_of_persons(tx, app.authority, ids, at).await?;
    let mut families: Vec<FamilyId> = of.into_iter().map(|(_, family)| family).collect();
    families.sort_unstable();
    families.dedup();
    let members = family::members_of_families(tx, app.authority, &families, at).await?;
    let mut persons: Vec<PersonId> = members
        .iter()
        .map(|(person, _)| *person)
        .chain(ids.iter().copied())
        .collect();
    persons.sort_unstable();
    persons.dedup();
    let sights = sights_of(app, tx, asker, &persons).await?;
    let cards = person::cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let contacts = person::contacts_of_persons(tx, app.authority, &sights, closed, at).await?;
    let names = family::family_names(tx, &app.ring, app.authority, &families, sight).await?;
    let others = |family: FamilyId| {
        let members = members
            .iter()
            .filter(move |(person, of)| *of == family && !ids.contains(person));
        members
            .filter_map(|(person, _)| cards.get(person))
            .cloned()
            .collect()
    };
    let shown = names.into_iter().map(|(family, name)| PersonFamily {
        family,
        others: others(family),
        name,
    });
    Ok((shown.collect(), contacts))
}
