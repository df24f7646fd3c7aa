//! What was typed to find a person, as typed, so that it can be shown again.

use jiff::civil::Date;
use trefoil_app::persons::search::PersonSearch;
use trefoil_core::refusal::Problem;
use trefoil_core::sighting::Described;

use crate::form::Fields;
use crate::pages::day;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::pages) struct Typed {
    pub(in crate::pages) given: String,
    pub(in crate::pages) surname: String,
    pub(in crate::pages) birth: day::Typed,
    pub(in crate::pages) number: String,
}

impl From<Fields> for Typed {
    fn from(sent: Fields) -> Self {
        let get = |name| sent.get(name).to_owned();
        Self {
            given: get("given"),
            surname: get("surname"),
            birth: day::typed(&sent, "birth"),
            number: get("number"),
        }
    }
}

impl Typed {
    /// As if this description had been typed.
    pub(in crate::pages) fn of(described: &Described) -> Self {
        let birth = described.birth.born().map(|on| {
            [
                on.day().to_string(),
                on.month().to_string(),
                on.year().to_string(),
            ]
        });
        Self {
            given: described.name.given.clone(),
            surname: described.name.surname.clone(),
            birth: birth.unwrap_or_default(),
            number: String::new(),
        }
    }

    /// What is looked for.
    ///
    /// # Errors
    /// Where the birth date is no date.
    pub(in crate::pages) fn search(&self) -> Result<PersonSearch, Problem> {
        Ok(PersonSearch {
            given: self.given.clone(),
            surname: self.surname.clone(),
            birth: self.born()?,
            number: self.number.clone(),
        })
    }

    fn born(&self) -> Result<Option<Date>, Problem> {
        let read = day::read(&self.birth, "The birth date");
        read.map_err(|no| Problem::new("birth", no.words))
    }
}
