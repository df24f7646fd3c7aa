//! What was said of two persons, and the ties that it makes between those who are one.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, PairId, PersonId, SaidId};
use trefoil_core::pair::{PairAnswer, PairKnown};
use trefoil_policy::Permit;

use super::{SaidRow, said_of};
use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::pair::either_apart;
use crate::ring::Ring;
use crate::search::principal_key;

/// Pairs that are said to be one at `$2`, with why. Where the numbers differ, or an identity is kept apart, that is the custodian's
/// to know, whoever was to know of it when it was said.
macro_rules! ties {
    ($end:literal) => {
        concat!(
            "SELECT d.pair_id, d.one_id, d.other_id, CAST(CASE WHEN a.numbers OR ",
            either_apart!("d"),
            " THEN 1 ELSE 0 END AS BIGINT), d.said_id, d.said, d.first_id, d.known, d.made_by, d.known_from, v.record_id, v.version, v.wrapped_key, v.payload FROM pair_said d JOIN pair a ON a.authority_id = d.authority_id AND a.pair_id = d.pair_id JOIN version v ON v.authority_id = d.authority_id AND v.record_id = d.said_id AND v.version = 1 WHERE d.authority_id = $1 AND d.said = 'one' AND d.known_from <= $2 AND COALESCE(d.known_until, $2 + 1) > $2 AND d.",
            $end,
            " IN ({list})"
        )
    };
}

statement! {
    SAID_PUT = "INSERT INTO pair_said (authority_id, said_id, pair_id, one_id, other_id, said, first_id, known, made_by, known_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SAID_END = "UPDATE pair_said SET known_until = $3, undone_by = $4 WHERE authority_id = $1 AND said_id = $2 AND known_until IS NULL";
    TIES_OF_ONE (List 3) = ties!("one_id");
    TIES_OF_OTHER (List 3) = ties!("other_id");
    KNOWN_TWO (List 2) = "SELECT d.one_id, d.other_id, d.known FROM pair_said d WHERE d.authority_id = $1 AND d.said = 'two' AND d.known_until IS NULL AND d.one_id IN ({list})";
    TIES_OPEN (List 2) = concat!("SELECT d.one_id, d.other_id, d.first_id FROM pair_said d JOIN pair a ON a.authority_id = d.authority_id AND a.pair_id = d.pair_id WHERE d.authority_id = $1 AND d.said = 'one' AND d.known = 'both' AND d.known_until IS NULL AND NOT a.numbers AND NOT ", either_apart!("d"), " AND d.one_id IN ({list})");
}

/// Two persons who are said to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The pair.
    pub pair: PairId,
    /// The two, the lesser id first.
    pub ends: [PersonId; 2],
    /// What was said.
    pub said: SaidRow,
}

fn tie_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Option<Tie>, Fault> {
    let Some(mut said) = said_of(ring, authority, row, 4)? else {
        return Ok(None);
    };
    if row.int(3)? == 1 {
        said.known = PairKnown::Custodian;
    }
    Ok(Some(Tie {
        pair: row.id(0)?,
        ends: [row.id(1)?, row.id(2)?],
        said,
    }))
}

/// Writes what was said of a pair; why is written as a version of it.
///
/// # Errors
/// `Duplicate` where something was said of it already.
pub async fn said_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    (id, pair, [one, other]): (SaidId, PairId, [PersonId; 2]),
    answer: &PairAnswer,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        id.uuid().into(),
        pair.uuid().into(),
        one.uuid().into(),
        other.uuid().into(),
        answer.said.code().into(),
        answer.first.uuid().into(),
        answer.known.code().into(),
        principal_key(&permit.principal()).into(),
        now.into(),
    ];
    tx.run_one(&SAID_PUT, &values).await
}

/// Ends it.
///
/// # Errors
/// `Stale` where it has ended already.
pub async fn said_end(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    id: SaidId,
    now: Timestamp,
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let values = [authority.into(), id.uuid().into(), now.into(), by.into()];
    tx.run_one(&SAID_END, &values).await
}

/// The ties of these persons at `at`, with who may know of each. The caller keeps those of whom whoever asks sees both ends and may know.
pub async fn ties_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    persons: &[PersonId],
    at: Timestamp,
) -> Result<Vec<Tie>, Fault> {
    let mut ties = Vec::new();
    let key = [authority.into(), at.into()];
    for statement in [&TIES_OF_ONE, &TIES_OF_OTHER] {
        let list = persons.iter().map(|person| person.uuid().into()).collect();
        for row in tx.all_of(statement, &key, list).await? {
            ties.extend(tie_of(ring, authority, &row)?);
        }
    }
    ties.sort_by_key(|tie| (tie.said.at, tie.said.id));
    ties.dedup_by_key(|tie| tie.said.id);
    Ok(ties)
}

/// Of whom of these persons it is known that they are not another one, and who may know it.
pub async fn known_two(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    persons: &[PersonId],
) -> Result<Vec<([PersonId; 2], PairKnown)>, Fault> {
    let list = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx.all_of(&KNOWN_TWO, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| {
            let ends = [row.id(0)?, row.id(1)?];
            Ok((ends, row.code(2, PairKnown::from_code)?))
        })
        .collect()
}

/// Of these persons, those who are said to be one and of whom everybody who sees both may know it: who stands second, and before them.
pub async fn ties_open(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    persons: &[PersonId],
) -> Result<Vec<(PersonId, PersonId)>, Fault> {
    let list = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx.all_of(&TIES_OPEN, &[authority.into()], list).await?;
    let tie = |row: &Row| {
        let (one, other, first): (PersonId, PersonId, PersonId) =
            (row.id(0)?, row.id(1)?, row.id(2)?);
        Ok((if first == one { other } else { one }, first))
    };
    rows.iter().map(tie).collect()
}
