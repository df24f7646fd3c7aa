//! Taking the police feed in: read twice, so that the rows of one incident may stand anywhere in the file, and written in
//! short transactions. Each part is whole when it is acknowledged; the same file again finds what is held unchanged.

use std::io::{Read, Seek};

use trefoil_core::act::Act;
use trefoil_core::ids::ImportId;
use trefoil_core::principal::{Feed, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_interop::feeds::police::{self, FileRefused, Item, Quarantined as Row, Scan};
use trefoil_policy::{Asker, Permit};
use trefoil_store::imports::{Counts, RunState, issues_put, run_step};
use trefoil_store::ledger::Entry;
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::{Fault, Tx, Written};

pub use super::run::issue_row;
pub use trefoil_interop::feeds::police::Issue;

use super::run::{count, issue_rows, quarantine_rows, run_begin, run_finish};
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
    let run = run_begin(app, asker, (Feed::Police, file_name), 0).await?;
    let imported = take_in(app, run, open, scan, &mut progress).await?;
    run_finish(app, (Feed::Police, run), ended(&imported), Vec::new()).await?;
    Ok(imported)
}

/// How a run ends.
pub(super) fn ended(imported: &Imported) -> RunState {
    if imported.stopped.is_some() {
        RunState::Refused
    } else {
        RunState::Finished
    }
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
