//! "Who may this be?", asked of many records held in memory, which come, are corrected and go. The batch's engine, one record
//! at a time: its readers, its keys, its comparisons, its weights.
//!
//! An [`Index`] is what its records are, not how they came: any order of insertions, corrections and removals gives the same answers
//! as an index made of what is left. How much a name says follows how many of the records have it, with each that comes or goes.
//!
//! Records that are hidden ([`Standing::Hidden`]) answer only a question whose asker may see them, and nobody else can tell
//! that they are there: they are counted nowhere, and push nobody out.

mod cluster;
mod explain;
mod groups;
mod shelf;
mod spread;
mod terms;
mod texts;
mod words;

use std::borrow::Cow;
use std::hash::Hash;

use super::builder::{Builder, Reading};
use super::column::Column;
use super::compare::Comparer;
use super::doubles::{Noted, at_home};
use super::facts::{Apart, Facts};
use super::keys::KEYS;
use super::level::Pattern;
use super::link::KEPT;
use super::model::{ByClass, Logs, Model, ModelError, Odds, among, class, log_prior};
use super::names::Memo;
use super::score::Judge;
use super::table::{Row, Table};
use super::zone::{Zone, zone};

pub use cluster::Cluster;
pub use explain::{Compared, Explained};
use shelf::{Rows, Shelf};
use terms::Terms;

/// Whom a record may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Whoever asks, unless they leave it out.
    Open,
    /// Who asks and may see it; to all others it is as if it were not there.
    Hidden,
}

/// Who is asked about.
#[derive(Clone, Copy)]
pub enum Asked<'a, K> {
    /// Somebody described, in the order of the columns. Answers are those that would be given if it were one of the records.
    Values(&'a [&'a str]),
    /// One of the records: who else may it be?
    Known(K),
}

/// Somebody who may be the one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<K> {
    /// What the caller calls the record.
    pub id: K,
    /// log2 of the odds that the two are one person.
    pub weight: f64,
    /// What may be done with it. Whoever is hidden is never certain: who somebody in hiding is, a person decides.
    pub zone: Zone,
}

impl<K> Answer<K> {
    /// The weight as a probability, 0 to 1.
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.weight).exp2())
    }
}

/// So many may share a key and meet by it; of more, those who share its next part too.
const MOST_SHARE: usize = 64;
/// A question remembers so many comparisons of names, each of some bytes.
const REMEMBERED: usize = 64;

/// Records held in memory; `K` is whatever the caller calls them by. It has no `Debug`: it holds what must not be logged.
pub struct Index<K> {
    columns: Vec<Column>,
    /// How often two records are of each class, and among how many that was learned.
    learned: (ByClass, u64),
    logs: Logs,
    /// The open records are its rows. Of who is asked about it holds the namesakes; of others they may be out of date.
    table: Table,
    terms: Terms,
    open: Shelf<K>,
    hidden: Shelf<K>,
    hidden_rows: Vec<Row>,
    facts: Facts<K>,
}

/// Somebody who meets who is asked about and may be the same, or is known not to be.
struct Met<K> {
    answer: Answer<K>,
    apart: Option<Apart>,
}

impl<K: Copy + Ord + Hash> Index<K> {
    /// An index of no records yet, which have these columns and are compared by this model.
    ///
    /// # Errors
    /// Where the model cannot be used.
    pub fn new(model: &Model, columns: &[Column]) -> Result<Self, ModelError> {
        Self::of_few(model, columns, MOST_SHARE)
    }

    fn of_few(model: &Model, columns: &[Column], most: usize) -> Result<Self, ModelError> {
        let odds = Odds::read(model)?;
        let named = |name: &String| {
            let key = KEYS.iter().find(|key| key.name() == *name);
            key.ok_or_else(|| ModelError::Unknown(name.clone()))
        };
        let keys = model
            .keys
            .iter()
            .map(named)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            columns: columns.to_vec(),
            logs: odds.logs(),
            learned: (odds.prior, model.records),
            table: Builder::new(columns).finish(),
            terms: Terms::default(),
            open: Shelf::new(&keys, most),
            hidden: Shelf::new(&keys, usize::MAX),
            hidden_rows: Vec::new(),
            facts: Facts::default(),
        })
    }

    /// How many records there are, hidden ones included.
    pub fn len(&self) -> usize {
        self.open.ids.len() + self.hidden.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes a record in, its values in the order of the columns, in place of what was there under its id.
    pub fn insert(&mut self, id: K, standing: Standing, values: &[&str]) {
        self.remove(id);
        let row = self.read(values);
        match standing {
            Standing::Open => {
                self.lay(row);
                self.open.name(id);
            }
            Standing::Hidden => {
                self.hidden_rows.push(row);
                self.hidden.name(id);
                let of = of_hidden(&self.table, &self.hidden_rows);
                self.hidden.add(of, self.hidden_rows.len() as u32 - 1);
            }
        }
    }

    /// What is known of the records whatever the evidence says, to be added to: those who are two people never become one, and
    /// neither is the other's answer. It is kept when a record is corrected or taken out, until it is forgotten.
    pub fn facts(&mut self) -> &mut Facts<K> {
        &mut self.facts
    }

    /// Takes a record out; whether it was there.
    pub fn remove(&mut self, id: K) -> bool {
        if let Some(row) = self.open.place(id) {
            self.take(row);
            self.open.unname(row);
            true
        } else if let Some(row) = self.hidden.place(id) {
            let last = self.hidden_rows.len() as u32 - 1;
            let of = of_hidden(&self.table, &self.hidden_rows);
            self.hidden.take(of, row);
            if row != last {
                self.hidden.rename(of, last, row);
            }
            self.hidden_rows.swap_remove(row as usize);
            self.hidden.unname(row);
            true
        } else {
            false
        }
    }

    /// Who may this be: no more than `most`, likeliest first, of those who are seen. Hidden ones are looked at only where `sees`
    /// says so, open ones are too: nobody who is not seen changes the order of the others, or takes a place.
    pub fn ask(
        &mut self,
        asked: Asked<'_, K>,
        most: usize,
        sees: impl Fn(K) -> bool,
    ) -> Vec<Answer<K>> {
        let answers = self.with(asked, |index, row| index.answers(row, own(asked), &sees));
        let mut answers = answers.unwrap_or_default();
        answers.truncate(most);
        answers
    }

    /// Who meets the record of a row, which is called so if it is one of the records, and may be the same person; likeliest first.
    fn answers(&mut self, at: u32, own: Option<K>, sees: &impl Fn(K) -> bool) -> Vec<Answer<K>> {
        let met = self.met(at, own, sees).into_iter();
        let open = met.filter(|met| met.apart.is_none());
        open.map(|met| met.answer).collect()
    }

    /// The same, and who would be, if it were not known that they are two.
    fn met(&mut self, at: u32, own: Option<K>, sees: &impl Fn(K) -> bool) -> Vec<Met<K>> {
        self.recount(at);
        let row = self.table.rows[at as usize];
        let judge = self.judge();
        let mut comparer = self.comparer();
        let mut all = Vec::new();
        let hides = own.is_some_and(|own| self.hidden.place(own).is_some());
        let near = self.open.near(&self.table, &row);
        let open = near.into_iter().filter(|other| *other != at);
        let open = open.map(|other| {
            (
                self.open.ids[other as usize],
                &self.table.rows[other as usize],
                hides,
            )
        });
        let hidden = self.hidden.near(&self.table, &row).into_iter();
        let hidden = hidden.map(|other| {
            (
                self.hidden.ids[other as usize],
                &self.hidden_rows[other as usize],
                true,
            )
        });
        for (id, other, hidden) in open.chain(hidden) {
            if Some(id) == own || !sees(id) {
                continue;
            }
            let pattern = comparer.compare(&row, other);
            let weight = judge.judge(&pattern, at);
            if weight as f32 > KEPT {
                let apart = own.and_then(|own| self.facts.apart(own, id));
                let zone = self.zone((&row, other, hidden), &pattern, weight, sees);
                let answer = Answer { id, weight, zone };
                all.push(Met { answer, apart });
            }
        }
        all.sort_unstable_by(|x, y| {
            let (x, y) = (&x.answer, &y.answer);
            y.weight.total_cmp(&x.weight).then_with(|| x.id.cmp(&y.id))
        });
        all
    }

    /// The zone of two rows, one of which may be hidden: among all who are at home with them and are seen, as in a batch.
    fn zone(
        &self,
        (x, y, hidden): (&Row, &Row, bool),
        pattern: &Pattern,
        weight: f64,
        sees: &impl Fn(K) -> bool,
    ) -> Zone {
        let zone = zone(&self.table, pattern, x, weight);
        if hidden || zone != Zone::Certain {
            return zone.by_a_person();
        }
        let mut noted = Noted::default();
        let mut comparer = self.comparer();
        let seen = |row: &u32| self.open.ids.get(*row as usize).is_none_or(|id| sees(*id));
        for own in [x, y] {
            let near = self.open.near(&self.table, own).into_iter().filter(seen);
            let near = near.map(|row| &self.table.rows[row as usize]);
            let home: Vec<&Row> = near.filter(|other| at_home(own, other)).collect();
            for (at, one) in home.iter().enumerate() {
                for other in &home[at + 1..] {
                    noted.note(&self.table, &comparer.compare(one, other), one, other);
                }
            }
        }
        zone.among(&noted.doubles(), x, y)
    }

    /// Does something with who is asked about as one of the open rows. A question leaves nothing behind.
    fn with<R>(
        &mut self,
        asked: Asked<'_, K>,
        work: impl FnOnce(&mut Self, u32) -> R,
    ) -> Option<R> {
        let known = self.table.texts.each_ref().map(|texts| texts.len() as u32);
        let row = match asked {
            Asked::Values(values) => self.read(values),
            Asked::Known(id) => match (self.open.place(id), self.hidden.place(id)) {
                (Some(row), _) => return Some(work(self, row)),
                (None, Some(row)) => self.hidden_rows[row as usize],
                (None, None) => return None,
            },
        };
        let at = self.lay(row);
        let done = work(self, at);
        self.take(at);
        self.table.forget(known);
        Some(done)
    }

    fn judge(&self) -> Judge<'_> {
        let sums = self.terms.by_commonness(&self.table);
        let logs = Cow::Borrowed(&self.logs);
        Judge::of(&self.table, logs, self.prior()[class::PERSON], sums)
    }

    fn prior(&self) -> ByClass {
        let (prior, learned) = self.learned;
        among(prior, learned, self.table.len())
    }

    fn comparer(&self) -> Comparer<'_> {
        Comparer::with(&self.table, Memo::of(REMEMBERED))
    }

    /// Counts what depends on all records: how often two are one person, and who has the whole name of a row.
    fn recount(&mut self, row: u32) {
        self.logs.prior = log_prior(self.prior());
        let row = row as usize;
        self.table.namesakes[row] = self.terms.namesakes(&self.table.rows[row]);
    }

    /// Reads values, taking in what texts are new.
    fn read(&mut self, values: &[&str]) -> Row {
        let mut reading = Reading {
            columns: &self.columns,
            texts: &mut self.table.texts,
        };
        let row = reading.row(values);
        self.table.read_on();
        row
    }

    /// Lays a row down among the open ones, as the last.
    fn lay(&mut self, row: Row) -> u32 {
        let at = self.table.rows.len() as u32;
        self.table.rows.push(row);
        self.table.namesakes.push(0);
        self.terms.add(&mut self.table, &row);
        self.open.add(of_open(&self.table), at);
        at
    }

    /// Takes an open row up; the last takes its number.
    fn take(&mut self, at: u32) {
        let last = self.table.rows.len() as u32 - 1;
        let row = self.table.rows[at as usize];
        self.open.take(of_open(&self.table), at);
        if at != last {
            self.open.rename(of_open(&self.table), last, at);
        }
        self.terms.take(&mut self.table, &row);
        self.table.rows.swap_remove(at as usize);
        self.table.namesakes.swap_remove(at as usize);
    }
}

/// Who is not to be told that they may be themselves.
fn own<K: Copy>(asked: Asked<'_, K>) -> Option<K> {
    match asked {
        Asked::Values(_) => None,
        Asked::Known(id) => Some(id),
    }
}

fn of_open(table: &Table) -> Rows<'_> {
    Rows {
        table,
        rows: &table.rows,
    }
}

fn of_hidden<'r>(table: &'r Table, rows: &'r [Row]) -> Rows<'r> {
    Rows { table, rows }
}

#[cfg(test)]
mod tests;
