//! What was published: which reports, by whom and when, and each as it was.

use trefoil_core::act::Act;
use trefoil_core::ids::{PublicationId, WorkerId};
use trefoil_core::publication::{PublishedCell, PublishedCells};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_returns::report::{Cell, Report};
use trefoil_returns::reports::scrutiny::SCRUTINY;
use trefoil_returns::suppress::Published;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::publication::{Publication, publication_read, publications_page};
use trefoil_store::worker::worker_facts;
use trefoil_store::{Fault, Tx};

use super::scrutiny::period;
use crate::door::{App, read_of, refusal};

/// Publications on a page.
pub const PAGE: i64 = 10;

/// A publication in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationShown {
    /// Which days, as known when, published when.
    pub publication: Publication,
    /// Who published it, by name; `None` for the operator at the console.
    pub by: Option<String>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationsPage {
    /// The publications of this page, newest first.
    pub rows: Vec<PublicationShown>,
    /// This page, from 1.
    pub page: i64,
    /// Pages there are.
    pub pages: i64,
}

/// The scrutiny reports that were published, newest first.
///
/// # Errors
/// `NotAllowed` where the asker's role makes no reports.
pub async fn published_list(
    app: &App,
    asker: &Asker,
    page: i64,
) -> Result<PublicationsPage, Refusal> {
    let permit = app.leave(asker, Act::ReportView, None).await?;
    let mut tx = app.read().await?;
    let page = page.clamp(1, i64::MAX / PAGE);
    let offset = (page - 1).saturating_mul(PAGE);
    let (count, found) =
        publications_page(&mut tx, app.authority, &permit, SCRUTINY.name, PAGE, offset)
            .await
            .map_err(refusal)?;
    let mut rows = Vec::with_capacity(found.len());
    for publication in found {
        rows.push(named(app, &mut tx, publication).await.map_err(refusal)?);
    }
    drop(tx);
    app.record(
        asker,
        Act::ReportView,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await?;
    Ok(PublicationsPage {
        rows,
        page,
        pages: (count + PAGE - 1) / PAGE,
    })
}

/// A report as it was published.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn published_view(
    app: &App,
    asker: &Asker,
    publication: PublicationId,
) -> Result<(PublicationShown, Report), Refusal> {
    let permit = app.leave(asker, Act::ReportView, None).await?;
    let on = (SubjectKind::Publication, Some(publication.uuid()));
    let mut tx = app.read().await?;
    let found = publication_read(&mut tx, &app.ring, app.authority, &permit, publication)
        .await
        .map_err(refusal)?;
    let Some((head, cells)) = found else {
        drop(tx);
        app.refused(asker, Act::ReportView, on).await?;
        return Err(Refusal::NotFound);
    };
    let report = published_of(&head, &cells)?.shown();
    let shown = named(app, &mut tx, head).await.map_err(refusal)?;
    drop(tx);
    let read = read_of([publication.uuid()]);
    app.record(asker, Act::ReportView, on, read).await?;
    Ok((shown, report))
}

async fn named(
    app: &App,
    tx: &mut Tx,
    publication: Publication,
) -> Result<PublicationShown, Fault> {
    let worker = publication.published_by.strip_prefix("worker:");
    let by = match worker.and_then(|id| id.parse::<WorkerId>().ok()) {
        Some(worker) => worker_facts(tx, app.authority, worker)
            .await?
            .map(|facts| facts.name),
        None => None,
    };
    Ok(PublicationShown { publication, by })
}

/// The stored form of a published report.
pub(super) fn cells_of(made: &Published) -> PublishedCells {
    let figures = made.report.figures().zip(&made.hidden);
    let cells = figures.map(|((measure, cell), hidden)| {
        let (count, of) = match cell {
            Cell::Count(count) => (count, None),
            Cell::Share { part, of } => (part, Some(of)),
            Cell::Hidden | Cell::NotInUse => (0, None),
        };
        PublishedCell {
            measure: measure.name.to_owned(),
            count,
            of,
            hidden: *hidden && cell != Cell::NotInUse,
            not_in_use: cell == Cell::NotInUse,
        }
    });
    PublishedCells(cells.collect())
}

/// The published report of its stored form. A measure that was not in it then reads as not in use, which it said of its part; and is held
/// against later reports as one that was hidden, for whoever read it learned nothing of the number.
pub(super) fn published_of(
    head: &Publication,
    cells: &PublishedCells,
) -> Result<Published, Refusal> {
    let stored = |name: &str| cells.0.iter().find(|cell| cell.measure == name);
    let cell = |name: &str, share: bool| match (stored(name), share) {
        (Some(cell), _) if cell.not_in_use => Cell::NotInUse,
        (Some(cell), true) => Cell::Share {
            part: cell.count,
            of: cell.of.unwrap_or(0),
        },
        (Some(cell), false) => Cell::Count(cell.count),
        (None, _) => Cell::NotInUse,
    };
    let measures = || SCRUTINY.measures();
    Ok(Published {
        report: Report {
            definition: &SCRUTINY,
            period: period(head.from, head.to)?,
            as_at: head.as_at,
            cells: measures()
                .map(|measure| cell(measure.name, measure.share_of.is_some()))
                .collect(),
        },
        hidden: measures()
            .map(|measure| stored(measure.name).is_none_or(|cell| cell.hidden))
            .collect(),
    })
}
