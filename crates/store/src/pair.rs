//! Persons who may be one: rows hold ids, times and codes. Pairs are found by who people are, never by where they are, so that neither a pair
//! nor its place in the list says anything of a place. Lists are cut by the reach to both; what is the custodian's alone is not there for
//! anybody else.

mod apart;
mod said;

pub use apart::{apart_end, apart_put, apart_since};
pub use said::{Tie, known_two, said_end, said_put, ties_of, ties_open};

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, PairId, PersonId, SaidId};
use trefoil_core::pair::{PairContent, PairGuard, PairKnown, PairSaid};
use trefoil_policy::{Permit, Reach};

use crate::candidate::{likelihood, millionths};
use crate::db::{Row, Statement, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::search::{person_reached, principal_key};
use crate::version::open_whole;

/// Whether the identity of one of the two ends is kept apart.
macro_rules! either_apart {
    ($row:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM kept_apart o WHERE o.authority_id = $1 AND o.person_id IN (",
            $row,
            ".one_id, ",
            $row,
            ".other_id) AND o.known_until IS NULL)"
        )
    };
}
pub(crate) use either_apart;

/// Whether one of the two has a strand, now or before.
macro_rules! strand {
    () => {
        "EXISTS (SELECT 1 FROM family_member o JOIN strand b ON b.authority_id = o.authority_id AND b.family_id = o.family_id AND b.person_id = o.person_id WHERE o.authority_id = $1 AND o.person_id IN (a.one_id, a.other_id))"
    };
}

/// Whether one of the two was told of as harming and the other as harmed.
macro_rules! sides {
    () => {
        "EXISTS (SELECT 1 FROM sighting o JOIN sighting b ON b.authority_id = o.authority_id AND b.person_id = a.other_id AND b.known_until IS NULL WHERE o.authority_id = $1 AND o.person_id = a.one_id AND o.known_until IS NULL AND ((o.role = 'perpetrator' AND b.role IN ('victim', 'child')) OR (b.role = 'perpetrator' AND o.role IN ('victim', 'child'))))"
    };
}

/// A guard as a column.
macro_rules! flag {
    ($guard:expr) => {
        concat!(", CAST(CASE WHEN ", $guard, " THEN 1 ELSE 0 END AS BIGINT)")
    };
}

/// Pairs `a` whose ends `p` and `q` the principal at `$2` reaches, with what was said of them. `$3` is whether who asks is the custodian: what
/// is guarded, or known to the custodian alone, is not there for anybody else.
macro_rules! pairs {
    ($said:literal) => {
        concat!(
            "SELECT a.pair_id, a.one_id, a.other_id, a.millionths, a.found_at, a.put_by",
            flag!("a.numbers"),
            flag!(either_apart!("a")),
            flag!("p.protected OR q.protected"),
            flag!(strand!()),
            flag!(sides!()),
            flag!("a.put_by IS NOT NULL"),
            ", d.said_id, d.said, d.first_id, d.known, d.made_by, d.known_from, v.record_id, v.version, v.wrapped_key, v.payload FROM ",
            $said,
            " JOIN person p ON p.authority_id = a.authority_id AND p.person_id = a.one_id AND p.known_until IS NULL JOIN person q ON q.authority_id = a.authority_id AND q.person_id = a.other_id AND q.known_until IS NULL LEFT JOIN version v ON v.authority_id = d.authority_id AND v.record_id = d.said_id AND v.version = 1 WHERE a.authority_id = $1 AND ($3 OR NOT (a.numbers OR p.protected OR q.protected OR ",
            either_apart!("a"),
            " OR ",
            strand!(),
            " OR ",
            sides!(),
            " OR a.put_by IS NOT NULL OR COALESCE(d.known, 'both') = 'custodian')) AND ",
            person_reached!("p.person_id"),
            " AND ",
            person_reached!("q.person_id")
        )
    };
}

/// Every pair, with what was said of it and stands.
macro_rules! every_pair {
    () => {
        pairs!("pair a LEFT JOIN pair_said d ON d.authority_id = a.authority_id AND d.pair_id = a.pair_id AND d.known_until IS NULL")
    };
}

statement! {
    PAIRS_PUT (Rows 9) = "INSERT INTO pair (authority_id, pair_id, one_id, other_id, millionths, numbers, alike, found_at, put_by) VALUES {rows} ON CONFLICT (authority_id, one_id, other_id) DO UPDATE SET millionths = excluded.millionths, numbers = excluded.numbers, alike = excluded.alike, put_by = COALESCE(pair.put_by, excluded.put_by)";
    PAIRS_FADE_ONE = "UPDATE pair SET alike = FALSE WHERE authority_id = $1 AND one_id = $2 AND put_by IS NULL";
    PAIRS_FADE_OTHER = "UPDATE pair SET alike = FALSE WHERE authority_id = $1 AND other_id = $2 AND put_by IS NULL";
    PAIR_OF_ENDS = "SELECT a.pair_id FROM pair a WHERE a.authority_id = $1 AND a.one_id = $2 AND a.other_id = $3";
    PAIRS_OPEN = concat!(every_pair!(), " AND a.alike = TRUE AND d.said_id IS NULL ORDER BY a.millionths DESC, a.one_id, a.other_id LIMIT $4");
    PAIRS_SAID = concat!(pairs!("pair_said d JOIN pair a ON a.authority_id = d.authority_id AND a.pair_id = d.pair_id"), " AND d.authority_id = $1 AND d.known_until IS NULL AND d.known_from >= $4 ORDER BY d.known_from DESC, d.said_id LIMIT $5");
    PAIR_READ = concat!(every_pair!(), " AND a.pair_id = $4");
    TOGETHER = "SELECT DISTINCT b.person_id FROM sighting o JOIN sighting b ON b.authority_id = o.authority_id AND b.contact_id = o.contact_id AND b.known_until IS NULL WHERE o.authority_id = $1 AND o.person_id = $2 AND o.known_until IS NULL AND b.person_id IS NOT NULL AND b.person_id <> $2";
    NOT_SAME_OF (List 2) = "SELECT o.person_id, n.person_id FROM sighting o JOIN not_same n ON n.authority_id = o.authority_id AND n.sighting_id = o.root_id AND n.known_until IS NULL WHERE o.authority_id = $1 AND o.known_until IS NULL AND o.person_id IN ({list})";
}

/// Every statement of these files.
pub(crate) const EACH: [&[Statement]; 3] = [ALL, apart::ALL, said::ALL];

/// Two who may be one, as they are found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The pair, where it is new.
    pub pair: PairId,
    /// The two, the lesser id first.
    pub ends: [PersonId; 2],
    /// 0 to 1, kept to a millionth.
    pub probability: f64,
    /// Whether they have different numbers.
    pub numbers: bool,
    /// Who put them beside each other, as the ledger names them, where nothing proposed it.
    pub put_by: Option<String>,
}

/// Two who may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct PairRow {
    /// The pair.
    pub pair: PairId,
    /// The two, the lesser id first.
    pub ends: [PersonId; 2],
    /// 0 to 1.
    pub probability: f64,
    /// Since when.
    pub found_at: Timestamp,
    /// Who put them beside each other, as the ledger names them, where nothing proposed it.
    pub put_by: Option<String>,
    /// Why it is the custodian's alone; empty where it is not.
    pub guards: Vec<PairGuard>,
    /// What was said of them, where that stands.
    pub said: Option<SaidRow>,
}

/// What was said of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidRow {
    /// The saying.
    pub id: SaidId,
    /// What.
    pub said: PairSaid,
    /// Which of the two stands first.
    pub first: PersonId,
    /// Who may know.
    pub known: PairKnown,
    /// Who said so, as the ledger names them.
    pub made_by: String,
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub content: PairContent,
}

fn said_of(
    ring: &Ring,
    authority: AuthorityId,
    row: &Row,
    from: usize,
) -> Result<Option<SaidRow>, Fault> {
    let Some(id) = row.id_or_none(from)? else {
        return Ok(None);
    };
    Ok(Some(SaidRow {
        id,
        said: row.code(from + 1, PairSaid::from_code)?,
        first: row.id(from + 2)?,
        known: row.code(from + 3, PairKnown::from_code)?,
        made_by: row.text(from + 4)?,
        at: row.time(from + 5)?,
        content: open_whole(ring, authority, row, from + 6)?,
    }))
}

fn pair_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<PairRow, Fault> {
    let mut guards = Vec::new();
    for (at, guard) in (6..).zip(PairGuard::ALL) {
        if row.int(at)? == 1 {
            guards.push(*guard);
        }
    }
    Ok(PairRow {
        pair: row.id(0)?,
        ends: [row.id(1)?, row.id(2)?],
        probability: likelihood(row.int(3)?),
        found_at: row.time(4)?,
        put_by: row.text_or_none(5)?,
        guards,
        said: said_of(ring, authority, row, 12)?,
    })
}

/// Writes pairs that are alike, over what was found before.
pub async fn pairs_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    found: &[Found],
    now: Timestamp,
) -> Result<(), Fault> {
    let rows = found.iter().map(|one| {
        let [first, other] = one.ends;
        vec![
            authority.into(),
            one.pair.uuid().into(),
            first.uuid().into(),
            other.uuid().into(),
            millionths(one.probability).into(),
            one.numbers.into(),
            true.into(),
            now.into(),
            one.put_by.clone().into(),
        ]
    });
    tx.run_rows(&PAIRS_PUT, rows.collect()).await.map(drop)
}

/// Says that nobody is alike to somebody any more, but those who were put beside them, before it is found anew.
pub async fn pairs_fade(
    tx: &mut Tx,
    authority: AuthorityId,
    person: PersonId,
) -> Result<(), Fault> {
    let values = [authority.into(), person.uuid().into()];
    tx.run(&PAIRS_FADE_ONE, &values).await?;
    tx.run(&PAIRS_FADE_OTHER, &values).await.map(drop)
}

/// The pair of these two, the lesser id first.
pub async fn pair_of_ends(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    [one, other]: [PersonId; 2],
) -> Result<Option<PairId>, Fault> {
    let values = [authority.into(), one.uuid().into(), other.uuid().into()];
    let row = tx.first(&PAIR_OF_ENDS, &values).await?;
    row.map(|row| row.id(0)).transpose()
}

fn asked(authority: AuthorityId, reach: &Reach, custodian: bool) -> [Value; 3] {
    let key = principal_key(&reach.principal());
    [authority.into(), key.into(), custodian.into()]
}

/// Those of whom nothing was said yet, the likeliest first.
pub async fn pairs_open(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    (reach, custodian): (&Reach, bool),
    limit: i64,
) -> Result<Vec<PairRow>, Fault> {
    let values = [&asked(authority, reach, custodian)[..], &[limit.into()]].concat();
    let rows = tx.all(&PAIRS_OPEN, &values).await?;
    rows.iter()
        .map(|row| pair_of(ring, authority, row))
        .collect()
}

/// Those of whom something was said since an instant that stands, the latest first.
pub async fn pairs_said(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    (reach, custodian): (&Reach, bool),
    (since, limit): (Timestamp, i64),
) -> Result<Vec<PairRow>, Fault> {
    let rest = [since.into(), limit.into()];
    let values = [&asked(authority, reach, custodian)[..], &rest[..]].concat();
    let rows = tx.all(&PAIRS_SAID, &values).await?;
    rows.iter()
        .map(|row| pair_of(ring, authority, row))
        .collect()
}

/// One; `None` where there is none of which whoever asks may know.
pub async fn pair_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    (reach, custodian): (&Reach, bool),
    pair: PairId,
) -> Result<Option<PairRow>, Fault> {
    let values = [
        &asked(authority, reach, custodian)[..],
        &[pair.uuid().into()],
    ]
    .concat();
    let row = tx.first(&PAIR_READ, &values).await?;
    row.map(|row| pair_of(ring, authority, &row)).transpose()
}

/// Those who are in a contact beside somebody: whoever told of both told of two.
pub async fn together_with(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    person: PersonId,
) -> Result<Vec<PersonId>, Fault> {
    let values = [authority.into(), person.uuid().into()];
    let rows = tx.all(&TOGETHER, &values).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// Of whom a worker said, where a contact told of one of these persons, that it was not of another.
pub async fn not_same_of(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    persons: &[PersonId],
) -> Result<Vec<[PersonId; 2]>, Fault> {
    let list = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx.all_of(&NOT_SAME_OF, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| Ok([row.id(0)?, row.id(1)?]))
        .collect()
}
