//! A number of the scrutiny report opened down to its rows: where to find each, and nothing of what it says.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::Source;
use trefoil_policy::{Asker, Permit};
use trefoil_returns::fold::RowsFold;
use trefoil_returns::measures::{Measure, Row, named};
use trefoil_returns::period::Period;
use trefoil_store::events::{Counted, events};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx, contact};

use super::scrutiny::{known, period};
use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};

/// Rows on a page.
pub const PAGE: u64 = 50;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct RowsAsked<'a> {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// As known when; now, where nothing is said.
    pub as_at: Option<Timestamp>,
    /// The measure's name.
    pub measure: &'a str,
    /// Which page, from 1.
    pub page: u64,
}

/// A row behind a number: enough to find it, nothing of what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowShown {
    /// The contact.
    pub contact: ContactId,
    /// When the hub was told.
    pub received_at: Timestamp,
    /// Who told it.
    pub source: Source,
    /// The child, by their first sighting in the contact.
    pub child: Option<SightingId>,
    /// Whether the viewer may open the contact.
    pub may_open: bool,
}

/// A number opened down to its rows.
#[derive(Debug, Clone)]
pub struct ScrutinyRows {
    /// The measure with its definition.
    pub measure: &'static Measure,
    /// As known when.
    pub as_at: Timestamp,
    /// How many rows it counted.
    pub total: u64,
    /// This page, from 1, and how many there are.
    pub page: u64,
    /// Pages there are.
    pub pages: u64,
    /// The rows of this page.
    pub rows: Vec<RowShown>,
}

/// The rows behind one number, in the order of receipt; a page past the last is the last.
///
/// # Errors
/// `NotFound` where there is no such number; `NotAllowed` where the asker may not see rows.
pub async fn scrutiny_rows(
    app: &App,
    asker: &Asker,
    asked: RowsAsked<'_>,
) -> Result<ScrutinyRows, Refusal> {
    let permit = app.leave(asker, Act::ReportRows, None).await?;
    let period = period(asked.from, asked.to)?;
    let known = known(app, asked.as_at)?;
    let Some(measure) = named(asked.measure) else {
        app.refused(asker, Act::ReportRows, (SubjectKind::Authority, None))
            .await?;
        return Err(Refusal::NotFound);
    };
    let mut tx = app.read().await?;
    let behind = Behind {
        app,
        permit,
        measure,
        period,
        known,
    };
    let mut page = asked.page.max(1);
    let (mut total, mut counted) = behind.window(&mut tx, page).await.map_err(refusal)?;
    let pages = total.div_ceil(PAGE).max(1);
    if page > pages {
        page = pages;
        (total, counted) = behind.window(&mut tx, page).await.map_err(refusal)?;
    }
    let rows = shown(app, &mut tx, asker, &counted)
        .await
        .map_err(refusal)?;
    drop(tx);
    let read = read_of(rows.iter().map(|row| row.contact.uuid()));
    app.record(asker, Act::ReportRows, (SubjectKind::Authority, None), read)
        .await?;
    Ok(ScrutinyRows {
        measure,
        as_at: known,
        total,
        page,
        pages,
        rows,
    })
}

struct Behind<'a> {
    app: &'a App,
    permit: Permit,
    measure: &'static Measure,
    period: Period,
    known: Timestamp,
}

impl Behind<'_> {
    /// How many rows there are, and those of a page: only these are held.
    async fn window(&self, tx: &mut Tx, page: u64) -> Result<(u64, Vec<Row>), Fault> {
        let calendar = self.app.calendar(tx).await?;
        let mut fold = RowsFold::new(self.measure, self.period, &calendar);
        let (mut total, mut rows) = (0, Vec::new());
        let first = (page - 1).saturating_mul(PAGE);
        let mut keep = |row| {
            if (first..first.saturating_add(PAGE)).contains(&total) {
                rows.push(row);
            }
            total += 1;
        };
        events(
            tx,
            self.app.authority,
            (&self.permit, Counted::Theirs),
            (self.period.begins(), self.period.is_over()),
            self.known,
            |event| fold.push(event, &mut keep),
        )
        .await?;
        fold.finish(&mut keep);
        Ok((total, rows))
    }
}

async fn shown(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    counted: &[Row],
) -> Result<Vec<RowShown>, Fault> {
    let contacts = counted.iter().map(|row| row.contact);
    let opens = opening(app, tx, asker, contacts).await?;
    let mut rows = Vec::with_capacity(counted.len());
    for row in counted {
        let Some(head) = contact::head(tx, app.authority, row.contact).await? else {
            continue;
        };
        rows.push(RowShown {
            contact: row.contact,
            received_at: head.facts.received_at,
            source: head.facts.source,
            child: row.child,
            may_open: opens.contains(&row.contact),
        });
    }
    Ok(rows)
}
