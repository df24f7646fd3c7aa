//! Published reports: what left the house, for which days and as known when, with the numbers sealed.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::ids::{AuthorityId, PublicationId};
use trefoil_core::publication::PublishedCells;
use trefoil_policy::Permit;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    PUBLICATION_PUT = "INSERT INTO publication (authority_id, publication_id, report, ordinal, from_day, to_day, as_at, published_at, published_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    PUBLICATIONS_ALL = "SELECT publication_id, ordinal, from_day, to_day, as_at, published_at, published_by FROM publication WHERE authority_id = $1 AND report = $2 ORDER BY ordinal";
    PUBLICATIONS_PAGE = "SELECT publication_id, ordinal, from_day, to_day, as_at, published_at, published_by FROM publication WHERE authority_id = $1 AND report = $2 ORDER BY ordinal DESC LIMIT $3 OFFSET $4";
    PUBLICATIONS_COUNT = "SELECT COUNT(*) FROM publication WHERE authority_id = $1 AND report = $2";
    PUBLICATION_READ = "SELECT p.publication_id, p.ordinal, p.from_day, p.to_day, p.as_at, p.published_at, p.published_by, v.record_id, v.version, v.wrapped_key, v.payload FROM publication p JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.publication_id AND v.version = 1 WHERE p.authority_id = $1 AND p.publication_id = $2";
}

/// A published report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its record; the numbers are its first version.
    pub publication: PublicationId,
    /// Which it is of its kind, from 1.
    pub ordinal: i64,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// As known when.
    pub as_at: Timestamp,
    /// When it was published first.
    pub published_at: Timestamp,
    /// By whom, as the ledger writes it.
    pub published_by: String,
}

fn row_of(row: &Row) -> Result<Publication, Fault> {
    Ok(Publication {
        publication: row.id(0)?,
        ordinal: row.int(1)?,
        from: day(row, 2)?,
        to: day(row, 3)?,
        as_at: row.time(4)?,
        published_at: row.time(5)?,
        published_by: row.text(6)?,
    })
}

fn day(row: &Row, at: usize) -> Result<Date, Fault> {
    row.text(at)?
        .parse()
        .map_err(|_| Fault::Broken(format!("column {at} of an answer is not a day")))
}

/// Writes a publication; its numbers are written as a version.
///
/// # Errors
/// `Duplicate` where another was published since the caller looked.
pub async fn publication_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    report: &str,
    one: &Publication,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        one.publication.uuid().into(),
        report.into(),
        one.ordinal.into(),
        one.from.to_string().into(),
        one.to.to_string().into(),
        one.as_at.into(),
        one.published_at.into(),
        one.published_by.as_str().into(),
    ];
    tx.run_one(&PUBLICATION_PUT, &values).await
}

/// Every publication of a report, in the order in which they were made.
pub async fn publications(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    report: &str,
) -> Result<Vec<Publication>, Fault> {
    let rows = tx
        .all(&PUBLICATIONS_ALL, &[authority.into(), report.into()])
        .await?;
    rows.iter().map(row_of).collect()
}

/// A page of the publications of a report, newest first, and how many there are.
pub async fn publications_page(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    report: &str,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<Publication>), Fault> {
    let key = [authority.into(), report.into()];
    let count = tx.one(&PUBLICATIONS_COUNT, &key).await?.int(0)?;
    let window = [&key[..], &[limit.into(), offset.into()]].concat();
    let rows = tx.all(&PUBLICATIONS_PAGE, &window).await?;
    Ok((count, rows.iter().map(row_of).collect::<Result<_, _>>()?))
}

/// One publication with its numbers.
pub async fn publication_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    publication: PublicationId,
) -> Result<Option<(Publication, PublishedCells)>, Fault> {
    let key = [authority.into(), publication.uuid().into()];
    let row = tx.first(&PUBLICATION_READ, &key).await?;
    row.map(|row| Ok((row_of(&row)?, open_whole(ring, authority, &row, 7)?)))
        .transpose()
}
