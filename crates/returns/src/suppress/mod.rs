//! What is hidden when a report is published: counts from 1 to 5, and whatever would give one of them away, be it by the
//! sums within the report or by laying it beside reports published before. How it looks when hidden is the forms' part.
//!
//! What is promised of one report: a reader who knows every shown number, how the numbers add up, and that a hidden small
//! count lies from 1 to 5, is left with at least two possible values of every hidden count. And of all the reports that were
//! published: a reader of them all, who knows besides how numbers add up over days, and even what has changed in the records
//! between two reports, is left with at least two possible values of every count from 1 to 5 of a report, of the difference
//! of two periods, and of the days between any two of their ends. Not promised: that the rest of a shown total, which is no
//! number of the report ("children not from the police"), is never small.

use trefoil_core::seeded::{Leak, leaks};

use crate::report::{Cell, Report};

mod days;
mod moves;
mod pairs;
mod system;
mod targets;
mod told;
mod worlds;

pub use days::{parts, related};

use moves::moves;
use system::System;
use targets::targets;
use told::told;
use worlds::{Shown, Target, Worlds};

/// Counts that are hidden for themselves.
pub(crate) const SMALL: std::ops::RangeInclusive<u64> = 1..=5;

fn is_small(value: i64) -> bool {
    u64::try_from(value).is_ok_and(|value| SMALL.contains(&value))
}

/// A report as it is published: its numbers, and which of its cells are hidden.
#[derive(Debug, Clone)]
pub struct Published {
    /// The numbers, those that are hidden too.
    pub report: Report,
    /// One for each cell.
    pub hidden: Vec<bool>,
}

impl Published {
    /// The report without what is hidden.
    pub fn shown(&self) -> Report {
        let cells = self.report.cells.iter();
        let hidden = self.hidden.iter().copied().chain(std::iter::repeat(true));
        Report {
            cells: cells
                .zip(hidden)
                // That a part is not in use is said, whatever else is hidden.
                .map(|(cell, hide)| match cell {
                    Cell::NotInUse => Cell::NotInUse,
                    _ if hide => Cell::Hidden,
                    shown => *shown,
                })
                .collect(),
            ..self.report.clone()
        }
    }
}

/// What was published before and hangs together with a new report.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// Reports of the same kind.
    pub published: Vec<Published>,
    /// The numbers of each of the [`parts`] of the days of all these reports and the new one.
    pub parts: Vec<Report>,
}

/// The report as it may be published after those before it.
pub fn suppress(report: &Report, earlier: &Earlier) -> Published {
    let mut hidden: Vec<bool> = report.cells.iter().map(|cell| small(*cell)).collect();
    if leaks(Leak::SmallShown) {
        hidden.fill(false);
        return Published {
            report: report.clone(),
            hidden,
        };
    }
    for before in &earlier.published {
        hide_differences(report, before, &mut hidden);
    }
    let hidden = hide_what_gives_away(report, &Earlier::default(), hidden)
        .and_then(|hidden| hide_what_gives_away(report, earlier, hidden))
        .unwrap_or_else(|| vec![true; report.cells.len()]);
    Published {
        report: report.clone(),
        hidden,
    }
}

/// A share is small where one of the counts that it tells is.
fn small(cell: Cell) -> bool {
    match cell {
        Cell::Count(count) => SMALL.contains(&count),
        Cell::Share { part, of } => SMALL.contains(&part) || SMALL.contains(&of),
        Cell::Hidden => true,
        Cell::NotInUse => false,
    }
}

/// Hides what differs by 1 to 5 from a number that an earlier report shows, where the one period holds the other: the
/// difference is a count of what is in the one and not in the other, or of what has become known since.
fn hide_differences(report: &Report, before: &Published, hidden: &mut [bool]) {
    let (ours, theirs) = (report.period, before.report.period);
    if !ours.holds(theirs) && !theirs.holds(ours) {
        return;
    }
    let shown = before.shown();
    for ((measure, cell), hide) in report.figures().zip(hidden) {
        *hide |= shown
            .cell(measure.name)
            .is_some_and(|then| differs_little(cell, then));
    }
}

fn differs_little(cell: Cell, before: Cell) -> bool {
    match (cell, before) {
        (Cell::Count(now), Cell::Count(then)) => SMALL.contains(&now.abs_diff(then)),
        (Cell::Share { part, of }, Cell::Share { part: p, of: o }) => {
            SMALL.contains(&part.abs_diff(p)) || SMALL.contains(&of.abs_diff(o))
        }
        _ => false,
    }
}

/// For each count that must not be told there must be another world that looks the same. Where there is none, the cheapest
/// numbers to hide so that there is one are hidden too. What earlier reports give away by themselves is not mended by
/// hiding more now. `None` where nothing may be shown.
fn hide_what_gives_away(
    report: &Report,
    earlier: &Earlier,
    hidden: Vec<bool>,
) -> Option<Vec<bool>> {
    let system = System::of(report.definition);
    let moves = moves(&system)?;
    let mut worlds = worlds(&system, &moves, report, earlier, hidden)?;
    let mut settled = Vec::new();
    loop {
        let mut left = targets(&worlds);
        left.retain(|target| !settled.contains(target));
        let Some(target) = worlds.given_away(&left) else {
            return Some(worlds.new.hidden);
        };
        let cells = worlds.cheapest(&target).or_else(|| {
            settled.push(target.clone());
            worlds.cheapest_pair(&target)
        });
        match cells {
            Some(cells) => {
                for cell in cells {
                    *worlds.new.hidden.get_mut(cell)? = true;
                }
            }
            None if was_given_away(&worlds, &target) => {}
            None => return None,
        }
    }
}

/// Whether the earlier reports give it away by themselves: only by what has changed in the records since.
fn was_given_away(worlds: &Worlds<'_>, target: &Target) -> bool {
    let Some((before, target)) = worlds.before(target) else {
        return false;
    };
    before.given_away(std::slice::from_ref(&target)).is_some() && told(&before, &target)
}

fn worlds<'a>(
    system: &'a System,
    moves: &'a [moves::Move],
    report: &Report,
    earlier: &Earlier,
    hidden: Vec<bool>,
) -> Option<Worlds<'a>> {
    let alone = std::slice::from_ref(report);
    let parts = if earlier.published.is_empty() {
        alone
    } else {
        &earlier.parts
    };
    let shown = |report: &Report, hidden: Vec<bool>| {
        let unused = report.cells.iter().zip(&hidden);
        let unused = unused.map(|(cell, hide)| *cell == Cell::NotInUse && !hide);
        let covers = parts.iter().map(|part| report.period.overlaps(part.period));
        Some(Shown {
            values: system.values(report)?,
            unused: unused.collect(),
            hidden,
            covers: covers.collect(),
        })
    };
    Some(Worlds {
        system,
        moves,
        parts: parts
            .iter()
            .map(|part| system.values(part))
            .collect::<Option<_>>()?,
        earlier: earlier
            .published
            .iter()
            // A report that shows nothing tells nothing, not even which of its numbers are small.
            .filter(|before| before.hidden.contains(&false))
            .map(|before| shown(&before.report, before.hidden.clone()))
            .collect::<Option<_>>()?,
        new: shown(report, hidden)?,
    })
}

#[cfg(test)]
mod tests;
