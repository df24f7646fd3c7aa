//! What a worker has typed and not sent yet: theirs alone. Each save disposes of the one before it.

use jiff::Timestamp;
use trefoil_core::draft::{DraftContent, DraftForm};
use trefoil_core::ids::{AuthorityId, ContactId, DraftId, WorkerId};
use trefoil_policy::Permit;
use uuid::Uuid;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open;

statement! {
    DRAFT_SAVE = "INSERT INTO draft (authority_id, draft_id, worker_id, form, version, saved_at, about_id) VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (authority_id, draft_id) DO UPDATE SET version = draft.version + 1, saved_at = excluded.saved_at, about_id = excluded.about_id WHERE draft.worker_id = excluded.worker_id AND draft.done_at IS NULL RETURNING version";
    DRAFT_AT = "SELECT version FROM draft WHERE authority_id = $1 AND draft_id = $2 AND worker_id = $3 AND done_at IS NULL";
    DRAFT_BECAME = "SELECT became FROM draft WHERE authority_id = $1 AND draft_id = $2 AND worker_id = $3 AND done_at IS NOT NULL";
    DRAFT_SAME = "SELECT d.became FROM draft d JOIN contact_known k ON k.authority_id = d.authority_id AND k.contact_id = d.became AND k.digest = $4 WHERE d.authority_id = $1 AND d.worker_id = $2 AND d.done_at >= $3 ORDER BY d.done_at DESC, d.draft_id LIMIT 1";
    DRAFT_DONE = "INSERT INTO draft (authority_id, draft_id, worker_id, form, version, saved_at, done_at, became) VALUES ($1, $2, $3, $4, 0, $5, $5, $6) ON CONFLICT (authority_id, draft_id) DO UPDATE SET done_at = excluded.done_at, became = excluded.became WHERE draft.worker_id = excluded.worker_id AND draft.done_at IS NULL";
    DRAFTS_OVERTAKEN = "UPDATE draft SET done_at = $3, became = $2 WHERE authority_id = $1 AND about_id = $2 AND done_at IS NULL RETURNING draft_id";
    DRAFT_DISPOSE = "UPDATE version SET wrapped_key = NULL, payload = NULL WHERE authority_id = $1 AND record_id = $2 AND kind = 'draft' AND payload IS NOT NULL";
    DRAFTS_OPEN = "SELECT d.draft_id, d.form, d.saved_at, v.record_id, v.version, v.wrapped_key, v.payload FROM draft d JOIN version v ON v.authority_id = d.authority_id AND v.record_id = d.draft_id AND v.version = d.version WHERE d.authority_id = $1 AND d.worker_id = $2 AND d.done_at IS NULL ORDER BY d.saved_at DESC, d.draft_id";
    DRAFT_ONE = "SELECT d.draft_id, d.form, d.saved_at, v.record_id, v.version, v.wrapped_key, v.payload FROM draft d JOIN version v ON v.authority_id = d.authority_id AND v.record_id = d.draft_id AND v.version = d.version WHERE d.authority_id = $1 AND d.worker_id = $2 AND d.draft_id = $3 AND d.done_at IS NULL";
}

/// Something typed and not sent yet.
#[derive(Clone)]
pub struct Draft {
    /// The draft.
    pub draft: DraftId,
    /// In which form.
    pub form: DraftForm,
    /// How often it was kept.
    pub version: i64,
    /// When it was last kept.
    pub saved_at: Timestamp,
    /// What was typed.
    pub content: DraftContent,
}

fn draft_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Option<Draft>, Fault> {
    let Some(content) = open(ring, authority, row, 3)? else {
        return Ok(None);
    };
    Ok(Some(Draft {
        draft: row.id(0)?,
        form: row.code(1, DraftForm::from_code)?,
        version: row.int(4)?,
        saved_at: row.time(2)?,
        content,
    }))
}

/// Says that a draft, which may be about a record, is kept anew, and disposes of what was kept of it before; the version to write its words as. `None` where it was
/// sent already, or is somebody else's.
pub async fn draft_save(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (draft, form, about): (DraftId, DraftForm, Option<Uuid>),
    (worker, now): (WorkerId, Timestamp),
) -> Result<Option<i64>, Fault> {
    let values = [
        authority.into(),
        draft.uuid().into(),
        worker.uuid().into(),
        form.code().into(),
        now.into(),
        about.into(),
    ];
    let Some(row) = tx.first(&DRAFT_SAVE, &values).await? else {
        return Ok(None);
    };
    dispose(tx, authority, draft).await?;
    row.int(0).map(Some)
}

async fn dispose(tx: &mut Tx, authority: AuthorityId, draft: DraftId) -> Result<(), Fault> {
    let values = [authority.into(), draft.uuid().into()];
    tx.run(&DRAFT_DISPOSE, &values).await.map(drop)
}

/// The version in which the worker's draft stands; `None` where there is none, or it has ended.
pub async fn draft_version(
    tx: &mut Tx,
    authority: AuthorityId,
    (draft, worker): (DraftId, WorkerId),
) -> Result<Option<i64>, Fault> {
    let values = [authority.into(), draft.uuid().into(), worker.uuid().into()];
    let row = tx.first(&DRAFT_AT, &values).await?;
    row.map(|row| row.int(0)).transpose()
}

/// What the worker's draft was sent as; `None` where it was not sent, or became nothing.
pub async fn draft_became(
    tx: &mut Tx,
    authority: AuthorityId,
    (draft, worker): (DraftId, WorkerId),
) -> Result<Option<Option<Uuid>>, Fault> {
    let values = [authority.into(), draft.uuid().into(), worker.uuid().into()];
    let row = tx.first(&DRAFT_BECAME, &values).await?;
    row.map(|row| row.id_or_none(0)).transpose()
}

/// The contact that a worker sent in the same words since an instant, from whichever page.
pub async fn draft_same(
    tx: &mut Tx,
    authority: AuthorityId,
    (worker, since): (WorkerId, Timestamp),
    digest: [u8; 32],
) -> Result<Option<ContactId>, Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        since.into(),
        digest.to_vec().into(),
    ];
    let row = tx.first(&DRAFT_SAME, &values).await?;
    row.map(|row| row.id(0)).transpose()
}

/// Ends a draft: it was sent as a record, or thrown away. Its words are disposed of.
///
/// # Errors
/// `Stale` where it was ended already, or is somebody else's.
pub async fn draft_done(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (draft, form): (DraftId, DraftForm),
    (worker, now): (WorkerId, Timestamp),
    became: Option<Uuid>,
) -> Result<(), Fault> {
    let values: [Value; 6] = [
        authority.into(),
        draft.uuid().into(),
        worker.uuid().into(),
        form.code().into(),
        now.into(),
        became.into(),
    ];
    tx.run_one(&DRAFT_DONE, &values).await?;
    dispose(tx, authority, draft).await
}

/// Ends every draft that is about a record, whoever's it is: it was decided, and what is typed of it is for nothing any more. Their words are
/// disposed of.
pub async fn drafts_overtaken(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    about: Uuid,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), about.into(), now.into()];
    for row in tx.all(&DRAFTS_OVERTAKEN, &values).await? {
        dispose(tx, authority, row.id(0)?).await?;
    }
    Ok(())
}

/// The worker's own open drafts, the latest first.
pub async fn drafts_open(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<Vec<Draft>, Fault> {
    let values = [authority.into(), worker.uuid().into()];
    let rows = tx.all(&DRAFTS_OPEN, &values).await?;
    let drafts = rows.iter().map(|row| draft_of(ring, authority, row));
    Ok(drafts
        .collect::<Result<Vec<_>, Fault>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// One of the worker's own open drafts.
pub async fn draft_one(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    (worker, draft): (WorkerId, DraftId),
) -> Result<Option<Draft>, Fault> {
    let values = [authority.into(), worker.uuid().into(), draft.uuid().into()];
    let row = tx.first(&DRAFT_ONE, &values).await?;
    row.map(|row| draft_of(ring, authority, &row))
        .transpose()
        .map(Option::flatten)
}
