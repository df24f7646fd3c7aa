//! No pair is judged alone before it is certain: who else is at home? Whoever of one home is called the same and was born on another
//! day, or was born on that day and is called something else, could be the one whose slip, short name or copied date it is. Twins,
//! fathers and sons of one name give themselves away by any of their records, not by the two that look the same.

use hashbrown::HashTable;

use super::hash;
use super::level::{BatchField, Pattern, born, given, mark, middle};
use super::table::{Row, Table, slot};

/// Homes and telephones that have two people who share a name or a birth date; each with that name, or that date.
#[derive(Default)]
pub(super) struct Doubles(HashTable<u64>);

/// What is noted while pairs are looked at.
#[derive(Default)]
pub(super) struct Noted(Vec<u64>);

/// A name that no more records than these have may be a slip of another, and so may one that is so many times rarer than the other.
const SLIPS: u32 = 2;
const RARER: u32 = 30;

/// What two of one home share.
#[derive(Clone, Copy)]
enum Shared {
    Name = 1,
    Day = 2,
    /// A birth date, and a name but for a slip: the rarer of the two may be a slip of others too.
    Slip = 3,
}

impl Noted {
    /// Notes what two records show of a home, as far as their levels are known.
    pub(super) fn note(&mut self, table: &Table, pattern: &Pattern, x: &Row, y: &Row) {
        let level = |field: BatchField| pattern[field as usize];
        let called = level(BatchField::Given);
        let same_name = (given::SAME_RARE..=given::SAME_COMMON).contains(&called);
        let (shared, of) = match level(BatchField::Born) {
            born::DIFFERENT if same_name => (Shared::Name, x),
            born::SAME => {
                let other = level(BatchField::Middle) == middle::DIFFERENT
                    || same_name && level(BatchField::National) == mark::DIFFERENT;
                match likeness(table, called, x, y) {
                    _ if other => (Shared::Day, x),
                    Likeness::Other => (Shared::Day, x),
                    Likeness::SlipOf(slip) => (Shared::Slip, slip),
                    Likeness::Same => return,
                }
            }
            _ => return,
        };
        let homes = homes(x).into_iter().zip(homes(y));
        let both = homes.filter(|(one, other)| one == other && *one != 0);
        self.0
            .extend(both.map(|(home, _)| marked(home, shared, of)));
    }

    /// Takes in what was noted elsewhere.
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn doubles(self) -> Doubles {
        let mut all = HashTable::with_capacity(self.0.len());
        for mark in self.0 {
            let found = all.entry(mark, |one| *one == mark, |one| *one);
            found.or_insert(mark);
        }
        Doubles(all)
    }
}

impl Doubles {
    /// Whether somebody of a home of these two, who share name and birth date, shares the one of these and not the other.
    pub(super) fn beside(&self, x: &Row, y: &Row) -> bool {
        let homes = [homes(x), homes(y)].into_iter().flatten();
        let mut homes = homes.filter(|home| *home != 0);
        homes.any(|home| {
            let has = |shared| {
                let mark = marked(home, shared, x);
                self.0.find(mark, |one| *one == mark).is_some()
            };
            has(Shared::Name) || has(Shared::Day) || has(Shared::Slip)
        })
    }
}

/// Whether two records are of one home, or one telephone.
pub(super) fn at_home(x: &Row, y: &Row) -> bool {
    let mut both = homes(x).into_iter().zip(homes(y));
    both.any(|(one, other)| one == other && one != 0)
}

/// Where a record is at home: house and street, and telephone; 0 where it does not say.
fn homes(row: &Row) -> [u64; 2] {
    let either = |which: u64, one: u32, other: u32| {
        hash::mix(u64::from(one) << 32 | u64::from(other), which) | 1
    };
    let street = match row[slot::STREET] {
        0 => 0,
        street => either(1, street, row[slot::HOUSE]),
    };
    let telephone = match row[slot::PHONE] {
        0 => 0,
        telephone => either(2, telephone, 0),
    };
    [street, telephone]
}

fn marked(home: u64, shared: Shared, row: &Row) -> u64 {
    let of = match shared {
        Shared::Name | Shared::Slip => row[slot::GIVEN],
        Shared::Day => row[slot::BORN],
    };
    hash::mix(home, u64::from(of) << 2 | shared as u64)
}

/// What two given names are to each other.
enum Likeness<'r> {
    /// Names of two people.
    Other,
    /// One of them, which this record has, may be a slip of the other.
    SlipOf(&'r Row),
    /// One name, or another form or part of it, or not said.
    Same,
}

fn likeness<'r>(table: &Table, level: u8, x: &'r Row, y: &'r Row) -> Likeness<'r> {
    let count = |row: &Row| table.counts[slot::GIVEN][row[slot::GIVEN] as usize];
    let (rare, common) = if count(x) < count(y) { (x, y) } else { (y, x) };
    let slip = count(rare) <= SLIPS || count(rare).saturating_mul(RARER) < count(common);
    match level {
        given::CLOSE | given::SOUNDS | given::LOOSE if slip => Likeness::SlipOf(rare),
        given::CLOSE | given::SOUNDS | given::LOOSE | given::DIFFERENT | given::SHARED => {
            Likeness::Other
        }
        _ => Likeness::Same,
    }
}
