//! The scrutiny report, and its numbers opened down to their rows.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::Source;
use trefoil_policy::{Asker, Permit};
use trefoil_returns::fold::{ReportFold, RowsFold};
use trefoil_returns::measures::named;
use trefoil_returns::reports::scrutiny::SCRUTINY;
use trefoil_store::events::events;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::standing::contact_standing;
use trefoil_store::{Fault, Tx, contact};

pub use trefoil_returns::measures::{Measure, Row};
pub use trefoil_returns::period::Period;
pub use trefoil_returns::report::{Cell, Report};
pub use trefoil_returns::{forms, suppress::suppress};

use crate::door::{App, read_of, refusal};

/// Rows shown of one number; a longer list is cut and says so.
const SHOWN: usize = 1_000;

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
    /// How many rows it counted.
    pub total: usize,
    /// The first of them.
    pub rows: Vec<RowShown>,
}

/// The period of the asked days.
fn period(from: Date, to: Date) -> Result<Period, Refusal> {
    Period::new(from, to).map_err(|_| {
        Refusal::invalid(
            "to",
            "The last day of the period must not be before the first.",
        )
    })
}

/// The report for a period, as known at `as_at` (now, where none is given).
///
/// # Errors
/// `NotAllowed` where the asker's role makes no reports; `Invalid` where the period ends before it begins.
pub async fn scrutiny_view(
    app: &App,
    asker: &Asker,
    from: Date,
    to: Date,
    as_at: Option<Timestamp>,
) -> Result<Report, Refusal> {
    let permit = app.leave(asker, Act::ReportView, None).await?;
    let period = period(from, to)?;
    let known = as_at.unwrap_or_else(|| app.now());
    let mut fold = ReportFold::new(&SCRUTINY, period, known, &app.calendar);
    let mut tx = app.read().await?;
    events(
        &mut tx,
        app.authority,
        &permit,
        period.begins(),
        period.is_over(),
        known,
        |event| fold.push(event),
    )
    .await
    .map_err(refusal)?;
    drop(tx);
    app.record(
        asker,
        Act::ReportView,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await?;
    Ok(fold.finish())
}

/// The rows behind one number.
///
/// # Errors
/// `NotFound` where there is no such number; `NotAllowed` where the asker may not see rows.
pub async fn scrutiny_rows(
    app: &App,
    asker: &Asker,
    from: Date,
    to: Date,
    as_at: Option<Timestamp>,
    measure: &str,
) -> Result<ScrutinyRows, Refusal> {
    let permit = app.leave(asker, Act::ReportRows, None).await?;
    let period = period(from, to)?;
    let Some(measure) = named(measure) else {
        app.refused(asker, Act::ReportRows, (SubjectKind::Authority, None))
            .await?;
        return Err(Refusal::NotFound);
    };
    let known = as_at.unwrap_or_else(|| app.now());
    let mut tx = app.read().await?;
    let mut counted = counted(app, &mut tx, &permit, measure, period, known)
        .await
        .map_err(refusal)?;
    let total = counted.len();
    counted.truncate(SHOWN);
    let rows = shown(app, &mut tx, asker, &counted)
        .await
        .map_err(refusal)?;
    drop(tx);
    let read = read_of(rows.iter().map(|row| row.contact.uuid()));
    app.record(asker, Act::ReportRows, (SubjectKind::Authority, None), read)
        .await?;
    Ok(ScrutinyRows {
        measure,
        total,
        rows,
    })
}

async fn counted(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    measure: &'static Measure,
    period: Period,
    known: Timestamp,
) -> Result<Vec<Row>, Fault> {
    let mut fold = RowsFold::new(measure, period, &app.calendar);
    let mut rows = Vec::new();
    events(
        tx,
        app.authority,
        permit,
        period.begins(),
        period.is_over(),
        known,
        |event| fold.push(event, &mut |row| rows.push(row)),
    )
    .await?;
    fold.finish(&mut |row| rows.push(row));
    Ok(rows)
}

async fn shown(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    counted: &[Row],
) -> Result<Vec<RowShown>, Fault> {
    let mut rows = Vec::with_capacity(counted.len());
    for row in counted {
        let Some(head) = contact::head(tx, app.authority, row.contact).await? else {
            continue;
        };
        let sight = app.policy.sight(asker, &contact_standing(&head, asker));
        rows.push(RowShown {
            contact: row.contact,
            received_at: head.facts.received_at,
            source: head.facts.source,
            child: row.child,
            may_open: !sight.is_blind(),
        });
    }
    Ok(rows)
}
