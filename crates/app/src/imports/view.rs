//! Looking at files taken in: how far each is and what its sender should hear of.

use trefoil_core::act::Act;
use trefoil_core::ids::ImportId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::imports::{issues_from, issues_page, run_read, runs_last, stop_read};
use trefoil_store::ledger::SubjectKind;

pub use trefoil_store::imports::{Counts, IssueRow, Run, RunState};

use crate::door::{App, refusal};

/// Issues on a page.
pub const PAGE: i64 = 100;
/// Issues handed on at once where all are asked for.
const PART: i64 = 1_000;
/// Files listed.
const LISTED: i64 = 50;

/// A file taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPage {
    /// The run.
    pub run: Run,
    /// Why the file was not read to its end, in the reader's own words; `None` where it was.
    pub stopped: Option<String>,
    /// Issues on this page, in the file's order.
    pub issues: Vec<IssueRow>,
    /// Issues in all.
    pub issue_total: i64,
    /// This page, from 1.
    pub page: i64,
    /// Pages there are.
    pub pages: i64,
}

/// The last files, newest first.
pub async fn imports_view(app: &App, asker: &Asker) -> Result<Vec<Run>, Refusal> {
    let _permit = app.leave(asker, Act::ImportView, None).await?;
    let mut tx = app.read().await?;
    let runs = runs_last(&mut tx, app.authority, LISTED)
        .await
        .map_err(refusal)?;
    drop(tx);
    app.record(
        asker,
        Act::ImportView,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await?;
    Ok(runs)
}

/// One file, and a page of its issues.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn import_view(
    app: &App,
    asker: &Asker,
    import: ImportId,
    page: i64,
) -> Result<ImportPage, Refusal> {
    let _permit = app.leave(asker, Act::ImportView, None).await?;
    let mut tx = app.read().await?;
    let run = run_read(&mut tx, app.authority, import)
        .await
        .map_err(refusal)?;
    let offset = (page.max(1) - 1).saturating_mul(PAGE);
    let (issue_total, issues) = issues_page(&mut tx, app.authority, import, PAGE, offset)
        .await
        .map_err(refusal)?;
    let stopped = stop_read(&mut tx, app.authority, import)
        .await
        .map_err(refusal)?;
    drop(tx);
    let on = (SubjectKind::Import, Some(import.uuid()));
    let Some(run) = run else {
        app.refused(asker, Act::ImportView, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, Act::ImportView, on, Vec::new()).await?;
    Ok(ImportPage {
        run,
        stopped: stopped.map(|issue| issue.message),
        issues,
        issue_total,
        page: page.max(1),
        pages: ((issue_total + PAGE - 1) / PAGE).max(1),
    })
}

/// Every issue of a file that was taken in, in parts, in the order in which they were told.
///
/// # Errors
/// `NotAllowed` where the viewer may not; what was told before a failure was told.
pub async fn issues_each(
    app: &App,
    asker: &Asker,
    import: ImportId,
    mut tell: impl FnMut(Vec<IssueRow>) + Send,
) -> Result<(), Refusal> {
    let _permit = app.leave(asker, Act::ImportView, None).await?;
    let mut from = 0;
    loop {
        let mut tx = app.read().await?;
        let issues = issues_from(&mut tx, app.authority, import, from, PART)
            .await
            .map_err(refusal)?;
        drop(tx);
        if issues.is_empty() {
            break;
        }
        from += i64::try_from(issues.len()).unwrap_or(PART);
        tell(issues);
    }
    let on = (SubjectKind::Import, Some(import.uuid()));
    app.record(asker, Act::ImportView, on, Vec::new()).await
}
