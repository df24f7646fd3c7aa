//! Two rows, field by field: the pattern of their levels. No weights here. Symmetric.

use crate::similar::{NEARLY, jaro_winkler};

use super::alike::{ALIKE, born_level, codes, postcodes, sex_level, spelled};
use super::level::{BatchField, Pattern, SAID, SHARED, UNSEEN, given, mark, middle, place};
use super::names::Memo;
use super::table::{Row, Table, slot};

/// For each level of commonness the sum of how many have each name, and of its square: in whole numbers, since the names come in
/// the order of the file.
pub(super) fn commonness(counts: &[u32], steps: Steps) -> [[u64; 2]; 4] {
    let mut sums = [[0; 2]; 4];
    for count in counts.iter().skip(1) {
        let [sum, squares] = &mut sums[usize::from(steps.level(*count))];
        *sum += u64::from(*count);
        *squares += u64::from(*count) * u64::from(*count);
    }
    sums
}

/// Fields of words, and of numbers, with where a row has them.
const TEXTS: [(BatchField, usize); 4] = [
    (BatchField::State, slot::STATE),
    (BatchField::Email, slot::EMAIL),
    (BatchField::BirthPlace, slot::BIRTHPLACE),
    (BatchField::Occupation, slot::OCCUPATION),
];
const MARKS: [(BatchField, usize); 2] = [
    (BatchField::Phone, slot::PHONE),
    (BatchField::National, slot::NATIONAL),
];

/// What compares rows of one table; one for each thread.
pub(super) struct Comparer<'t> {
    table: &'t Table,
    memo: Memo,
    steps: Steps,
}

/// From how many records on a name is no longer rare, and from how many it is common.
#[derive(Clone, Copy)]
pub(super) struct Steps(u32, u32);

impl Steps {
    pub(super) fn of(table: &Table) -> Self {
        Self::among(table.records())
    }

    pub(super) fn among(records: usize) -> Self {
        let records = records as f64;
        Self((records * 0.0004) as u32 + 2, (records * 0.004) as u32 + 4)
    }

    /// How common a name of so many records is, as which of the first three levels.
    pub(super) fn level(self, count: u32) -> u8 {
        1 + u8::from(count >= self.0) + u8::from(count >= self.1)
    }
}

impl<'t> Comparer<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        Self::with(table, Memo::new())
    }

    /// One that remembers in this.
    pub(super) fn with(table: &'t Table, memo: Memo) -> Self {
        Self {
            table,
            memo,
            steps: Steps::of(table),
        }
    }

    pub(super) fn compare(&mut self, a: &Row, b: &Row) -> Pattern {
        let mut pattern = self.glance(a, b);
        self.complete(&mut pattern, a, b);
        pattern
    }

    /// The fields that a row tells by itself; the others only as missing, the same, or [`UNSEEN`].
    pub(super) fn glance(&mut self, a: &Row, b: &Row) -> Pattern {
        let (given, middle, surname) = self.names(a, b);
        let same = |place: usize| match (a[place], b[place]) {
            (0, _) | (_, 0) => mark::MISSING,
            (x, y) if x == y => mark::SAME,
            _ => UNSEEN,
        };
        let any = |places: &[usize]| places.iter().any(|place| same(*place) == mark::SAME);
        let place = if any(&[slot::STREET, slot::POSTCODE, slot::SUBURB, slot::HOUSE]) {
            SHARED
        } else {
            UNSEEN
        };
        [
            given,
            middle,
            surname,
            born_level(a[slot::BORN], b[slot::BORN]),
            sex_level(a[slot::SEX], b[slot::SEX], given),
            place,
            same(slot::STATE),
            same(slot::PHONE),
            same(slot::EMAIL),
            same(slot::NATIONAL),
            same(slot::BIRTHPLACE),
            same(slot::OCCUPATION),
            mark::MISSING,
            mark::MISSING,
        ]
    }

    /// The patterns of some pairs, in their order.
    pub(super) fn compare_all(&mut self, pairs: &[(u32, u32)], mut call: impl FnMut(Pattern)) {
        let row = |at: u32| &self.table.rows[at as usize];
        let rows = pairs.iter().map(|(a, b)| row(*a)[0] | row(*b)[0]);
        std::hint::black_box(rows.fold(0, |all, one| all | one));
        let mut open = Vec::with_capacity(pairs.len());
        for &(a, b) in pairs {
            let (x, y) = (&self.table.rows[a as usize], &self.table.rows[b as usize]);
            open.push((a, b, self.glance(x, y)));
        }
        self.ask(&open);
        for (a, b, mut pattern) in open {
            let (x, y) = (&self.table.rows[a as usize], &self.table.rows[b as usize]);
            self.complete(&mut pattern, x, y);
            call(pattern);
        }
    }

    /// Asks the memory for whatever pairs of which a glance was had are compared by, for all of them at once.
    pub(super) fn ask(&self, open: &[(u32, u32, Pattern)]) {
        let row = |at: u32| &self.table.rows[at as usize];
        let each = open
            .iter()
            .map(|(a, b, glance)| self.look(glance, row(*a), row(*b)));
        std::hint::black_box(each.fold(0, |all, one| all | one));
    }

    /// Looks at whatever [`complete`](Comparer::complete) will, so that it is at hand then; what it says means nothing.
    fn look(&self, glance: &Pattern, a: &Row, b: &Row) -> u8 {
        let open = |field: BatchField| glance[field as usize] == UNSEEN;
        let marks = MARKS.iter().filter(|(field, _)| open(*field));
        let places = marks.map(|(_, place)| *place).chain([slot::POSTCODE]);
        let each = places.filter(|place| a[*place] != b[*place]);
        each.fold(0, |all, place| {
            let texts = &self.table.texts[place];
            all | texts.ask(a[place]) | texts.ask(b[place])
        })
    }

    /// What a glance left open.
    pub(super) fn complete(&mut self, pattern: &mut Pattern, a: &Row, b: &Row) {
        pattern[BatchField::Place as usize] = self.place(a, b);
        for (field, place) in TEXTS {
            if pattern[field as usize] == UNSEEN {
                pattern[field as usize] = self.text(place, a, b);
            }
        }
        for (field, place) in MARKS {
            if pattern[field as usize] == UNSEEN {
                pattern[field as usize] = self.mark(place, a, b);
            }
        }
    }

    /// How common a name is, as which of the first three levels.
    fn commonness(&self, place: usize, number: u32) -> u8 {
        self.steps.level(self.table.counts[place][number as usize])
    }

    fn names(&mut self, a: &Row, b: &Row) -> (u8, u8, u8) {
        let (given_a, given_b) = (a[slot::GIVEN], b[slot::GIVEN]);
        let (surname_a, surname_b) = (a[slot::SURNAME], b[slot::SURNAME]);
        let (middle_a, middle_b) = (a[slot::MIDDLE], b[slot::MIDDLE]);
        let given = self.given(given_a, given_b);
        let surname = self.surname(surname_a, surname_b);
        let apart = |level: u8| level == given::MISSING || level >= given::SHARED;
        if apart(given) && apart(surname) && self.crossed(a, b) {
            let middle = self.middle(middle_a, middle_b);
            return (given::SWAPPED, middle, SAID);
        }
        let called = |a: u32, b: u32| a != 0 && a == b;
        if given != given::MISSING
            && given >= given::CLOSE
            && (called(given_a, middle_b) || called(middle_a, given_b))
        {
            return (given::MIDDLE, SAID, surname);
        }
        (given, self.middle(middle_a, middle_b), surname)
    }

    /// Given name and surname changed places: one of them to the letter, the other nearly.
    fn crossed(&mut self, a: &Row, b: &Row) -> bool {
        let one = (a[slot::GIVEN], b[slot::SURNAME]);
        let two = (a[slot::SURNAME], b[slot::GIVEN]);
        let same = |(x, y): (u32, u32)| x != 0 && x == y;
        match (same(one), same(two)) {
            (true, true) => true,
            (true, false) => self.nearly(two),
            (false, true) => self.nearly(one),
            (false, false) => false,
        }
    }

    fn nearly(&mut self, (a, b): (u32, u32)) -> bool {
        let texts = &self.table.texts[slot::GIVEN];
        a == 0
            || b == 0
            || self.memo.recall(3, a, b, || {
                u8::from(jaro_winkler(texts.bytes(a), texts.bytes(b)) >= NEARLY)
            }) == 1
    }

    fn given(&mut self, a: u32, b: u32) -> u8 {
        match (a, b) {
            (0, _) | (_, 0) => given::MISSING,
            _ if a == b => self.commonness(slot::GIVEN, a),
            _ => self
                .table
                .names
                .given(&self.table.texts[slot::GIVEN], a, b, &mut self.memo),
        }
    }

    fn surname(&mut self, a: u32, b: u32) -> u8 {
        match (a, b) {
            (0, _) | (_, 0) => given::MISSING,
            _ if a == b => self.commonness(slot::SURNAME, a),
            _ => self
                .table
                .names
                .surname(&self.table.texts[slot::GIVEN], a, b, &mut self.memo),
        }
    }

    fn middle(&mut self, a: u32, b: u32) -> u8 {
        match (a, b) {
            (0, _) | (_, 0) => middle::MISSING,
            _ if a == b => middle::SAME,
            _ => match self
                .table
                .names
                .given(&self.table.texts[slot::GIVEN], a, b, &mut self.memo)
            {
                given::INITIAL => middle::INITIAL,
                given::MISSING => middle::MISSING,
                given::LOOSE | given::DIFFERENT => middle::DIFFERENT,
                _ => middle::ALIKE,
            },
        }
    }

    fn place(&mut self, a: &Row, b: &Row) -> u8 {
        let street = self.street(a, b);
        let postcode = self.postcode(a[slot::POSTCODE], b[slot::POSTCODE]);
        let suburb = match self.text(slot::SUBURB, a, b) {
            mark::NEAR | mark::NEARISH => 2,
            mark::DIFFERENT => 3,
            level => level,
        };
        place::of(street, postcode, suburb)
    }

    fn street(&mut self, a: &Row, b: &Row) -> u8 {
        let (x, y) = (a[slot::STREET], b[slot::STREET]);
        let (house, other) = (a[slot::HOUSE], b[slot::HOUSE]);
        let same_house = house == other;
        let both = house != 0 && other != 0;
        if x == 0 || y == 0 {
            return if same_house && both { 5 } else { 0 };
        }
        let alike = x == y || self.alike(slot::STREET, x, y) <= mark::NEARISH;
        match (x == y, alike, same_house) {
            (true, _, true) => 1,
            (_, true, true) => 2,
            (true, _, _) => 3,
            (_, true, _) => 4,
            (_, _, true) if both => 5,
            _ => 6,
        }
    }

    fn postcode(&mut self, a: u32, b: u32) -> u8 {
        let texts = &self.table.texts[slot::POSTCODE];
        match (a, b) {
            (0, _) | (_, 0) => 0,
            _ if a == b => 1,
            _ => postcodes(texts.bytes(a), texts.bytes(b)),
        }
    }

    /// Words that are compared by spelling.
    fn text(&mut self, place: usize, a: &Row, b: &Row) -> u8 {
        match (a[place], b[place]) {
            (0, _) | (_, 0) => mark::MISSING,
            (x, y) if x == y => mark::SAME,
            (x, y) => self.alike(place, x, y),
        }
    }

    fn alike(&mut self, place: usize, a: u32, b: u32) -> u8 {
        let texts = &self.table.texts[place];
        if place != slot::STREET {
            return spelled(texts.bytes(a), texts.bytes(b));
        }
        let outline = |street: u32| self.table.streets[street as usize];
        if let (Some(x), Some(y)) = (outline(a), outline(b))
            && x.most(y) < ALIKE
        {
            return mark::DIFFERENT;
        }
        self.memo
            .recall(2, a, b, || spelled(texts.bytes(a), texts.bytes(b)))
    }

    /// Numbers, which are compared digit by digit.
    fn mark(&mut self, place: usize, a: &Row, b: &Row) -> u8 {
        let texts = &self.table.texts[place];
        match (a[place], b[place]) {
            (0, _) | (_, 0) => mark::MISSING,
            (x, y) if x == y => mark::SAME,
            (x, y) => codes(texts.bytes(x), texts.bytes(y)),
        }
    }
}
