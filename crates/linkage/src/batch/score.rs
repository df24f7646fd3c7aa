//! How likely two rows are one person: the one place where a pattern becomes a weight.

use std::borrow::Cow;

use super::compare::Steps;
use super::level::{BatchField, FIELDS, Pattern, SHARED, UNSEEN, given, mark, place};
use super::model::{ByClass, Logs, Odds, add, class};
use super::table::{Row, Table, slot};

/// Scores pairs of one table by one model.
pub(super) struct Judge<'t> {
    table: &'t Table,
    logs: Cow<'t, Logs>,
    /// The natural logarithm of how often a stranger has a name of each commonness, weighed by those who have it.
    usual: [[f64; 4]; 2],
    /// How many records of one person there are beside one of them, on average.
    others: f64,
}

/// By field and level, the most that it can say for one person against strangers; by field, for what was not looked at.
pub(super) struct Bounds(Vec<[f32; 256]>);

/// A name that only these two records have tells no more than one that so many have.
const FEWEST: f64 = 2.0;

impl<'t> Judge<'t> {
    pub(super) fn new(table: &'t Table, odds: &Odds) -> Self {
        let logs = odds.logs();
        let sums = [slot::GIVEN, slot::SURNAME].map(|place| table.commonness(place));
        Self::of(table, Cow::Owned(logs), odds.prior[class::PERSON], sums)
    }

    /// The same, where it is known how often two are one person, and of given names and surnames what
    /// [`commonness`](super::compare::commonness) says.
    pub(super) fn of(
        table: &'t Table,
        logs: Cow<'t, Logs>,
        one_person: f64,
        sums: [[[u64; 2]; 4]; 2],
    ) -> Self {
        Self {
            table,
            logs,
            usual: sums.map(|sums| usual(sums, table.records())),
            others: one_person * table.records() as f64,
        }
    }

    /// What can be said of a pair at a glance.
    pub(super) fn bounds(&self) -> Bounds {
        let mut most = most(&self.logs);
        rarest(self.table, &self.usual, &mut most);
        Bounds(most)
    }

    /// log2 of the odds that two of this pattern are one person.
    pub(super) fn judge(&self, pattern: &Pattern, a: u32) -> f64 {
        weighed(&self.logs, pattern, self.rarity(pattern, a))
    }

    /// What the names themselves add, where they are the same: strangers share a rare one less often.
    fn rarity(&self, pattern: &Pattern, at: u32) -> ByClass {
        let a = &self.table.rows[at as usize];
        let given = self.rare(0, slot::GIVEN, pattern[BatchField::Given as usize], a);
        let surname = self.rare(1, slot::SURNAME, pattern[BatchField::Surname as usize], a);
        let mut add = [0.0; class::ALL];
        add[class::HOUSEHOLD] = given;
        add[class::TWINS] = given;
        add[class::STRANGERS] = given + surname;
        if same_name(pattern) {
            add[class::STRANGERS] += together(self.table, at, self.others);
        }
        add
    }

    fn rare(&self, which: usize, place: usize, level: u8, a: &Row) -> f64 {
        if (given::SAME_RARE..=given::SAME_COMMON).contains(&level) {
            rare(self.table, place, a[place], &self.usual[which])
        } else {
            0.0
        }
    }

    /// The weight of each comparison against strangers, of the names' rarity, of the prior, and what it costs that they may
    /// be of one household; they sum to the weight.
    pub(super) fn parts(&self, pattern: &Pattern, a: u32) -> Parts {
        let bits =
            |row: &ByClass| (row[class::PERSON] - row[class::STRANGERS]) / std::f64::consts::LN_2;
        let fields = std::array::from_fn(|field| {
            bits(&self.logs.fields[field][usize::from(pattern[field])])
        });
        let rarity = bits(&self.rarity(pattern, a));
        let prior = bits(&self.logs.prior);
        let weight = self.judge(pattern, a);
        let sum: f64 = fields.iter().sum::<f64>() + rarity + prior;
        Parts {
            fields,
            rarity,
            prior,
            household: weight - sum,
        }
    }
}

/// What a pattern comes to, and what else is known of the pair beside it: the one sum of the batch, of the live index and of
/// two who are described.
pub(super) fn weighed(logs: &Logs, pattern: &Pattern, beside: ByClass) -> f64 {
    one_person(add(add(logs.of(pattern), beside), logs.prior))
}

impl Bounds {
    /// The most that a pair could come to of which only a glance was had.
    pub(super) fn at_most(&self, glance: &Pattern) -> f32 {
        let each = self.0.iter().zip(glance);
        each.map(|(most, level)| most[usize::from(*level)]).sum()
    }
}

pub(super) fn same_name(pattern: &Pattern) -> bool {
    let same = |field: BatchField| {
        (given::SAME_RARE..=given::SAME_COMMON).contains(&pattern[field as usize])
    };
    same(BatchField::Given) && same(BatchField::Surname)
}

/// How much oftener strangers have a whole name than its two parts would have it, as a natural logarithm: names go together as
/// people's origins do. What one person's own records may account for is not counted.
pub(super) fn together(table: &Table, row: u32, others: f64) -> f64 {
    let records = table.records() as f64;
    let row_of = &table.rows[row as usize];
    let count = |place: usize| f64::from(table.counts[place][row_of[place] as usize]);
    let by_parts = count(slot::GIVEN) * count(slot::SURNAME) / records;
    let whole = f64::from(table.namesakes[row as usize]) - 3.0 - 3.0 * others;
    if whole > by_parts {
        (whole / by_parts).ln()
    } else {
        0.0
    }
}

/// A weight, taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) fields: [f64; FIELDS],
    pub(super) rarity: f64,
    pub(super) prior: f64,
    pub(super) household: f64,
}

/// log2 of the odds of one person against all else.
fn one_person(logs: ByClass) -> f64 {
    let others = logs[class::HOUSEHOLD..]
        .iter()
        .fold(f64::NEG_INFINITY, |x, y| x.max(*y));
    let sum: f64 = logs[class::HOUSEHOLD..]
        .iter()
        .map(|log| (log - others).exp())
        .sum();
    (logs[class::PERSON] - others - sum.ln()) / std::f64::consts::LN_2
}

/// How much less often, or oftener, than such names do strangers have this one, as a natural logarithm.
fn rare(table: &Table, place: usize, number: u32, usual: &[f64; 4]) -> f64 {
    let count = table.counts[place][number as usize];
    let level = Steps::of(table).level(count);
    (f64::from(count).max(FEWEST) / table.records() as f64).ln() - usual[usize::from(level)]
}

/// Adds to each level of the same name what the rarest of such names says beyond it.
fn rarest(table: &Table, usual: &[[f64; 4]; 2], most: &mut [[f32; 256]]) {
    let fields = [
        (BatchField::Given, slot::GIVEN),
        (BatchField::Surname, slot::SURNAME),
    ];
    for ((field, place), usual) in fields.into_iter().zip(usual) {
        let mut least = [0.0_f64; 4];
        for (number, count) in table.counts[place].iter().enumerate().skip(1) {
            if *count > 0 {
                let level = Steps::of(table).level(*count);
                let rare = rare(table, place, number as u32, usual);
                least[usize::from(level)] = least[usize::from(level)].min(rare);
            }
        }
        for (level, least) in least.iter().enumerate() {
            most[field as usize][level] -= (least / std::f64::consts::LN_2) as f32;
        }
    }
}

fn usual(sums: [[u64; 2]; 4], records: usize) -> [f64; 4] {
    let records = (records as f64).max(1.0);
    sums.map(|[sum, squares]| match sum {
        0 => 0.0,
        _ => (squares as f64 / sum as f64 / records).ln(),
    })
}

/// Each level's bits against strangers, the prior with the first field's.
fn most(logs: &Logs) -> Vec<[f32; 256]> {
    let bits = |row: &ByClass| {
        ((row[class::PERSON] - row[class::STRANGERS]) / std::f64::consts::LN_2) as f32
    };
    let prior = bits(&logs.prior);
    let each = logs.fields.iter().enumerate().map(|(field, rows)| {
        let mut most = [0.0; 256];
        for (level, row) in rows.iter().enumerate() {
            most[level] = bits(row) + if field == 0 { prior } else { 0.0 };
        }
        let open = |level: &usize| -> bool {
            if field == BatchField::Place as usize {
                let (street, postcode, suburb) = place::parts(*level as u8);
                !matches!(street, 1 | 2 | 3 | 5) && postcode != 1 && suburb != 1
            } else {
                !matches!(*level as u8, mark::MISSING | mark::SAME)
            }
        };
        let known = if field == BatchField::Place as usize {
            usize::from(place::ALL)
        } else {
            5
        };
        let greatest = |levels: &mut dyn Iterator<Item = usize>| {
            levels.map(|level| most[level]).fold(f32::MIN, f32::max)
        };
        let unseen = greatest(&mut (0..known).filter(open));
        let shared = greatest(&mut (0..known));
        most[usize::from(UNSEEN)] = unseen;
        most[usize::from(SHARED)] = shared;
        most
    });
    each.collect()
}
