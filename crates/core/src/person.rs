//! Birth dates as sources give them, and what is believed of one human being: the card that pages show.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::name::PersonName;
use crate::vocabulary::{Known, Sex};

/// A birth date as a source gave it. Nothing is guessed: what cannot be read is kept as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BirthDate {
    /// Not given.
    #[default]
    Missing,
    /// A date of the calendar.
    On(Date),
    /// An unborn child, expected on this date.
    Expected(Date),
    /// As written, when it is no date.
    Unreadable(String),
}

impl BirthDate {
    /// The date of a birth that has happened.
    pub fn born(&self) -> Option<Date> {
        match self {
            Self::On(date) => Some(*date),
            Self::Missing | Self::Expected(_) | Self::Unreadable(_) => None,
        }
    }

    /// Whole years on `day`; `None` before birth or without a date.
    pub fn age_on(&self, day: Date) -> Option<i16> {
        let born = self.born().filter(|born| *born <= day)?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some(day.year() - born.year() - i16::from(!had_birthday))
    }
}

/// One human being as now believed, drawn from the sightings linked to them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCard {
    /// The name of the latest sighting that gave one.
    pub name: PersonName,
    /// Other names seen, latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<PersonName>,
    /// The best birth date: a readable one before an expected one before none.
    pub birth: BirthDate,
    /// As last given.
    pub sex: Option<Sex>,
    /// Language as last given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether an interpreter is needed, as last given.
    #[serde(default)]
    pub interpreter: Known,
    /// Valid NHS number, if one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nhs_number: Option<crate::nhs_number::NhsNumber>,
    /// Valid UPN, if one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upn: Option<crate::upn::Upn>,
    /// How the person may be contacted safely, as last said; top of every page about them.
    #[serde(default)]
    pub safe_contact: SafeContact,
}

/// What a source said once is older than what somebody's own worker agreed with them: said to everybody alike, whoever there is.
const ASK_FIRST: &str =
    "If somebody works with them, ask that worker first. Check again each time.";

/// Whether and how somebody may be contacted without putting them at risk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SafeContact {
    /// Nobody has asked: treat as not safe.
    #[default]
    NotAsked,
    /// Said to be safe.
    Yes,
    /// Said not to be safe.
    No,
    /// Safe within what they said ("10:00-14:00 only", "not by text").
    Only(String),
}

impl SafeContact {
    /// The rule in words. Each ends with whom to ask, because a viewer who sees no strand cannot know that there is nobody.
    pub fn words(&self) -> String {
        let rule = match self {
            Self::NotAsked => "No source has said how to contact this person safely.".to_owned(),
            Self::Yes => "A source said that it is safe to contact them.".to_owned(),
            Self::No => "Not safe to contact. Do not call, text, write or visit.".to_owned(),
            Self::Only(rule) => {
                let rule = rule.trim_end_matches('.');
                format!("Safe to contact only as they said: {rule}.")
            }
        };
        format!("{rule} {ASK_FIRST}")
    }
}

#[cfg(test)]
mod tests {
    use super::SafeContact;

    #[test]
    fn what_a_source_said_never_stands_alone() {
        let only = SafeContact::Only("not by text.".to_owned());
        for one in [
            SafeContact::NotAsked,
            SafeContact::Yes,
            SafeContact::No,
            only,
        ] {
            let words = one.words();
            assert!(
                words.contains(". If somebody works with them, ask that worker first."),
                "{words}"
            );
        }
    }
}
