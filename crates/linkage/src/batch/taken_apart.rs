//! Every scored pair, taken apart: what each comparison said, what follows of it, and what is known whatever it said.

use super::compare::Comparer;
use super::doubles::{Doubles, Noted};
use super::link::Batch;
use super::linked::Explained;
use super::meeting::meetings;
use super::score::Judge;
use super::zone::zone;

impl Batch {
    /// Calls for every scored pair, taken apart, key by key.
    pub fn explain(&self, mut call: impl FnMut(&Explained)) {
        let judge = Judge::new(&self.table, &self.odds);
        let mut comparer = Comparer::new(&self.table);
        let mut noted = Noted::default();
        self.each_scored(|a, b| {
            let (x, y) = (&self.table.rows[a as usize], &self.table.rows[b as usize]);
            noted.note(&self.table, &comparer.compare(x, y), x, y);
        });
        let doubles = noted.doubles();
        self.each_scored(|a, b| {
            call(&self.explained(&judge, &doubles, &mut comparer, (a, b)));
        });
    }

    /// Calls for every pair that meets, once, key by key.
    fn each_scored(&self, mut call: impl FnMut(u32, u32)) {
        for key in (0..self.blocks.keys.len()).filter(|key| self.blocks.chosen >> key & 1 == 1) {
            let sorted = self.blocks.sorted(key, |_| true);
            let before = self.blocks.before(key);
            meetings(&self.table.rows, &before, &sorted, |meeting| {
                meeting.pairs(|a, b, met| {
                    if self.table.may_meet(a, b) && met == 0 {
                        call(a, b);
                    }
                });
            });
        }
    }

    fn explained(
        &self,
        judge: &Judge<'_>,
        doubles: &Doubles,
        comparer: &mut Comparer<'_>,
        (a, b): (u32, u32),
    ) -> Explained {
        let (x, y) = (&self.table.rows[a as usize], &self.table.rows[b as usize]);
        let pattern = comparer.compare(x, y);
        let parts = judge.parts(&pattern, a);
        let weight = judge.judge(&pattern, a);
        let by_evidence = zone(&self.table, &pattern, x, weight).among(doubles, x, y);
        let (a, b) = (self.table.origin[a as usize], self.table.origin[b as usize]);
        let apart = self.facts.apart(a, b);
        Explained {
            a: a.min(b),
            b: a.max(b),
            weight,
            fields: parts.fields,
            rarity: parts.rarity,
            prior: parts.prior,
            household: parts.household,
            zone: by_evidence.knowing(apart),
            apart,
        }
    }
}
