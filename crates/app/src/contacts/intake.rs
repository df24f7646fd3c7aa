//! Taking contacts in: the one way from a draft to a waiting contact with proposed people, whatever the channel. Works on a
//! part of a feed at a time: one look for what is held, one for who is known, one write per table.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::contact::{CameBy, ContactContent, ContactDraft, ContactFacts, ContactState};
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::principal::Principal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_core::vocabulary::Source;
use trefoil_policy::Permit;
use trefoil_store::contact::{ContactVersion, Held, contacts_put, held_by_reference, unproved_put};
use trefoil_store::imports::Counts;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::sighting::{SightingRow, sightings_put};
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx};

use super::later::came_later;
use super::met::met;
use super::revise::{Revising, revise};
use crate::door::App;

/// A contact as a channel hands it in.
pub struct Arrival {
    /// What was told.
    pub draft: ContactDraft,
    /// Hash of what was told, whatever the order of its rows: the same twice is held once.
    pub digest: [u8; 32],
    /// Rows of the feed that it came in.
    pub rows: i64,
}

/// What came of a part of a feed.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) counts: Counts,
    /// Contacts that the hub did not know.
    pub(crate) fresh: Vec<ContactId>,
    pub(crate) entries: Vec<Entry>,
}

/// The keyed hash of a source's reference.
pub(crate) fn reference_hash(app: &App, draft: &ContactDraft) -> Option<i64> {
    draft
        .reference
        .as_ref()
        .map(|reference| app.ring.index().hash("reference", reference))
}

/// Takes a part of a feed in, inside the caller's transaction.
pub(crate) async fn intake(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    arrivals: &[Arrival],
    now: Timestamp,
) -> Result<Taken, Fault> {
    let mut taken = Taken::default();
    taken.counts.people = arrivals.iter().map(|one| one.rows).sum();
    let mut rest: Vec<&Arrival> = arrivals.iter().collect();
    // A part may hold several versions of one reference: each round takes the first of each, so that the next finds it held.
    while !rest.is_empty() {
        let mut met = HashSet::new();
        let first = |one: &&Arrival| {
            reference_hash(app, &one.draft).is_none_or(|hash| met.insert((one.draft.source, hash)))
        };
        let (round, later): (Vec<&Arrival>, Vec<&Arrival>) = rest.into_iter().partition(first);
        intake_round(app, tx, permit, &round, now, &mut taken).await?;
        rest = later;
    }
    Ok(taken)
}

async fn intake_round(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    round: &[&Arrival],
    now: Timestamp,
    taken: &mut Taken,
) -> Result<(), Fault> {
    let held = held_in(app, tx, round).await?;
    let mut fresh = Vec::new();
    for arrival in round {
        let hash = reference_hash(app, &arrival.draft);
        match hash.and_then(|hash| held.get(&(arrival.draft.source, hash))) {
            None => fresh.push(Fresh::new(app, arrival, now)),
            Some(held) if holds(held, arrival) => taken.counts.unchanged += 1,
            Some(held) if is_lost(held, arrival) => {}
            Some(held) => {
                taken.counts.updated += 1;
                let revising = Revising {
                    app,
                    permit,
                    held,
                    arrival,
                    now,
                };
                taken.entries.extend(revise(&revising, tx).await?);
            }
        }
    }
    taken.counts.created += i64::try_from(fresh.len()).unwrap_or(i64::MAX);
    taken
        .fresh
        .extend(fresh.iter().map(|one| one.version.contact));
    take_fresh(app, tx, permit.principal(), &fresh, now, taken).await
}

/// Whether a seeded leak throws it away.
fn is_lost(held: &Held, arrival: &Arrival) -> bool {
    leaks(Leak::LateVersionLost) && arrival.draft.version < held.feed_version
}

fn holds(held: &Held, arrival: &Arrival) -> bool {
    held.digests.iter().any(|(version, digest)| {
        *version == arrival.draft.version && digest.as_slice() == arrival.digest
    })
}

async fn held_in(
    app: &App,
    tx: &mut Tx,
    round: &[&Arrival],
) -> Result<HashMap<(Source, i64), Held>, Fault> {
    let mut by_source: HashMap<Source, Vec<i64>> = HashMap::new();
    for one in round {
        if let Some(hash) = reference_hash(app, &one.draft) {
            by_source.entry(one.draft.source).or_default().push(hash);
        }
    }
    let mut held = HashMap::new();
    for (source, hashes) in by_source {
        held.extend(
            held_by_reference(tx, app.authority, source, hashes)
                .await?
                .into_iter()
                .map(|(hash, one)| ((source, hash), one)),
        );
    }
    Ok(held)
}

/// A contact that the hub did not know.
struct Fresh<'a> {
    version: ContactVersion,
    rows: Vec<SightingRow>,
    draft: &'a ContactDraft,
}

impl<'a> Fresh<'a> {
    fn new(app: &App, arrival: &'a Arrival, now: Timestamp) -> Self {
        let contact = ContactId::mint(&app.mint(now));
        let draft = &arrival.draft;
        let rows = (0..)
            .zip(&draft.people)
            .map(|(ordinal, seen)| {
                row_of(
                    SightingId::mint(&app.mint(now)),
                    contact,
                    ordinal,
                    seen,
                    draft.received_at,
                    now,
                )
            })
            .collect();
        Self {
            version: version_of(app, contact, 1, draft, &arrival.digest),
            rows,
            draft,
        }
    }
}

/// The row of a sighting that is its own root.
pub(crate) fn row_of(
    sighting: SightingId,
    contact: ContactId,
    ordinal: i64,
    seen: &Sighting,
    received_at: Timestamp,
    now: Timestamp,
) -> SightingRow {
    SightingRow {
        sighting,
        root: sighting,
        contact,
        ordinal,
        role: seen.described.first_role(),
        child: seen.described.is_child(),
        protects: seen.protects(),
        person: None,
        known_from: now,
        received_at,
    }
}

/// The facts of one version of a contact.
pub(crate) fn version_of(
    app: &App,
    contact: ContactId,
    version: i64,
    draft: &ContactDraft,
    digest: &[u8; 32],
) -> ContactVersion {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    ContactVersion {
        contact,
        version,
        feed_version: draft.version,
        digest: digest.to_vec(),
        facts: ContactFacts {
            source: draft.source,
            received_at: draft.received_at,
            domestic_abuse: draft.domestic_abuse,
            grade: draft.grade,
        },
        reference: reference_hash(app, draft),
        children: count(
            draft
                .people
                .iter()
                .filter(|one| one.described.is_child())
                .count(),
        ),
        people: count(draft.people.len()),
        flags: count(draft.flags.len()),
        effective: true,
    }
}

/// The sealed part of a draft.
pub(crate) fn content_of(draft: &ContactDraft) -> ContactContent {
    ContactContent {
        reference: draft.reference.clone(),
        version: draft.version,
        incident_started_at: draft.incident_started_at,
        place: draft.place.clone(),
        police_attended: draft.police_attended,
        instrument: draft.instrument,
        summary: draft.summary.clone(),
        referrer: draft.referrer.clone(),
        came_by: draft.came_by,
        flags: draft.flags.clone(),
        raw: draft.raw.clone(),
    }
}

async fn take_fresh(
    app: &App,
    tx: &mut Tx,
    principal: Principal,
    fresh: &[Fresh<'_>],
    now: Timestamp,
    taken: &mut Taken,
) -> Result<(), Fault> {
    let mut recording = app.recording(now);
    for one in fresh {
        let contact = one.version.contact;
        let label = compartment_code(Compartment::Hub(contact));
        recording.put(
            RecordKind::Contact,
            contact.uuid(),
            1,
            &label,
            &content_of(one.draft),
        );
        for (row, seen) in one.rows.iter().zip(&one.draft.people) {
            recording.put(RecordKind::Sighting, row.sighting.uuid(), 1, &label, seen);
        }
        let entry = app.entry(
            principal,
            Act::ContactImport,
            (SubjectKind::Contact, Some(contact.uuid())),
            recording.touched(),
        );
        taken.entries.push(Entry { at: now, ..entry });
    }
    recording.write(tx).await?;
    let versions: Vec<(Timestamp, ContactVersion)> =
        fresh.iter().map(|one| (now, one.version.clone())).collect();
    contacts_put(tx, app.authority, ContactState::Waiting, &versions).await?;
    let rows: Vec<SightingRow> = fresh
        .iter()
        .flat_map(|one| one.rows.iter().cloned())
        .collect();
    sightings_put(tx, app.authority, &rows).await?;
    unproved(app, tx, fresh).await?;
    for one in fresh {
        came_later(app, tx, (one.version.contact, one.draft), now).await?;
    }
    let pairs: Vec<(&SightingRow, &Sighting)> = fresh
        .iter()
        .flat_map(|one| one.rows.iter().zip(&one.draft.people))
        .collect();
    taken.entries.extend(met(app, tx, &pairs, now).await?);
    Ok(())
}

/// Of which of them nobody knows who sent them: by how they came, anybody may have.
async fn unproved(app: &App, tx: &mut Tx, fresh: &[Fresh<'_>]) -> Result<(), Fault> {
    let anybodys = |one: &&Fresh<'_>| one.draft.came_by.is_some_and(CameBy::proves_nobody);
    let unproved = fresh.iter().filter(anybodys);
    let unproved: Vec<ContactId> = unproved.map(|one| one.version.contact).collect();
    if unproved.is_empty() {
        return Ok(());
    }
    unproved_put(tx, app.authority, &unproved).await
}
