//! The scrutiny report, for those inside: nothing is hidden in it but what is closed to who looks by an interest of their own, which is not
//! there on any of their pages. What is published is the same for all.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_returns::fold::ReportFold;
use trefoil_returns::reports::scrutiny::SCRUTINY;
use trefoil_store::events::{Counted, events};
use trefoil_store::ledger::SubjectKind;

pub use trefoil_returns::forms;
pub use trefoil_returns::measures::Measure;
pub use trefoil_returns::period::Period;
pub use trefoil_returns::report::{Cell, Report};

use crate::door::{App, refusal};

/// The period of the asked days.
pub(super) fn period(from: Date, to: Date) -> Result<Period, Refusal> {
    Period::new(from, to).map_err(|_| {
        Refusal::invalid(
            "to",
            "The last day of the period must not be before the first.",
        )
    })
}

/// The instant of knowledge: now, where none is given; in whole microseconds, as everything is recorded. What will be known
/// later is not known yet, so that a report made twice for one instant is the same.
pub(super) fn known(app: &App, as_at: Option<Timestamp>) -> Result<Timestamp, Refusal> {
    let now = app.now();
    let asked = as_at.unwrap_or(now);
    if asked > now {
        return Err(Refusal::invalid(
            "as_at",
            "A report tells what was known at a time that has passed. Give an earlier time, or none for now.",
        ));
    }
    Ok(Timestamp::from_microsecond(asked.as_microsecond()).unwrap_or(asked))
}

/// The report for a period, as known at `as_at` (now, where none is given).
///
/// # Errors
/// `NotAllowed` where the asker's role makes no reports; `Invalid` where the period ends before it begins, or `as_at` is yet
/// to come.
pub async fn scrutiny_view(
    app: &App,
    asker: &Asker,
    from: Date,
    to: Date,
    as_at: Option<Timestamp>,
) -> Result<Report, Refusal> {
    let permit = app.leave(asker, Act::ReportView, None).await?;
    let period = period(from, to)?;
    let known = known(app, as_at)?;
    let mut tx = app.read().await?;
    let calendar = app.calendar(&mut tx).await.map_err(refusal)?;
    let mut fold = ReportFold::new(&SCRUTINY, period, known, &calendar);
    events(
        &mut tx,
        app.authority,
        (&permit, Counted::Theirs),
        (period.begins(), period.is_over()),
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
