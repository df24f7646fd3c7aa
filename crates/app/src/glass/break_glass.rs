//! Breaking the glass: from two identifiers to one strand, for four hours, fixed now. The answer is the same whether or not anybody
//! fits; what came of it is told to the reviewer alone, and to the worker by what is open to them afterwards.

use std::cmp::Reverse;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::glass::{GLASS_OPEN, GlassAsked, GlassFound, ReviewKind};
use trefoil_core::ids::{FamilyId, GlassId, PersonId, ReviewId, StrandId};
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_linkage::{Field, Level, compare};
use trefoil_policy::{Asker, Relationship};
use trefoil_store::glass::{GlassRow, glass_put};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::person::persons_by_keys;
use trefoil_store::review::{Used, review_used};
use trefoil_store::standing::family_standings;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written, family};

use crate::door::{App, refusal};
use crate::interests::names_fit;
use crate::matching::describe::{keys_around, sighting_record};
use crate::matching::evidence::leave_to_compare;
use crate::matching::propose::records_of;

/// Persons met by the lookups and compared.
const COMPARED: usize = 500;

/// Breaks the glass.
///
/// # Errors
/// `Invalid` where less than two identifiers, no reason or no words were given.
pub async fn glass_break(app: &App, asker: &Asker, asked: &GlassAsked) -> Result<(), Refusal> {
    let act = Act::GlassBreak;
    let permit = app.leave(asker, act, None).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let now = app.now();
    let (sought, reason) = asked.read(local_date(now))?;
    let words = NoteContent::new(&asked.text)?;
    let mut tx = app.read().await?;
    let met = met(app, &mut tx, asker, &sought, now).await;
    drop(tx);
    let (found, strand) = met.map_err(refusal)?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let row = GlassRow {
                glass: GlassId::mint(&door.mint(now)),
                worker: me,
                strand,
                found,
                reason,
                broken_at: now,
                ends_at: now.checked_add(GLASS_OPEN).unwrap_or(now),
            };
            glass_put(tx, door.authority, &permit, &row).await?;
            let on = match strand {
                Some(strand) => (SubjectKind::Strand, Some(strand.uuid())),
                None => (SubjectKind::Authority, None),
            };
            let used = use_of(&row, ReviewId::mint(&door.mint(now)));
            if !leaks(Leak::GlassUnreviewed) {
                review_used(tx, door.authority, &used).await?;
            }
            let mut recording = door.recording(now);
            recording.put(RecordKind::Ground, row.glass.uuid(), 1, "custody", &words);
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            if found != GlassFound::Open && leaks(Leak::GlassAnswers) {
                return Err(Refusal::NotFound.into());
            }
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// What its reviewer is to look at.
fn use_of(row: &GlassRow, review: ReviewId) -> Used {
    Used {
        review,
        kind: ReviewKind::Glass,
        worker: row.worker,
        subject: (SubjectKind::Strand, row.strand.map(StrandId::uuid)),
        day: local_date(row.broken_at).to_string(),
        glass: Some(row.glass),
        at: row.broken_at,
    }
}

/// What is met: one strand of the one person who fits, where the rules would open it.
async fn met(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    sought: &Sighting,
    now: Timestamp,
) -> Result<(GlassFound, Option<StrandId>), Fault> {
    let person = match fitting(app, tx, sought, now).await?.as_slice() {
        [] => return Ok((GlassFound::Nothing, None)),
        [person] => *person,
        _ => return Ok((GlassFound::Several, None)),
    };
    let of = family::families_of_persons(tx, app.authority, &[person], now).await?;
    let families: Vec<FamilyId> = of.into_iter().map(|(_, family)| family).collect();
    let standings = family_standings(tx, app.authority, asker, &families, now).await?;
    let mut strands: Vec<_> = standings
        .into_values()
        .flat_map(|family| family.strands)
        .filter(|(strand, _)| strand.person == person && strand.closed_at.is_none())
        .collect();
    // Whoever is both is met as somebody to be kept safe.
    strands.sort_by_key(|(strand, _)| {
        let harms = strand.kind == CompartmentKind::Perpetrator;
        (harms, Reverse(strand.opened_at), strand.strand)
    });
    let Some((strand, mut standing)) = strands.into_iter().next() else {
        return Ok((GlassFound::Nothing, None));
    };
    standing.relationships.push(Relationship::BreakGlass);
    let sight = app.policy.sight(asker, &standing);
    Ok(if sight.sees(strand.kind, Aspect::Full) {
        (GlassFound::Open, Some(strand.strand))
    } else {
        (GlassFound::Closed, None)
    })
}

/// Everybody who fits both things that were given.
async fn fitting(
    app: &App,
    tx: &mut Tx,
    sought: &Sighting,
    now: Timestamp,
) -> Result<Vec<PersonId>, Fault> {
    let permit = leave_to_compare(app)?;
    let record = sighting_record(sought, &permit);
    let keys = keys_around(app.ring.index(), &record);
    let met = persons_by_keys(tx, app.authority, keys).await?;
    let mut persons: Vec<PersonId> = met.into_iter().map(|(_, person)| person).collect();
    persons.sort_unstable();
    persons.dedup();
    persons.truncate(COMPARED);
    let known = records_of(app, tx, &permit, &persons, now).await?;
    let fits = known.into_iter().filter(|(_, known)| {
        let compared = compare(&record, known);
        let same = |field| compared.level(field) == Level::Same;
        let birth = matches!(
            compared.level(Field::DateOfBirth),
            Level::Same | Level::SameAssumed
        );
        let home = same(Field::Address) && same(Field::Postcode);
        let name = names_fit(&compared);
        // What was given and differs is somebody else: a number, a birth date.
        let against = [Field::NhsNumber, Field::DateOfBirth]
            .into_iter()
            .any(|field| compared.level(field) == Level::Different);
        !against && ((birth && (name || same(Field::NhsNumber))) || (name && home))
    });
    Ok(fits.map(|(person, _)| person).collect())
}
