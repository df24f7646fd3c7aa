//! Places of a strand's person, and how they are contacted safely. What a place says is sealed and stays under guard; rows hold its
//! kind and dates, and keyed hashes of its plain forms, by which it is found again.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, FamilyId, PlaceId, SafeContactId, StrandId, WorkerId};
use trefoil_core::located::Located;
use trefoil_core::place::{PlaceContent, PlaceKind, PlaceKinds, SafeContactContent};
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_core::sighting::{Places, Sighting};
use trefoil_core::strand::Aspect;
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    PLACE_PUT = "INSERT INTO place (authority_id, place_id, strand_id, kind, known_from, known_until, written_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    PLACE_END = "UPDATE place SET known_until = $4 WHERE authority_id = $1 AND strand_id = $2 AND place_id = $3 AND known_until IS NULL";
    PLACES_END = "UPDATE place SET known_until = $4 WHERE authority_id = $1 AND strand_id = $2 AND kind = $3 AND known_until IS NULL";
    PLACES_OF (List 3) = "SELECT p.place_id, p.kind, p.known_from, p.known_until, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM place p JOIN worker w ON w.authority_id = p.authority_id AND w.worker_id = p.written_by JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.place_id AND v.version = 1 WHERE p.authority_id = $1 AND p.strand_id = $2 AND p.kind IN ({list}) ORDER BY p.known_from DESC, p.place_id DESC";
    PLACE_KEYS_PUT (Rows 4) = "INSERT INTO place_key (authority_id, key, strand_id, place_id) VALUES {rows}";
    PLACE_KEYS_HELD (List 3) = "SELECT DISTINCT k.key FROM strand s JOIN place p ON p.authority_id = s.authority_id AND p.strand_id = s.strand_id JOIN place_key k ON k.authority_id = p.authority_id AND k.place_id = p.place_id WHERE s.authority_id = $1 AND s.family_id = $2 AND s.kind IN ('child', 'victim') AND k.key IN ({list})";
    PLACES_OF_FAMILY = "SELECT s.strand_id, p.kind, v.record_id, v.version, v.wrapped_key, v.payload FROM strand s JOIN place p ON p.authority_id = s.authority_id AND p.strand_id = s.strand_id JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.place_id AND v.version = 1 WHERE s.authority_id = $1 AND s.family_id = $2 AND s.kind IN ('child', 'victim')";
    SEEN_OF_FAMILY = "SELECT s.strand_id, v.record_id, v.version, v.wrapped_key, v.payload FROM strand s JOIN link l ON l.authority_id = s.authority_id AND l.person_id = s.person_id AND l.known_until IS NULL JOIN version v ON v.authority_id = l.authority_id AND v.record_id = l.sighting_id AND v.version = 1 WHERE s.authority_id = $1 AND s.family_id = $2 AND s.kind IN ('child', 'victim')";
    SAFE_OF_FAMILY = "SELECT s.strand_id, v.record_id, v.version, v.wrapped_key, v.payload FROM strand s JOIN safe_contact c ON c.authority_id = s.authority_id AND c.strand_id = s.strand_id JOIN version v ON v.authority_id = c.authority_id AND v.record_id = c.record_id AND v.version = c.version WHERE s.authority_id = $1 AND s.family_id = $2 AND s.kind IN ('child', 'victim')";
    SAFE_PUT = "INSERT INTO safe_contact (authority_id, strand_id, version, record_id, written_at, written_by) VALUES ($1, $2, $3, $4, $5, $6)";
    SAFE_OF (List 2) = "SELECT c.strand_id, c.version, c.record_id, c.written_at, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM safe_contact c JOIN worker w ON w.authority_id = c.authority_id AND w.worker_id = c.written_by JOIN version v ON v.authority_id = c.authority_id AND v.record_id = c.record_id AND v.version = c.version WHERE c.authority_id = $1 AND c.strand_id IN ({list}) ORDER BY c.version";
}

/// A place of a strand's person; what it says opens only with leave.
#[derive(Clone)]
pub struct Place {
    /// The place.
    pub place: PlaceId,
    /// Its kind.
    pub kind: PlaceKind,
    /// Since when it is known.
    pub from: Timestamp,
    /// Until when it held; then it is a former one.
    pub until: Option<Timestamp>,
    /// Who wrote it.
    pub by: String,
    /// What it says.
    pub content: PlaceContent,
}

/// What a [`LocatedOf`] calls a code word.
pub const CODE_WORD: &str = "code_word";

/// A located value of a family's protected side, and whose it is.
pub struct LocatedOf {
    /// The victim's or child's strand.
    pub strand: StrandId,
    /// What it is: the code of a [`PlaceKind`], `postcode`, [`CODE_WORD`], or the column of a source that could not be read.
    pub kind: String,
    /// The value; it opens only with leave.
    pub value: Located<String>,
}

/// How somebody is contacted safely, with who wrote it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeContactHeld {
    /// The strand.
    pub strand: StrandId,
    /// The version; the next one is one more.
    pub version: i64,
    /// Its record.
    pub record: SafeContactId,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What it says.
    pub content: SafeContactContent,
}

/// Where a place goes.
#[derive(Debug, Clone, Copy)]
pub struct PlaceAt {
    /// The place.
    pub place: PlaceId,
    /// The strand.
    pub strand: StrandId,
    /// Its kind.
    pub kind: PlaceKind,
    /// Since when it is known.
    pub from: Timestamp,
    /// Where it is a former one when it is written.
    pub until: Option<Timestamp>,
    /// Who writes.
    pub by: WorkerId,
}

/// Writes a place with the keyed hashes of its plain forms; what it says is written as a version.
pub async fn place_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    at: PlaceAt,
    keys: &[i64],
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        at.place.uuid().into(),
        at.strand.uuid().into(),
        at.kind.code().into(),
        at.from.into(),
        at.until.into(),
        at.by.uuid().into(),
    ];
    tx.run_one(&PLACE_PUT, &values).await?;
    let row = |key: &i64| {
        let (strand, place) = (at.strand.uuid().into(), at.place.uuid().into());
        vec![authority.into(), (*key).into(), strand, place]
    };
    let rows = keys.iter().map(row).collect();
    tx.run_rows(&PLACE_KEYS_PUT, rows).await.map(drop)
}

/// Says that a place holds no longer: it stays, as a former one.
///
/// # Errors
/// `Stale` where it is a former one already, or is none of this strand.
pub async fn place_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (strand, place): (StrandId, PlaceId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        strand.uuid().into(),
        place.uuid().into(),
        now.into(),
    ];
    tx.run_one(&PLACE_END, &values).await
}

/// Says of every place of a kind that it holds no longer: one lives in one place.
pub async fn places_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (strand, kind): (StrandId, PlaceKind),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        strand.uuid().into(),
        kind.code().into(),
        now.into(),
    ];
    tx.run(&PLACES_END, &values).await.map(drop)
}

/// The places of a strand, newest first: for a sight that knows whose it is, those of the kinds that it opens. Of any other kind none
/// is there, so that nothing tells how many there are.
pub async fn places_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Place>, Fault> {
    let Subject::Strand(strand, kind) = sight.subject() else {
        return Ok(Vec::new());
    };
    let kinds = or_leak(Leak::PlaceKinds, sight.places(), |_| PlaceKinds::ALL);
    if kinds.is_none() || !sight.sees(kind, Aspect::Needs) {
        return Ok(Vec::new());
    }
    let values = [authority.into(), strand.uuid().into()];
    let kinds = kinds.iter().map(|one| one.code().into()).collect();
    let place = |row: &Row| {
        Ok(Place {
            place: row.id(0)?,
            kind: row.code(1, PlaceKind::from_code)?,
            from: row.time(2)?,
            until: row.time_or_none(3)?,
            by: row.text(4)?,
            content: open_whole(ring, authority, row, 5)?,
        })
    };
    tx.all_of(&PLACES_OF, &values, kinds)
        .await?
        .iter()
        .map(place)
        .collect()
}

/// Every located value of a family's protected side: the places of the victims' and children's strands, former ones too, what
/// sources have said of those people, and the code words by which they know a safe caller. Each opens only with leave; a transaction that reads must have said who does, and then gives what
/// is theirs (`Tx::reads_as`): a guard reads as `Reader::Whole`, or in the transaction of the act.
pub async fn located_of_family(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    family: FamilyId,
) -> Result<Vec<LocatedOf>, Fault> {
    let values = [authority.into(), family.uuid().into()];
    let mut found = Vec::new();
    for row in tx.all(&PLACES_OF_FAMILY, &values).await? {
        let strand: StrandId = row.id(0)?;
        let kind = row.code(1, PlaceKind::from_code)?.code();
        let content: PlaceContent = open_whole(ring, authority, &row, 2)?;
        let each = [(kind, content.value), ("postcode", content.postcode)];
        found.extend(of_strand(strand, each));
    }
    if leaks(Leak::SourcesUnguarded) {
        return Ok(found);
    }
    for row in tx.all(&SEEN_OF_FAMILY, &values).await? {
        let strand: StrandId = row.id(0)?;
        let seen: Sighting = open_whole(ring, authority, &row, 1)?;
        found.extend(sighted(strand, seen.places));
    }
    for row in tx.all(&SAFE_OF_FAMILY, &values).await? {
        let strand: StrandId = row.id(0)?;
        let safe: SafeContactContent = open_whole(ring, authority, &row, 1)?;
        let word = safe.code_word.trim().to_owned();
        let word = (!word.is_empty()).then(|| Located::new(word));
        found.extend(of_strand(strand, [(CODE_WORD, word)]));
    }
    Ok(found)
}

fn of_strand<'a>(
    strand: StrandId,
    each: impl IntoIterator<Item = (&'a str, Option<Located<String>>)>,
) -> impl Iterator<Item = LocatedOf> {
    let each: Vec<LocatedOf> = each
        .into_iter()
        .filter_map(|(kind, value)| {
            Some(LocatedOf {
                strand,
                kind: kind.to_owned(),
                value: value?,
            })
        })
        .collect();
    each.into_iter()
}

fn sighted(strand: StrandId, places: Places) -> Vec<LocatedOf> {
    let read = [
        ("address", places.address),
        ("postcode", places.postcode),
        ("phone", places.phone),
        ("school", places.school),
    ];
    let unread = places.unread.into_iter().map(|(kind, value)| LocatedOf {
        strand,
        kind,
        value,
    });
    of_strand(strand, read).chain(unread).collect()
}

/// Which of these keyed hashes are of a place of a family's protected side: a yes or no for each, and never the place.
pub async fn place_keys_held(
    tx: &mut Tx,
    authority: AuthorityId,
    family: FamilyId,
    keys: &[i64],
) -> Result<Vec<i64>, Fault> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let place = [authority.into(), family.uuid().into()];
    let list: Vec<Value> = keys.iter().map(|key| (*key).into()).collect();
    let rows = tx.all_of(&PLACE_KEYS_HELD, &place, list).await?;
    rows.iter().map(|row| row.int(0)).collect()
}

/// Writes who wrote a version of how somebody is contacted safely; what it says is written as a version.
///
/// # Errors
/// `Duplicate` where somebody else wrote that version first.
pub async fn safe_contact_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    strand: StrandId,
    (record, version): (SafeContactId, i64),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        strand.uuid().into(),
        version.into(),
        record.uuid().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&SAFE_PUT, &values).await
}

/// How the people of these strands are contacted safely, earliest version first: of those strands alone of which the sight beside
/// them sees safety.
pub async fn safe_contacts(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sights: &[&Sight],
) -> Result<Vec<SafeContactHeld>, Fault> {
    let strand = |sight: &&Sight| match sight.subject() {
        Subject::Strand(strand, kind) if sight.sees(kind, Aspect::Safety) => Some(strand),
        _ => None,
    };
    let strands: Vec<Value> = sights
        .iter()
        .filter_map(strand)
        .map(|one| one.uuid().into())
        .collect();
    if strands.is_empty() {
        return Ok(Vec::new());
    }
    let held = |row: &Row| {
        Ok(SafeContactHeld {
            strand: row.id(0)?,
            version: row.int(1)?,
            record: row.id(2)?,
            at: row.time(3)?,
            by: row.text(4)?,
            content: open_whole(ring, authority, row, 5)?,
        })
    };
    let rows = tx.all_of(&SAFE_OF, &[authority.into()], strands).await?;
    rows.iter().map(held).collect()
}
