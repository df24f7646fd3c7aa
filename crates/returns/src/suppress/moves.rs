//! Moves: numbers that go up or down by one together and keep every sum. By such a move one possible world becomes another.
//!
//! Why steps of one are enough: the sums of a report are those of nested and crossed totals, so that any two worlds with
//! the same shown numbers differ by a heap of such moves, each of which alone leads to a possible world.
//! Where that failed to hold for some report, a move might be missed and more be hidden than needed; never less.

use std::collections::BTreeSet;

use super::system::System;

/// Numbers that move together, as sets of places: bit 0 is the first number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Move {
    /// Those that go up.
    pub(super) up: u64,
    /// Those that go down.
    pub(super) down: u64,
}

impl Move {
    /// Every number that moves.
    pub(super) fn all(self) -> u64 {
        self.up | self.down
    }

    /// The way back.
    pub(super) fn back(self) -> Self {
        Self {
            up: self.down,
            down: self.up,
        }
    }
}

/// The place as a set of one.
pub(super) fn bit(place: usize) -> u64 {
    u32::try_from(place)
        .ok()
        .and_then(|place| 1_u64.checked_shl(place))
        .unwrap_or(0)
}

/// Every move that mends no sum without need, and its way back. `None` where there are more numbers than a set can hold.
pub(super) fn moves(system: &System) -> Option<Vec<Move>> {
    if system.numbers.len() > 64 {
        return None;
    }
    let mut search = Search {
        system,
        steps: vec![0; system.numbers.len()],
        found: BTreeSet::new(),
    };
    for place in 0..system.numbers.len() {
        search.take(place, 1);
    }
    let both: BTreeSet<Move> = search
        .found
        .iter()
        .flat_map(|one| [*one, one.back()])
        .collect();
    Some(both.into_iter().collect())
}

struct Search<'a> {
    system: &'a System,
    /// What each number does: up, down, or not yet asked.
    steps: Vec<i64>,
    found: BTreeSet<Move>,
}

impl Search<'_> {
    /// Moves one number and mends what that breaks, in every way.
    fn take(&mut self, place: usize, step: i64) {
        self.set(place, step);
        self.mend();
        self.set(place, 0);
    }

    /// A sum that no longer holds is mended by one of its numbers that has not moved.
    fn mend(&mut self) {
        let system = self.system;
        let broken = system
            .equations
            .iter()
            .map(|equation| (equation, self.excess(equation)))
            .find(|(_, excess)| *excess != 0);
        let Some((equation, excess)) = broken else {
            let of = |step: i64| {
                let those = self.steps.iter().enumerate();
                those
                    .filter(|(_, moved)| **moved == step)
                    .fold(0, |set, (place, _)| set | bit(place))
            };
            self.found.insert(Move {
                up: of(1),
                down: of(-1),
            });
            return;
        };
        for (place, sign) in equation {
            if self.steps.get(*place) == Some(&0) {
                self.take(*place, -excess.signum() * sign);
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
}
