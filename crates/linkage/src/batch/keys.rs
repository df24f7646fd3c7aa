//! By which keys records meet: two records worth comparing share one. Each key is a list of parts; a key that too many records
//! share is made finer by its next parts, and one that cannot be made finer meets nobody.

use super::hash;
use super::level::{BatchField, FIELDS};
use super::read::unpack;
use super::table::{Row, Table, slot};

/// What a key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The first given name by sound, in its full form.
    Called,
    /// The first letter of the given name.
    Initial,
    /// The first letters of given name and surname.
    Heads,
    /// The last word of the surname by sound.
    Family,
    /// The first word of the surname by sound.
    FirstFamily,
    /// The first letter of the surname.
    FamilyInitial,
    /// Given name and surname by sound, in either order.
    Names,
    /// The other given name by sound.
    Middle,
    /// The birth date, its day and month in either order.
    Day,
    /// Year and month of birth, or its day where that is the lesser, as [`Part::Day`] has it.
    Month,
    /// Year of birth.
    Year,
    Postcode,
    /// House and street.
    Home,
    Street,
    Suburb,
    Phone,
    Email,
    National,
    BirthPlace,
    Occupation,
}

/// A key: where its parts are all there, two records meet by it. What follows makes it finer, one by one.
pub(super) struct Key {
    pub(super) base: &'static [Part],
    pub(super) finer: &'static [Part],
    /// Among how many records it is worth a try: of more, too many share it.
    pub(super) most_records: usize,
}

const fn key(base: &'static [Part], finer: &'static [Part]) -> Key {
    Key {
        base,
        finer,
        most_records: usize::MAX,
    }
}

/// A key that is worth its cost among few records alone.
const fn of_few(base: &'static [Part], finer: &'static [Part]) -> Key {
    Key {
        base,
        finer,
        most_records: 400_000,
    }
}

/// Every key, each in one place so that it can be told from another. The surest come first: a pair that has met is not compared again.
pub(super) static KEYS: &[Key] = &[
    key(&[Part::National], &[Part::Called, Part::Day]),
    key(&[Part::Phone], &[Part::Called, Part::Day]),
    key(&[Part::Email], &[Part::Called, Part::Day]),
    key(&[Part::Day, Part::Called], &[Part::Family, Part::Postcode]),
    key(&[Part::Day, Part::Family], &[Part::Called, Part::Postcode]),
    key(&[Part::Names], &[Part::Year, Part::Month, Part::Postcode]),
    key(&[Part::Home], &[Part::Postcode, Part::Called, Part::Day]),
    key(&[Part::Postcode, Part::Called], &[Part::Family, Part::Year]),
    key(&[Part::Postcode, Part::Family], &[Part::Called, Part::Year]),
    of_few(&[Part::Day], &[Part::Postcode, Part::Initial]),
    key(
        &[Part::Day, Part::Initial],
        &[Part::FamilyInitial, Part::Suburb],
    ),
    key(&[Part::Month, Part::Heads], &[Part::Day, Part::Postcode]),
    of_few(&[Part::Called, Part::Street], &[Part::Family, Part::Year]),
    of_few(&[Part::Called, Part::Month], &[Part::Heads, Part::Postcode]),
    key(
        &[Part::Called, Part::Middle],
        &[Part::Year, Part::Family, Part::Postcode],
    ),
    of_few(
        &[Part::Called, Part::FirstFamily],
        &[Part::Year, Part::Month],
    ),
    key(
        &[Part::Called, Part::BirthPlace],
        &[Part::Occupation, Part::Year, Part::Family],
    ),
    key(
        &[Part::Family, Part::BirthPlace],
        &[Part::Occupation, Part::Year, Part::Called],
    ),
    key(&[Part::Called, Part::Suburb], &[Part::Year, Part::Family]),
    key(&[Part::Family, Part::Suburb], &[Part::Year, Part::Called]),
    of_few(&[Part::Family, Part::Year], &[Part::Month, Part::Postcode]),
];

/// How many times a key may be made finer: told by the lowest bits of what stands for it.
pub(super) const DEPTHS: usize = 4;

/// Where a record stands among all: a number that those born in one month share the upper ten bits of, and those born on one day
/// all sixteen. Records that meet by their birth dates stand together, and are in the processor's cache together.
pub(super) fn nearby(born: u32) -> u16 {
    let (year, month, day) = unpack(born);
    if day == 0 {
        return 0;
    }
    let of = |number: u32, bits: u32| (hash::mix(u64::from(number), 3) >> (64 - bits)) as u16;
    // Day and month in either order, as a key has them.
    let turned = (month.min(day) << 7) | month.max(day);
    of((year << 7) | month.min(day), 10) << 6 | of(turned, 6)
}

impl Key {
    /// How many bits of what stands for it are those of where a record stands.
    pub(super) fn nearby_bits(&self) -> u32 {
        let has = |wanted: Part| self.base.contains(&wanted);
        match (has(Part::Day), has(Part::Month)) {
            (true, _) => 16,
            (_, true) => 10,
            _ => 0,
        }
    }

    /// What a model calls it.
    pub(super) fn name(&self) -> String {
        let parts: Vec<String> = self
            .base
            .iter()
            .map(|part| format!("{part:?}").to_lowercase())
            .collect();
        parts.join("+")
    }

    /// The fields of which a pair that meets by this key, made finer so many times, tells nothing more.
    pub(super) fn fixes(&self, depth: usize) -> [bool; FIELDS] {
        let mut fixed = [false; FIELDS];
        for part in self.base.iter().chain(self.finer.iter().take(depth)) {
            for field in part.fields() {
                fixed[*field as usize] = true;
            }
        }
        fixed
    }
}

impl Part {
    /// Every part.
    pub(super) const ALL: [Self; 20] = [
        Self::Called,
        Self::Initial,
        Self::Heads,
        Self::Family,
        Self::FirstFamily,
        Self::FamilyInitial,
        Self::Names,
        Self::Middle,
        Self::Day,
        Self::Month,
        Self::Year,
        Self::Postcode,
        Self::Home,
        Self::Street,
        Self::Suburb,
        Self::Phone,
        Self::Email,
        Self::National,
        Self::BirthPlace,
        Self::Occupation,
    ];

    /// Where a row has what it is made of; who lacks one of these lacks it.
    pub(super) fn slots(self) -> &'static [usize] {
        match self {
            Self::Called | Self::Initial => &[slot::GIVEN],
            Self::Middle => &[slot::MIDDLE],
            Self::Family | Self::FirstFamily | Self::FamilyInitial => &[slot::SURNAME],
            Self::Names | Self::Heads => &[slot::GIVEN, slot::SURNAME],
            Self::Day | Self::Month | Self::Year => &[slot::BORN],
            Self::Postcode => &[slot::POSTCODE],
            Self::Home => &[slot::HOUSE, slot::STREET],
            Self::Street => &[slot::STREET],
            Self::Suburb => &[slot::SUBURB],
            Self::Phone => &[slot::PHONE],
            Self::Email => &[slot::EMAIL],
            Self::National => &[slot::NATIONAL],
            Self::BirthPlace => &[slot::BIRTHPLACE],
            Self::Occupation => &[slot::OCCUPATION],
        }
    }

    fn fields(self) -> &'static [BatchField] {
        use BatchField as F;
        match self {
            Self::Called | Self::Initial => &[F::Given],
            Self::Middle => &[F::Middle],
            Self::Family | Self::FirstFamily | Self::FamilyInitial => &[F::Surname],
            Self::Names | Self::Heads => &[F::Given, F::Surname],
            Self::Day | Self::Month | Self::Year => &[F::Born],
            Self::Postcode | Self::Home | Self::Street | Self::Suburb => &[F::Place, F::State],
            Self::Phone => &[F::Phone],
            Self::Email => &[F::Email],
            Self::National => &[F::National],
            Self::BirthPlace => &[F::BirthPlace],
            Self::Occupation => &[F::Occupation],
        }
    }
}

impl Table {
    /// One part of a key; 0 where the record lacks it.
    pub(super) fn part(&self, part: Part, row: &Row) -> u32 {
        let given = || &self.names.atoms[row[slot::GIVEN] as usize];
        let surname = || &self.names.atoms[row[slot::SURNAME] as usize];
        let (year, month, day) = unpack(row[slot::BORN]);
        let exact = day != 0;
        match part {
            Part::Called => given().called,
            Part::Initial => given().initial,
            Part::Heads => both(given().head, surname().head),
            Part::Family => surname().family,
            Part::FirstFamily => surname().first,
            Part::FamilyInitial => surname().initial,
            Part::Names => both(given().called, surname().family),
            Part::Middle => self.names.atoms[row[slot::MIDDLE] as usize].called,
            Part::Day if exact => (year << 14) | (month.min(day) << 7) | month.max(day),
            Part::Month if exact => (year << 7) | month.min(day),
            Part::Day | Part::Month => 0,
            Part::Year => year,
            Part::Postcode => self.said(slot::POSTCODE, row),
            Part::Home => match row[slot::HOUSE] {
                0 => 0,
                _ => both(self.said(slot::HOUSE, row), self.said(slot::STREET, row)),
            },
            Part::Street => self.said(slot::STREET, row),
            Part::Suburb => self.said(slot::SUBURB, row),
            Part::Phone => self.said(slot::PHONE, row),
            Part::Email => self.said(slot::EMAIL, row),
            Part::National => self.said(slot::NATIONAL, row),
            Part::BirthPlace => self.said(slot::BIRTHPLACE, row),
            Part::Occupation => self.said(slot::OCCUPATION, row),
        }
    }

    /// A text as a part: its own hash, since its number says only when it first came.
    fn said(&self, place: usize, row: &Row) -> u32 {
        self.hashes[place][row[place] as usize]
    }
}

/// Two parts in either order; 0 where one lacks.
fn both(a: u32, b: u32) -> u32 {
    match (a, b) {
        (0, _) | (_, 0) => 0,
        _ => hash::narrow(hash::mix(u64::from(a.min(b)), u64::from(a.max(b)))),
    }
}
