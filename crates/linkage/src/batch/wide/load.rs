//! Some of all records, put into a table that knows of the others what it must.

use super::super::table::{Row, TEXT_SLOTS, Table, Values, order, slot};
use super::super::texts::{Spool, Texts};
use super::super::whole::Whole;
use super::sheet::{NUMBER_SLOTS, Sheet};
use super::survey::Shared;

/// In the place of a row: this record is not wanted.
pub const NOT_WANTED: u32 = u32::MAX;

/// What was kept does not fit together: it is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is damaged, or of other records")]
pub struct Damaged;

/// Takes some of all records in.
pub struct Loader<'s> {
    shared: &'s Shared,
    texts: [Texts; slot::ALL],
    /// By a name's number among all, its number here; 0 where it has not come yet.
    names: Vec<u32>,
    /// By a name's number here, that among all.
    known: Vec<u32>,
    values: Vec<Row>,
    rows: Vec<u32>,
    spool: Spool,
}

impl<'s> Loader<'s> {
    /// For records of these.
    pub fn new(shared: &'s Shared) -> Self {
        Self {
            shared,
            texts: std::array::from_fn(|_| Texts::new()),
            names: vec![0; shared.names.len()],
            known: vec![0],
            values: Vec::new(),
            rows: Vec::new(),
            spool: Spool::default(),
        }
    }

    /// Takes those in whose row is not [`NOT_WANTED`].
    pub fn take(&mut self, sheet: &Sheet, rows: &[u32]) -> Result<(), Damaged> {
        let each = (0..sheet.len()).zip(rows);
        let wanted: Vec<usize> = each
            .filter(|(_, row)| **row != NOT_WANTED)
            .map(|(at, _)| at)
            .collect();
        let (from, records) = (self.values.len(), self.shared.census.records);
        for at in &wanted {
            if u64::from(rows[*at]) >= records {
                return Err(Damaged);
            }
            self.rows.push(rows[*at]);
            let mut values: Values = [0; slot::ALL];
            for (place, numbers) in NUMBER_SLOTS.into_iter().zip(&sheet.numbers) {
                let number = *numbers.get(*at).ok_or(Damaged)?;
                values[place] = match place {
                    slot::BORN | slot::SEX => number,
                    _ => self.name(number)?,
                };
            }
            self.values.push(Row(values));
        }
        for (place, words) in TEXT_SLOTS.into_iter().zip(&sheet.texts) {
            self.spool.clear();
            for at in &wanted {
                self.spool.push(words.get(*at));
            }
            let mut values = self.values[from..].iter_mut();
            self.texts[place].numbers(&self.spool, |number| {
                if let Some(values) = values.next() {
                    values.0[place] = number;
                }
            });
        }
        Ok(())
    }

    /// The number here of a name.
    fn name(&mut self, number: u32) -> Result<u32, Damaged> {
        let here = self.names.get_mut(number as usize).ok_or(Damaged)?;
        if *here == 0 && number != 0 {
            let text = self.shared.names.get(number as usize);
            *here = self.texts[slot::GIVEN].number(text);
            if *here as usize != self.known.len() {
                return Err(Damaged);
            }
            self.known.push(number);
        }
        Ok(*here)
    }

    /// How many were taken.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Those that were taken.
    pub fn finish(self) -> Table {
        let orders: Vec<u64> = self.rows.iter().map(|row| u64::from(*row) << 32).collect();
        let (origin, _) = order(&orders);
        drop(orders);
        let mut table = Table::in_order(self.values, origin, self.texts);
        let rows = table.origin.iter().map(|at| self.rows[*at as usize]);
        table.of = Some(Box::new(Whole {
            census: self.shared.census.clone(),
            rows: rows.collect(),
        }));
        let number = |here: u32| self.known[here as usize] as usize;
        for (counts, place) in self.shared.counts.iter().zip([slot::GIVEN, slot::SURNAME]) {
            let here = (0..self.known.len() as u32).map(|here| counts[number(here)]);
            table.counts[place] = here.collect();
        }
        let whole = table.rows.iter().map(|row| {
            let (given, surname) = (number(row[slot::GIVEN]), number(row[slot::SURNAME]));
            self.shared.namesakes_of(given as u32, surname as u32)
        });
        table.namesakes = whole.collect();
        table
    }
}
