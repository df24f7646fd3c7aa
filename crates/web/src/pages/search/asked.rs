//! What was typed to find a person, as typed, so that it can be shown again.

use jiff::civil::Date;
use trefoil_app::persons::search::PersonSearch;
use trefoil_core::refusal::Problem;

use crate::form::Fields;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) given: String,
    pub(super) surname: String,
    /// Day, month, year.
    pub(super) birth: [String; 3],
    pub(super) number: String,
}

impl From<Fields> for Typed {
    fn from(sent: Fields) -> Self {
        let get = |name| sent.get(name).to_owned();
        Self {
            given: get("given"),
            surname: get("surname"),
            birth: ["birth-day", "birth-month", "birth-year"].map(get),
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
        if self.birth.iter().all(String::is_empty) {
            return Ok(None);
        }
        let wrong = || Problem::new("birth", "Enter a real birth date, such as 14 3 2014.");
        let [day, month, year] = &self.birth;
        let year: i16 = year.parse().map_err(|_| wrong())?;
        let date = Date::new(
            year,
            month.parse().map_err(|_| wrong())?,
            day.parse().map_err(|_| wrong())?,
        );
        // Two digits leave open which century is meant; a wrong one finds nobody, or somebody else.
        let date = date
            .ok()
            .filter(|date| date.year() >= 1800)
            .ok_or_else(wrong)?;
        Ok(Some(date))
    }
}
