//! Strands: one person's side of a family's work, and who is allocated to it. Ids, kinds and times; what is written on a strand
//! is in `note`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, FamilyId, PersonId, StrandId, TeamId, WorkerId};
use trefoil_core::principal::Role;
use trefoil_core::reason::Reason;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Reach, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_families;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::open_whole;

statement! {
    STRANDS_PUT (Rows 7) = "INSERT INTO strand (authority_id, strand_id, family_id, kind, person_id, opened_at, opened_by) VALUES {rows}";
    STRAND_CLOSE = "UPDATE strand SET closed_at = $3 WHERE authority_id = $1 AND strand_id = $2 AND closed_at IS NULL";
    CLOSING = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = 1 AND kind = 'closing'";
    STRAND = "SELECT strand_id, family_id, kind, person_id, opened_at, closed_at FROM strand WHERE authority_id = $1 AND strand_id = $2";
    WHOSE (List 2) = "SELECT strand_id, person_id FROM strand WHERE authority_id = $1 AND strand_id IN ({list})";
    STRANDS_OF_FAMILIES (List 2) = "SELECT strand_id, family_id, kind, person_id, opened_at, closed_at FROM strand WHERE authority_id = $1 AND family_id IN ({list})";
    ALLOCATE = "INSERT INTO strand_worker (authority_id, strand_id, worker_id, role, known_from) VALUES ($1, $2, $3, $4, $5)";
    ALLOCATIONS_END = "UPDATE strand_worker SET known_until = $3 WHERE authority_id = $1 AND strand_id = $2 AND known_until IS NULL";
    WORKERS_OF (List 2) = "SELECT a.strand_id, a.worker_id, a.role, a.known_from, a.known_until, w.name, w.team_id, w.closed_at FROM strand_worker a JOIN worker w ON w.authority_id = a.authority_id AND w.worker_id = a.worker_id WHERE a.authority_id = $1 AND a.strand_id IN ({list})";
    COVERED_BY = "SELECT covered_id FROM worker_cover WHERE authority_id = $1 AND cover_id = $2 AND known_from <= $3 AND known_until > $3";
    COVERS_OF_TEAM = "SELECT c.covered_id, c.cover_id, c.known_from, c.known_until, a.name, b.name FROM worker a JOIN worker_cover c ON c.authority_id = a.authority_id AND c.covered_id = a.worker_id AND c.known_until > $3 JOIN worker b ON b.authority_id = c.authority_id AND b.worker_id = c.cover_id WHERE a.authority_id = $1 AND a.team_id = $2 ORDER BY c.known_until, a.name, b.name";
    COVER_END = "UPDATE worker_cover SET known_until = $5 WHERE authority_id = $1 AND cover_id = $2 AND covered_id = $3 AND known_from = $4 AND known_until > $5";
    COVER_PUT = "INSERT INTO worker_cover (authority_id, covered_id, cover_id, known_from, known_until, set_by) VALUES ($1, $2, $3, $4, $5, $6)";
    OWN = concat!("SELECT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM reach_grant g JOIN strand_worker a ON a.authority_id = g.authority_id AND a.worker_id = $3 AND a.known_until IS NULL JOIN strand s ON s.authority_id = a.authority_id AND s.strand_id = a.strand_id AND s.closed_at IS NULL WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'own_' || s.kind AND s.family_id NOT IN (", closed_families!(), ")");
    GIVEN = concat!("SELECT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM reach_grant g JOIN strand_worker a ON a.authority_id = g.authority_id AND a.worker_id = $3 AND a.known_until IS NULL JOIN strand s ON s.authority_id = a.authority_id AND s.strand_id = a.strand_id AND s.closed_at IS NULL WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'own_' || s.kind AND s.family_id NOT IN (", closed_families!(), ") AND a.known_from >= $4 AND NOT EXISTS (SELECT 1 FROM note n WHERE n.authority_id = s.authority_id AND n.family_id = s.family_id AND n.strand_id = s.strand_id AND n.written_by = $3) AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.authority_id = s.authority_id AND e.subject = s.strand_id AND e.at >= a.known_from AND e.act IN ('strand_view', 'person_view', 'person_view_past', 'contact_view', 'contact_view_past', 'glass_break', 'output_view') AND e.act = 'strand_view' AND e.outcome = 'done' AND e.principal_kind = 'worker' AND e.principal = $6) ORDER BY a.known_from DESC, s.strand_id LIMIT $5");
    OF_COVERED = concat!("SELECT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM reach_grant g JOIN worker_cover c ON c.authority_id = g.authority_id AND c.cover_id = $3 AND c.known_from <= $4 AND c.known_until > $4 JOIN strand_worker a ON a.authority_id = c.authority_id AND a.worker_id = c.covered_id AND a.known_until IS NULL JOIN strand s ON s.authority_id = a.authority_id AND s.strand_id = a.strand_id AND s.closed_at IS NULL WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'own_' || s.kind AND s.family_id NOT IN (", closed_families!(), ")");
    OF_TEAM = concat!("SELECT DISTINCT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM reach_grant g JOIN worker w ON w.authority_id = g.authority_id AND w.team_id = g.scope_id JOIN strand_worker a ON a.authority_id = w.authority_id AND a.worker_id = w.worker_id AND a.known_until IS NULL JOIN strand s ON s.authority_id = a.authority_id AND s.strand_id = a.strand_id AND s.closed_at IS NULL WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'team' AND s.family_id NOT IN (", closed_families!(), ")");
    OF_GLASS = concat!("SELECT DISTINCT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM glass g JOIN strand s ON s.authority_id = g.authority_id AND s.strand_id = g.strand_id WHERE g.authority_id = $1 AND g.worker_id = $3 AND g.ends_at > $4 AND g.broken_at <= $4 AND s.family_id NOT IN (", closed_families!(), ")");
    SHARED_WITH = concat!("SELECT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM strand_share h JOIN strand s ON s.authority_id = h.authority_id AND s.strand_id = h.strand_id AND s.closed_at IS NULL WHERE h.authority_id = $1 AND h.worker_id = $3 AND h.expires_at > $4 AND h.recalled_at IS NULL AND s.family_id NOT IN (", closed_families!(), ")");
    UNALLOCATED = concat!("SELECT s.strand_id, s.family_id, s.kind, s.person_id, s.opened_at, s.closed_at FROM strand s WHERE s.authority_id = $1 AND s.closed_at IS NULL AND EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope IN ('hub', 'authority')) AND NOT EXISTS (SELECT 1 FROM strand_worker a WHERE a.authority_id = s.authority_id AND a.strand_id = s.strand_id AND a.known_until IS NULL) AND s.family_id NOT IN (", closed_families!(), ")");
}

/// A strand's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrandRow {
    /// The strand.
    pub strand: StrandId,
    /// The family.
    pub family: FamilyId,
    /// Child, victim or perpetrator: the compartment.
    pub kind: CompartmentKind,
    /// Whose side it is.
    pub person: PersonId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// Somebody who is, or was, allocated to a strand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// The strand.
    pub strand: StrandId,
    /// The worker.
    pub worker: WorkerId,
    /// The role in which they work on it.
    pub role: Role,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
    /// What they are called.
    pub name: String,
    /// Their team now.
    pub team: Option<TeamId>,
    /// Whether their account is closed.
    pub gone: bool,
}

impl Allocation {
    /// What they are called, and whether they have gone.
    pub fn words(&self) -> String {
        if self.gone {
            format!("{} (has gone)", self.name)
        } else {
            self.name.clone()
        }
    }
}

pub(crate) fn strand_of(row: &Row) -> Result<StrandRow, Fault> {
    Ok(StrandRow {
        strand: row.id(0)?,
        family: row.id(1)?,
        kind: row.code(2, CompartmentKind::from_code)?,
        person: row.id(3)?,
        opened_at: row.time(4)?,
        closed_at: row.time_or_none(5)?,
    })
}

/// Opens strands.
pub async fn strands_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    strands: &[StrandRow],
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let rows = strands.iter().map(|one| {
        vec![
            authority.into(),
            one.strand.uuid().into(),
            one.family.uuid().into(),
            one.kind.code().into(),
            one.person.uuid().into(),
            one.opened_at.into(),
            by.as_str().into(),
        ]
    });
    tx.run_rows(&STRANDS_PUT, rows.collect()).await.map(drop)
}

/// Closes a strand and ends its allocations.
pub async fn strand_close(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    strand: StrandId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), strand.uuid().into(), now.into()];
    tx.run_one(&STRAND_CLOSE, &values).await?;
    if leaks(Leak::ClosedStrandOpen) {
        return Ok(());
    }
    tx.run(&ALLOCATIONS_END, &values).await.map(drop)
}

/// Why a strand was closed: for a full sight of it.
pub async fn strand_closing(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Option<Reason>, Fault> {
    let Subject::Strand(strand, kind) = sight.subject() else {
        return Ok(None);
    };
    if !sight.sees(kind, Aspect::Full) {
        return Ok(None);
    }
    let values = [authority.into(), strand.uuid().into()];
    let row = tx.first(&CLOSING, &values).await?;
    row.map(|row| open_whole(ring, authority, &row, 0))
        .transpose()
}

/// Allocates a worker in a role; whoever was allocated before is not any more.
pub async fn strand_allocate(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    strand: StrandId,
    (worker, role): (WorkerId, Role),
    now: Timestamp,
) -> Result<(), Fault> {
    let ended = [authority.into(), strand.uuid().into(), now.into()];
    tx.run(&ALLOCATIONS_END, &ended).await?;
    let values = [
        authority.into(),
        strand.uuid().into(),
        worker.uuid().into(),
        role.code().into(),
        now.into(),
    ];
    tx.run_one(&ALLOCATE, &values).await
}

/// Records that one worker covers for another until an instant.
pub async fn cover_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    (covered, cover): (WorkerId, WorkerId),
    (from, until): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        covered.uuid().into(),
        cover.uuid().into(),
        from.into(),
        until.into(),
        principal_key(&permit.principal()).into(),
    ];
    tx.run_one(&COVER_PUT, &values).await
}

/// Who covers for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Who is covered, by id and name.
    pub covered: (WorkerId, String),
    /// Who covers.
    pub cover: (WorkerId, String),
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Covers of a team's workers that have not ended.
pub async fn covers_of_team(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    team: TeamId,
    now: Timestamp,
) -> Result<Vec<Cover>, Fault> {
    let values = [authority.into(), team.uuid().into(), now.into()];
    let rows = tx.all(&COVERS_OF_TEAM, &values).await?;
    rows.iter()
        .map(|row| {
            Ok(Cover {
                covered: (row.id(0)?, row.text(4)?),
                cover: (row.id(1)?, row.text(5)?),
                from: row.time(2)?,
                until: row.time(3)?,
            })
        })
        .collect()
}

/// Ends a cover now.
///
/// # Errors
/// `Stale` where there is none, or it has ended.
pub async fn cover_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    cover: &Cover,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        cover.cover.0.uuid().into(),
        cover.covered.0.uuid().into(),
        cover.from.into(),
        now.into(),
    ];
    tx.run_one(&COVER_END, &values).await
}

/// For whom the worker covers now.
pub async fn covered_by(
    tx: &mut Tx,
    authority: AuthorityId,
    cover: WorkerId,
    now: Timestamp,
) -> Result<Vec<WorkerId>, Fault> {
    let values = [authority.into(), cover.uuid().into(), now.into()];
    let rows = tx.all(&COVERED_BY, &values).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// One strand: ids and times, for asking the policy about it.
pub async fn strand(
    tx: &mut Tx,
    authority: AuthorityId,
    strand: StrandId,
) -> Result<Option<StrandRow>, Fault> {
    let row = tx
        .first(&STRAND, &[authority.into(), strand.uuid().into()])
        .await?;
    row.as_ref().map(strand_of).transpose()
}

/// Whose side each of these strands is: ids alone.
pub async fn strands_whose(
    tx: &mut Tx,
    authority: AuthorityId,
    strands: &[StrandId],
) -> Result<Vec<(StrandId, PersonId)>, Fault> {
    let list = strands.iter().map(|one| one.uuid().into()).collect();
    let rows = tx.all_of(&WHOSE, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, row.id(1)?)))
        .collect()
}

/// The strands of families, open and closed, children first: ids and times, for asking the policy about each.
pub async fn strands_of_families(
    tx: &mut Tx,
    authority: AuthorityId,
    families: &[FamilyId],
) -> Result<Vec<StrandRow>, Fault> {
    let list = families.iter().map(|one| one.uuid().into()).collect();
    let rows = tx
        .all_of(&STRANDS_OF_FAMILIES, &[authority.into()], list)
        .await?;
    let mut found: Vec<StrandRow> = rows.iter().map(strand_of).collect::<Result<_, Fault>>()?;
    found.sort_by_key(|one| (one.kind, one.opened_at, one.strand));
    Ok(found)
}

/// Everybody who is or was allocated to these strands, by strand, in the order in which they came.
pub async fn allocations(
    tx: &mut Tx,
    authority: AuthorityId,
    strands: &[StrandId],
) -> Result<BTreeMap<StrandId, Vec<Allocation>>, Fault> {
    let list: Vec<Value> = strands.iter().map(|one| one.uuid().into()).collect();
    let mut found: BTreeMap<StrandId, Vec<Allocation>> = BTreeMap::new();
    for row in tx.all_of(&WORKERS_OF, &[authority.into()], list).await? {
        let one = Allocation {
            strand: row.id(0)?,
            worker: row.id(1)?,
            role: row.code(2, Role::from_code)?,
            from: row.time(3)?,
            until: row.time_or_none(4)?,
            name: row.text(5)?,
            team: row.id_or_none(6)?,
            gone: row.time_or_none(7)?.is_some(),
        };
        found.entry(one.strand).or_default().push(one);
    }
    for all in found.values_mut() {
        all.sort_by_key(|one| (one.from, one.worker));
    }
    Ok(found)
}

/// The open strands that a worker's lists reach: their own, those of whom they cover for, those shared with them now, those of their
/// team where they manage one, those that wait for a first worker where allocating is their work, and those that their broken glass
/// opens. Cut by the stored grants and by what is closed to them.
pub async fn strands_in_reach(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<StrandRow>, Fault> {
    let key = principal_key(&reach.principal());
    let place: [Value; 2] = [authority.into(), key.into()];
    let with = |more: &[Value]| [&place, more].concat();
    let me: Value = worker.uuid().into();
    let mut rows = tx.all(&OWN, &with(std::slice::from_ref(&me))).await?;
    for statement in [&OF_COVERED, &SHARED_WITH, &OF_GLASS] {
        rows.extend(tx.all(statement, &with(&[me.clone(), now.into()])).await?);
    }
    rows.extend(tx.all(&OF_TEAM, &place).await?);
    rows.extend(tx.all(&UNALLOCATED, &place).await?);
    let mut found: Vec<StrandRow> = rows.iter().map(strand_of).collect::<Result<_, Fault>>()?;
    found.sort_by_key(|one| (one.family, one.kind, one.opened_at, one.strand));
    found.dedup();
    Ok(found)
}

/// A worker's own strands that they were allocated to since an instant, and have neither opened since nor written a note of, the latest
/// first.
pub async fn strands_given(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    (worker, since): (WorkerId, Timestamp),
    limit: i64,
) -> Result<Vec<StrandRow>, Fault> {
    let values = [
        authority.into(),
        principal_key(&reach.principal()).into(),
        worker.uuid().into(),
        since.into(),
        limit.into(),
        worker.to_string().into(),
    ];
    let rows = tx.all(&GIVEN, &values).await?;
    rows.iter().map(strand_of).collect()
}

/// The strands that a worker's broken glass opens now, each with its end.
pub async fn strands_of_glass(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<StrandRow>, Fault> {
    let values = [
        authority.into(),
        principal_key(&permit.principal()).into(),
        worker.uuid().into(),
        now.into(),
    ];
    let rows = tx.all(&OF_GLASS, &values).await?;
    rows.iter().map(strand_of).collect()
}
