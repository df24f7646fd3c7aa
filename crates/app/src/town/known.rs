//! Who the town's people turned out to be, by the town's own numbers. The cards of those met lately are at hand, those of
//! everybody else are in the database.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use trefoil_core::ids::{FamilyId, PersonId};
use trefoil_store::person::Believed;

/// Cards kept at hand in each of two turns: more people than a few parts name, so that whoever is not at hand is committed.
const TURN: usize = 16_384;

/// Somebody met.
#[derive(Clone, Copy)]
struct Met {
    person: PersonId,
    /// A hash of the lookups last written of them.
    keys: u64,
}

/// Persons and families met.
#[derive(Default)]
pub(super) struct Known {
    met: HashMap<u64, Met>,
    families: HashMap<u64, FamilyId>,
    /// The cards of this turn, and of the one before it.
    cards: [HashMap<PersonId, Believed>; 2],
}

impl Known {
    pub(super) fn persons(&self) -> u64 {
        self.met.len() as u64
    }

    pub(super) fn family(&self, household: u64) -> Option<FamilyId> {
        self.families.get(&household).copied()
    }

    pub(super) fn family_is(&mut self, household: u64, family: FamilyId) {
        self.families.insert(household, family);
    }

    /// Those of these people who were met before and whose cards are not at hand.
    pub(super) fn away(&self, numbers: impl Iterator<Item = u64>) -> Vec<PersonId> {
        let met = numbers.filter_map(|number| self.met.get(&number));
        let mut away: Vec<PersonId> = met
            .map(|met| met.person)
            .filter(|person| self.cards.iter().all(|turn| !turn.contains_key(person)))
            .collect();
        away.sort_unstable();
        away.dedup();
        away
    }

    /// Puts cards at hand.
    pub(super) fn recall(&mut self, cards: impl Iterator<Item = Believed>) {
        for card in cards {
            self.hold(card);
        }
    }

    fn hold(&mut self, card: Believed) {
        let [now, before] = &mut self.cards;
        now.insert(card.person, card);
        if now.len() >= TURN {
            *before = std::mem::take(now);
        }
    }

    /// What is believed of somebody met before.
    pub(super) fn card(&self, number: u64) -> Option<&Believed> {
        let person = self.met.get(&number)?.person;
        self.cards.iter().find_map(|turn| turn.get(&person))
    }

    /// What is believed of somebody from now on.
    pub(super) fn believe(&mut self, number: u64, card: Believed) {
        let person = card.person;
        self.met.entry(number).or_insert(Met { person, keys: 0 });
        self.hold(card);
    }

    /// Whether these lookups are others than were last written of somebody; they are held to be written from now on.
    pub(super) fn are_news(&mut self, number: u64, keys: &[i64]) -> bool {
        let mut hasher = DefaultHasher::new();
        keys.hash(&mut hasher);
        let hash = hasher.finish();
        match self.met.get_mut(&number) {
            Some(met) => std::mem::replace(&mut met.keys, hash) != hash,
            None => true,
        }
    }
}

#[cfg(test)]
mod tests;
