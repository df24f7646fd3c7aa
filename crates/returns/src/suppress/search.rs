//! The search for another world that looks the same: numbers that go up or down by one and keep every sum.
//!
//! Why steps of one are enough: the sums of a report are those of nested and crossed totals, so that any two worlds with
//! the same shown numbers differ by a heap of such moves, each of which alone leads to a possible world.
//! Where that failed to hold for some report, a move might be missed and more be hidden than needed; never less.

use super::system::{System, Variable};

/// The cells of the cheapest move that changes one variable: those to hide for it, and those hidden already.
pub(super) fn cheapest_move(system: &System, hidden: &[bool], target: usize) -> Option<Vec<usize>> {
    let mut search = Search {
        system,
        hidden,
        steps: vec![0; system.variables.len()],
        best: None,
    };
    for step in [1, -1] {
        search.take(target, step, 0);
    }
    search.best.map(|(_, cells)| cells)
}

struct Search<'a> {
    system: &'a System,
    hidden: &'a [bool],
    /// What each variable does: up, down, or not yet asked.
    steps: Vec<i64>,
    best: Option<(u32, Vec<usize>)>,
}

/// Hiding one more number costs more than any detour through numbers that are hidden already.
const HIDING: u32 = 100;

impl Search<'_> {
    /// Moves one variable and mends what that breaks, in every way that may be cheaper than the best so far.
    fn take(&mut self, place: usize, step: i64, cost: u32) {
        let Some(variable) = self.system.variables.get(place) else {
            return;
        };
        let cost = cost + self.price(variable);
        let dearer = self.best.as_ref().is_some_and(|(best, _)| cost >= *best);
        if dearer || !variable.may_be(variable.value + step) {
            return;
        }
        self.set(place, step);
        self.mend(cost);
        self.set(place, 0);
    }

    /// A sum that no longer holds is mended by one of its numbers that has not moved.
    fn mend(&mut self, cost: u32) {
        let system = self.system;
        let broken = system
            .equations
            .iter()
            .map(|equation| (equation, self.excess(equation)))
            .find(|(_, excess)| *excess != 0);
        let Some((equation, excess)) = broken else {
            self.best = Some((cost, self.moved_cells()));
            return;
        };
        for (place, sign) in equation {
            if self.steps.get(*place) == Some(&0) {
                self.take(*place, -excess.signum() * sign, cost);
            }
        }
    }

    fn excess(&self, equation: &[(usize, i64)]) -> i64 {
        equation
            .iter()
            .filter_map(|(place, sign)| Some(self.steps.get(*place)? * sign))
            .sum()
    }

    fn set(&mut self, place: usize, step: i64) {
        if let Some(now) = self.steps.get_mut(place) {
            *now = step;
        }
    }

    fn price(&self, variable: &Variable) -> u32 {
        let shown = variable.cell.is_some_and(|cell| {
            self.hidden.get(cell) == Some(&false) && !self.moved_cells().contains(&cell)
        });
        1 + if shown { HIDING * variable.weight } else { 0 }
    }

    fn moved_cells(&self) -> Vec<usize> {
        let moved = self.system.variables.iter().zip(&self.steps);
        moved
            .filter(|(_, step)| **step != 0)
            .filter_map(|(variable, _)| variable.cell)
            .collect()
    }
}
