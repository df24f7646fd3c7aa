//! Records as the engine holds them: one row of numbers each, in an order that their content alone decides. Texts are
//! normalised as they come in, once for each distinct value; the file's own words are not kept.

use super::hash;
use super::keys;
use super::names::Names;
use super::read;
use super::texts::Texts;

/// What a column of a file may hold; the names are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named by what it holds")]
pub enum Column {
    GivenNames,
    MiddleNames,
    Surname,
    FullName,
    DateOfBirth,
    Sex,
    Address,
    StreetNumber,
    Postcode,
    Suburb,
    State,
    Phone,
    Email,
    NationalId,
    BirthPlace,
    Occupation,
    Source,
    EventYear,
}

impl Column {
    /// Every column with the name that it has in a file.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::GivenNames, "given_names"),
        (Self::MiddleNames, "middle_names"),
        (Self::Surname, "surname"),
        (Self::FullName, "full_name"),
        (Self::DateOfBirth, "date_of_birth"),
        (Self::Sex, "sex"),
        (Self::Address, "address"),
        (Self::StreetNumber, "street_number"),
        (Self::Postcode, "postcode"),
        (Self::Suburb, "suburb"),
        (Self::State, "state"),
        (Self::Phone, "phone"),
        (Self::Email, "email"),
        (Self::NationalId, "national_id"),
        (Self::BirthPlace, "birth_place"),
        (Self::Occupation, "occupation"),
        (Self::Source, "source"),
        (Self::EventYear, "event_year"),
    ];
}

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

/// One record: a number for each value, 0 where it is missing. As large as a line of the processor's cache.
pub(super) type Row = [u32; slot::ALL];

/// Takes records in, one by one.
pub struct Builder {
    columns: Vec<Column>,
    texts: [Texts; slot::ALL],
    rows: Vec<Row>,
    hashes: Vec<u64>,
    unread: Vec<(Column, u64)>,
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
    /// Of each row, how many have its given name and its surname together.
    pub(super) namesakes: Vec<u32>,
    pub(super) sides: bool,
    unread: Vec<(Column, u64)>,
    one_id: Option<(u32, u32)>,
}

impl Builder {
    /// For records that have these columns.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            texts: std::array::from_fn(|_| Texts::new()),
            rows: Vec::new(),
            hashes: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// One record: its id, which no other of its file has, the file it is of (0 or 1), and its values in the order of the
    /// columns; an empty one is missing. The ids decide the order in which records are looked at, and nothing else.
    pub fn push(&mut self, id: &str, side: u8, values: &[&str]) {
        let mut reading = Reading {
            columns: &self.columns,
            texts: &mut self.texts,
            unread: &mut self.unread,
        };
        let mut row = reading.row(values);
        row[slot::SIDE] = u32::from(side);
        self.rows.push(row);
        self.hashes.push(hash::mix(hash::text(id), u64::from(side)));
    }

    /// All records are in. They are put in an order that does not depend on the file's.
    pub fn finish(self) -> Table {
        let Self {
            columns: _,
            mut texts,
            mut rows,
            hashes,
            unread,
        } = self;
        let by_birth = |row: &Row| u64::from(keys::nearby(row[slot::BORN]));
        let hashes = hashes.into_iter().zip(&rows);
        let hashes = hashes.map(|(hash, row)| by_birth(row) << 48 | hash >> 16);
        let mut order: Vec<(u64, u32)> = hashes.zip(0..).collect();
        order.sort_unstable();
        let alike = order.windows(2).filter(|two| two[0].0 == two[1].0);
        let one_id = alike.map(|two| (two[0].1, two[1].1)).min();
        let origin: Vec<u32> = order.into_iter().map(|(_, at)| at).collect();
        permute(&mut rows, &origin);
        for text in &mut texts {
            text.close();
        }
        let counts = counts(&rows, &texts);
        let names = Names::read(&texts[slot::GIVEN]);
        Table {
            sides: rows.iter().any(|row| row[slot::SIDE] != 0),
            names,
            namesakes: namesakes(&rows),
            counts,
            hashes: text_hashes(&texts),
            rows,
            origin,
            one_id,
            texts,
            unread,
        }
    }
}

/// Reads values into rows; new texts are taken in.
pub(super) struct Reading<'r> {
    pub(super) columns: &'r [Column],
    pub(super) texts: &'r mut [Texts; slot::ALL],
    pub(super) unread: &'r mut Vec<(Column, u64)>,
}

impl Reading<'_> {
    /// One record's values, in the order of the columns.
    pub(super) fn row(&mut self, values: &[&str]) -> Row {
        let mut row: Row = [0; slot::ALL];
        let mut house = "";
        let mut full = "";
        for (at, value) in values.iter().enumerate().take(self.columns.len()) {
            let (column, value) = (self.columns[at], value.trim());
            if value.is_empty() {
                continue;
            }
            match column {
                Column::StreetNumber => house = value,
                Column::FullName => full = value,
                _ => {
                    if !self.value(column, value, &mut row) {
                        self.count_unread(column);
                    }
                }
            }
        }
        self.full_name(full, &mut row);
        if !house.is_empty() {
            let house = read::house(house);
            row[slot::HOUSE] = self.texts[slot::HOUSE].number(&house);
        }
        row
    }

    /// Reads one value into its place; false where it cannot be read as what its column holds.
    fn value(&mut self, column: Column, value: &str, row: &mut Row) -> bool {
        let (place, text) = match column {
            Column::GivenNames => return self.name(slot::GIVEN, value, row),
            Column::MiddleNames => return self.name(slot::MIDDLE, value, row),
            Column::Surname => return self.name(slot::SURNAME, value, row),
            Column::DateOfBirth => {
                row[slot::BORN] = read::date(value);
                return row[slot::BORN] != 0;
            }
            Column::Sex => {
                row[slot::SEX] = read::sex(value);
                return row[slot::SEX] != 0 || read::sex_unsaid(value);
            }
            Column::Address => return self.address(value, row),
            Column::Postcode => (slot::POSTCODE, read::identifier(value)),
            Column::Suburb => (slot::SUBURB, read::plain(value)),
            Column::State => (slot::STATE, read::plain(value)),
            Column::Phone => (slot::PHONE, read::phone(value)),
            Column::Email => (slot::EMAIL, read::email(value)),
            Column::NationalId => (slot::NATIONAL, read::identifier(value)),
            Column::BirthPlace => (slot::BIRTHPLACE, read::plain(value)),
            Column::Occupation => (slot::OCCUPATION, read::plain(value)),
            Column::FullName | Column::StreetNumber | Column::Source | Column::EventYear => {
                return true;
            }
        };
        row[place] = self.texts[place].number(&text);
        row[place] != 0
    }

    /// Names of every kind are numbered together, so that those that changed places can be seen to be the same.
    fn name(&mut self, place: usize, value: &str, row: &mut Row) -> bool {
        row[place] = self.texts[slot::GIVEN].number(&read::name(value));
        true
    }

    fn address(&mut self, value: &str, row: &mut Row) -> bool {
        let (house, street) = read::address(value);
        row[slot::STREET] = self.texts[slot::STREET].number(&street);
        row[slot::HOUSE] = self.texts[slot::HOUSE].number(&house);
        true
    }

    /// A name in one piece stands in for what is not given in parts.
    fn full_name(&mut self, full: &str, row: &mut Row) {
        if full.is_empty() || (row[slot::GIVEN] != 0 && row[slot::SURNAME] != 0) {
            return;
        }
        let (given, surname) = read::full_name(full);
        for (place, text) in [(slot::GIVEN, given), (slot::SURNAME, surname)] {
            if row[place] == 0 {
                row[place] = self.texts[slot::GIVEN].number(&text);
            }
        }
    }

    fn count_unread(&mut self, column: Column) {
        match self.unread.iter_mut().find(|(of, _)| *of == column) {
            Some((_, count)) => *count += 1,
            None => self.unread.push((column, 1)),
        }
    }
}

impl Table {
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

    /// Whether any record has a value there.
    pub(super) fn any(&self, place: usize) -> bool {
        match place {
            slot::BORN | slot::SEX => self.rows.iter().any(|row| row[place] != 0),
            _ => self.counts[place].iter().skip(1).any(|count| *count > 0),
        }
    }
}

fn counts(rows: &[Row], texts: &[Texts; slot::ALL]) -> [Vec<u32>; slot::ALL] {
    const COUNTED: [usize; 13] = [
        slot::GIVEN,
        slot::MIDDLE,
        slot::SURNAME,
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
    let mut counts: [Vec<u32>; slot::ALL] = std::array::from_fn(|_| Vec::new());
    for place in COUNTED {
        let of = if place < slot::BORN {
            slot::GIVEN
        } else {
            place
        };
        counts[place] = vec![0; texts[of].len()];
    }
    for row in rows {
        for place in COUNTED {
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

fn text_hashes(texts: &[Texts; slot::ALL]) -> [Vec<u32>; slot::ALL] {
    let of = |texts: &Texts| {
        (0..texts.len() as u32)
            .map(|number| text_hash(texts, number))
            .collect()
    };
    let mut all: [Vec<u32>; slot::ALL] = std::array::from_fn(|_| Vec::new());
    for (hashes, texts) in all.iter_mut().zip(texts).skip(1) {
        *hashes = of(texts);
    }
    all
}

/// Puts rows in an order, without room for as many again.
fn permute(rows: &mut [Row], order: &[u32]) {
    let mut done = vec![false; rows.len()];
    for start in 0..rows.len() {
        if done[start] {
            continue;
        }
        let first = rows[start];
        let mut at = start;
        loop {
            done[at] = true;
            let from = order[at] as usize;
            if from == start {
                rows[at] = first;
                break;
            }
            rows[at] = rows[from];
            at = from;
        }
    }
}

fn namesakes(rows: &[Row]) -> Vec<u32> {
    let name = |row: &Row| u64::from(row[slot::GIVEN]) << 32 | u64::from(row[slot::SURNAME]);
    let mut order: Vec<(u64, u32)> = rows.iter().map(name).zip(0..).collect();
    order.sort_unstable();
    let mut counts = vec![0; rows.len()];
    for group in order.chunk_by(|x, y| x.0 == y.0) {
        for (_, row) in group {
            counts[*row as usize] = group.len() as u32;
        }
    }
    counts
}
