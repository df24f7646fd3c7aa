//! The register of schools: each line with when the hub knew it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Time;
use trefoil_core::ids::AuthorityId;
use trefoil_core::school::found::keys;
use trefoil_core::school::{Phase, School, Urn};
use trefoil_policy::Permit;

use super::day_or_none;
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

/// The columns of a line, the same in each statement.
macro_rules! columns {
    () => {
        "s.urn, s.name, s.kind, s.phase, s.area, s.pupils, s.opened_on, s.closed_on, s.opens_at, s.known_from, s.known_until, s.recorded_by"
    };
}

statement! {
    SCHOOL_PUT (Rows 12) = "INSERT INTO school (authority_id, urn, known_from, name, kind, phase, area, pupils, opened_on, closed_on, opens_at, recorded_by) VALUES {rows}";
    SCHOOL_END = "UPDATE school SET known_until = $3 WHERE authority_id = $1 AND urn = $2 AND known_until IS NULL";
    SCHOOL_READ = concat!("SELECT ", columns!(), " FROM school s WHERE s.authority_id = $1 AND s.urn = $2 AND s.known_until IS NULL");
    SCHOOL_HISTORY = concat!("SELECT ", columns!(), " FROM school s WHERE s.authority_id = $1 AND s.urn = $2 ORDER BY s.known_from DESC");
    SCHOOLS_OF (List 2) = concat!("SELECT ", columns!(), " FROM school s WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.urn IN ({list})");
    SCHOOLS_PAGE = concat!("SELECT ", columns!(), " FROM school s WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.urn > 0 AND (s.area = $2 OR s.area = 0) ORDER BY s.name, s.urn LIMIT $3 OFFSET $4");
    SCHOOLS_COUNT = "SELECT COUNT(*) FROM school s WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.urn > 0 AND (s.area = $2 OR s.area = 0)";
    SCHOOLS_ALL = "SELECT COUNT(*) FROM school s WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.urn > 0";
    WORDS_PUT (Rows 3) = "INSERT INTO school_word (authority_id, word, urn) VALUES {rows}";
    WORDS_END = "DELETE FROM school_word WHERE authority_id = $1 AND urn = $2";
    BY_WORDS (List 2) = "SELECT w.urn FROM school_word w WHERE w.authority_id = $1 AND w.word IN ({list})";
}

/// A line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolRow {
    /// The school.
    pub school: School,
    /// Since when it is known so.
    pub known_from: Timestamp,
    /// Until when it was.
    pub known_until: Option<Timestamp>,
    /// Who recorded it, as the ledger writes it.
    pub recorded_by: String,
}

fn row_of(row: &Row) -> Result<SchoolRow, Fault> {
    let urn = Urn::new(row.int(0)?);
    let minutes = row.int_or_none(8)?;
    Ok(SchoolRow {
        school: School {
            urn: urn.map_err(|_| Fault::Broken("school.urn is not one".to_owned()))?,
            name: row.text(1)?,
            kind: row.text(2)?,
            phase: row.code(3, Phase::from_code)?,
            area: row.int(4)?,
            pupils: row.int_or_none(5)?,
            opened: day_or_none(row, 6)?,
            closed: day_or_none(row, 7)?,
            opens: minutes.and_then(time_of),
        },
        known_from: row.time(9)?,
        known_until: row.time_or_none(10)?,
        recorded_by: row.text(11)?,
    })
}

fn time_of(minutes: i64) -> Option<Time> {
    let hour = i8::try_from(minutes / 60).ok()?;
    let minute = i8::try_from(minutes % 60).ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

fn minutes_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

fn values(authority: AuthorityId, one: &School, by: &str, now: Timestamp) -> Vec<Value> {
    vec![
        authority.into(),
        one.urn.number().into(),
        now.into(),
        one.name.as_str().into(),
        one.kind.as_str().into(),
        one.phase.code().into(),
        one.area.into(),
        one.pupils.into(),
        one.opened.map(|day| day.to_string()).into(),
        one.closed.map(|day| day.to_string()).into(),
        one.opens.map(minutes_of).into(),
        by.into(),
    ]
}

/// Writes lines in the place of those that are known; what is known so already is left. How many are new, and how many changed.
pub async fn schools_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    schools: &[School],
    (by, now): (&str, Timestamp),
) -> Result<(i64, i64), Fault> {
    let urns = schools.iter().map(|one| one.urn.number());
    let known = schools_of(tx, authority, urns.map(Into::into).collect()).await?;
    let known: BTreeMap<Urn, School> = known
        .into_iter()
        .map(|row| (row.school.urn, row.school))
        .collect();
    let (mut created, mut updated) = (0, 0);
    let (mut rows, mut words) = (Vec::new(), Vec::new());
    for one in schools {
        match known.get(&one.urn) {
            Some(same) if same == one => continue,
            None => created += 1,
            Some(_) => {
                updated += 1;
                let key = [authority.into(), one.urn.number().into()];
                let ended = [&key[..], &[now.into()]].concat();
                tx.run(&SCHOOL_END, &ended).await?;
                tx.run(&WORDS_END, &key).await?;
            }
        }
        rows.push(values(authority, one, by, now));
        let own = keys(&one.name).into_iter();
        words.extend(own.map(|word| vec![authority.into(), word.into(), one.urn.number().into()]));
    }
    tx.run_rows(&SCHOOL_PUT, rows).await?;
    tx.run_rows(&WORDS_PUT, words).await?;
    Ok((created, updated))
}

async fn schools_of(
    tx: &mut Tx,
    authority: AuthorityId,
    urns: Vec<Value>,
) -> Result<Vec<SchoolRow>, Fault> {
    let rows = tx.all_of(&SCHOOLS_OF, &[authority.into()], urns).await?;
    rows.iter().map(row_of).collect()
}

/// One school as it is known now.
pub async fn school_read(
    tx: &mut Tx,
    authority: AuthorityId,
    urn: Urn,
) -> Result<Option<SchoolRow>, Fault> {
    let key = [authority.into(), urn.number().into()];
    tx.first(&SCHOOL_READ, &key)
        .await?
        .as_ref()
        .map(row_of)
        .transpose()
}

/// Every line of a school, the latest first.
pub async fn school_history(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    urn: Urn,
) -> Result<Vec<SchoolRow>, Fault> {
    let key = [authority.into(), urn.number().into()];
    let rows = tx.all(&SCHOOL_HISTORY, &key).await?;
    rows.iter().map(row_of).collect()
}

/// These schools as they are known now.
pub async fn schools_named(
    tx: &mut Tx,
    authority: AuthorityId,
    urns: &[Urn],
) -> Result<BTreeMap<Urn, SchoolRow>, Fault> {
    let list = urns.iter().map(|urn| urn.number().into()).collect();
    let rows = schools_of(tx, authority, list).await?;
    Ok(rows.into_iter().map(|row| (row.school.urn, row)).collect())
}

/// The schools of an area, by name: a page of them.
pub async fn schools_page(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    area: i64,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<SchoolRow>), Fault> {
    let key = [authority.into(), area.into()];
    let count = tx.one(&SCHOOLS_COUNT, &key).await?.int(0)?;
    let window = [&key[..], &[limit.into(), offset.into()]].concat();
    let rows = tx.all(&SCHOOLS_PAGE, &window).await?;
    Ok((count, rows.iter().map(row_of).collect::<Result<_, _>>()?))
}

/// How many schools the register has.
pub async fn schools_count(tx: &mut Tx, authority: AuthorityId) -> Result<i64, Fault> {
    tx.one(&SCHOOLS_ALL, &[authority.into()]).await?.int(0)
}

/// The schools that share the beginning of a word with what somebody wrote: all that could be meant.
pub async fn schools_by_words(
    tx: &mut Tx,
    authority: AuthorityId,
    said: &str,
) -> Result<Vec<School>, Fault> {
    let words: Vec<Value> = keys(said).into_iter().map(Into::into).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.all_of(&BY_WORDS, &[authority.into()], words).await?;
    let mut urns: Vec<i64> = rows
        .iter()
        .map(|row| row.int(0))
        .collect::<Result<_, _>>()?;
    urns.sort_unstable();
    urns.dedup();
    let found = schools_of(tx, authority, urns.into_iter().map(Into::into).collect()).await?;
    Ok(found.into_iter().map(|row| row.school).collect())
}
