//! What is hidden when a report is published: counts from 1 to 5, and whatever would give one of them away, be it by the
//! sums within the report or by the difference to an earlier one. How it looks when hidden is the forms' part.
//!
//! What is promised: a reader who knows every shown number, how the numbers add up, and that a hidden small count lies from
//! 1 to 5, is left with at least two possible values of every hidden count. Not promised: that the rest of a shown total,
//! which is no number of the report ("children not from the police"), is never small.

use crate::report::{Cell, Report};

mod search;
mod system;

use search::cheapest_move;
use system::System;

/// Counts that are hidden for themselves.
pub(crate) const SMALL: std::ops::RangeInclusive<u64> = 1..=5;

/// The report as it may be published, given the reports published before it (each as it was published).
/// A report with something hidden already is given back as it is.
pub fn suppress(report: &Report, earlier: &[Report]) -> Report {
    if report.cells.contains(&Cell::Hidden) {
        return report.clone();
    }
    let mut hidden: Vec<bool> = report.cells.iter().map(|cell| small(*cell)).collect();
    for before in earlier {
        hide_differences(report, before, &mut hidden);
    }
    hide_what_gives_away(report, &mut hidden);
    let cells = report.cells.iter().zip(&hidden);
    Report {
        cells: cells
            .map(|(cell, hide)| if *hide { Cell::Hidden } else { *cell })
            .collect(),
        ..report.clone()
    }
}

/// A share is small where one of the counts that it tells is.
fn small(cell: Cell) -> bool {
    match cell {
        Cell::Count(count) => SMALL.contains(&count),
        Cell::Share { part, of } => SMALL.contains(&part) || SMALL.contains(&of),
        Cell::Hidden => true,
    }
}

/// Hides what differs by 1 to 5 from an earlier report whose days overlap; and, of the very same period, what was hidden
/// then: shown now it would stand beside the sums shown then.
fn hide_differences(report: &Report, before: &Report, hidden: &mut [bool]) {
    if !report.period.overlaps(before.period) {
        return;
    }
    let same_period = report.period == before.period;
    for ((measure, cell), hide) in report.figures().zip(hidden) {
        *hide |= match before.cell(measure.name) {
            Some(Cell::Hidden) => same_period,
            Some(shown) => differs_little(cell, shown),
            None => false,
        };
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

/// For each hidden count there must be another world that looks the same: a move of hidden numbers that keeps every sum.
/// Where there is none, the cheapest numbers to hide so that there is one are hidden too. They move in that same world,
/// so they need no further look, and hiding more never takes a world away.
fn hide_what_gives_away(report: &Report, hidden: &mut [bool]) {
    let Some(system) = System::of(report) else {
        hidden.fill(true);
        return;
    };
    for target in system.targets(hidden) {
        match cheapest_move(&system, hidden, target) {
            Some(cells) => cells.into_iter().for_each(|cell| {
                if let Some(hide) = hidden.get_mut(cell) {
                    *hide = true;
                }
            }),
            None => hidden.fill(true),
        }
    }
}

#[cfg(test)]
mod tests;
