//! The warnings that came to a worker's strands; and, for who manages them and for emergency duty, those that nobody acknowledged in
//! time or that nobody is there to acknowledge.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{Standing as Clock, WARNING_AT_ONCE, due, overdue_before, standing};
use trefoil_core::ids::{FamilyId, StrandId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::{Asker, Permit, Reach, Relationship, Standing};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::signal::Signal;
use trefoil_store::signal::{signals_gone_on, signals_of_strand, signals_permitted};
use trefoil_store::standing::{FamilyStanding, family_standings};
use trefoil_store::strand::{StrandRow, strands_in_reach};
use trefoil_store::{Fault, Tx, person};

use crate::door::{App, read_of, refusal};

/// A warning with its clock.
#[derive(Debug, Clone)]
pub struct Warning {
    /// The warning.
    pub signal: Signal,
    /// Whose strand it came to, where the viewer may know.
    pub name: Option<String>,
    /// The kind of that strand.
    pub kind: CompartmentKind,
    /// When it must be acknowledged by.
    pub due: Timestamp,
    /// Where its clock stands, while nobody has acknowledged it.
    pub clock: Clock,
    /// Whether it came to the viewer because nobody else acknowledged it, or nobody could.
    pub gone_on: bool,
    /// Whether the viewer may acknowledge it.
    pub acknowledges: bool,
}

impl Warning {
    /// Whether its time is over and nobody has acknowledged it.
    pub fn late(&self) -> bool {
        self.signal.acknowledged.is_none() && matches!(self.clock, Clock::Overdue(_))
    }
}

/// The asker's warnings: what waits first, the oldest of it first; then what is acknowledged, newest first.
///
/// # Errors
/// As the policy refuses.
pub async fn signals_view(app: &App, asker: &Asker) -> Result<Vec<Warning>, Refusal> {
    let act = Act::StrandsView;
    let reach = app.reach(asker, act).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let mut tx = app.read_as(asker).await?;
    let warnings = reached(app, &mut tx, asker, (&reach, me)).await;
    drop(tx);
    let warnings = warnings.map_err(refusal)?;
    let read = read_of(warnings.iter().map(|one| one.signal.signal.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(warnings)
}

/// The warnings that came to strands within the reach of a worker, and those that went on to them.
pub(crate) async fn reached(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (reach, me): (&Reach, WorkerId),
) -> Result<Vec<Warning>, Fault> {
    let now = app.now();
    let mut strands = strands_in_reach(tx, app.authority, reach, me, now).await?;
    strands.retain(|one| !one.kind.warned().is_empty());
    let calendar = app.calendar(tx).await?;
    let before = overdue_before(&WARNING_AT_ONCE, now, &calendar);
    strands.extend(signals_gone_on(tx, app.authority, reach, before).await?);
    warnings(app, tx, asker, &strands, &calendar).await
}

async fn warnings(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    strands: &[StrandRow],
    calendar: &Calendar,
) -> Result<Vec<Warning>, Fault> {
    let mut families: Vec<FamilyId> = strands.iter().map(|one| one.family).collect();
    families.sort_unstable();
    families.dedup();
    let standings = family_standings(tx, app.authority, asker, &families, app.now()).await?;
    let of = |strand: &StrandRow| standing_of(&standings, strand);
    let permit = |strand: &StrandRow| {
        let (_, standing) = of(strand)?;
        app.policy
            .permit(asker, Act::SignalAcknowledge, Some(standing))
            .ok()
    };
    let permits: Vec<Permit> = strands.iter().filter_map(permit).collect();
    let found = signals_permitted(tx, &app.ring, app.authority, &permits).await?;
    let by_id: BTreeMap<StrandId, &StrandRow> =
        strands.iter().map(|one| (one.strand, one)).collect();
    let mut all = Vec::new();
    for signal in found {
        let Some(strand) = by_id.get(&signal.strand) else {
            continue;
        };
        let Some((family, standing)) = of(strand) else {
            continue;
        };
        let Some(mut warning) = warning((calendar, app.now()), signal, strand, family, standing)
        else {
            continue;
        };
        let sight = app.policy.sight(asker, standing);
        let card = person::card_of_strand(tx, &app.ring, app.authority, &sight, strand).await?;
        warning.name = card.map(|card| card.card.name.words());
        all.push(warning);
    }
    // Newest first came from the store; what waits longest stands on top.
    all.sort_by_key(|one| match one.signal.acknowledged {
        None => (false, one.due.as_microsecond()),
        Some((at, _)) => (true, -at.as_microsecond()),
    });
    Ok(all)
}

fn standing_of<'a>(
    standings: &'a BTreeMap<FamilyId, FamilyStanding>,
    strand: &StrandRow,
) -> Option<(&'a FamilyStanding, &'a Standing)> {
    let family = standings.get(&strand.family)?;
    let mut strands = family.strands.iter();
    let (_, standing) = strands.find(|(one, _)| one.strand == strand.strand)?;
    Some((family, standing))
}

/// The warning for a viewer who may acknowledge it: `None` while it is another's to do, and not late.
fn warning(
    by: (&Calendar, Timestamp),
    signal: Signal,
    strand: &StrandRow,
    family: &FamilyStanding,
    standing: &Standing,
) -> Option<Warning> {
    let own = own(standing);
    let warning = clocked(by, signal, strand, !own, true);
    let waits = warning.signal.acknowledged.is_none();
    (own || (waits && (warning.late() || !heard(strand, family)))).then_some(warning)
}

fn own(standing: &Standing) -> bool {
    let ties = &standing.relationships;
    ties.contains(&Relationship::Allocated) || ties.contains(&Relationship::Cover)
}

/// Whether somebody works on the strand who hears its warnings.
fn heard(strand: &StrandRow, family: &FamilyStanding) -> bool {
    let mut workers = family.workers.iter();
    workers.any(|one| one.strand == strand.strand && strand.kind.warned().contains(&one.role))
}

fn clocked(
    (calendar, now): (&Calendar, Timestamp),
    signal: Signal,
    strand: &StrandRow,
    gone_on: bool,
    acknowledges: bool,
) -> Warning {
    let rule = signal.kind.clock();
    let due = due(rule, signal.sent_at, calendar);
    Warning {
        name: None,
        kind: strand.kind,
        due,
        clock: standing(rule, due, now),
        gone_on,
        acknowledges: acknowledges && signal.acknowledged.is_none(),
        signal,
    }
}

/// The warnings of one strand for its page, newest first: for a full sight, or leave to acknowledge them.
pub(super) async fn warnings_of_strand(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    strand: &StrandRow,
    standing: &Standing,
) -> Result<Vec<Warning>, Fault> {
    let act = Act::SignalAcknowledge;
    let permit = app.policy.permit(asker, act, Some(standing)).ok();
    let acknowledges = permit.is_some();
    let found = if let Some(permit) = permit {
        signals_permitted(tx, &app.ring, app.authority, &[permit]).await?
    } else if strand.kind.warned().is_empty() && !leaks(Leak::WarningToHim) {
        // What stands here because nobody of the other side was found would say just that.
        Vec::new()
    } else {
        let sight = app.policy.sight(asker, standing);
        signals_of_strand(tx, &app.ring, app.authority, &sight).await?
    };
    let gone_on = !own(standing);
    let calendar = app.calendar(tx).await?;
    let by = (&calendar, app.now());
    let warning = |signal| clocked(by, signal, strand, gone_on, acknowledges);
    Ok(found.into_iter().map(warning).collect())
}
