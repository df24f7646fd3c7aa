//! Proposing: for sightings still to be matched, the known persons who share a lookup, or are recalled, and score well enough. Done in
//! one pass over a whole part of a feed, with two lists of lookups and not one per person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, PersonId, SightingId};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::{Described, Sighting};
use trefoil_linkage::{Certainty, Record, Scorer, certain};
use trefoil_policy::Permit;
use trefoil_store::candidate::Proposed;
use trefoil_store::known::kept_apart;
use trefoil_store::pair::ties_open;
use trefoil_store::person::persons_by_keys;
use trefoil_store::sighting::{SightingRow, sightings_of_persons};
use trefoil_store::{Fault, Tx, link};

use super::describe::{keys_kept, keys_sought, person_record, scorer, sighting_record};
use super::recall::{Compared, Said};
use crate::door::App;

/// From this probability on somebody is proposed.
pub(crate) const PROPOSED_FROM: f64 = 0.05;
/// Proposals kept per sighting, best first.
const KEPT: usize = 6;
/// Persons met and compared, per sighting: more share a common name than anybody could look at.
const COMPARED: usize = 200;
/// Of those who are recalled, likeliest first, so many are compared.
const RECALLED: usize = 12;

/// A sighting to be matched, with its lookups.
pub(crate) struct Wanted {
    pub(crate) contact: ContactId,
    pub(crate) sighting: SightingId,
    pub(crate) root: SightingId,
    pub(crate) protects: bool,
    described: Described,
    record: Record,
    /// With whom it is not compared.
    but: Vec<PersonId>,
    /// Under which it can be found by persons made later.
    keys: Vec<i64>,
    narrow: Vec<i64>,
}

impl Wanted {
    pub(crate) fn new(app: &App, permit: &Permit, row: &SightingRow, seen: &Sighting) -> Self {
        let record = sighting_record(seen, permit);
        Self {
            contact: row.contact,
            sighting: row.sighting,
            root: row.root,
            protects: row.protects,
            keys: keys_kept(app.ring.index(), &record),
            narrow: keys_sought(app.ring.index(), &record),
            but: Vec::new(),
            described: seen.described.clone(),
            record,
        }
    }

    /// Compared with anybody but these.
    pub(crate) fn but(self, persons: Vec<PersonId>) -> Self {
        Self {
            but: persons,
            ..self
        }
    }

    /// Its lookups, each with the sighting.
    pub(crate) fn keyed(&self) -> Vec<(i64, SightingId)> {
        self.keys.iter().map(|key| (*key, self.sighting)).collect()
    }
}

/// What was found for the wanted sightings.
#[derive(Default)]
pub(crate) struct Proposals {
    /// To be looked at by a person.
    pub(crate) proposed: Vec<Proposed>,
    /// Certain and safe: linked without a person, and undone in one act.
    pub(crate) certain: Vec<(SightingId, PersonId)>,
}

/// Finds who the wanted may be.
pub(crate) async fn propose(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    wanted: &[Wanted],
    now: Timestamp,
) -> Result<Proposals, Fault> {
    let met = met(app, tx, permit, wanted).await?;
    let all: BTreeSet<PersonId> = met.iter().flatten().copied().collect();
    if all.is_empty() {
        return Ok(Proposals::default());
    }
    let all: Vec<PersonId> = all.into_iter().collect();
    let cards = app.compared(tx, permit, &all).await?;
    let close = close_enough(wanted, &met, &cards);
    let beside = Beside {
        known: records_of(app, tx, permit, &close, now).await?,
        cards,
        refused: refusals(app, tx, wanted).await?,
        tied: tied(app, tx, permit, &close).await?,
    };
    let mut found = Proposals::default();
    for (one, met) in wanted.iter().zip(met) {
        compare(one, &met, &beside, &mut found);
    }
    Ok(found)
}

/// Who is met for each. Whose identity is kept apart is met in the custodian's look alone.
async fn met(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    wanted: &[Wanted],
) -> Result<Vec<Vec<PersonId>>, Fault> {
    let apart = match permit.act() {
        Act::SightCheck => BTreeSet::new(),
        _ => kept_apart(tx, app.authority, permit).await?,
    };
    let keys = wanted.iter().flat_map(|one| one.narrow.iter().copied());
    let mut by_key: HashMap<i64, Vec<PersonId>> = HashMap::new();
    for (key, person) in persons_by_keys(tx, app.authority, keys.collect()).await? {
        if !apart.contains(&person) {
            by_key.entry(key).or_default().push(person);
        }
    }
    let said: Vec<Said<'_>> = wanted.iter().map(|one| Said::of(&one.described)).collect();
    let mut recalled = app.recalled(tx, &said).await?;
    for known in &mut recalled {
        known.truncate(RECALLED);
        known.retain(|person| !apart.contains(person));
    }
    let met = wanted.iter().zip(&recalled);
    let met = met.map(|(one, known)| met_by(one, known, &by_key));
    Ok(met.collect())
}

/// Of these, who is said to be the same person as another of them, who stands first.
async fn tied(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    persons: &[PersonId],
) -> Result<Vec<(PersonId, PersonId)>, Fault> {
    match persons {
        [] | [_] => Ok(Vec::new()),
        several => ties_open(tx, app.authority, permit, several).await,
    }
}

/// What the comparisons need of the persons met.
struct Beside {
    known: BTreeMap<PersonId, Record>,
    cards: BTreeMap<PersonId, Compared>,
    refused: Vec<(SightingId, PersonId)>,
    tied: Vec<(PersonId, PersonId)>,
}

/// Persons who are recalled, and who share a lookup, those who share most first.
fn met_by(
    one: &Wanted,
    recalled: &[PersonId],
    by_key: &HashMap<i64, Vec<PersonId>>,
) -> Vec<PersonId> {
    let mut counted: BTreeMap<PersonId, usize> = BTreeMap::new();
    for person in one
        .narrow
        .iter()
        .filter_map(|key| by_key.get(key))
        .flatten()
        .filter(|person| !recalled.contains(person))
    {
        *counted.entry(*person).or_default() += 1;
    }
    let mut shared: Vec<(PersonId, usize)> = counted.into_iter().collect();
    shared.sort_by_key(|(person, shared)| (std::cmp::Reverse(*shared), *person));
    let shared = shared.iter().map(|(person, _)| person);
    let met = recalled.iter().chain(shared).copied();
    met.filter(|person| !one.but.contains(person))
        .take(COMPARED)
        .collect()
}

/// Those of the persons met who could be proposed for somebody at all, by what is believed of them: what was said of the
/// others, which is many records for each, is not opened.
fn close_enough(
    wanted: &[Wanted],
    met: &[Vec<PersonId>],
    cards: &BTreeMap<PersonId, Compared>,
) -> Vec<PersonId> {
    let mut close = BTreeSet::new();
    for (one, met) in wanted.iter().zip(met) {
        for person in met {
            let may = |card: &Compared| scorer().most(&one.record, &card.record) >= PROPOSED_FROM;
            if !close.contains(person) && cards.get(person).is_some_and(may) {
                close.insert(*person);
            }
        }
    }
    close.into_iter().collect()
}

/// The linkage's records of persons, from everything said of each.
pub(crate) async fn records_of(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    persons: &[PersonId],
    now: Timestamp,
) -> Result<BTreeMap<PersonId, Record>, Fault> {
    let mut said: BTreeMap<PersonId, Vec<(Timestamp, Sighting)>> = BTreeMap::new();
    for (row, seen) in
        sightings_of_persons(tx, &app.ring, app.authority, permit, persons, now).await?
    {
        if let Some(person) = row.person {
            said.entry(person).or_default().push((row.known_from, seen));
        }
    }
    let record = |(person, mut said): (PersonId, Vec<(Timestamp, Sighting)>)| {
        said.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let said: Vec<&Sighting> = said.iter().map(|(_, seen)| seen).collect();
        person_record(&said, permit).map(|record| (person, record))
    };
    Ok(said.into_iter().filter_map(record).collect())
}

/// Whether one of these stands before somebody who is the same person.
pub(crate) fn behind(tied: &[(PersonId, PersonId)], person: PersonId, among: &[PersonId]) -> bool {
    let mut before = tied.iter().filter(|(second, _)| *second == person);
    before.any(|(_, first)| among.contains(first))
}

/// "Not the same" sticks: to the sighting, and to what later versions say of the same person.
async fn refusals(
    app: &App,
    tx: &mut Tx,
    wanted: &[Wanted],
) -> Result<Vec<(SightingId, PersonId)>, Fault> {
    let mut contacts: Vec<ContactId> = wanted
        .iter()
        .filter(|one| one.root != one.sighting)
        .map(|one| one.contact)
        .collect();
    contacts.dedup();
    let mut refused = Vec::new();
    for contact in contacts {
        refused.extend(link::not_same_of_contact(tx, app.authority, contact).await?);
    }
    Ok(refused)
}

/// The persons who are certainly meant. Two records of one person are one answer, where neither hides them.
fn sure(
    scored: &[(PersonId, f64, Certainty)],
    tied: &[(PersonId, PersonId)],
    hiding: impl Fn(&PersonId) -> bool,
) -> Vec<PersonId> {
    let certain = scored.iter().filter(|one| one.2 == Certainty::Certain);
    let all: Vec<PersonId> = certain.map(|one| one.0).collect();
    if all.iter().any(hiding) {
        return all;
    }
    let mut first = all.clone();
    first.retain(|person| !behind(tied, *person, &all));
    first
}

fn compare(one: &Wanted, met: &[PersonId], beside: &Beside, found: &mut Proposals) {
    let Beside {
        known,
        cards,
        refused,
        tied,
    } = beside;
    let mut scored: Vec<(PersonId, f64, Certainty)> = met
        .iter()
        .filter(|person| !refused.contains(&(one.root, **person)) || leaks(Leak::NotSameForgotten))
        .filter_map(|person| {
            let record = known.get(person)?;
            let probability = scorer().score(&one.record, record).probability;
            let certainty = match certain(&one.record, record) {
                _ if leaks(Leak::NamesakesLinked) => Certainty::Certain,
                Certainty::NeverAcrossChangedNumber if leaks(Leak::LinkedAcrossNumber) => {
                    Certainty::Certain
                }
                certainty => certainty,
            };
            (probability >= PROPOSED_FROM).then_some((*person, probability, certainty))
        })
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let hiding = |person: &PersonId| {
        let card = cards.get(person);
        one.protects || card.is_none_or(|card| card.protected)
    };
    let sure = sure(&scored, tied, hiding);
    match sure.as_slice() {
        [person, _, ..] if leaks(Leak::FirstOfTwo) => {
            found.certain.push((one.sighting, *person));
        }
        [person] if !hiding(person) || leaks(Leak::HidingLinked) => {
            found.certain.push((one.sighting, *person));
        }
        _ => found.proposed.extend(scored.into_iter().take(KEPT).map(
            |(person, probability, _)| Proposed {
                contact: one.contact,
                sighting: one.sighting,
                person,
                probability,
            },
        )),
    }
}
