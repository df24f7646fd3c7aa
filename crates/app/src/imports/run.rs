//! A run of a feed: its beginning, its end, what its sender should hear of, and what belongs to no contact and is kept aside.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::ids::{ImportId, QuarantineId};
use trefoil_core::located::Located;
use trefoil_core::principal::{Feed, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_interop::feeds::police::{Issue, Quarantined as Row};
use trefoil_policy::{Asker, Permit};
use trefoil_store::imports::{Counts, IssueRow, Run, RunState, issues_put, run_end, run_put};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::quarantine::{Quarantined, held, quarantine_put};
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written};

use crate::door::App;

pub(super) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Begins a run of a feed.
pub(super) async fn run_begin(
    app: &App,
    asker: &Asker,
    (feed, file_name): (Feed, &str),
    parts: i64,
) -> Result<ImportId, Refusal> {
    let now = app.now();
    let import = ImportId::mint(&app.mint(now));
    let run = Run {
        import,
        file_name: file_name.chars().take(200).collect(),
        started_by: trefoil_store::search::principal_key(&asker.principal),
        started_at: now,
        finished_at: None,
        state: RunState::Running,
        parts,
        total_rows: 0,
        counts: Counts::default(),
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            run_put(tx, door.authority, feed, &run).await?;
            let entry = door.entry(
                principal,
                Act::ImportStart,
                (SubjectKind::Import, Some(import.uuid())),
                Vec::new(),
            );
            Ok(Written {
                value: import,
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Ends a run of a feed, with issues that no part of it told.
pub(super) async fn run_finish(
    app: &App,
    (feed, import): (Feed, ImportId),
    state: RunState,
    issues: Vec<Issue>,
) -> Result<(), Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            issues_put(tx, door.authority, import, 0, &issue_rows(&issues)).await?;
            run_end(tx, door.authority, import, state, door.now()).await?;
            let entry = door.entry(
                Principal::Feed(feed),
                Act::ImportFinish,
                (SubjectKind::Import, Some(import.uuid())),
                Vec::new(),
            );
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

pub(super) fn issue_rows(issues: &[Issue]) -> Vec<IssueRow> {
    issues.iter().map(issue_row).collect()
}

/// An issue as it is kept with its run.
pub fn issue_row(issue: &Issue) -> IssueRow {
    IssueRow {
        row: count(issue.row),
        column: issue.column.clone(),
        code: issue.code,
        message: issue.message.clone(),
    }
}

/// Keeps rows that belong to no contact; the same row twice is kept once.
pub(super) async fn quarantine_rows(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    import: ImportId,
    rows: &[Row],
    now: Timestamp,
) -> Result<Option<Entry>, Fault> {
    let mut recording = app.recording(now);
    let mut kept: Vec<Quarantined> = Vec::new();
    for row in rows {
        let digest = row_digest(permit, &row.raw);
        if kept.iter().any(|one| one.digest == digest) || held(tx, app.authority, &digest).await? {
            continue;
        }
        let quarantine = QuarantineId::mint(&app.mint(now));
        recording.put(
            RecordKind::Quarantine,
            quarantine.uuid(),
            1,
            "hub",
            &row.raw,
        );
        kept.push(Quarantined {
            quarantine,
            import,
            row: count(row.row),
            code: row.reason.code,
            message: row.reason.message.clone(),
            digest,
            known_from: now,
        });
    }
    if kept.is_empty() || leaks(Leak::RowLost) {
        return Ok(None);
    }
    quarantine_put(tx, app.authority, &kept).await?;
    let entry = app.entry(
        permit.principal(),
        Act::ContactImport,
        (SubjectKind::Import, Some(import.uuid())),
        recording.touched(),
    );
    recording.write(tx).await?;
    Ok(Some(entry))
}

fn row_digest(permit: &Permit, raw: &Located<String>) -> Vec<u8> {
    Sha256::digest(raw.open(permit).map(String::as_bytes).unwrap_or_default()).to_vec()
}
