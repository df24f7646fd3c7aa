//! A record as a caller describes it, and as it is compared. Nothing here judges.

use crate::address::Address;
use crate::birth::BirthDate;
use crate::name::Name;
use crate::normal::{identifier, words};

/// Sex as recorded by the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Recorded as female.
    Female,
    /// Recorded as male.
    Male,
    /// Not recorded, not known, or neither.
    #[default]
    NotGiven,
}

/// A name a person is called by: as recorded, or before marriage, or an alias.
#[derive(Clone, Copy, Default)]
pub struct NamedAs<'a> {
    /// All given names.
    pub given_names: Option<&'a str>,
    /// Surname, or several.
    pub surname: Option<&'a str>,
}

/// One person as one source described them: plain strings in any script and spelling, every one optional.
#[derive(Clone, Default)]
pub struct Description<'a> {
    /// All given names.
    pub given_names: Option<&'a str>,
    /// Surname, or several.
    pub surname: Option<&'a str>,
    /// Other names; the first four are used.
    pub aliases: Vec<NamedAs<'a>>,
    /// Date of birth, or the day the birth is due.
    pub date_of_birth: BirthDate,
    /// Sex as recorded.
    pub sex: Sex,
    /// NHS number. Give it only when its check digit is right.
    pub nhs_number: Option<&'a str>,
    /// Unique pupil number. Give it only when its check letter is right.
    pub upn: Option<&'a str>,
    /// Telephone number, with or without country code.
    pub phone: Option<&'a str>,
    /// Postcode.
    pub postcode: Option<&'a str>,
    /// Address, lines parted by commas or line ends.
    pub address: Option<&'a str>,
    /// Name of the school.
    pub school: Option<&'a str>,
}

/// A description read and normalised once, to be compared many times.
#[derive(Clone)]
pub struct Record {
    /// The recorded name first, then the aliases. Never empty.
    pub(crate) names: Vec<FullName>,
    pub(crate) born: BirthDate,
    pub(crate) sex: Sex,
    pub(crate) nhs_number: Option<String>,
    pub(crate) upn: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) postcode: Option<String>,
    pub(crate) address: Option<Address>,
    pub(crate) school: Option<String>,
}

/// Given name and surname that belong together.
#[derive(Clone, Default)]
pub(crate) struct FullName {
    pub(crate) given: Name,
    pub(crate) surname: Name,
}

/// At the most 25 pairs of names a comparison: a hostile list of aliases stays cheap.
const MOST_ALIASES: usize = 4;

impl Record {
    /// Reads a description. Never fails: what cannot be read counts as not given.
    pub fn read(description: &Description<'_>) -> Self {
        let recorded = NamedAs {
            given_names: description.given_names,
            surname: description.surname,
        };
        let aliases = description.aliases.iter().take(MOST_ALIASES);
        Self {
            names: std::iter::once(&recorded)
                .chain(aliases)
                .map(FullName::read)
                .collect(),
            born: description.date_of_birth,
            sex: description.sex,
            nhs_number: description.nhs_number.and_then(identifier),
            upn: description.upn.and_then(identifier),
            phone: description.phone.and_then(phone),
            postcode: description.postcode.and_then(identifier),
            address: description.address.and_then(Address::read),
            school: description.school.and_then(school),
        }
    }

    /// Whether anything is known that a whole home shares.
    pub(crate) fn has_home(&self) -> bool {
        let texts = [&self.phone, &self.postcode, &self.school];
        self.address.is_some() || texts.iter().any(|text| text.is_some())
    }
}

impl FullName {
    fn read(named: &NamedAs<'_>) -> Self {
        Self {
            given: named.given_names.map(Name::given).unwrap_or_default(),
            surname: named.surname.map(Name::surname).unwrap_or_default(),
        }
    }
}

/// The last ten digits, so that 01253, +44 1253 and 0044 1253 are one number; nothing under seven digits.
fn phone(text: &str) -> Option<String> {
    let digits: Vec<char> = text.chars().take(64).filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(10);
    (digits.len() >= 7).then(|| digits.iter().skip(from).collect())
}

/// What is left of a school's name when the kind of school is taken away.
fn school(text: &str) -> Option<String> {
    const KINDS: &[&str] = &[
        "the",
        "school",
        "primary",
        "secondary",
        "academy",
        "infant",
        "infants",
        "junior",
        "juniors",
        "high",
        "college",
        "community",
        "nursery",
        "of",
        "and",
        "ce",
        "rc",
        "c",
        "e",
    ];
    let all = words(text);
    let kept: String = all
        .iter()
        .filter(|word| !KINDS.contains(&word.as_str()))
        .map(String::as_str)
        .collect();
    let name = if kept.is_empty() { all.concat() } else { kept };
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests;
