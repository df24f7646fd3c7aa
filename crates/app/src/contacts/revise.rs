//! Another version of a contact that the hub holds: a higher one supersedes, an older one that comes late is kept as history,
//! the same one with other content is kept as a new version and flagged. Nothing held is lost.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::contact::{ContactDraft, ContactState};
use trefoil_core::flag::{Flag, FlagCode};
use trefoil_core::ids::{LinkId, MatchId, PersonId, SightingId};
use trefoil_core::link::How;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::{Described, Sighting};
use trefoil_core::strand::Compartment;
use trefoil_linkage::{Certainty, Record, certain};
use trefoil_policy::{Permit, Subject};
use trefoil_store::contact::{ContactVersion, Held, contact_revise, head, version_last};
use trefoil_store::ledger::{Entry, Touch};
use trefoil_store::link::{Link, links_of_contact, links_put};
use trefoil_store::search::principal_key;
use trefoil_store::sighting::{SightingRow, sightings_end, sightings_for_act, sightings_put};
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, candidate, decision};

use super::intake::{Arrival, content_of, row_of, version_of};
use super::later::came_later;
use super::met::match_by_itself;
use crate::door::{App, subject_of};
use crate::interests::raise::Raising;
use crate::matching::Linking;
use crate::matching::describe::sighting_record;
use crate::matching::propose::records_of;

/// A version that came for a held contact.
pub(super) struct Revising<'a> {
    pub(super) app: &'a App,
    pub(super) permit: &'a Permit,
    pub(super) held: &'a Held,
    pub(super) arrival: &'a Arrival,
    pub(super) now: Timestamp,
}

/// Writes the version; the entries of the act, and of what was linked by itself after it.
pub(super) async fn revise(revising: &Revising<'_>, tx: &mut Tx) -> Result<Vec<Entry>, Fault> {
    let Revising {
        app,
        held,
        arrival,
        now,
        ..
    } = *revising;
    let (contact, mut draft) = (held.contact, arrival.draft.clone());
    draft.flags.push(flag_of(held, &draft));
    let number = version_last(tx, app.authority, contact).await? + 1;
    let label = compartment_code(Compartment::Hub(contact));
    let mut recording = app.recording(now);
    recording.put(
        RecordKind::Contact,
        contact.uuid(),
        number,
        &label,
        &content_of(&draft),
    );
    let mut next = version_of(app, contact, number, &draft, &arrival.digest);
    next.effective = draft.version >= held.feed_version;
    let (people, state) = if next.effective {
        let riskier = next.facts.grade > grade_held(revising, tx).await?;
        let renewed = people_renew(revising, tx, &draft, riskier).await?;
        renewed.counted_in(&mut next);
        (renewed.rows, renewed.state)
    } else {
        (Vec::new(), held.state)
    };
    for (row, seen) in people.iter().zip(&draft.people) {
        recording.put(RecordKind::Sighting, row.sighting.uuid(), 1, &label, seen);
    }
    contact_revise(tx, app.authority, now, held.version, state, &next).await?;
    came_later(app, tx, (contact, &draft), now).await?;
    let mut entry = entry_of(revising, recording.touched());
    recording.write(tx).await?;
    entry
        .touched
        .extend(cards_renew(revising, tx, &people).await?);
    let open = people
        .iter()
        .zip(&draft.people)
        .filter(|(row, _)| row.person.is_none());
    let mut entries = match_by_itself(app, tx, &open.collect::<Vec<_>>(), now).await?;
    entries.insert(0, entry);
    let all: Vec<_> = people.iter().zip(&draft.people).collect();
    entries.extend(Raising::new(app, now)?.people(tx, &all).await?);
    Ok(entries)
}

fn entry_of(revising: &Revising<'_>, touched: Vec<Touch>) -> Entry {
    let on = subject_of(Subject::Contact(revising.held.contact));
    let principal = revising.permit.principal();
    revising
        .app
        .entry(principal, Act::ContactRevise, on, touched)
}

/// Draws the cards of those who are in the new version anew: somebody may have gone into a refuge since, and whoever is
/// hiding must be known to be before anything else is linked to them.
async fn cards_renew(
    revising: &Revising<'_>,
    tx: &mut Tx,
    rows: &[SightingRow],
) -> Result<Vec<Touch>, Fault> {
    let Revising {
        app, permit, now, ..
    } = *revising;
    let linking = Linking {
        app,
        permit,
        by: principal_key(&permit.principal()),
        matched: MatchId::mint(&app.mint(now)),
        now,
    };
    let mut persons: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
    persons.sort_unstable();
    persons.dedup();
    let mut recording = app.recording(now);
    for person in persons {
        linking.card_renew(tx, &mut recording, person).await?;
    }
    let touched = recording.touched();
    recording.write(tx).await?;
    Ok(touched)
}

fn flag_of(held: &Held, draft: &ContactDraft) -> Flag {
    let (code, message) = match draft.version.cmp(&held.feed_version) {
        std::cmp::Ordering::Greater => (
            FlagCode::Superseded,
            format!(
                "Version {} replaced version {}, which is kept.",
                draft.version, held.feed_version
            ),
        ),
        std::cmp::Ordering::Equal => (
            FlagCode::VersionConflict,
            format!(
                "Version {} came twice with different content. Both are kept; this is the later one.",
                draft.version
            ),
        ),
        std::cmp::Ordering::Less => (
            FlagCode::LateVersion,
            format!(
                "Version {} came after version {} and is kept as history.",
                draft.version, held.feed_version
            ),
        ),
    };
    Flag {
        code,
        column: None,
        message,
    }
}

async fn grade_held(
    revising: &Revising<'_>,
    tx: &mut Tx,
) -> Result<trefoil_core::vocabulary::RiskGrade, Fault> {
    let held = head(tx, revising.app.authority, revising.held.contact).await?;
    Ok(
        held.map_or(trefoil_core::vocabulary::RiskGrade::Unknown, |head| {
            head.facts.grade
        }),
    )
}

/// A contact's people once another version has come.
struct Renewed {
    /// Those whom the version tells of, in its order.
    rows: Vec<SightingRow>,
    /// Those whom the hub had added, and the version does not tell of.
    stay: Vec<SightingRow>,
    state: ContactState,
}

impl Renewed {
    /// Those who stay count too.
    fn counted_in(&self, next: &mut ContactVersion) {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        next.children += count(self.stay.iter().filter(|row| row.child).count());
        next.people += count(self.stay.len());
    }
}

/// Puts the new version's people in the place of the old: whoever is the same keeps who they are held to be, and what was
/// decided about them. A decided contact that comes back with a child not decided about, or at a higher risk, waits again.
async fn people_renew(
    revising: &Revising<'_>,
    tx: &mut Tx,
    draft: &ContactDraft,
    riskier: bool,
) -> Result<Renewed, Fault> {
    let Revising {
        app,
        permit,
        held,
        now,
        ..
    } = *revising;
    let contact = held.contact;
    let before = sightings_for_act(tx, &app.ring, app.authority, permit, contact, now).await?;
    let links = links_of_contact(tx, app.authority, contact, now).await?;
    let linked: Vec<PersonId> = links.iter().map(|link| link.person).collect();
    let known = records_of(app, tx, permit, &linked, now).await?;
    let (rows, carried, stay) = seated(revising, draft, &before, &links, &known);
    let ended = before.iter().map(|(row, _)| row.sighting);
    let stays = |one: &SightingId| stay.iter().any(|row| row.sighting == *one);
    let ended: Vec<SightingId> = ended.filter(|one| !stays(one)).collect();
    for sighting in &ended {
        candidate::candidates_drop(tx, app.authority, contact, *sighting).await?;
    }
    sightings_end(tx, app.authority, &ended, now).await?;
    sightings_put(tx, app.authority, &rows).await?;
    links_put(tx, app.authority, &carried).await?;
    let all: Vec<&SightingRow> = rows.iter().chain(&stay).collect();
    let undecided = undecided(app, tx, contact, &all, now).await?;
    let state = if held.state == ContactState::Decided && !undecided && !riskier {
        ContactState::Decided
    } else {
        ContactState::Waiting
    };
    Ok(Renewed { rows, stay, state })
}

/// The new version's rows, the links that go with whoever is the same, and whom the hub had added beside them.
fn seated(
    revising: &Revising<'_>,
    draft: &ContactDraft,
    before: &[(SightingRow, Sighting)],
    links: &[Link],
    known: &BTreeMap<PersonId, Record>,
) -> (Vec<SightingRow>, Vec<Link>, Vec<SightingRow>) {
    let Revising {
        app,
        permit,
        held,
        now,
        ..
    } = *revising;
    let contact = held.contact;
    let mut left: Vec<&(SightingRow, Sighting)> = before.iter().collect();
    let (mut rows, mut carried) = (Vec::with_capacity(draft.people.len()), Vec::new());
    for (ordinal, seen) in (0..).zip(&draft.people) {
        let mut row = row_of(
            SightingId::mint(&app.mint(now)),
            contact,
            ordinal,
            seen,
            draft.received_at,
            now,
        );
        if let Some(at) = left
            .iter()
            .position(|(_, old)| same_seat(&old.described, &seen.described))
        {
            let (old, told) = left.remove(at);
            row.root = old.root;
            let record = old.person.and_then(|person| known.get(&person));
            if record.is_none_or(|known| goes_on(&told.described, seen, permit, known)) {
                row.person = old.person;
            }
            carried.extend(
                links
                    .iter()
                    .filter(|link| link.sighting == old.sighting && row.person.is_some())
                    .map(|link| carry(app, link, row.sighting, now)),
            );
        }
        rows.push(row);
    }
    let added = left.into_iter().filter(|(_, old)| old.described.added_here);
    let stay = added.map(|(row, _)| row.clone()).collect();
    (rows, carried, stay)
}

/// Whether a link goes on to the next version: not across a changed number (adoption, gender reassignment), which is the
/// custodian's to join; where the source says the same numbers as before, what was decided then stands.
fn goes_on(before: &Described, seen: &Sighting, permit: &Permit, known: &Record) -> bool {
    let told = &seen.described;
    let same = (&before.nhs_number, &before.upn) == (&told.nhs_number, &told.upn);
    same || leaks(Leak::CarriedAcrossNumber)
        || certain(&sighting_record(seen, permit), known) != Certainty::NeverAcrossChangedNumber
}

async fn undecided(
    app: &App,
    tx: &mut Tx,
    contact: trefoil_core::ids::ContactId,
    rows: &[&SightingRow],
    now: Timestamp,
) -> Result<bool, Fault> {
    let decided = decision::outcomes_of(tx, app.authority, &[contact], now).await?;
    Ok(rows
        .iter()
        .filter(|row| row.child)
        .any(|row| !decided.iter().any(|(_, child, _)| *child == Some(row.root))))
}

/// The same person of the incident: by the source's own reference, else by the same name, birth date and roles.
fn same_seat(old: &Described, new: &Described) -> bool {
    match (&old.reference, &new.reference) {
        (Some(old), Some(new)) => old == new,
        _ => old.name == new.name && old.birth == new.birth && old.is_child() == new.is_child(),
    }
}

fn carry(app: &App, link: &Link, sighting: SightingId, now: Timestamp) -> Link {
    Link {
        link: LinkId::mint(&app.mint(now)),
        sighting,
        how: How::Carried,
        known_from: now,
        ..link.clone()
    }
}
