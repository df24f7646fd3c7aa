//! Warnings: as their sender sent them, on the perpetrator's side; and as they came to each strand of the other side, where somebody
//! acknowledges them. Each is a record of its own, so that nothing on the one side says what became of it on the other.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, PersonId, SignalId, StrandId, WorkerId};
use trefoil_core::principal::Role;
use trefoil_core::signal::{SignalContent, SignalKind};
use trefoil_core::strand::Aspect;
use trefoil_policy::{Permit, Reach, Sight, Subject, Target};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_families;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::strand::{StrandRow, strand_of};
use crate::version::open_whole;

statement! {
    SENT_PUT = "INSERT INTO signal_sent (authority_id, sent_id, strand_id, kind, sent_at, sent_by) VALUES ($1, $2, $3, $4, $5, $6)";
    SENT_OF = "SELECT n.kind, n.sent_at, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM signal_sent n JOIN worker w ON w.authority_id = n.authority_id AND w.worker_id = n.sent_by JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.sent_id AND v.version = 1 WHERE n.authority_id = $1 AND n.strand_id = $2 ORDER BY n.sent_at DESC, n.sent_id DESC";
    SIGNALS_PUT (Rows 7) = "INSERT INTO signal (authority_id, signal_id, strand_id, kind, sent_at, sender_role, about_id) VALUES {rows}";
    SIGNALLED (List 5) = "SELECT DISTINCT strand_id FROM signal WHERE authority_id = $1 AND kind = $2 AND sent_at >= $3 AND (about_id = $4 OR about_id IS NULL) AND strand_id IN ({list})";
    SIGNAL_STRAND = "SELECT strand_id FROM signal WHERE authority_id = $1 AND signal_id = $2";
    SIGNALS_OF (List 2) = "SELECT n.signal_id, n.strand_id, n.kind, n.sent_at, n.sender_role, n.acknowledged_at, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM signal n JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.signal_id AND v.version = 1 LEFT JOIN worker w ON w.authority_id = n.authority_id AND w.worker_id = n.acknowledged_by WHERE n.authority_id = $1 AND n.strand_id IN ({list})";
    SIGNALS_GONE_ON = concat!("SELECT DISTINCT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM signal n JOIN strand s ON s.authority_id = n.authority_id AND s.strand_id = n.strand_id WHERE n.authority_id = $1 AND n.acknowledged_at IS NULL AND (n.sent_at < $3 OR s.closed_at IS NOT NULL OR s.kind = 'perpetrator') AND EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'authority') AND s.family_id NOT IN (", closed_families!(), ")");
    SIGNAL_ACKNOWLEDGE = "UPDATE signal SET acknowledged_at = $4, acknowledged_by = $5 WHERE authority_id = $1 AND signal_id = $2 AND strand_id = $3 AND acknowledged_at IS NULL";
    SIGNALS_SETTLE = "UPDATE signal SET acknowledged_at = $3 WHERE authority_id = $1 AND about_id = $2 AND acknowledged_at IS NULL";
}

/// A warning as it came to one strand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// The warning.
    pub signal: SignalId,
    /// The strand that it came to.
    pub strand: StrandId,
    /// What it is about.
    pub kind: SignalKind,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// In which role its sender works; `None`: the program itself, by what was written.
    pub sender: Option<Role>,
    /// When it was acknowledged, and by whom; by nobody where what came later settled it.
    pub acknowledged: Option<(Timestamp, String)>,
    /// What it says.
    pub text: String,
}

/// A warning as its sender sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What it is about.
    pub kind: SignalKind,
    /// When it was sent.
    pub at: Timestamp,
    /// Who sent it.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// Keeps a warning for those who sent it; what it says is written as a version.
pub async fn sent_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (sent, strand): (SignalId, StrandId),
    kind: SignalKind,
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        sent.uuid().into(),
        strand.uuid().into(),
        kind.code().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&SENT_PUT, &values).await
}

/// Brings a warning to strands, a record each; what it says is written as versions.
pub async fn signals_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    to: &[(SignalId, StrandId)],
    (kind, sender, about, at): (SignalKind, Option<Role>, Option<PersonId>, Timestamp),
) -> Result<(), Fault> {
    let rows = to.iter().map(|(signal, strand)| {
        vec![
            authority.into(),
            signal.uuid().into(),
            strand.uuid().into(),
            kind.code().into(),
            at.into(),
            sender.map(|role| role.code().to_owned()).into(),
            about.map(PersonId::uuid).into(),
        ]
    });
    tx.run_rows(&SIGNALS_PUT, rows.collect()).await.map(drop)
}

/// To which of these strands a warning of this kind about somebody came since an instant.
pub async fn signalled(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (kind, about, since): (SignalKind, PersonId, Timestamp),
    strands: &[StrandId],
) -> Result<BTreeSet<StrandId>, Fault> {
    let list: Vec<Value> = strands.iter().map(|one| one.uuid().into()).collect();
    let key = [
        authority.into(),
        kind.code().into(),
        since.into(),
        about.uuid().into(),
    ];
    let rows = tx.all_of(&SIGNALLED, &key, list).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// What was sent from a strand, newest first: for a full sight of it.
pub async fn sent_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Sent>, Fault> {
    let Subject::Strand(strand, kind) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(kind, Aspect::Full) {
        return Ok(Vec::new());
    }
    let values = [authority.into(), strand.uuid().into()];
    let sent = |row: &Row| {
        Ok(Sent {
            kind: row.code(0, SignalKind::from_code)?,
            at: row.time(1)?,
            by: row.text(2)?,
            text: open_whole::<SignalContent>(ring, authority, row, 3)?.text,
        })
    };
    tx.all(&SENT_OF, &values).await?.iter().map(sent).collect()
}

/// To which strand a warning came: for asking the policy about it.
pub async fn signal_strand(
    tx: &mut Tx,
    authority: AuthorityId,
    signal: SignalId,
) -> Result<Option<StrandId>, Fault> {
    let values = [authority.into(), signal.uuid().into()];
    let row = tx.first(&SIGNAL_STRAND, &values).await?;
    row.as_ref().map(|row| row.id(0)).transpose()
}

/// The warnings of the strands that these permits are on, newest first: leave to acknowledge is leave to read.
pub async fn signals_permitted(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permits: &[Permit],
) -> Result<Vec<Signal>, Fault> {
    let strand = |permit: &Permit| match permit.on() {
        Target::Subject(Subject::Strand(strand, _)) => Some(strand),
        _ => None,
    };
    signals(tx, ring, authority, permits.iter().filter_map(strand)).await
}

/// The warnings of a strand, newest first: for a full sight of it.
pub async fn signals_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Signal>, Fault> {
    let seen = match sight.subject() {
        Subject::Strand(strand, kind) if sight.sees(kind, Aspect::Full) => Some(strand),
        _ => None,
    };
    signals(tx, ring, authority, seen.into_iter()).await
}

async fn signals(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    strands: impl Iterator<Item = StrandId>,
) -> Result<Vec<Signal>, Fault> {
    let list: Vec<Value> = strands.map(|one| one.uuid().into()).collect();
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.all_of(&SIGNALS_OF, &[authority.into()], list).await?;
    let mut found: Vec<Signal> = rows
        .iter()
        .map(|row| signal_of(ring, authority, row))
        .collect::<Result<_, Fault>>()?;
    found.sort_by_key(|one| std::cmp::Reverse((one.sent_at, one.signal)));
    Ok(found)
}

fn signal_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Signal, Fault> {
    let role = row.text_or_none(4)?;
    Ok(Signal {
        signal: row.id(0)?,
        strand: row.id(1)?,
        kind: row.code(2, SignalKind::from_code)?,
        sent_at: row.time(3)?,
        sender: role.as_deref().and_then(Role::from_code),
        acknowledged: row
            .time_or_none(5)?
            .map(|at| Ok::<_, Fault>((at, row.text_or_none(6)?.unwrap_or_default())))
            .transpose()?,
        text: open_whole::<SignalContent>(ring, authority, row, 7)?.text,
    })
}

/// Strands of the whole authority with a warning that nobody acknowledged, sent before `before`, to a strand that is closed, or
/// to the side that it came from because there was no other: for those whose stored grants reach the authority.
pub async fn signals_gone_on(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    before: Timestamp,
) -> Result<Vec<StrandRow>, Fault> {
    let key = principal_key(&reach.principal());
    let values = [authority.into(), key.into(), before.into()];
    let rows = tx.all(&SIGNALS_GONE_ON, &values).await?;
    rows.iter().map(strand_of).collect()
}

/// Ends every warning about somebody that nobody has acknowledged yet: what comes with this says what is so now.
pub async fn signals_settle(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (about, now): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let values = [authority.into(), about.uuid().into(), now.into()];
    tx.run(&SIGNALS_SETTLE, &values).await.map(drop)
}

/// Acknowledges a warning for its strand.
///
/// # Errors
/// `Stale` where somebody has already.
pub async fn signal_acknowledge(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (signal, strand): (SignalId, StrandId),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        signal.uuid().into(),
        strand.uuid().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&SIGNAL_ACKNOWLEDGE, &values).await
}
