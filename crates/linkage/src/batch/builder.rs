//! Records as they come in, one by one or column by column. Texts are normalised as they come, and each distinct one is stored
//! once; the file's own words are not kept.

use super::column::Column;
use super::folded::Folded;
use super::hash;
use super::read;
use super::table::{Row, Table, Values, slot};
use super::texts::{Spool, Texts};
use super::wide::Slice;

/// Takes records in.
pub struct Builder {
    /// The columns of [`push`](Builder::push), and for each, in the order of [`Column::ALL`], which of its values it is.
    order: Vec<(Column, usize)>,
    texts: [Texts; slot::ALL],
    rows: Vec<Row>,
    hashes: Vec<u64>,
    unread: Vec<(Column, u64)>,
    reader: Reader,
    said: Vec<Said>,
}

/// What reads values needs room for.
#[derive(Default)]
struct Reader {
    folded: Folded,
    spools: [Spool; 2],
    room: String,
}

/// Reads records one by one into a table that is there already; new texts are taken in.
pub(super) struct Reading<'r> {
    pub(super) columns: &'r [Column],
    pub(super) texts: &'r mut [Texts; slot::ALL],
}

/// What one value comes to in its column. It may be put into as many records as have that value.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    numbers: [u32; 2],
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Missing,
    Read,
    /// It cannot be read as what its column holds.
    Unread,
}

impl Said {
    /// A value that is missing.
    pub const MISSING: Self = Self {
        numbers: [0; 2],
        state: State::Missing,
    };
    const READ: Self = Self {
        numbers: [0; 2],
        state: State::Read,
    };
}

impl Builder {
    /// For records that have these columns.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            order: in_order(columns),
            texts: std::array::from_fn(|_| Texts::new()),
            rows: Vec::new(),
            hashes: Vec::new(),
            unread: Vec::new(),
            reader: Reader::default(),
            said: Vec::new(),
        }
    }

    /// One record: its id, which no other of its file has, the file it is of (0 or 1), and its values in the order of the
    /// columns; an empty one is missing. The ids decide the order in which records are looked at, and nothing else.
    pub fn push(&mut self, id: &str, side: u8, values: &[&str]) {
        let record = self.open(id, side);
        let mut said = std::mem::take(&mut self.said);
        for at in 0..self.order.len() {
            let (column, place) = self.order[at];
            if let Some(value) = values.get(place) {
                said.clear();
                self.read(column, &[value], &mut said);
                self.put(record, column, &said);
            }
        }
        self.said = said;
    }

    /// One more record, of which nothing is known yet but its id and the file it is of; tells its place.
    pub fn open(&mut self, id: &str, side: u8) -> usize {
        let mut row: Values = [0; slot::ALL];
        row[slot::SIDE] = u32::from(side);
        self.rows.push(Row(row));
        self.hashes.push(hash::mix(hash::text(id), u64::from(side)));
        self.rows.len() - 1
    }

    /// Reads values of one column, to be put into records. Nothing is counted yet.
    pub fn read<T: AsRef<str>>(&mut self, column: Column, values: &[T], out: &mut Vec<Said>) {
        self.reader.read(&mut self.texts, column, values, out);
    }

    /// Puts what values came to into records, one after the other from that place on. Columns are to be put in the order of
    /// [`Column::ALL`]: a house number of its own goes before that of an address, and a name in one piece stands in for what
    /// is not given in parts.
    pub fn put(&mut self, from: usize, column: Column, said: &[Said]) {
        let unread = said.iter().filter(|said| said.state == State::Unread);
        self.count_unread(column, unread.count() as u64);
        let rows = self.rows[from..].iter_mut().zip(said);
        rows.for_each(|(row, said)| place(&mut row.0, column, *said));
    }

    fn count_unread(&mut self, column: Column, more: u64) {
        match self.unread.iter_mut().find(|(of, _)| *of == column) {
            Some((_, count)) => *count += more,
            None if more > 0 => self.unread.push((column, more)),
            None => {}
        }
    }

    /// Makes room for so many more records: else it is made as they come, and what is there is moved each time.
    pub fn reserve(&mut self, records: usize) {
        self.rows.reserve(records);
        self.hashes.reserve(records);
    }

    /// How many records are in.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes out the records that are in, in their order; what could not be read is still counted.
    pub fn slice(&mut self) -> Slice {
        let texts = std::mem::replace(&mut self.texts, std::array::from_fn(|_| Texts::new()));
        self.hashes.clear();
        Slice::of(std::mem::take(&mut self.rows), texts)
    }

    /// How many values of a column could not be read as what it holds.
    pub fn unread(&self) -> &[(Column, u64)] {
        &self.unread
    }

    /// All records are in. They are put in an order that does not depend on the file's.
    pub fn finish(self) -> Table {
        Table::of(self.rows, self.hashes, self.texts, self.unread)
    }
}

impl Reader {
    fn read<T: AsRef<str>>(
        &mut self,
        texts: &mut [Texts; slot::ALL],
        column: Column,
        values: &[T],
        out: &mut Vec<Said>,
    ) {
        let from = out.len();
        let values = values.iter().map(|value| value.as_ref().trim());
        out.extend(values.clone().map(|value| match value {
            "" => Said::MISSING,
            _ => Said::READ,
        }));
        let out = &mut out[from..];
        match column {
            Column::DateOfBirth => {
                for (said, value) in out.iter_mut().zip(values) {
                    said.numbers[0] = read::date(value);
                    said.unread_if(said.numbers[0] == 0);
                }
            }
            Column::Sex => {
                for (said, value) in out.iter_mut().zip(values) {
                    said.numbers[0] = read::sex(value);
                    said.unread_if(said.numbers[0] == 0 && !read::sex_unsaid(value));
                }
            }
            Column::Source | Column::EventYear => {}
            _ => self.texts(texts, column, values, out),
        }
    }

    fn texts<'v>(
        &mut self,
        texts: &mut [Texts; slot::ALL],
        column: Column,
        values: impl Iterator<Item = &'v str>,
        out: &mut [Said],
    ) {
        let Self {
            folded,
            spools,
            room,
        } = self;
        let [one, other] = spools;
        one.clear();
        other.clear();
        for value in values {
            spelt(column, value, folded, room, [&mut *one, &mut *other]);
        }
        for ((spool, place), which) in spools.iter().zip(places(column)).zip(0..) {
            let mut said = out.iter_mut();
            texts[place].numbers(spool, |number| {
                if let Some(said) = said.next() {
                    said.numbers[which] = number;
                }
            });
        }
        if !may_come_empty(column) {
            for said in out {
                said.unread_if(said.numbers[0] == 0);
            }
        }
    }
}

/// What is kept of one text.
fn spelt(
    column: Column,
    value: &str,
    folded: &mut Folded,
    room: &mut String,
    [one, other]: [&mut Spool; 2],
) {
    match column {
        Column::FullName => {
            let (given, surname) = read::full_name(value);
            one.push(&given);
            other.push(&surname);
        }
        Column::Address => {
            let (house, street) = read::address(value, room);
            one.push(&street);
            other.push(&house);
        }
        Column::Postcode | Column::NationalId => one.push(&read::identifier(value, room)),
        Column::Phone => one.push(&read::phone(value)),
        Column::Email => one.push(&read::email(value)),
        _ => one.push(folded.plain(value)),
    }
}

impl Reading<'_> {
    /// One record's values, in the order of the columns.
    pub(super) fn row(&mut self, values: &[&str]) -> Row {
        let mut row: Values = [0; slot::ALL];
        let mut reader = Reader::default();
        let mut said = Vec::with_capacity(1);
        for (column, at) in in_order(self.columns) {
            if let Some(value) = values.get(at) {
                said.clear();
                reader.read(self.texts, column, &[value], &mut said);
                for said in &said {
                    place(&mut row, column, *said);
                }
            }
        }
        Row(row)
    }
}

/// Columns in the order in which they are put, each with which of the values it is.
fn in_order(columns: &[Column]) -> Vec<(Column, usize)> {
    let mut order: Vec<(Column, usize)> = columns.iter().copied().zip(0..).collect();
    order.sort_by_key(|(column, _)| *column);
    order
}

/// Puts what a value came to into a record.
fn place(row: &mut Values, column: Column, said: Said) {
    if said.state == State::Missing {
        return;
    }
    match column {
        Column::FullName => stand_in(row, said),
        Column::Address => [row[slot::STREET], row[slot::HOUSE]] = said.numbers,
        Column::Source | Column::EventYear => {}
        _ => row[row_place(column)] = said.numbers[0],
    }
}

impl Said {
    fn unread_if(&mut self, unread: bool) {
        if unread && self.state == State::Read {
            self.state = State::Unread;
        }
    }
}

/// A name in one piece stands in for what is not given in parts.
fn stand_in(row: &mut Values, said: Said) {
    for (place, number) in [slot::GIVEN, slot::SURNAME].into_iter().zip(said.numbers) {
        if row[place] == 0 {
            row[place] = number;
        }
    }
}

/// Names and places that say nothing are no mistakes.
fn may_come_empty(column: Column) -> bool {
    matches!(
        column,
        Column::GivenNames
            | Column::MiddleNames
            | Column::Surname
            | Column::FullName
            | Column::Address
            | Column::StreetNumber
    )
}

/// Where a column's texts are numbered. Names of every kind are numbered together, so that those that changed places can be
/// seen to be the same.
fn places(column: Column) -> [usize; 2] {
    match column {
        Column::Address => [slot::STREET, slot::HOUSE],
        Column::GivenNames | Column::MiddleNames | Column::Surname | Column::FullName => {
            [slot::GIVEN; 2]
        }
        _ => [row_place(column); 2],
    }
}

/// Where a column's value stands in a row.
fn row_place(column: Column) -> usize {
    match column {
        Column::GivenNames | Column::FullName => slot::GIVEN,
        Column::MiddleNames => slot::MIDDLE,
        Column::Surname => slot::SURNAME,
        Column::DateOfBirth => slot::BORN,
        Column::Sex => slot::SEX,
        Column::Address => slot::STREET,
        Column::StreetNumber => slot::HOUSE,
        Column::Postcode => slot::POSTCODE,
        Column::Suburb => slot::SUBURB,
        Column::State => slot::STATE,
        Column::Phone => slot::PHONE,
        Column::Email => slot::EMAIL,
        Column::NationalId => slot::NATIONAL,
        Column::BirthPlace => slot::BIRTHPLACE,
        Column::Occupation | Column::Source | Column::EventYear => slot::OCCUPATION,
    }
}

/// Where a row may have something of a column.
pub(super) fn slots_of(column: Column) -> Vec<usize> {
    match column {
        Column::FullName => vec![slot::GIVEN, slot::SURNAME],
        Column::Address => vec![slot::STREET, slot::HOUSE],
        Column::Source | Column::EventYear => Vec::new(),
        _ => vec![row_place(column)],
    }
}
