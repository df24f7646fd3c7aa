//! Possible worlds: the parts of the days with their numbers, the reports made of them, and what moves in a world that a
//! reader of all the reports cannot tell from the true one.

use super::moves::{Move, bit};
use super::system::{Number, System};
use super::{SMALL, is_small};

/// A report in the world.
#[derive(Clone)]
pub(super) struct Shown {
    /// Its numbers.
    pub(super) values: Vec<i64>,
    /// Which of its cells are hidden.
    pub(super) hidden: Vec<bool>,
    /// Which say that their part is not in use: nothing hides that there is nothing.
    pub(super) unused: Vec<bool>,
    /// Which parts of the days it is about.
    pub(super) covers: Vec<bool>,
}

/// Where a move takes place: in one part, or in one part and the way back in another.
#[derive(Debug, Clone, Copy)]
struct Shift {
    there: usize,
    back: Option<usize>,
}

impl Shift {
    /// What it adds to a set of parts.
    fn net(self, set: &[bool]) -> i64 {
        let within = |part: usize| i64::from(set.get(part).copied().unwrap_or(false));
        within(self.there) - self.back.map_or(0, within)
    }
}

/// A number of some parts of the days that must keep a second possible value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Target {
    pub(super) number: usize,
    pub(super) parts: Vec<bool>,
}

/// The true world. The new report is the last.
pub(super) struct Worlds<'a> {
    pub(super) system: &'a System,
    pub(super) moves: &'a [Move],
    /// The numbers of each part.
    pub(super) parts: Vec<Vec<i64>>,
    pub(super) earlier: Vec<Shown>,
    pub(super) new: Shown,
}

/// Hiding one more number costs more than any detour through numbers that are hidden already.
const HIDING: u32 = 100;

impl Worlds<'_> {
    /// The first of these that is given away.
    pub(super) fn given_away(&self, targets: &[Target]) -> Option<Target> {
        let free: Vec<(Shift, u64)> = self
            .shifts()
            .map(|shift| (shift, self.moved(shift)))
            .collect();
        let kept = |target: &&Target| {
            free.iter().any(|(shift, moved)| {
                moved & bit(target.number) != 0 && shift.net(&target.parts) != 0
            })
        };
        targets.iter().find(|target| !kept(target)).cloned()
    }

    /// The cells of the new report to hide so that the target keeps another value, at the least loss.
    pub(super) fn cheapest(&self, target: &Target) -> Option<Vec<usize>> {
        let wanted = bit(target.number);
        let mut best: Option<(u32, u64)> = None;
        for shift in self.shifts().filter(|shift| shift.net(&target.parts) != 0) {
            let (up, down) = self.room(shift, true);
            let touches = shift.net(&self.new.covers) != 0;
            for one in self.moves.iter().filter(|one| one.all() & wanted != 0) {
                let cost = self.cost(*one, touches);
                let cheaper = best.is_none_or(|(least, _)| cost < least);
                if cheaper && one.up & !up == 0 && one.down & !down == 0 {
                    best = Some((cost, if touches { one.all() } else { 0 }));
                }
            }
        }
        best.map(|(_, set)| self.cells(set))
    }

    /// The world as the earlier reports tell of it: parts that none of them tells apart are one. And the same target in it;
    /// `None` where the target is only a piece of such a part.
    pub(super) fn before(&self, target: &Target) -> Option<(Self, Target)> {
        let told = |part: usize| -> Vec<bool> {
            let covers = self.earlier.iter();
            covers
                .map(|one| one.covers.get(part).copied().unwrap_or(false))
                .collect()
        };
        let mut groups: Vec<(Vec<bool>, Vec<i64>)> = Vec::new();
        let mut wanted: Vec<bool> = Vec::new();
        for (part, values) in self.parts.iter().enumerate() {
            let (told, inside) = (told(part), target.parts.get(part) == Some(&true));
            match groups.iter().position(|(known, _)| *known == told) {
                Some(place) if wanted.get(place) != Some(&inside) => return None,
                Some(place) => {
                    let sums = groups.get_mut(place).into_iter().flat_map(|(_, sums)| sums);
                    sums.zip(values).for_each(|(sum, value)| *sum += value);
                }
                None => {
                    groups.push((told, values.clone()));
                    wanted.push(inside);
                }
            }
        }
        let earlier = self.earlier.iter().enumerate().map(|(place, one)| Shown {
            covers: groups
                .iter()
                .map(|(told, _)| told.get(place).copied().unwrap_or(false))
                .collect(),
            ..one.clone()
        });
        let world = Self {
            earlier: earlier.collect(),
            new: Shown {
                covers: Vec::new(),
                ..self.new.clone()
            },
            parts: groups.iter().map(|(_, sums)| sums.clone()).collect(),
            ..*self
        };
        let target = Target {
            number: target.number,
            parts: wanted,
        };
        Some((world, target))
    }

    fn shifts(&self) -> impl Iterator<Item = Shift> {
        let count = self.parts.len();
        let alone = (0..count).map(|there| Shift { there, back: None });
        let pairs = (0..count).flat_map(move |there| {
            let others = (0..count).filter(move |back| *back != there);
            others.map(move |back| Shift {
                there,
                back: Some(back),
            })
        });
        alone.chain(pairs)
    }

    /// The numbers that move in some world that looks the same.
    fn moved(&self, shift: Shift) -> u64 {
        let (up, down) = self.room(shift, false);
        let free = self
            .moves
            .iter()
            .filter(|one| one.up & !up == 0 && one.down & !down == 0);
        free.fold(0, |set, one| set | one.all())
    }

    /// The numbers that may go up, and those that may go down, where the move takes place there; with the new report all
    /// hidden, or as it is.
    fn room(&self, shift: Shift, all_hidden: bool) -> (u64, u64) {
        let (mut up, mut down) = (0, 0);
        for place in 0..self.system.numbers.len() {
            if self.may_move(place, shift, 1, all_hidden) {
                up |= bit(place);
            }
            if self.may_move(place, shift, -1, all_hidden) {
                down |= bit(place);
            }
        }
        (up, down)
    }

    fn may_move(&self, place: usize, shift: Shift, step: i64, all_hidden: bool) -> bool {
        let part = |part: usize| {
            let values = self.parts.get(part);
            values
                .and_then(|values| values.get(place))
                .copied()
                .unwrap_or(0)
        };
        let stays =
            part(shift.there) + step >= 0 && shift.back.is_none_or(|back| part(back) - step >= 0);
        let Some(number) = self.system.numbers.get(place).filter(|_| stays) else {
            return false;
        };
        let fits = |shown: &Shown, hidden: bool| {
            let net = shift.net(&shown.covers) * step;
            net == 0 || ((hidden || free(number, shown)) && may_be(number, shown, place, net))
        };
        fits(&self.new, all_hidden) && self.earlier.iter().all(|shown| fits(shown, false))
    }

    /// What is lost where a move is made possible; each number that moves counts a little.
    fn cost(&self, one: Move, touches: bool) -> u32 {
        let hiding = if touches { self.hiding(one.all()) } else { 0 };
        one.all().count_ones() + hiding
    }

    /// What is lost where the new report hides all these numbers.
    pub(super) fn hiding(&self, set: u64) -> u32 {
        let mut lost: Vec<usize> = Vec::new();
        let numbers = self.system.numbers.iter().enumerate();
        let shown =
            numbers.filter(|(place, number)| set & bit(*place) != 0 && !free(number, &self.new));
        let prices = shown.map(|(_, number)| match number.cell {
            Some(cell) if !lost.contains(&cell) => {
                lost.push(cell);
                HIDING * number.weight
            }
            _ => 0,
        });
        prices.sum()
    }

    pub(super) fn cells(&self, set: u64) -> Vec<usize> {
        let numbers = self.system.numbers.iter().enumerate();
        numbers
            .filter(|(place, _)| set & bit(*place) != 0)
            .filter_map(|(_, number)| number.cell)
            .collect()
    }
}

/// Whether a report does not tell a number.
pub(super) fn free(number: &Number, shown: &Shown) -> bool {
    number
        .cell
        .is_none_or(|cell| shown.hidden.get(cell).copied().unwrap_or(true))
}

/// Whether a reader to whom a number is hidden holds it possible that it is more or less by so much. A hidden small count
/// is known to be small.
pub(super) fn may_be(number: &Number, shown: &Shown, place: usize, more: i64) -> bool {
    let value = shown.values.get(place).copied().unwrap_or(0);
    let unused = |cell: usize| shown.unused.get(cell) == Some(&true);
    if number.cell.is_some_and(unused) {
        false
    } else if number.printed && is_small(value) {
        u64::try_from(value + more).is_ok_and(|value| SMALL.contains(&value))
    } else {
        value + more >= 0
    }
}
