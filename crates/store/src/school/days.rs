//! Terms, inset days and other closings of schools, and bank holidays that were announced since the program was made.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::calendar::HolidayKnown;
use trefoil_core::ids::{AuthorityId, TermId};
use trefoil_core::school::{Days, DaysKind};
use trefoil_policy::Permit;

use super::{COMMON, day};
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    DAYS_PUT (Rows 8) = "INSERT INTO school_days (authority_id, term_id, urn, kind, from_day, to_day, known_from, recorded_by) VALUES {rows}";
    DAYS_END = "UPDATE school_days SET known_until = $3 WHERE authority_id = $1 AND term_id = $2 AND known_until IS NULL";
    DAYS_OF (List 2) = "SELECT d.term_id, d.urn, d.kind, d.from_day, d.to_day, d.known_from, d.known_until, d.recorded_by FROM school_days d WHERE d.authority_id = $1 AND d.known_until IS NULL AND d.urn IN ({list})";
    DAYS_HISTORY = "SELECT d.term_id, d.urn, d.kind, d.from_day, d.to_day, d.known_from, d.known_until, d.recorded_by FROM school_days d WHERE d.authority_id = $1 AND d.urn = $2 ORDER BY d.from_day DESC, d.known_from DESC, d.term_id";
    HOLIDAYS = "SELECT day, working FROM bank_holiday WHERE authority_id = $1 AND known_until IS NULL ORDER BY day";
    HOLIDAYS_KNOWN = "SELECT day, working, known_from, known_until, recorded_by FROM bank_holiday WHERE authority_id = $1 ORDER BY day DESC, known_from DESC";
    HOLIDAY_STRUCK = "INSERT INTO bank_holiday (authority_id, day, known_from, recorded_by, working) VALUES ($1, $2, $3, $4, TRUE)";
    HOLIDAYS_PUT (Rows 4) = "INSERT INTO bank_holiday (authority_id, day, known_from, recorded_by) VALUES {rows}";
    HOLIDAY_END = "UPDATE bank_holiday SET known_until = $3 WHERE authority_id = $1 AND day = $2 AND known_until IS NULL";
}

/// An entry of a calendar of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysRow {
    /// The entry.
    pub term: TermId,
    /// Whose; [`COMMON`] for what the authority's schools share.
    pub urn: i64,
    /// The days.
    pub days: Days,
    /// Since when it is known.
    pub known_from: Timestamp,
    /// When it was taken back.
    pub known_until: Option<Timestamp>,
    /// By whom, as the ledger writes it.
    pub recorded_by: String,
}

fn row_of(row: &Row) -> Result<DaysRow, Fault> {
    Ok(DaysRow {
        term: row.id(0)?,
        urn: row.int(1)?,
        days: Days {
            kind: row.code(2, DaysKind::from_code)?,
            from: day(row, 3)?,
            to: day(row, 4)?,
        },
        known_from: row.time(5)?,
        known_until: row.time_or_none(6)?,
        recorded_by: row.text(7)?,
    })
}

/// Writes entries.
pub async fn days_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    entries: &[(TermId, i64, Days)],
    (by, now): (&str, Timestamp),
) -> Result<(), Fault> {
    let row = |(term, urn, days): &(TermId, i64, Days)| {
        vec![
            authority.into(),
            term.uuid().into(),
            (*urn).into(),
            days.kind.code().into(),
            days.from.to_string().into(),
            days.to.to_string().into(),
            now.into(),
            by.into(),
        ]
    };
    tx.run_rows(&DAYS_PUT, entries.iter().map(row).collect())
        .await
        .map(drop)
}

/// Takes an entry back.
///
/// # Errors
/// `Stale` where it was taken back already.
pub async fn days_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    term: TermId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), term.uuid().into(), now.into()];
    tx.run_one(&DAYS_END, &values).await
}

/// The entries of these schools, and those that all share, as they are known now; in the order of their days.
pub async fn days_of(
    tx: &mut Tx,
    authority: AuthorityId,
    urns: &[i64],
) -> Result<Vec<DaysRow>, Fault> {
    let list: Vec<Value> = urns
        .iter()
        .chain([&COMMON])
        .map(|urn| (*urn).into())
        .collect();
    let rows = tx.all_of(&DAYS_OF, &[authority.into()], list).await?;
    let mut found: Vec<DaysRow> = rows.iter().map(row_of).collect::<Result<_, _>>()?;
    found.sort_by_key(|one| (one.days.from, one.days.to, one.term));
    Ok(found)
}

/// Every entry of one school, or of all, the latest days first.
pub async fn days_history(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    urn: i64,
) -> Result<Vec<DaysRow>, Fault> {
    let rows = tx
        .all(&DAYS_HISTORY, &[authority.into(), urn.into()])
        .await?;
    rows.iter().map(row_of).collect()
}

/// Every bank holiday that was ever told, or struck, with from when until when it was known.
pub async fn holidays_known(
    tx: &mut Tx,
    authority: AuthorityId,
) -> Result<Vec<HolidayKnown>, Fault> {
    let rows = tx.all(&HOLIDAYS_KNOWN, &[authority.into()]).await?;
    rows.iter().map(known_of).collect()
}

fn known_of(row: &Row) -> Result<HolidayKnown, Fault> {
    Ok(HolidayKnown {
        day: day(row, 0)?,
        working: row.bool(1)?,
        from: row.time(2)?,
        until: row.time_or_none(3)?,
    })
}

/// The same with by whom, as the ledger writes it; the latest days first.
pub async fn holidays_history(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
) -> Result<Vec<(HolidayKnown, String)>, Fault> {
    let rows = tx.all(&HOLIDAYS_KNOWN, &[authority.into()]).await?;
    rows.iter()
        .map(|row| Ok((known_of(row)?, row.text(4)?)))
        .collect()
}

/// What is known now of days: bank holidays, and (`true`) what was struck; in order.
async fn holidays(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<(Date, bool)>, Fault> {
    let rows = tx.all(&HOLIDAYS, &[authority.into()]).await?;
    rows.iter()
        .map(|row| Ok((day(row, 0)?, row.bool(1)?)))
        .collect()
}

/// Takes back what is known of a day, and says that it is a bank holiday, or (`working`) that it is none; `None` says nothing more of it,
/// so that what is built in holds.
pub async fn holiday_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (day, working): (Date, Option<bool>),
    (by, now): (&str, Timestamp),
) -> Result<(), Fault> {
    let key = [authority.into(), day.to_string().into(), now.into()];
    tx.run(&HOLIDAY_END, &key).await?;
    let values = [&key[..], &[by.into()]].concat();
    match working {
        Some(true) => tx.run_one(&HOLIDAY_STRUCK, &values).await,
        Some(false) => tx.run_rows(&HOLIDAYS_PUT, vec![values]).await.map(drop),
        None => Ok(()),
    }
}

/// Puts a list of bank holidays in the place of what is known: how many are new, and how many are gone. What somebody struck stays
/// struck: they knew better.
pub async fn holidays_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    days: &[Date],
    (by, now): (&str, Timestamp),
) -> Result<(i64, i64), Fault> {
    let known = holidays(tx, authority).await?;
    let new: Vec<Vec<Value>> = days
        .iter()
        .filter(|day| !known.iter().any(|(known, _)| known == *day))
        .map(|day| {
            vec![
                authority.into(),
                day.to_string().into(),
                now.into(),
                by.into(),
            ]
        })
        .collect();
    let gone = known
        .iter()
        .filter(|(day, struck)| !struck && !days.contains(day));
    let gone: Vec<&Date> = gone.map(|(day, _)| day).collect();
    for day in &gone {
        let values = [authority.into(), day.to_string().into(), now.into()];
        tx.run_one(&HOLIDAY_END, &values).await?;
    }
    let counts = (new.len(), gone.len());
    tx.run_rows(&HOLIDAYS_PUT, new).await?;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Ok((count(counts.0), count(counts.1)))
}
