//! Taking the police feed in: read twice, so that the rows of one incident may stand anywhere in the file, and written in
//! short transactions. Each part is whole when it is acknowledged; the same file again finds what is held unchanged.

use std::io::{Read, Seek};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::ids::{ImportId, QuarantineId};
use trefoil_core::located::Located;
use trefoil_core::principal::{Feed, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_interop::feeds::police::{self, FileRefused, Item, Quarantined as Row, Scan};
use trefoil_policy::{Asker, Permit};
use trefoil_store::imports::{
    Counts, IssueRow, Run, RunState, issues_put, run_end, run_put, run_step,
};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::quarantine::{Quarantined, held, quarantine_put};
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written};

pub use trefoil_interop::feeds::police::Issue;

use crate::contacts::intake::{Arrival, intake};
use crate::door::App;

/// What came of a file.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// What came of its rows.
    pub counts: Counts,
    /// The first [`ISSUES_HELD`] of what its sender should hear of, in the file's order; all of a file that was taken in
    /// are kept with its run.
    pub issues: Vec<Issue>,
    /// How many there are.
    pub issue_total: i64,
    /// The run, where the file was taken in.
    pub import: Option<ImportId>,
    /// Said where the file stopped being readable part-way: what came before it is kept.
    pub stopped: Option<String>,
}

/// Issues held in memory: a file may have millions.
pub const ISSUES_HELD: usize = 10_000;

impl Imported {
    /// Adds issues, as far as they are held.
    pub(super) fn hear(&mut self, issues: impl IntoIterator<Item = Issue>) {
        for issue in issues {
            self.issue_total += 1;
            if self.issues.len() < ISSUES_HELD {
                self.issues.push(issue);
            }
        }
    }
}

/// Why nothing of a file was taken in.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The file is not one of the feed.
    #[error("{0}")]
    File(FileRefused),
    /// The door refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Rows of one transaction: about 20 ms of it on the embedded engine and 40 ms on a server, and a page waits for one at most.
const PART_ROWS: usize = 24;

pub(super) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Takes a file in, for the operator at the console; `progress` hears how many of how many rows are done.
///
/// # Errors
/// `File` where the whole file is refused; `Refused` where the door does, with what was acknowledged kept.
pub async fn police_import<R: Read + Seek + Send>(
    app: &App,
    asker: &Asker,
    file_name: &str,
    open: impl Fn() -> R + Send,
    mut progress: impl FnMut(u64, u64) + Send,
) -> Result<Imported, NotImported> {
    let _permit = app.leave(asker, Act::ImportStart, None).await?;
    let scan = police::scan(open()).map_err(NotImported::File)?;
    let run = run_begin(app, asker, file_name, 0).await?;
    let imported = take_in(app, run, open, scan, &mut progress).await?;
    run_finish(app, run, ended(&imported), Vec::new()).await?;
    Ok(imported)
}

/// Begins a run of the feed.
pub(super) async fn run_begin(
    app: &App,
    asker: &Asker,
    file_name: &str,
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
            run_put(tx, door.authority, &run).await?;
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

/// How a run ends.
pub(super) fn ended(imported: &Imported) -> RunState {
    if imported.stopped.is_some() {
        RunState::Refused
    } else {
        RunState::Finished
    }
}

/// Ends a run of the feed, with issues that no part of it told.
pub(super) async fn run_finish(
    app: &App,
    import: ImportId,
    state: RunState,
    issues: Vec<Issue>,
) -> Result<(), Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            issues_put(tx, door.authority, import, 0, &issue_rows(&issues)).await?;
            run_end(tx, door.authority, import, state, door.now()).await?;
            let entry = door.entry(
                Principal::Feed(Feed::Police),
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

/// A part of a file on its way in.
#[derive(Default)]
struct Part {
    arrivals: Vec<Arrival>,
    quarantined: Vec<Row>,
    issues: Vec<Issue>,
    rows: usize,
}

impl Part {
    fn add(&mut self, item: Item, stopped: &mut Option<String>) {
        match item {
            Item::Draft(drafted) => {
                self.rows += drafted.rows.len();
                self.arrivals.push(Arrival {
                    draft: *drafted.draft,
                    digest: drafted.digest,
                    rows: count(drafted.rows.len() as u64),
                });
            }
            Item::Quarantined(row) => {
                // One that is a row of a contact all the same is counted and told of with the contact.
                if !row.attached {
                    self.rows += 1;
                    self.issues.push(row.reason.clone());
                }
                self.quarantined.push(row);
            }
            Item::Issue(issue) => self.issues.push(issue),
            Item::Stopped(issue) => {
                *stopped = Some(issue.message.clone());
                self.issues.push(issue);
            }
        }
    }
}

/// Takes every part in.
pub(super) async fn take_in<R: Read + Seek + Send>(
    app: &App,
    import: ImportId,
    open: impl Fn() -> R + Send,
    scan: Scan,
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<Imported, Refusal> {
    let mut imported = Imported {
        import: Some(import),
        ..Imported::default()
    };
    let (mut part, mut parts, rows) = (Part::default(), 0, scan.rows);
    app.take_stock(1).await?;
    let mut items = police::drafts(open, scan, app.now());
    loop {
        let item = items.next();
        let ended = item.is_none();
        if let Some(item) = item {
            part.add(item, &mut imported.stopped);
        }
        // The issues of a contact follow it, so a part is closed by the item after its last row.
        if (ended || part.rows >= PART_ROWS) && (part.rows > 0 || !part.issues.is_empty()) {
            let full = std::mem::take(&mut part);
            let issues = full.issues.clone();
            let counts = commit_part(app, import, full, rows, imported.issue_total).await?;
            imported.hear(issues);
            parts += 1;
            app.take_stock(parts).await?;
            add(&mut imported.counts, &counts);
            progress(u64::try_from(imported.counts.rows).unwrap_or(0), rows);
        }
        if ended {
            break;
        }
    }
    imported.counts.rows = count(rows);
    imported.issues.sort_by_key(|issue| issue.row);
    Ok(imported)
}

fn add(all: &mut Counts, part: &Counts) {
    all.rows += part.rows;
    all.people += part.people;
    all.created += part.created;
    all.updated += part.updated;
    all.unchanged += part.unchanged;
    all.quarantined += part.quarantined;
}

async fn commit_part(
    app: &App,
    import: ImportId,
    part: Part,
    total: u64,
    numbered: i64,
) -> Result<Counts, Refusal> {
    let feed = Asker::machine(Principal::Feed(Feed::Police));
    let permit = app.leave(&feed, Act::ContactImport, None).await?;
    let (door, rows) = (app.clone(), part.rows);
    let written = app.write_weighing(WEIGHT_FEED, move |tx| {
        Box::pin(async move {
            let begun = door.now();
            let (counts, entries) = write_part(&door, tx, &permit, import, &part, numbered).await?;
            run_step(tx, door.authority, import, count(total), &counts).await?;
            Ok(Written {
                value: (counts, begun),
                entries,
            })
        })
    });
    let (counts, begun) = written.await?;
    // From its first statement to the news of its commit: as long as a page may have had to wait for it.
    let micros = app.now().duration_since(begun).as_micros();
    let micros = u64::try_from(micros).unwrap_or(0);
    tracing::info!(event = "import_part", rows, micros);
    Ok(counts)
}

async fn write_part(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    import: ImportId,
    part: &Part,
    numbered: i64,
) -> Result<(Counts, Vec<Entry>), Fault> {
    let now = app.now();
    let taken = intake(app, tx, permit, &part.arrivals, now).await?;
    let mut entries = taken.entries;
    entries.extend(quarantine_rows(app, tx, permit, import, &part.quarantined, now).await?);
    issues_put(
        tx,
        app.authority,
        import,
        numbered,
        &issue_rows(&part.issues),
    )
    .await?;
    let counts = Counts {
        rows: count(part.rows as u64),
        quarantined: count(part.quarantined.len() as u64),
        ..taken.counts
    };
    Ok((counts, entries))
}

fn issue_rows(issues: &[Issue]) -> Vec<IssueRow> {
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
async fn quarantine_rows(
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
