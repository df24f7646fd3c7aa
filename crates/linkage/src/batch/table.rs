//! Records as the engine holds them: one row of numbers each, in an order that their content alone decides.

use std::ops::Index;

use super::column::Column;
use super::hash;
use super::keys;
use super::letters::Outline;
use super::names::Names;
use super::sort::{arrange, sort};
use super::texts::Texts;
use super::whole::Whole;

/// Where each value stands in a row.
pub(super) mod slot {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const MIDDLE: usize = 1;
    pub(crate) const SURNAME: usize = 2;
    pub(crate) const BORN: usize = 3;
    pub(crate) const SEX: usize = 4;
    pub(crate) const STREET: usize = 5;
    pub(crate) const HOUSE: usize = 6;
    pub(crate) const POSTCODE: usize = 7;
    pub(crate) const SUBURB: usize = 8;
    pub(crate) const STATE: usize = 9;
    pub(crate) const PHONE: usize = 10;
    pub(crate) const EMAIL: usize = 11;
    pub(crate) const NATIONAL: usize = 12;
    pub(crate) const BIRTHPLACE: usize = 13;
    pub(crate) const OCCUPATION: usize = 14;
    pub(crate) const SIDE: usize = 15;
    pub(crate) const ALL: usize = 16;
}

/// One record's values: a number for each, 0 where it is missing.
pub(super) type Values = [u32; slot::ALL];

/// The same, where it fills one line of the processor's cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Row(pub(super) Values);

impl Index<usize> for Row {
    type Output = u32;

    fn index(&self, place: usize) -> &u32 {
        &self.0[place]
    }
}

/// Records to be linked.
pub struct Table {
    pub(super) rows: Vec<Row>,
    /// For each row, which record of the file it was.
    pub(super) origin: Vec<u32>,
    pub(super) texts: [Texts; slot::ALL],
    /// How often each number occurs, by slot.
    pub(super) counts: [Vec<u32>; slot::ALL],
    /// Of each text a number that does not depend on when it came, by slot; of names, [`Names`] has others.
    pub(super) hashes: [Vec<u32>; slot::ALL],
    pub(super) names: Names,
    /// Each street at a glance.
    pub(super) streets: Vec<Option<Outline>>,
    /// Of each row, how many have its given name and its surname together.
    pub(super) namesakes: Vec<u32>,
    pub(super) sides: bool,
    /// Of which records it holds some; nothing where it has all there are.
    pub(super) of: Option<Box<Whole>>,
    unread: Vec<(Column, u64)>,
    one_id: Option<(u32, u32)>,
}

impl Table {
    /// Puts records in an order that does not depend on the file's; `ids` are the hashes of their ids.
    pub(super) fn of(
        rows: Vec<Row>,
        mut ids: Vec<u64>,
        texts: [Texts; slot::ALL],
        unread: Vec<(Column, u64)>,
    ) -> Self {
        let (_, one_id) = order(&ids);
        for (row, id) in rows.iter().zip(&mut ids) {
            *id = place_of(row[slot::BORN], *id);
        }
        let (origin, _) = order(&ids);
        drop(ids);
        let mut table = Self::in_order(rows, origin, texts);
        table.counts = counts(&table.rows, &table.texts);
        table.namesakes = namesakes(&table.rows);
        table.unread = unread;
        table.one_id = one_id;
        table
    }

    /// Puts records in an order that is given. How common their names are is not known yet.
    pub(super) fn in_order(
        mut rows: Vec<Row>,
        origin: Vec<u32>,
        mut texts: [Texts; slot::ALL],
    ) -> Self {
        let hashes = texts.each_mut().map(Texts::close);
        arrange(&mut rows, |row| origin[row] as usize);
        Self {
            sides: rows.iter().any(|row| row[slot::SIDE] != 0),
            names: Names::read(&texts[slot::GIVEN]),
            streets: (0..texts[slot::STREET].len() as u32)
                .map(|street| Outline::of(texts[slot::STREET].text(street)))
                .collect(),
            namesakes: Vec::new(),
            counts: Default::default(),
            hashes,
            rows,
            origin,
            of: None,
            one_id: None,
            texts,
            unread: Vec::new(),
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Two records of one file that seem to have one id, as their places; to be looked at, since only its hash is known here.
    pub fn one_id(&self) -> Option<(u32, u32)> {
        self.one_id
    }

    /// How many values of a column could not be read as what it holds; they count as missing.
    pub fn unread(&self) -> &[(Column, u64)] {
        &self.unread
    }
}

/// What a record stands by among others: those born in one month are near each other, and its id's hash says the rest.
pub(super) fn place_of(born: u32, id: u64) -> u64 {
    u64::from(keys::nearby(born)) << 48 | id >> 16
}

/// Where a row has what is no name, in the order in which it is written out.
pub(super) const TEXT_SLOTS: [usize; 10] = [
    slot::STREET,
    slot::HOUSE,
    slot::POSTCODE,
    slot::SUBURB,
    slot::STATE,
    slot::PHONE,
    slot::EMAIL,
    slot::NATIONAL,
    slot::BIRTHPLACE,
    slot::OCCUPATION,
];

fn counts(rows: &[Row], texts: &[Texts; slot::ALL]) -> [Vec<u32>; slot::ALL] {
    let names = [slot::GIVEN, slot::MIDDLE, slot::SURNAME];
    let counted: Vec<usize> = names.into_iter().chain(TEXT_SLOTS).collect();
    let mut counts: [Vec<u32>; slot::ALL] = std::array::from_fn(|_| Vec::new());
    for &place in &counted {
        let of = if place < slot::BORN {
            slot::GIVEN
        } else {
            place
        };
        counts[place] = vec![0; texts[of].len()];
    }
    for row in rows {
        for &place in &counted {
            counts[place][row[place] as usize] += 1;
        }
    }
    counts
}

/// Of a text a number that does not depend on when it came.
pub(super) fn text_hash(texts: &Texts, number: u32) -> u32 {
    match number {
        0 => 0,
        number => hash::narrow(hash::text(texts.text(number))),
    }
}

/// The places of records by what orders them, and the first two of one order.
pub(super) fn order(orders: &[u64]) -> (Vec<u32>, Option<(u32, u32)>) {
    const UPPER: u64 = u64::MAX << 32;
    let mut list: Vec<u64> = orders
        .iter()
        .zip(0..)
        .map(|(order, at)| order & UPPER | at)
        .collect();
    sort(&mut list);
    let of = |one: &u64| (orders[*one as u32 as usize], *one as u32);
    let mut alike = None;
    for near in list.chunk_by_mut(|x, y| x & UPPER == y & UPPER) {
        if near.len() > 1 {
            near.sort_unstable_by_key(of);
            let twice = near.windows(2).filter(|two| of(&two[0]).0 == of(&two[1]).0);
            let first = twice.map(|two| (two[0] as u32, two[1] as u32)).min();
            alike = alike.into_iter().chain(first).min();
        }
    }
    (list.into_iter().map(|one| one as u32).collect(), alike)
}

fn namesakes(rows: &[Row]) -> Vec<u32> {
    let name = |one: &u64| {
        let row = &rows[*one as u32 as usize];
        (row[slot::GIVEN], row[slot::SURNAME])
    };
    let mark = |row: &Row| {
        let hash = hash::mix(u64::from(row[slot::GIVEN]), u64::from(row[slot::SURNAME]));
        hash & (u64::MAX << 32)
    };
    let mut list: Vec<u64> = rows
        .iter()
        .zip(0..)
        .map(|(row, at)| mark(row) | at)
        .collect();
    sort(&mut list);
    let mut counts = vec![0; rows.len()];
    for near in list.chunk_by_mut(|x, y| x >> 32 == y >> 32) {
        if near.len() > 1 {
            near.sort_unstable_by_key(name);
        }
        for group in near.chunk_by(|x, y| name(x) == name(y)) {
            for one in group {
                counts[*one as u32 as usize] = group.len() as u32;
            }
        }
    }
    counts
}
