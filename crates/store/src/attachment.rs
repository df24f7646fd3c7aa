//! Files of contacts: what each is, sealed and labelled with the contact, and its bytes, sealed by themselves. Both are for those alone
//! who see the contact whole.

use jiff::Timestamp;
use trefoil_core::attachment::{AttachmentFacts, AttachmentFile};
use trefoil_core::ids::{AttachmentId, AuthorityId, ContactId};
use trefoil_policy::{Permit, Sight};
use uuid::Uuid;

use crate::contact::seen_whole;
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::open_whole;

statement! {
    ATTACHMENTS_PUT (Rows 8) = "INSERT INTO attachment (authority_id, attachment_id, contact_id, ordinal, file_id, size, added_at, added_by) VALUES {rows}";
    ATTACHMENTS_OF_CONTACT = "SELECT a.attachment_id, a.file_id, a.size, a.added_at, a.added_by, v.record_id, v.version, v.wrapped_key, v.payload FROM attachment a JOIN version v ON v.authority_id = a.authority_id AND v.record_id = a.attachment_id AND v.version = 1 WHERE a.authority_id = $1 AND a.contact_id = $2 AND a.added_at <= $3 ORDER BY a.ordinal, a.attachment_id";
    ATTACHMENT_FILE = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = 1";
}

/// The columns of an attachment before its sealed part.
const COLUMNS: usize = 5;

/// A file of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The attachment.
    pub attachment: AttachmentId,
    /// The record of its bytes; `None` where it was not taken in.
    pub file: Option<Uuid>,
    /// Bytes that are kept of it.
    pub size: i64,
    /// Since when it is there.
    pub added_at: Timestamp,
    /// By whom, as the ledger names them.
    pub added_by: String,
}

/// A file that is written: the attachment, the record of its bytes where they are kept, and how many they are.
pub type AttachmentPut = (AttachmentId, Option<Uuid>, i64);

/// Writes files of a contact, numbered from `first`; what they are and their bytes are written as versions.
pub async fn attachments_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    contact: ContactId,
    (first, files): (i64, &[AttachmentPut]),
    now: Timestamp,
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let rows = (first..)
        .zip(files)
        .map(|(ordinal, (attachment, file, size))| {
            vec![
                authority.into(),
                attachment.uuid().into(),
                contact.uuid().into(),
                ordinal.into(),
                (*file).into(),
                (*size).into(),
                now.into(),
                by.as_str().into(),
            ]
        });
    tx.run_rows(&ATTACHMENTS_PUT, rows.collect())
        .await
        .map(drop)
}

async fn of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    contact: ContactId,
    at: Timestamp,
) -> Result<Vec<(AttachmentRow, AttachmentFacts)>, Fault> {
    let values: [Value; 3] = [authority.into(), contact.uuid().into(), at.into()];
    let rows = tx.all(&ATTACHMENTS_OF_CONTACT, &values).await?;
    let read = |row: &Row| {
        let attachment = AttachmentRow {
            attachment: row.id(0)?,
            file: row.id_or_none(1)?,
            size: row.int(2)?,
            added_at: row.time(3)?,
            added_by: row.text(4)?,
        };
        Ok((attachment, open_whole(ring, authority, row, COLUMNS)?))
    };
    rows.iter().map(read).collect()
}

/// The files that the contact of a full sight had by an instant, the first before the rest.
pub async fn attachments_of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    at: Timestamp,
) -> Result<Vec<(AttachmentRow, AttachmentFacts)>, Fault> {
    match seen_whole(sight) {
        Some(contact) => of_contact(tx, ring, authority, contact, at).await,
        None => Ok(Vec::new()),
    }
}

/// The files of a contact, for an act that adds to them.
pub async fn attachments_for_act(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<Vec<(AttachmentRow, AttachmentFacts)>, Fault> {
    of_contact(tx, ring, authority, contact, now).await
}

/// The bytes of one file of the contact of a full sight; `None` where it has none of that id, or it was not taken in.
pub async fn attachment_file(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    (attachment, now): (AttachmentId, Timestamp),
) -> Result<Option<(AttachmentFacts, AttachmentFile)>, Fault> {
    let all = attachments_of_contact(tx, ring, authority, sight, now).await?;
    let mut all = all.into_iter();
    let Some((row, facts)) = all.find(|(row, _)| row.attachment == attachment) else {
        return Ok(None);
    };
    let Some(file) = row.file else {
        return Ok(None);
    };
    let found = tx
        .first(&ATTACHMENT_FILE, &[authority.into(), file.into()])
        .await?;
    let found = found.map(|row| open_whole(ring, authority, &row, 0));
    Ok(found.transpose()?.map(|file| (facts, file)))
}
