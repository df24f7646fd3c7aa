//! Outputs: what was written to leave, where it stands, and the register of what left. Rows hold ids, codes and times; whom it names,
//! the grounds and the bytes are sealed, labelled with the strand on whose side it was written.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{AuthorityId, FamilyId, OutputId, PersonId, StrandId, WorkerId};
use trefoil_core::output::disclosure::Purpose;
use trefoil_core::output::{Channel, OutputDecided, OutputFacts, OutputFile, OutputState, Way};
use trefoil_core::strand::Aspect;
use trefoil_core::vocabulary::Source;
use trefoil_policy::{Permit, Reach, Sight, Subject};
use uuid::Uuid;

use crate::db::{Row, Statement, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_families;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::{open, open_whole};

/// The columns of an output, the same in each statement.
macro_rules! columns {
    () => {
        "o.output_id, o.family_id, o.strand_id, o.template, o.format, o.channel, o.addressee_kind, o.addressee_id, o.purpose, o.number, o.state, o.hash, o.file_id, o.written_at, o.written_by, o.decided_at, o.decided_by, o.sent_at, o.sent_by"
    };
}

/// How many columns those are.
const COLUMNS: usize = 19;

/// Outputs `o` within the reach of the principal at `$2`, but for those of families that their interests close.
macro_rules! reached {
    () => {
        concat!("o.family_id NOT IN (", closed_families!(), ") AND (EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = o.authority_id AND g.principal = $2 AND g.scope = 'authority') OR EXISTS (SELECT 1 FROM reach_grant g JOIN worker w ON w.authority_id = g.authority_id AND w.team_id = g.scope_id JOIN strand_worker a ON a.authority_id = w.authority_id AND a.worker_id = w.worker_id AND a.known_until IS NULL WHERE g.authority_id = o.authority_id AND g.principal = $2 AND g.scope = 'team' AND a.strand_id = o.strand_id))")
    };
}

statement! {
    IDS_OF_STRAND = "SELECT output_id FROM output WHERE authority_id = $1 AND strand_id = $2";
    OUTPUT_PUT = "INSERT INTO output (authority_id, output_id, family_id, strand_id, template, format, channel, addressee_kind, addressee_id, purpose, number, state, hash, file_id, written_at, written_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    DECIDE = "UPDATE output SET state = $4, decided_at = $5, decided_by = $6 WHERE authority_id = $1 AND output_id = $2 AND state = $3";
    SEND = "UPDATE output SET state = $4, sent_at = $5, sent_by = $6 WHERE authority_id = $1 AND output_id = $2 AND state = $3";
    HOLD_AGAIN = "UPDATE output SET state = $4 WHERE authority_id = $1 AND output_id = $2 AND state = $3";
    ROW = concat!("SELECT ", columns!(), " FROM output o WHERE o.authority_id = $1 AND o.output_id = $2");
    FACTS = concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload FROM output o JOIN version v ON v.authority_id = o.authority_id AND v.record_id = o.output_id AND v.version = 1 WHERE o.authority_id = $1 AND o.output_id = $2");
    OF_STRAND = concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload FROM output o JOIN version v ON v.authority_id = o.authority_id AND v.record_id = o.output_id AND v.version = 1 WHERE o.authority_id = $1 AND o.strand_id = $2 ORDER BY o.written_at DESC, o.output_id DESC");
    REGISTER = concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload FROM output o JOIN version v ON v.authority_id = o.authority_id AND v.record_id = o.output_id AND v.version = 1 WHERE o.authority_id = $1 AND ", reached!(), " ORDER BY o.written_at DESC, o.output_id DESC LIMIT $3 OFFSET $4");
    REGISTER_COUNT = concat!("SELECT COUNT(*) FROM output o WHERE o.authority_id = $1 AND ", reached!());
    OUTPUTS_WAITING = concat!("SELECT ", columns!(), " FROM output o WHERE o.authority_id = $1 AND o.state = 'waiting' AND o.written_by <> $3 AND ", reached!(), " ORDER BY o.written_at, o.output_id LIMIT $4");
    OUTPUTS_UNDER_WAY = concat!("SELECT ", columns!(), " FROM output o JOIN strand_worker m ON m.authority_id = o.authority_id AND m.strand_id = o.strand_id AND m.worker_id = o.written_by AND m.known_until IS NULL WHERE o.authority_id = $1 AND o.state IN ('waiting', 'released') AND o.written_by = $3 AND o.family_id NOT IN (", closed_families!(), ") ORDER BY o.written_at, o.output_id LIMIT $4");
    LAST_VERSION = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version > 1 ORDER BY version DESC LIMIT 1";
    FILE = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = 1";
    DECIDED_FOR = "SELECT COUNT(*) FROM sighting s JOIN decision d ON d.authority_id = s.authority_id AND d.contact_id = s.contact_id AND d.child_id = s.root_id AND d.known_until IS NULL WHERE s.authority_id = $1 AND s.person_id = $2 AND s.known_until IS NULL";
    OUTCOMES_FOR = "SELECT d.outcome, d.decided_at, c.received_at FROM sighting s JOIN decision d ON d.authority_id = s.authority_id AND d.contact_id = s.contact_id AND d.child_id = s.root_id AND d.known_until IS NULL JOIN contact c ON c.authority_id = s.authority_id AND c.contact_id = s.contact_id WHERE s.authority_id = $1 AND s.person_id = $2 AND s.known_until IS NULL AND c.source = $3 ORDER BY d.decided_at DESC, d.decision_id DESC";
}

/// An output's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputRow {
    /// The output.
    pub output: OutputId,
    /// The family.
    pub family: FamilyId,
    /// On whose side it was written.
    pub strand: StrandId,
    /// The code of its template.
    pub template: String,
    /// The code of its format.
    pub format: String,
    /// How it goes.
    pub channel: Channel,
    /// The kind of its addressee.
    pub addressee_kind: String,
    /// Which person or worker, where it is one.
    pub addressee: Option<Uuid>,
    /// What it is for.
    pub purpose: Purpose,
    /// The number that stands on it.
    pub number: String,
    /// Where it stands.
    pub state: OutputState,
    /// Of the exact bytes.
    pub hash: [u8; 32],
    /// The record of the bytes.
    pub file: Uuid,
    /// When it was written.
    pub written_at: Timestamp,
    /// By whom.
    pub written_by: WorkerId,
    /// Who else decided, and when.
    pub decided: Option<(WorkerId, Timestamp)>,
    /// Who sent it, and when.
    pub sent: Option<(WorkerId, Timestamp)>,
}

impl OutputRow {
    /// As far as its next step depends on it.
    pub fn way(&self) -> Way {
        Way {
            state: self.state,
            author: self.written_by,
            hash: self.hash,
        }
    }
}

/// The hash of what leaves.
pub fn hash_of(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn row_of(row: &Row) -> Result<OutputRow, Fault> {
    let both = |who: usize, when: usize| {
        let who: Option<WorkerId> = row.id_or_none(who)?;
        Ok::<_, Fault>(who.zip(row.time_or_none(when)?))
    };
    let hash = row.blob_or_none(11)?.unwrap_or_default();
    Ok(OutputRow {
        output: row.id(0)?,
        family: row.id(1)?,
        strand: row.id(2)?,
        template: row.text(3)?,
        format: row.text(4)?,
        channel: row.code(5, Channel::from_code)?,
        addressee_kind: row.text(6)?,
        addressee: row.id_or_none(7)?,
        purpose: row.code(8, Purpose::from_code)?,
        number: row.text(9)?,
        state: row.code(10, OutputState::from_code)?,
        hash: hash
            .try_into()
            .map_err(|_| Fault::Broken("an output's hash is not 32 bytes".to_owned()))?,
        file: row.id(12)?,
        written_at: row.time(13)?,
        written_by: row.id(14)?,
        decided: both(16, 15)?,
        sent: both(18, 17)?,
    })
}

/// Writes an output's row; what it says is written as versions.
pub async fn output_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    one: &OutputRow,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        one.output.uuid().into(),
        one.family.uuid().into(),
        one.strand.uuid().into(),
        one.template.as_str().into(),
        one.format.as_str().into(),
        one.channel.code().into(),
        one.addressee_kind.as_str().into(),
        one.addressee.into(),
        one.purpose.code().into(),
        one.number.as_str().into(),
        one.state.code().into(),
        one.hash.to_vec().into(),
        one.file.into(),
        one.written_at.into(),
        one.written_by.uuid().into(),
    ];
    tx.run_one(&OUTPUT_PUT, &values).await
}

/// Moves an output on from the state in which it was met.
///
/// # Errors
/// `Stale` where it is in that state no more.
pub async fn output_step(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    met: &OutputRow,
    to: OutputState,
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let mut values = vec![
        authority.into(),
        met.output.uuid().into(),
        met.state.code().into(),
        to.code().into(),
    ];
    let statement = match to {
        OutputState::Waiting => &HOLD_AGAIN,
        OutputState::Sent => &SEND,
        OutputState::Released | OutputState::Refused => &DECIDE,
    };
    if to != OutputState::Waiting {
        values.extend([at.into(), by.uuid().into()]);
    }
    tx.run_one(statement, &values).await
}

/// One output: ids, codes and times, for asking the policy about its strand.
pub async fn output_row(
    tx: &mut Tx,
    authority: AuthorityId,
    output: OutputId,
) -> Result<Option<OutputRow>, Fault> {
    let key = [authority.into(), output.uuid().into()];
    tx.first(&ROW, &key).await?.as_ref().map(row_of).transpose()
}

fn sees(sight: &Sight, strand: StrandId) -> bool {
    match sight.subject() {
        Subject::Strand(own, kind) => own == strand && sight.sees(kind, Aspect::Full),
        Subject::Contact(_) | Subject::Family(_) | Subject::Person(_) => false,
    }
}

/// One output with what is sealed of it, for a full sight of its strand; and the last decision on it.
pub async fn output_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    output: OutputId,
) -> Result<Option<(OutputRow, OutputFacts, Option<OutputDecided>)>, Fault> {
    let key = [authority.into(), output.uuid().into()];
    let Some(row) = tx.first(&FACTS, &key).await? else {
        return Ok(None);
    };
    let found = row_of(&row)?;
    if !sees(sight, found.strand) {
        return Ok(None);
    }
    let facts = open_whole(ring, authority, &row, COLUMNS)?;
    let last = tx.first(&LAST_VERSION, &key).await?;
    let decided = match last {
        Some(row) => open(ring, authority, &row, 0)?,
        None => None,
    };
    Ok(Some((found, facts, decided)))
}

/// The last version of what is sealed of an output.
pub async fn output_version(
    tx: &mut Tx,
    authority: AuthorityId,
    output: OutputId,
) -> Result<i64, Fault> {
    let key = [authority.into(), output.uuid().into()];
    let last = tx.first(&LAST_VERSION, &key).await?;
    last.map_or(Ok(1), |row| row.int(1))
}

/// The exact bytes of an output, for a full sight of its strand.
///
/// # Errors
/// `Broken` where they are not those that were hashed.
pub async fn output_file(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    row: &OutputRow,
) -> Result<Option<Vec<u8>>, Fault> {
    if !sees(sight, row.strand) {
        return Ok(None);
    }
    let key = [authority.into(), row.file.into()];
    let Some(found) = tx.first(&FILE, &key).await? else {
        return Ok(None);
    };
    let file: OutputFile = open_whole(ring, authority, &found, 0)?;
    if hash_of(&file.0) != row.hash {
        return Err(Fault::Broken(
            "an output's bytes are not those that were hashed".to_owned(),
        ));
    }
    Ok(Some(file.0))
}

fn listed(
    ring: &Ring,
    authority: AuthorityId,
    rows: &[Row],
) -> Result<Vec<(OutputRow, OutputFacts)>, Fault> {
    rows.iter()
        .map(|row| Ok((row_of(row)?, open_whole(ring, authority, row, COLUMNS)?)))
        .collect()
}

/// The outputs of a strand, newest first, for a full sight of it.
pub async fn outputs_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    strand: StrandId,
) -> Result<Vec<(OutputRow, OutputFacts)>, Fault> {
    if !sees(sight, strand) {
        return Ok(Vec::new());
    }
    let key = [authority.into(), strand.uuid().into()];
    let rows = tx.all(&OF_STRAND, &key).await?;
    listed(ring, authority, &rows)
}

/// A page of the register within a reach, newest first, and how many there are.
pub async fn outputs_in_reach(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    reach: &Reach,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<(OutputRow, OutputFacts)>), Fault> {
    let key: [Value; 2] = [authority.into(), principal_key(&reach.principal()).into()];
    let count = tx.one(&REGISTER_COUNT, &key).await?.int(0)?;
    let window = [&key[..], &[limit.into(), offset.into()]].concat();
    let rows = tx.all(&REGISTER, &window).await?;
    Ok((count, listed(ring, authority, &rows)?))
}

/// Of a worker who decides about what leaves: what others wrote and waits to be released, the oldest first. Nothing of what it says.
pub async fn outputs_waiting(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    (me, limit): (WorkerId, i64),
) -> Result<Vec<OutputRow>, Fault> {
    of_worker(tx, &OUTPUTS_WAITING, authority, reach, (me, limit)).await
}

/// Of a worker who writes: what is released and not sent yet, and what waits for somebody else to release it, while they work on
/// its strand. Nothing of what it says.
pub async fn outputs_under_way(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    (me, limit): (WorkerId, i64),
) -> Result<Vec<OutputRow>, Fault> {
    of_worker(tx, &OUTPUTS_UNDER_WAY, authority, reach, (me, limit)).await
}

async fn of_worker(
    tx: &mut Tx,
    statement: &Statement,
    authority: AuthorityId,
    reach: &Reach,
    (me, limit): (WorkerId, i64),
) -> Result<Vec<OutputRow>, Fault> {
    let by = principal_key(&reach.principal());
    let values = [authority.into(), by.into(), me.uuid().into(), limit.into()];
    tx.all(statement, &values)
        .await?
        .iter()
        .map(row_of)
        .collect()
}

/// Whether anything was decided about a person: then there is an outcome to tell whoever made the contact.
pub async fn decided_for(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    person: PersonId,
) -> Result<bool, Fault> {
    let values = [authority.into(), person.uuid().into()];
    Ok(tx.one(&DECIDED_FOR, &values).await?.int(0)? > 0)
}

/// What was decided about a child on contacts from one kind of source, newest first: outcome, when, and when it had come.
pub async fn outcomes_for(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    person: PersonId,
    source: Source,
) -> Result<Vec<(Outcome, Timestamp, Timestamp)>, Fault> {
    let values = [authority.into(), person.uuid().into(), source.code().into()];
    let rows = tx.all(&OUTCOMES_FOR, &values).await?;
    rows.iter()
        .map(|row| Ok((row.code(0, Outcome::from_code)?, row.time(1)?, row.time(2)?)))
        .collect()
}

/// What was ever written to be sent from a strand: ids alone, for leave to ask who opened it.
pub async fn output_ids(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    strand: StrandId,
) -> Result<Vec<Uuid>, Fault> {
    let values = [authority.into(), strand.uuid().into()];
    let rows = tx.all(&IDS_OF_STRAND, &values).await?;
    rows.iter().map(|row| row.id(0)).collect()
}
