//! Receipts of contacts that were told without an account: what was sent twice is found again, and shows the same number. What was
//! told is known here by its keyed hash alone.

use jiff::Timestamp;
use trefoil_core::ids::{AgencyId, AuthorityId, ContactId, FormId, TokenId};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    RECEIPT_FOUND = "SELECT number, contact_id, received_at FROM receipt WHERE authority_id = $1 AND told = $2 AND (form_id = $3 OR received_at > $4) ORDER BY received_at, number LIMIT 1";
    RECEIPT_CONTACT = "SELECT contact_id FROM receipt WHERE authority_id = $1 AND number = $2";
    RECEIPT_PUT = "INSERT INTO receipt (authority_id, form_id, told, number, contact_id, received_at) VALUES ($1, $2, $3, $4, $5, $6)";
    OF_AGENCY_PUT = "INSERT INTO agency_receipt (authority_id, number, agency_id, token_id, sent) VALUES ($1, $2, $3, $4, $5)";
    OF_AGENCY_SENT = "SELECT r.number, r.contact_id, r.received_at, r.told FROM agency_receipt a JOIN receipt r ON r.authority_id = a.authority_id AND r.number = a.number WHERE a.authority_id = $1 AND a.agency_id = $2 AND a.sent = $3";
    OF_AGENCY = "SELECT r.number, r.contact_id, r.received_at, r.told FROM agency_receipt a JOIN receipt r ON r.authority_id = a.authority_id AND r.number = a.number WHERE a.authority_id = $1 AND a.agency_id = $2 AND a.number = $3";
}

/// A receipt as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Its number.
    pub number: String,
    /// The contact that was taken in.
    pub contact: ContactId,
    /// When.
    pub received_at: Timestamp,
}

/// Which sending: the form, and the keyed hash of what it told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The page that was filled in.
    pub form: FormId,
    /// What it told.
    pub told: i64,
}

/// The receipt of the same words: by the same form whenever, by another one after `since`.
pub async fn receipt_found(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    sent: Sent,
    since: Timestamp,
) -> Result<Option<ReceiptRow>, Fault> {
    let values = [
        authority.into(),
        sent.told.into(),
        sent.form.uuid().into(),
        since.into(),
    ];
    let row = tx.first(&RECEIPT_FOUND, &values).await?;
    row.as_ref().map(row_of).transpose()
}

fn row_of(row: &Row) -> Result<ReceiptRow, Fault> {
    Ok(ReceiptRow {
        number: row.text(0)?,
        contact: row.id(1)?,
        received_at: row.time(2)?,
    })
}

/// The contact of a receipt. Whether somebody may know of it is for their standing to say.
pub async fn receipt_contact(
    tx: &mut Tx,
    authority: AuthorityId,
    number: &str,
) -> Result<Option<ContactId>, Fault> {
    let values = [authority.into(), number.into()];
    let row = tx.first(&RECEIPT_CONTACT, &values).await?;
    row.map(|row| row.id(0)).transpose()
}

/// Keeps a receipt.
///
/// # Errors
/// `Duplicate` where the number is another's, or another process kept one of this sending meanwhile.
pub async fn receipt_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    sent: Sent,
    row: &ReceiptRow,
) -> Result<(), Fault> {
    let values: [Value; 6] = [
        authority.into(),
        sent.form.uuid().into(),
        sent.told.into(),
        row.number.as_str().into(),
        row.contact.uuid().into(),
        row.received_at.into(),
    ];
    tx.run(&RECEIPT_PUT, &values).await.map(drop)
}

/// Says that a receipt is an agency's, with which of its tokens it was sent, and how its system named the sending.
///
/// # Errors
/// `Duplicate` where another process kept one of this name meanwhile.
pub async fn receipt_of_agency_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    number: &str,
    (agency, token): (AgencyId, TokenId),
    sent: Option<i64>,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        number.into(),
        agency.uuid().into(),
        token.uuid().into(),
        sent.into(),
    ];
    tx.run_one(&OF_AGENCY_PUT, &values).await
}

/// The receipt of what an agency's system sent under this name, with the keyed hash of what it told.
pub async fn receipt_sent(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    agency: AgencyId,
    sent: i64,
) -> Result<Option<(ReceiptRow, i64)>, Fault> {
    let values = [authority.into(), agency.uuid().into(), sent.into()];
    let row = tx.first(&OF_AGENCY_SENT, &values).await?;
    row.map(|row| Ok((row_of(&row)?, row.int(3)?))).transpose()
}

/// A receipt of an agency; `None` where it is another's, or of nobody.
pub async fn receipt_of_agency(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    agency: AgencyId,
    number: &str,
) -> Result<Option<ReceiptRow>, Fault> {
    let values = [authority.into(), agency.uuid().into(), number.into()];
    let row = tx.first(&OF_AGENCY, &values).await?;
    row.as_ref().map(row_of).transpose()
}
