//! Two records, field by field: how alike each field is, as one of a few ordered levels. No weights here.

use crate::batch::{Seen, of_names};
use crate::birth;
use crate::record::{FullName, Record, Sex};
use crate::similar::{NEARLY, close};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Given names.
    GivenNames,
    /// Surname.
    Surname,
    /// Date of birth, or due date.
    DateOfBirth,
    /// Sex as recorded.
    Sex,
    /// NHS number.
    NhsNumber,
    /// Unique pupil number.
    Upn,
    /// Telephone number. Located: its value is never in words.
    Phone,
    /// Postcode. Located.
    Postcode,
    /// Address. Located.
    Address,
    /// School. Located.
    School,
}

impl Field {
    /// Every field, in the order of [`Comparisons`].
    pub const ALL: [Self; 10] = [
        Self::GivenNames,
        Self::Surname,
        Self::DateOfBirth,
        Self::Sex,
        Self::NhsNumber,
        Self::Upn,
        Self::Phone,
        Self::Postcode,
        Self::Address,
        Self::School,
    ];
}

/// How alike one field is, from the same to different, then missing. A field uses some of these only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The same.
    Same,
    /// The same, but so many people have this name that it says little.
    SameCommon,
    /// The same birth date, but 1 January: often assumed where nobody knew.
    SameAssumed,
    /// A short form or other spelling of the same given name.
    Nickname,
    /// One holds the other: a second given name, a double-barrelled surname, an address without its flat.
    Contains,
    /// Given name and surname changed places.
    OtherWayRound,
    /// Spelled almost the same.
    Close,
    /// One is the initial of the other.
    Initial,
    /// Sounds alike.
    SoundsAlike,
    /// The same birth date with day and month swapped.
    DayMonthSwapped,
    /// The birth date differs by one digit, or by two neighbouring digits swapped.
    OneDigitOff,
    /// The birth date fits the due date, or two due dates fit one pregnancy.
    DueDateFits,
    /// Part is shared and the rest differs: a middle name, a street, a postcode district.
    SomeShared,
    /// Born in the same year.
    SameYear,
    /// Born within one year of each other.
    WithinOneYear,
    /// Different.
    Different,
    /// One of the records does not say.
    Missing,
}

/// One field of two records, compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Comparison {
    /// What was compared.
    pub field: Field,
    /// How alike it is.
    pub level: Level,
}

/// All fields of two records, compared, in the order of [`Field::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Comparisons {
    levels: [Comparison; Field::ALL.len()],
    /// The same as a model has it.
    pub(crate) seen: Seen,
}

impl Comparisons {
    /// How alike one field is.
    pub fn level(&self, field: Field) -> Level {
        self.iter()
            .find(|c| c.field == field)
            .map_or(Level::Missing, |c| c.level)
    }

    /// Each field in turn.
    pub fn iter(&self) -> impl Iterator<Item = Comparison> + '_ {
        self.levels.iter().copied()
    }
}

/// Compares two records. Symmetric.
pub fn compare(a: &Record, b: &Record) -> Comparisons {
    let names = best_names(a, b);
    let levels = Field::ALL.map(|field| {
        let level = match field {
            Field::GivenNames => names.given,
            Field::Surname => names.surname,
            Field::DateOfBirth => birth::compare(a.born, b.born),
            Field::Sex => sex(a.sex, b.sex),
            Field::NhsNumber => given(a.nhs_number.as_ref(), b.nhs_number.as_ref(), equal),
            Field::Upn => given(a.upn.as_ref(), b.upn.as_ref(), equal),
            Field::Phone => given(a.phone.as_ref(), b.phone.as_ref(), equal),
            Field::Postcode => given(a.postcode.as_ref(), b.postcode.as_ref(), postcode),
            Field::Address => given(
                a.address.as_ref(),
                b.address.as_ref(),
                crate::address::Address::compare,
            ),
            Field::School => given(a.school.as_ref(), b.school.as_ref(), school),
        };
        Comparison { field, level }
    });
    Comparisons {
        levels,
        seen: Seen::of(a, b, &names),
    }
}

/// The two names, one of each record, that fit best, and how well.
#[derive(Clone, Copy)]
pub(crate) struct NamePair<'r> {
    pub(crate) given: Level,
    pub(crate) surname: Level,
    /// The same as a model has it.
    pub(crate) seen: [u8; 2],
    pub(crate) names: Option<(&'r FullName, &'r FullName)>,
    /// Not both are the names the records were made under.
    pub(crate) aliased: bool,
}

/// Looks at every name of either record: a maiden name that fits outweighs a married one that does not.
pub(crate) fn best_names<'r>(a: &'r Record, b: &'r Record) -> NamePair<'r> {
    let mut best = NamePair {
        given: Level::Missing,
        surname: Level::Missing,
        seen: [0; 2],
        names: None,
        aliased: false,
    };
    for (i, x) in a.names.iter().enumerate() {
        for (j, y) in b.names.iter().enumerate() {
            let (given, surname) = full_name(x, y);
            let pair = NamePair {
                given,
                surname,
                seen: of_names((given, surname), x, y),
                names: Some((x, y)),
                aliased: i + j > 0,
            };
            if best.names.is_none() || pair.rank() < best.rank() {
                best = pair;
            }
        }
    }
    best
}

impl NamePair<'_> {
    /// Lower is more alike. The given name, and what a model has, are added to break ties the same way from both sides.
    fn rank(self) -> (u8, Level, [u8; 2]) {
        let sum = self.given as u8 + self.surname as u8;
        (sum, self.given, self.seen)
    }
}

fn full_name(a: &FullName, b: &FullName) -> (Level, Level) {
    let (given, surname) = (a.given.compare(&b.given), a.surname.compare(&b.surname));
    let crossed = given >= Level::SomeShared && surname >= Level::SomeShared;
    if crossed && changed_places(a, b) {
        return (Level::OtherWayRound, Level::OtherWayRound);
    }
    (given, surname)
}

/// Whether given name and surname changed places: one of them to the letter, the other nearly, or not given. Of several given names the
/// first is the one that somebody is called by.
fn changed_places(a: &FullName, b: &FullName) -> bool {
    let both = [(&a.given, &b.surname), (&b.given, &a.surname)];
    let like = both.map(|(given, surname)| given.like_surname(surname));
    like.contains(&1.0) && like.iter().all(|like| *like >= NEARLY)
}

/// Whether both are the same to the letter, the other way round.
pub(crate) fn only_changed_places(a: &FullName, b: &FullName) -> bool {
    a.given.is(&b.surname) && a.surname.is(&b.given)
}

fn given<T>(a: Option<&T>, b: Option<&T>, level: impl Fn(&T, &T) -> Level) -> Level {
    a.zip(b).map_or(Level::Missing, |(a, b)| level(a, b))
}

fn equal(a: &String, b: &String) -> Level {
    if a == b {
        Level::Same
    } else {
        Level::Different
    }
}

fn sex(a: Sex, b: Sex) -> Level {
    match (a, b) {
        (Sex::NotGiven, _) | (_, Sex::NotGiven) => Level::Missing,
        _ if a == b => Level::Same,
        _ => Level::Different,
    }
}

/// The last three characters are the street; what comes before is the district.
fn postcode(a: &String, b: &String) -> Level {
    let district = |code: &String| {
        code.len()
            .checked_sub(3)
            .and_then(|end| code.get(..end).map(str::to_owned))
    };
    match (a == b, district(a), district(b)) {
        (true, ..) => Level::Same,
        (_, Some(x), Some(y)) if x == y && !x.is_empty() => Level::SomeShared,
        _ => Level::Different,
    }
}

fn school(a: &String, b: &String) -> Level {
    match (a == b, close(a, b)) {
        (true, _) => Level::Same,
        (_, true) => Level::Close,
        _ => Level::Different,
    }
}

#[cfg(test)]
mod tests;
