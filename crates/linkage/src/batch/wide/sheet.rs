//! Records as they are kept outside: columns of numbers and columns of texts, as they are compared.

use std::ops::Range;

use super::super::table::{Row, TEXT_SLOTS, Table, slot};
use super::super::texts::Texts;
use super::keys::{BORN, part_of};

/// The columns of numbers: names by their numbers among all names, the birth date packed, the sex.
pub const NUMBERS: [&str; 5] = ["given_names", "middle_names", "surname", "born", "sex"];
pub(super) const NUMBER_SLOTS: [usize; 5] = [
    slot::GIVEN,
    slot::MIDDLE,
    slot::SURNAME,
    slot::BORN,
    slot::SEX,
];

/// The columns of texts; a text that is missing is empty.
pub const TEXTS: [&str; 10] = [
    "street",
    "house",
    "postcode",
    "suburb",
    "state",
    "phone",
    "email",
    "national_id",
    "birth_place",
    "occupation",
];

/// Texts, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    ends: Vec<u32>,
}

/// Some records, column by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// As [`NUMBERS`] names them; 0 where a value is missing.
    pub numbers: [Vec<u32>; NUMBERS.len()],
    /// As [`TEXTS`] names them.
    pub texts: [Words; TEXTS.len()],
}

/// Some records in the order in which they came in.
pub struct Slice {
    pub(super) table: Table,
}

impl Words {
    /// One more.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// One of them; empty where there is no such text.
    pub fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let to = self.ends.get(at).copied().unwrap_or(0);
        let range = from.copied().unwrap_or(0) as usize..to as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// Each of them.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.get(at))
    }

    /// All of them, joined, and where each ends.
    pub fn joined(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

impl Sheet {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.numbers[0].len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds one record of another sheet.
    pub fn push_from(&mut self, other: &Self, at: usize) {
        for (own, numbers) in self.numbers.iter_mut().zip(&other.numbers) {
            own.push(numbers[at]);
        }
        for (own, texts) in self.texts.iter_mut().zip(&other.texts) {
            own.push(texts.get(at));
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.numbers.iter_mut().for_each(Vec::clear);
        self.texts.iter_mut().for_each(Words::clear);
    }
}

impl Slice {
    pub(in super::super) fn of(rows: Vec<Row>, texts: [Texts; slot::ALL]) -> Self {
        let order = (0..rows.len() as u32).collect();
        Self {
            table: Table::in_order(rows, order, texts),
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Some of its records; `names` are the numbers that its names have among all.
    pub fn sheet(&self, records: Range<usize>, names: &[u32]) -> Sheet {
        let mut sheet = Sheet::default();
        let rows = &self.table.rows[records];
        for (numbers, place) in sheet.numbers.iter_mut().zip(NUMBER_SLOTS) {
            numbers.extend(rows.iter().map(|row| match place {
                slot::BORN | slot::SEX => row[place],
                _ => names[row[place] as usize],
            }));
        }
        for (words, place) in sheet.texts.iter_mut().zip(TEXT_SLOTS) {
            for row in rows {
                words.push(self.table.texts[place].text(row[place]));
            }
        }
        sheet
    }

    /// Of each record, what one of the [columns](super::COLUMNS) of keys says.
    pub fn column(&self, column: usize) -> Vec<u32> {
        let of = |row: &Row| match column {
            BORN => row[slot::BORN],
            part => self.table.part(part_of(part), row),
        };
        self.table.rows.iter().map(of).collect()
    }
}
