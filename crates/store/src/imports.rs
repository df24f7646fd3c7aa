//! Files taken in: how far each is, what came of it, and the issues that its sender should hear of.

use jiff::Timestamp;
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::{AuthorityId, ImportId};
use trefoil_core::located::Located;
use trefoil_core::principal::Feed;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open;

statement! {
    RUN_PUT = "INSERT INTO import_run (authority_id, import_id, feed, file_name, started_by, started_at, finished_at, state, parts, total_rows, done_rows, people, created, updated, unchanged, quarantined) VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8, 0, 0, 0, 0, 0, 0, 0)";
    RUN_STEP = "UPDATE import_run SET total_rows = $3, done_rows = done_rows + $4, people = people + $5, created = created + $6, updated = updated + $7, unchanged = unchanged + $8, quarantined = quarantined + $9 WHERE authority_id = $1 AND import_id = $2";
    RUN_RESTART = "UPDATE import_run SET done_rows = 0, people = 0, created = 0, updated = 0, unchanged = 0, quarantined = 0 WHERE authority_id = $1 AND import_id = $2";
    RUN_END = "UPDATE import_run SET state = $3, finished_at = $4 WHERE authority_id = $1 AND import_id = $2";
    RUN_READ = "SELECT import_id, file_name, started_by, started_at, finished_at, state, parts, total_rows, done_rows, people, created, updated, unchanged, quarantined FROM import_run WHERE authority_id = $1 AND import_id = $2";
    RUNS_LAST = "SELECT import_id, file_name, started_by, started_at, finished_at, state, parts, total_rows, done_rows, people, created, updated, unchanged, quarantined FROM import_run WHERE authority_id = $1 ORDER BY started_at DESC LIMIT $2";
    RUNS_UNFINISHED = "SELECT import_id, file_name, started_by, started_at, finished_at, state, parts, total_rows, done_rows, people, created, updated, unchanged, quarantined FROM import_run WHERE authority_id = $1 AND state = 'running' ORDER BY started_at";
    ISSUES_PUT (Rows 7) = "INSERT INTO import_issue (authority_id, import_id, ordinal, row_number, column_name, code, message) VALUES {rows}";
    ISSUES_DROP = "DELETE FROM import_issue WHERE authority_id = $1 AND import_id = $2";
    ISSUES_READ = "SELECT row_number, column_name, code, message FROM import_issue WHERE authority_id = $1 AND import_id = $2 ORDER BY ordinal LIMIT $3 OFFSET $4";
    ISSUES_FROM = "SELECT row_number, column_name, code, message FROM import_issue WHERE authority_id = $1 AND import_id = $2 AND ordinal >= $3 ORDER BY ordinal LIMIT $4";
    STOP_READ = "SELECT row_number, column_name, code, message FROM import_issue WHERE authority_id = $1 AND import_id = $2 AND code = 'stopped' ORDER BY ordinal DESC LIMIT 1";
    ISSUES_COUNT = "SELECT COUNT(*) FROM import_issue WHERE authority_id = $1 AND import_id = $2";
    PART_READ = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = $3";
    PARTS_DISPOSE = "UPDATE version SET wrapped_key = NULL, payload = NULL WHERE authority_id = $1 AND record_id = $2 AND kind = 'upload'";
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Being taken in.
    Running,
    /// All of it was taken in.
    Finished,
    /// Refused as a whole; nothing of it was taken in.
    Refused,
}

impl RunState {
    fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Refused => "refused",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Running, Self::Finished, Self::Refused]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// What came of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records read, quarantined ones included.
    pub rows: i64,
    /// Rows attached to a contact.
    pub people: i64,
    /// Contacts made.
    pub created: i64,
    /// Contacts given a new version, conflicts included.
    pub updated: i64,
    /// Contacts whose content was held already.
    pub unchanged: i64,
    /// Rows quarantined.
    pub quarantined: i64,
}

/// A file taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The import.
    pub import: ImportId,
    /// The file's name as given.
    pub file_name: String,
    /// By whom, as the ledger writes it.
    pub started_by: String,
    /// When.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Where it stands.
    pub state: RunState,
    /// Sealed parts of an uploaded file; 0 for a file read by command.
    pub parts: i64,
    /// Rows in the file, as far as known.
    pub total_rows: i64,
    /// What came of those done.
    pub counts: Counts,
}

fn run_of(row: &Row) -> Result<Run, Fault> {
    Ok(Run {
        import: row.id(0)?,
        file_name: row.text(1)?,
        started_by: row.text(2)?,
        started_at: row.time(3)?,
        finished_at: row.time_or_none(4)?,
        state: row.code(5, RunState::from_code)?,
        parts: row.int(6)?,
        total_rows: row.int(7)?,
        counts: Counts {
            rows: row.int(8)?,
            people: row.int(9)?,
            created: row.int(10)?,
            updated: row.int(11)?,
            unchanged: row.int(12)?,
            quarantined: row.int(13)?,
        },
    })
}

/// Begins a run.
pub async fn run_put(
    tx: &mut Tx,
    authority: AuthorityId,
    feed: Feed,
    run: &Run,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        run.import.uuid().into(),
        feed.code().into(),
        run.file_name.as_str().into(),
        run.started_by.as_str().into(),
        run.started_at.into(),
        run.state.code().into(),
        run.parts.into(),
    ];
    tx.run_one(&RUN_PUT, &values).await
}

/// Adds what came of a part of the file.
pub async fn run_step(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
    total_rows: i64,
    counts: &Counts,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        import.uuid().into(),
        total_rows.into(),
        counts.rows.into(),
        counts.people.into(),
        counts.created.into(),
        counts.updated.into(),
        counts.unchanged.into(),
        counts.quarantined.into(),
    ];
    tx.run_one(&RUN_STEP, &values).await
}

/// Forgets the counts and issues of a run that stopped part-way, before it is done again: what it wrote is found unchanged.
pub async fn run_restart(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
) -> Result<(), Fault> {
    let key = [authority.into(), import.uuid().into()];
    tx.run(&ISSUES_DROP, &key).await?;
    tx.run_one(&RUN_RESTART, &key).await
}

/// Ends a run, and disposes of the uploaded file: its rows are in the contacts that they became.
pub async fn run_end(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
    state: RunState,
    now: Timestamp,
) -> Result<(), Fault> {
    let key = [authority.into(), import.uuid().into()];
    tx.run_one(
        &RUN_END,
        &[&key[..], &[state.code().into(), now.into()]].concat(),
    )
    .await?;
    tx.run(&PARTS_DISPOSE, &key).await.map(drop)
}

/// One run.
pub async fn run_read(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
) -> Result<Option<Run>, Fault> {
    tx.first(&RUN_READ, &[authority.into(), import.uuid().into()])
        .await?
        .as_ref()
        .map(run_of)
        .transpose()
}

/// The last runs, newest first.
pub async fn runs_last(tx: &mut Tx, authority: AuthorityId, limit: i64) -> Result<Vec<Run>, Fault> {
    tx.all(&RUNS_LAST, &[authority.into(), limit.into()])
        .await?
        .iter()
        .map(run_of)
        .collect()
}

/// Runs that have not ended: being done now, or cut off.
pub async fn runs_unfinished(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<Run>, Fault> {
    tx.all(&RUNS_UNFINISHED, &[authority.into()])
        .await?
        .iter()
        .map(run_of)
        .collect()
}

/// Something that the sender of a file should hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRow {
    /// The record's ordinal, the header being 1.
    pub row: i64,
    /// The column.
    pub column: Option<String>,
    /// What is the matter.
    pub code: FlagCode,
    /// Plain words; holds no located value.
    pub message: String,
}

/// Adds issues, numbered from `from`.
pub async fn issues_put(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
    from: i64,
    issues: &[IssueRow],
) -> Result<(), Fault> {
    let rows = (from..).zip(issues).map(|(ordinal, issue)| {
        vec![
            authority.into(),
            import.uuid().into(),
            ordinal.into(),
            issue.row.into(),
            issue.column.clone().into(),
            issue.code.code().into(),
            issue.message.as_str().into(),
        ]
    });
    tx.run_rows(&ISSUES_PUT, rows.collect()).await.map(drop)
}

/// A page of issues in the file's order, and how many there are.
pub async fn issues_page(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<IssueRow>), Fault> {
    let key = [authority.into(), import.uuid().into()];
    let count = tx.one(&ISSUES_COUNT, &key).await?.int(0)?;
    let rows = tx
        .all(
            &ISSUES_READ,
            &[&key[..], &[limit.into(), offset.into()]].concat(),
        )
        .await?;
    let issues = rows.iter().map(issue_of).collect::<Result<_, Fault>>()?;
    Ok((count, issues))
}

/// Issues from an ordinal on, at most `limit`, in the order in which they were told.
pub async fn issues_from(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
    from: i64,
    limit: i64,
) -> Result<Vec<IssueRow>, Fault> {
    let values = [
        authority.into(),
        import.uuid().into(),
        from.into(),
        limit.into(),
    ];
    let rows = tx.all(&ISSUES_FROM, &values).await?;
    rows.iter().map(issue_of).collect()
}

/// Why the file was not read to its end, if it was not.
pub async fn stop_read(
    tx: &mut Tx,
    authority: AuthorityId,
    import: ImportId,
) -> Result<Option<IssueRow>, Fault> {
    let row = tx
        .first(&STOP_READ, &[authority.into(), import.uuid().into()])
        .await?;
    row.as_ref().map(issue_of).transpose()
}

fn issue_of(row: &Row) -> Result<IssueRow, Fault> {
    Ok(IssueRow {
        row: row.int(0)?,
        column: row.text_or_none(1)?,
        code: row.code(2, FlagCode::from_code)?,
        message: row.text(3)?,
    })
}

/// One sealed part of an uploaded file, from 1; `None` once it was disposed of.
pub async fn part_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    import: ImportId,
    part: i64,
) -> Result<Option<Located<String>>, Fault> {
    let row = tx
        .first(
            &PART_READ,
            &[authority.into(), import.uuid().into(), part.into()],
        )
        .await?;
    row.map(|row| open(ring, authority, &row, 0))
        .transpose()
        .map(Option::flatten)
}
