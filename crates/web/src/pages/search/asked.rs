//! What was typed to find a person, as typed, so that it can be shown again.

use jiff::civil::Date;
use trefoil_app::persons::search::PersonSearch;
use trefoil_core::refusal::Problem;

use crate::form::Fields;
use crate::pages::day;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) given: String,
    pub(super) surname: String,
    pub(super) birth: day::Typed,
    pub(super) number: String,
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
    /// What is looked for.
    ///
    /// # Errors
    /// Where the birth date is no date.
    pub(super) fn search(&self) -> Result<PersonSearch, Problem> {
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
