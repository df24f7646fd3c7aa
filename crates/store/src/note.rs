//! Notes of strands, and items that a family's workers share. What they say is sealed, labelled with its compartment.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, FamilyId, NoteId, StrandId, WorkerId};
use trefoil_core::note::NoteContent;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    NOTE_PUT = "INSERT INTO note (authority_id, note_id, family_id, strand_id, written_at, written_by) VALUES ($1, $2, $3, $4, $5, $6)";
    OF_STRAND = "SELECT n.note_id, n.written_at, n.written_by, n.opted_in_at, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM note n JOIN worker w ON w.authority_id = n.authority_id AND w.worker_id = n.written_by JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.note_id AND v.version = 1 WHERE n.authority_id = $1 AND n.family_id = $2 AND n.strand_id = $3 ORDER BY n.written_at DESC, n.note_id DESC";
    LATELY = "SELECT v.record_id, v.version, v.wrapped_key, v.payload FROM note n JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.note_id AND v.version = 1 WHERE n.authority_id = $1 AND n.family_id = $2 AND COALESCE(n.strand_id, n.family_id) = $3 AND n.written_by = $4 AND n.written_at >= $5";
    SHARED_ONE = "SELECT v.record_id, v.version, v.wrapped_key, v.payload FROM note n JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.note_id AND v.version = 1 WHERE n.authority_id = $1 AND n.family_id = $2 AND n.note_id = $3 AND n.strand_id IS NULL";
    SHARED = "SELECT n.note_id, n.written_at, n.written_by, r.made_at, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM note n JOIN worker w ON w.authority_id = n.authority_id AND w.worker_id = n.written_by JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.note_id AND v.version = 1 LEFT JOIN release_fact r ON r.authority_id = n.authority_id AND r.family_id = n.family_id AND r.note_id = n.note_id AND r.recalled_at IS NULL WHERE n.authority_id = $1 AND n.family_id = $2 AND n.strand_id IS NULL ORDER BY n.written_at DESC, n.note_id DESC";
}

/// A note as its reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub note: NoteId,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub by: (WorkerId, String),
    /// Whether the other side sees it too.
    pub opted_in: bool,
    /// What it says.
    pub text: String,
}

/// Where a note goes.
#[derive(Debug, Clone, Copy)]
pub struct NotePlace {
    /// The note.
    pub note: NoteId,
    /// The family.
    pub family: FamilyId,
    /// The strand; `None`: shared by the family's workers.
    pub strand: Option<StrandId>,
    /// Who writes.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
}

/// Writes a note's row; what it says is written as a version.
pub async fn note_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    place: NotePlace,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        place.note.uuid().into(),
        place.family.uuid().into(),
        place.strand.map(StrandId::uuid).into(),
        place.at.into(),
        place.by.uuid().into(),
    ];
    tx.run_one(&NOTE_PUT, &values).await
}

fn note_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Note, Fault> {
    Ok(Note {
        note: row.id(0)?,
        at: row.time(1)?,
        by: (row.id(2)?, row.text(4)?),
        opted_in: row.time_or_none(3)?.is_some(),
        text: open_whole::<NoteContent>(ring, authority, row, 5)?.text,
    })
}

/// The notes of a strand, newest first: for a sight that is full on it; for any other, none.
pub async fn notes_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    family: FamilyId,
) -> Result<Vec<Note>, Fault> {
    let Subject::Strand(strand, kind) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(kind, Aspect::Full) {
        return Ok(Vec::new());
    }
    let values: [Value; 3] = [authority.into(), family.uuid().into(), strand.uuid().into()];
    let rows = tx.all(&OF_STRAND, &values).await?;
    rows.iter()
        .map(|row| note_of(ring, authority, row))
        .collect()
}

/// What one worker wrote in one place since then, for an act that must not write it twice.
pub async fn notes_lately(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    (family, strand): (FamilyId, Option<StrandId>),
    (by, since): (WorkerId, Timestamp),
) -> Result<Vec<NoteContent>, Fault> {
    let values = [
        authority.into(),
        family.uuid().into(),
        strand.map_or(family.uuid(), StrandId::uuid).into(),
        by.uuid().into(),
        since.into(),
    ];
    let rows = tx.all(&LATELY, &values).await?;
    rows.iter()
        .map(|row| open_whole(ring, authority, row, 0))
        .collect()
}

/// What a family's workers share, newest first: for a full sight of it; for any other, none. What of it was let through is in
/// `release`.
pub async fn notes_shared(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Note>, Fault> {
    let Subject::Family(family) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(CompartmentKind::Shared, Aspect::Full) {
        return Ok(Vec::new());
    }
    shared_items(tx, ring, authority, family).await
}

/// Every item that a family's workers share, whoever asks.
pub(crate) async fn shared_items(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    family: FamilyId,
) -> Result<Vec<Note>, Fault> {
    let values = [authority.into(), family.uuid().into()];
    let rows = tx.all(&SHARED, &values).await?;
    rows.iter()
        .map(|row| note_of(ring, authority, row))
        .collect()
}

/// What a shared item says, for an act that lets it through; nothing where it is none of this family's.
pub async fn note_for_act(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    (family, note): (FamilyId, NoteId),
) -> Result<Option<NoteContent>, Fault> {
    let values = [authority.into(), family.uuid().into(), note.uuid().into()];
    let row = tx.first(&SHARED_ONE, &values).await?;
    row.map(|row| open_whole(ring, authority, &row, 0))
        .transpose()
}
