//! Pairs of moves: one in one part of the days and another in another, where no move by itself leads to a world that looks
//! the same. More are not tried: then the whole report is hidden.

use super::moves::{Move, bit};
use super::worlds::{Shown, Target, Worlds, free, may_be};

/// How numbers change: by two or one, up or down.
#[derive(Clone, Copy)]
struct Change {
    up_two: u64,
    up: u64,
    down: u64,
    down_two: u64,
}

const NONE: Move = Move { up: 0, down: 0 };

impl Change {
    fn of(one: Move, other: Move) -> Self {
        Self {
            up_two: one.up & other.up,
            up: (one.up & !other.all()) | (other.up & !one.all()),
            down: (one.down & !other.all()) | (other.down & !one.all()),
            down_two: one.down & other.down,
        }
    }

    fn all(self) -> u64 {
        self.up_two | self.up | self.down | self.down_two
    }

    /// Whether every change is among those allowed.
    fn within(self, room: Self) -> bool {
        self.up_two & !room.up_two == 0
            && self.up & !room.up == 0
            && self.down & !room.down == 0
            && self.down_two & !room.down_two == 0
    }
}

/// What a report leaves room for, and the parts it is about.
struct Held<'a> {
    room: Change,
    covers: &'a [bool],
}

impl Held<'_> {
    fn change(&self, (there, one): (usize, Move), (back, other): (usize, Move)) -> Change {
        let about = |part: usize, moved: Move| {
            let inside = self.covers.get(part).copied().unwrap_or(false);
            if inside { moved } else { NONE }
        };
        Change::of(about(there, one), about(back, other))
    }
}

fn held<'a>(worlds: &Worlds<'_>, shown: &'a Shown, all_hidden: bool) -> Held<'a> {
    Held {
        room: room(worlds, shown, all_hidden),
        covers: &shown.covers,
    }
}

fn room(worlds: &Worlds<'_>, shown: &Shown, all_hidden: bool) -> Change {
    let by = |more: i64| {
        let numbers = worlds.system.numbers.iter().enumerate();
        let open = numbers.filter(|(place, number)| {
            (all_hidden || free(number, shown)) && may_be(number, shown, *place, more)
        });
        open.fold(0, |set, (place, _)| set | bit(place))
    };
    Change {
        up_two: by(2),
        up: by(1),
        down: by(-1),
        down_two: by(-2),
    }
}

impl Worlds<'_> {
    /// The cells of the new report to hide so that the target keeps another value by a pair of moves, at the least loss.
    pub(super) fn cheapest_pair(&self, target: &Target) -> Option<Vec<usize>> {
        let new = held(self, &self.new, true);
        let earlier = self.earlier.iter().map(|one| held(self, one, false));
        let earlier: Vec<Held<'_>> = earlier.collect();
        let mut best: Option<(u32, u64)> = None;
        for (first, second) in self.pairs(target) {
            let change = new.change(first, second);
            let cost = (first.1.all() | second.1.all()).count_ones() + self.hiding(change.all());
            let cheaper = best.is_none_or(|(least, _)| cost < least);
            let fits = |one: &Held<'_>| one.change(first, second).within(one.room);
            if cheaper && change.within(new.room) && earlier.iter().all(fits) {
                best = Some((cost, change.all()));
            }
        }
        best.map(|(_, set)| self.cells(set))
    }

    /// Every pair that changes the target and leaves no part with less than nothing.
    fn pairs(&self, target: &Target) -> impl Iterator<Item = ((usize, Move), (usize, Move))> {
        let wanted = bit(target.number);
        let inside: Vec<bool> = target.parts.clone();
        let possible = |part: usize| {
            let empty = self.empty(part);
            let moves = self.moves.iter().copied();
            moves.filter(move |one| one.down & empty == 0)
        };
        let firsts = (0..self.parts.len())
            .filter(move |part| inside.get(*part) == Some(&true))
            .flat_map(move |part| possible(part).map(move |one| (part, one)))
            .filter(move |(_, one)| one.all() & wanted != 0);
        firsts.flat_map(move |first| {
            let others = (0..self.parts.len()).filter(move |part| *part != first.0);
            let seconds = others.flat_map(move |part| possible(part).map(move |one| (part, one)));
            let undoes = move |(part, one): &(usize, Move)| {
                let within = target.parts.get(*part) == Some(&true);
                within && (one.up & first.1.down | one.down & first.1.up) & wanted != 0
            };
            seconds
                .filter(move |second| !undoes(second))
                .map(move |second| (first, second))
        })
    }

    /// The numbers of a part that are nothing.
    fn empty(&self, part: usize) -> u64 {
        let values = self.parts.get(part).into_iter().flatten().enumerate();
        values
            .filter(|(_, value)| **value == 0)
            .fold(0, |set, (place, _)| set | bit(place))
    }
}
