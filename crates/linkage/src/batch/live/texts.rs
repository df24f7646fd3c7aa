//! A table that takes records in one by one: what it works out of each text follows the texts.

use super::super::letters::Outline;
use super::super::table::{Table, slot, text_hash};

impl Table {
    /// Works out what goes with the texts that came since.
    pub(super) fn read_on(&mut self) {
        let Self {
            texts,
            hashes,
            counts,
            names,
            streets,
            ..
        } = self;
        for (hashes, texts) in hashes.iter_mut().zip(&*texts).skip(1) {
            let new = hashes.len() as u32..texts.len() as u32;
            hashes.extend(new.map(|number| text_hash(texts, number)));
        }
        let names_known = texts[slot::GIVEN].len();
        for place in [slot::GIVEN, slot::SURNAME] {
            counts[place].resize(names_known, 0);
        }
        names.read_on(&texts[slot::GIVEN]);
        let known = &texts[slot::STREET];
        let new = streets.len() as u32..known.len() as u32;
        streets.extend(new.map(|street| Outline::of(known.text(street))));
    }

    /// Forgets the texts that are later than so many.
    pub(super) fn forget(&mut self, known: [u32; slot::ALL]) {
        for (texts, known) in self.texts.iter_mut().zip(known) {
            texts.forget(known);
        }
        for (hashes, known) in self.hashes.iter_mut().zip(known).skip(1) {
            hashes.truncate(known as usize);
        }
        let names = known[slot::GIVEN];
        for place in [slot::GIVEN, slot::SURNAME] {
            self.counts[place].truncate(names as usize);
        }
        self.names.forget(names);
        self.streets.truncate(known[slot::STREET] as usize);
    }
}
