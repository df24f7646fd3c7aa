//! Why somebody is an answer: the weight of each comparison, of the rarity of the names, of what is so of any pair, and who else
//! comes near. Numbers for who looks into the engine, and words for who decides.

use std::hash::Hash;

use super::super::facts::Apart;
use super::super::level::{BatchField, SAID};
use super::super::table::Row;
use super::words::words;
use super::{Answer, Asked, Index, own};

/// One answer, taken apart; all but `nearest_other` are log2 odds, and sum to the weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained<K> {
    /// The answer.
    pub answer: Answer<K>,
    /// Each field that one of the two says something of.
    pub compared: Vec<Compared>,
    /// What the rarity of the names that they share adds.
    pub rarity: f64,
    /// What is so of any pair.
    pub prior: f64,
    /// What it costs that they may be two of one household.
    pub household: f64,
    /// Who comes next, or before, among those who are seen.
    pub nearest_other: Option<Answer<K>>,
    /// Why they are known to be two people, if they are; then the answer's zone is no, whatever its weight.
    pub apart: Option<Apart>,
}

/// How one field compares.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The field, by its name in a model.
    pub field: &'static str,
    /// How alike the two are in it, as a model has it.
    pub level: String,
    /// What that adds, against strangers.
    pub bits: f64,
    /// The same in plain English, one line; empty where there is nothing to say. Never a value.
    pub words: String,
}

impl<K: Copy + Ord + Hash> Index<K> {
    /// Why a record may be who is asked about, or may not: nothing where it is not there, is not seen, or is who is asked about.
    pub fn explain(
        &mut self,
        asked: Asked<'_, K>,
        id: K,
        sees: impl Fn(K) -> bool,
    ) -> Option<Explained<K>> {
        if own(asked) == Some(id) || !sees(id) {
            return None;
        }
        self.with(asked, |index, at| {
            let answers = index.answers(at, own(asked), &sees);
            let other = index.row_of(id)?;
            let nearest_other = answers.into_iter().find(|answer| answer.id != id);
            let apart = own(asked).and_then(|own| index.facts.apart(own, id));
            let mut both = [Some(id), own(asked)].into_iter().flatten();
            let hidden = both.any(|id| index.hidden.place(id).is_some());
            let mut explained = index.taken_apart(at, (id, &other, hidden), &sees);
            explained.answer.zone = explained.answer.zone.knowing(apart);
            Some(Explained {
                nearest_other,
                apart,
                ..explained
            })
        })?
    }

    pub(super) fn row_of(&self, id: K) -> Option<Row> {
        let open = self
            .open
            .place(id)
            .map(|row| &self.table.rows[row as usize]);
        let hidden = || {
            let row = self.hidden.place(id);
            row.map(|row| &self.hidden_rows[row as usize])
        };
        open.or_else(hidden).copied()
    }

    fn taken_apart(
        &self,
        at: u32,
        (id, other, hidden): (K, &Row, bool),
        sees: &impl Fn(K) -> bool,
    ) -> Explained<K> {
        let judge = self.judge();
        let pattern = self
            .comparer()
            .compare(&self.table.rows[at as usize], other);
        let parts = judge.parts(&pattern, at);
        let weight = judge.judge(&pattern, at);
        let row = &self.table.rows[at as usize];
        let zone = self.zone((row, other, hidden), &pattern, weight, sees);
        let each = BatchField::ALL.into_iter().zip(pattern).zip(parts.fields);
        let compared = each.map(|(((field, name), level), bits)| Compared {
            field: name,
            level: match (field, level) {
                (BatchField::Middle | BatchField::Surname, SAID) => "said by another".to_owned(),
                _ => field.level_names().swap_remove(usize::from(level)),
            },
            bits,
            words: words(field, level),
        });
        Explained {
            answer: Answer { id, weight, zone },
            compared: compared.filter(Compared::says_something).collect(),
            rarity: parts.rarity,
            prior: parts.prior,
            household: parts.household,
            nearest_other: None,
            apart: None,
        }
    }
}

impl Compared {
    /// A field that neither has is not worth a line.
    fn says_something(&self) -> bool {
        self.bits.abs() > f64::EPSILON || self.level != "missing"
    }
}
