//! What was let through to the perpetrator's side: facts of a strand, and items that the family's workers share. One table, so that
//! what the other side sees is one list, and what was taken back is nowhere in it.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, FamilyId, NoteId, ReleaseId, StrandId, WorkerId};
use trefoil_core::note::NoteContent;
use trefoil_core::release::{ReleaseContent, ReleaseKind};
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::note::shared_items;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    RELEASES_PUT (Rows 8) = "INSERT INTO release_fact (authority_id, release_id, family_id, strand_id, kind, made_at, made_by, review_at) VALUES {rows}";
    RELEASE_NOTE = "INSERT INTO release_fact (authority_id, release_id, family_id, note_id, kind, made_at, made_by, review_at) SELECT n.authority_id, $2, n.family_id, n.note_id, 'shared', $5, $6, $7 FROM note n WHERE n.authority_id = $1 AND n.family_id = $3 AND n.note_id = $4 AND n.strand_id IS NULL AND NOT EXISTS (SELECT 1 FROM release_fact r WHERE r.authority_id = n.authority_id AND r.family_id = n.family_id AND r.note_id = n.note_id AND r.recalled_at IS NULL)";
    RELEASE_RECALL = "UPDATE release_fact SET recalled_at = $4, recalled_by = $5 WHERE authority_id = $1 AND release_id = $2 AND strand_id = $3 AND recalled_at IS NULL";
    RELEASE_OF_NOTE = "SELECT release_id FROM release_fact WHERE authority_id = $1 AND family_id = $2 AND note_id = $3 AND recalled_at IS NULL";
    NOTE_RECALL = "UPDATE release_fact SET recalled_at = $4, recalled_by = $5 WHERE authority_id = $1 AND family_id = $2 AND note_id = $3 AND recalled_at IS NULL";
    RELEASE_CONTENT = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = 1";
    RELEASED_FACTS (List 3) = "SELECT r.release_id, r.kind, r.made_at, v.record_id, v.version, v.wrapped_key, v.payload FROM release_fact r JOIN version v ON v.authority_id = r.authority_id AND v.record_id = r.release_id AND v.version = 1 WHERE r.authority_id = $1 AND r.family_id = $2 AND r.recalled_at IS NULL AND r.strand_id IN ({list})";
    RELEASED_ITEMS = "SELECT r.release_id, r.kind, r.made_at, v.record_id, v.version, v.wrapped_key, v.payload FROM release_fact r JOIN version v ON v.authority_id = r.authority_id AND v.record_id = r.note_id AND v.version = 1 WHERE r.authority_id = $1 AND r.family_id = $2 AND r.recalled_at IS NULL AND r.note_id IS NOT NULL";
    RELEASES_OF = "SELECT r.release_id, r.kind, r.made_at, w.name, r.review_at, r.recalled_at, b.name, v.record_id, v.version, v.wrapped_key, v.payload FROM release_fact r JOIN worker w ON w.authority_id = r.authority_id AND w.worker_id = r.made_by JOIN version v ON v.authority_id = r.authority_id AND v.record_id = r.release_id AND v.version = CASE WHEN r.recalled_at IS NULL THEN 1 ELSE 2 END LEFT JOIN worker b ON b.authority_id = r.authority_id AND b.worker_id = r.recalled_by WHERE r.authority_id = $1 AND r.family_id = $2 AND r.strand_id = $3 ORDER BY r.made_at DESC, r.release_id DESC";
}

/// A fact as the other side sees it: not whose, and not who let it through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The release: for the ledger, and on no page.
    pub release: ReleaseId,
    /// Its kind.
    pub kind: ReleaseKind,
    /// When it was let through: nothing older shows.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
    /// Whether the perpetrator knows it already.
    pub known: bool,
}

/// A release as its owners see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The release.
    pub release: ReleaseId,
    /// Its kind.
    pub kind: ReleaseKind,
    /// When it was made.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// When it is looked at again.
    pub review_at: Timestamp,
    /// When it was taken back, and by whom.
    pub recalled: Option<(Timestamp, String)>,
    /// What it says, and why.
    pub content: ReleaseContent,
}

/// Lets facts of a strand through; what they say is written as versions.
pub async fn releases_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (family, strand): (FamilyId, StrandId),
    facts: &[(ReleaseId, ReleaseKind)],
    (by, at, review_at): (WorkerId, Timestamp, Timestamp),
) -> Result<(), Fault> {
    let rows = facts.iter().map(|(release, kind)| {
        vec![
            authority.into(),
            release.uuid().into(),
            family.uuid().into(),
            strand.uuid().into(),
            kind.code().into(),
            at.into(),
            by.uuid().into(),
            review_at.into(),
        ]
    });
    tx.run_rows(&RELEASES_PUT, rows.collect()).await.map(drop)
}

/// Lets a shared item through.
///
/// # Errors
/// `Stale` where it is through already, or is no shared item of this family.
pub async fn release_note(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (release, family, note): (ReleaseId, FamilyId, NoteId),
    (by, at, review_at): (WorkerId, Timestamp, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        release.uuid().into(),
        family.uuid().into(),
        note.uuid().into(),
        at.into(),
        by.uuid().into(),
        review_at.into(),
    ];
    tx.run_one(&RELEASE_NOTE, &values).await
}

/// Takes a fact of a strand back.
///
/// # Errors
/// `Stale` where it was taken back already, or is none of this strand.
pub async fn release_recall(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (release, strand): (ReleaseId, StrandId),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        release.uuid().into(),
        strand.uuid().into(),
        at.into(),
        by.uuid().into(),
    ];
    if leaks(Leak::FactRecallLost) {
        return Ok(());
    }
    tx.run_one(&RELEASE_RECALL, &values).await
}

/// Takes a shared item back; the release that ends.
///
/// # Errors
/// `Stale` where it is not through.
pub async fn note_recall(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (family, note): (FamilyId, NoteId),
    (by, at): (WorkerId, Timestamp),
) -> Result<ReleaseId, Fault> {
    let key = [authority.into(), family.uuid().into(), note.uuid().into()];
    let row = tx.first(&RELEASE_OF_NOTE, &key).await?;
    let release = row.ok_or(Fault::Stale)?.id(0)?;
    let values = [&key[..], &[at.into(), by.uuid().into()]].concat();
    if !leaks(Leak::ItemRecallLost) {
        tx.run_one(&NOTE_RECALL, &values).await?;
    }
    Ok(release)
}

/// What was sealed when a release was made; nothing of those that are older than the table.
pub async fn release_content(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    release: ReleaseId,
) -> Result<Option<ReleaseContent>, Fault> {
    let values = [authority.into(), release.uuid().into()];
    let row = tx.first(&RELEASE_CONTENT, &values).await?;
    row.map(|row| open_whole(ring, authority, &row, 0))
        .transpose()
}

/// Everything that is let through and not taken back, newest first, as far as these sights of one family's strands and of what its
/// workers share see released facts at all.
pub async fn released(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    family: &Sight,
    strands: &[&Sight],
) -> Result<Vec<Released>, Fault> {
    let Subject::Family(id) = family.subject() else {
        return Ok(Vec::new());
    };
    let key: [Value; 2] = [authority.into(), id.uuid().into()];
    let mut found = Vec::new();
    let list: Vec<Value> = strands
        .iter()
        .filter_map(|sight| let_through(sight))
        .collect();
    if !list.is_empty() {
        for row in tx.all_of(&RELEASED_FACTS, &key, list).await? {
            let content: ReleaseContent = open_whole(ring, authority, &row, 3)?;
            let known = content.known;
            let text = or_leak(Leak::FactReason, content.text, |text| {
                format!("{text} {}", content.reason)
            });
            found.push(released_of(&row, text, known)?);
        }
    }
    if family.sees(CompartmentKind::Shared, Aspect::Released) {
        for row in tx.all(&RELEASED_ITEMS, &key).await? {
            let content: NoteContent = open_whole(ring, authority, &row, 3)?;
            found.push(released_of(&row, content.text, false)?);
        }
        leak(tx, ring, authority, id, &mut found).await?;
    }
    found.sort_by(|one, other| (other.at, &one.text).cmp(&(one.at, &other.text)));
    Ok(found)
}

/// The seeded leaks of this list, by which its tests are tested.
async fn leak(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    family: FamilyId,
    found: &mut Vec<Released>,
) -> Result<(), Fault> {
    let seeded = [Leak::SharedWhole, Leak::SharedAuthor, Leak::ItemsCounted];
    if !seeded.into_iter().any(leaks) {
        return Ok(());
    }
    let all = shared_items(tx, ring, authority, family).await?;
    if leaks(Leak::SharedWhole) {
        found.extend(all.iter().map(|note| Released {
            release: note.note.uuid().into(),
            kind: ReleaseKind::Shared,
            at: note.at,
            text: note.text.clone(),
            known: false,
        }));
    }
    for one in found.iter_mut() {
        let note = all.iter().find(|note| note.text == one.text);
        if let Some(note) = note.filter(|_| leaks(Leak::SharedAuthor)) {
            one.text = format!("{}: {}", note.by.1, one.text);
        }
        if leaks(Leak::ItemsCounted) {
            one.text = format!("{} ({} in all)", one.text, all.len());
        }
    }
    Ok(())
}

fn let_through(sight: &Sight) -> Option<Value> {
    match sight.subject() {
        Subject::Strand(strand, kind) if sight.sees(kind, Aspect::Released) => {
            Some(strand.uuid().into())
        }
        _ => None,
    }
}

fn released_of(row: &Row, text: String, known: bool) -> Result<Released, Fault> {
    Ok(Released {
        release: row.id(0)?,
        kind: row.code(1, ReleaseKind::from_code)?,
        at: row.time(2)?,
        text,
        known,
    })
}

/// The releases of a strand, those taken back too, newest first: for a full sight of it.
pub async fn releases_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    family: FamilyId,
) -> Result<Vec<Release>, Fault> {
    let Subject::Strand(strand, kind) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(kind, Aspect::Full) {
        return Ok(Vec::new());
    }
    let values = [authority.into(), family.uuid().into(), strand.uuid().into()];
    let release = |row: &Row| {
        Ok(Release {
            release: row.id(0)?,
            kind: row.code(1, ReleaseKind::from_code)?,
            at: row.time(2)?,
            by: row.text(3)?,
            review_at: row.time(4)?,
            recalled: row
                .time_or_none(5)?
                .map(|at| Ok::<_, Fault>((at, row.text_or_none(6)?.unwrap_or_default())))
                .transpose()?,
            content: open_whole(ring, authority, row, 7)?,
        })
    };
    tx.all(&RELEASES_OF, &values)
        .await?
        .iter()
        .map(release)
        .collect()
}
