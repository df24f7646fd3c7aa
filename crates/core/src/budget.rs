//! Budgets: how often something may be done in a span of time before the answer is "wait". Pure: who counts, and where, is
//! another's business. What is counted never depends on what is there, so that an answer of "wait" tells nobody anything.

use jiff::{SignedDuration, Timestamp};

use crate::vocabulary::closed_list;

closed_list! {
    /// What is counted.
    Budget {
        TriesFromSource = "tries_from_source", "Wrong tries to sign in from one network address, in a quarter of an hour";
        TriesAtAccount = "tries_at_account", "Tries to sign in at one e-mail address, in a quarter of an hour";
        SearchesAnHour = "searches_an_hour", "Searches for people in an hour";
        SearchesADay = "searches_a_day", "Searches for people in a day";
        PersonsAnHour = "persons_an_hour", "People opened in an hour without being allocated to them";
        FormsFromSource = "forms_from_source", "Contacts sent by the partners' form from one network address, in an hour";
        FormsAnHour = "forms_an_hour", "Contacts sent by the partners' form from anywhere, in an hour";
        ApiFromSource = "api_from_source", "Questions of partners' systems from one network address, in an hour";
        ApiAnHour = "api_an_hour", "Contacts sent by one partner's system, in an hour";
    }
}

impl Budget {
    /// How long it lasts before it begins anew.
    pub fn span(self) -> SignedDuration {
        match self {
            Self::TriesFromSource | Self::TriesAtAccount => SignedDuration::from_mins(15),
            Self::SearchesAnHour
            | Self::PersonsAnHour
            | Self::FormsFromSource
            | Self::FormsAnHour
            | Self::ApiFromSource
            | Self::ApiAnHour => SignedDuration::from_hours(1),
            Self::SearchesADay => SignedDuration::from_hours(24),
        }
    }

    /// When the span that holds an instant began: the same for every process that counts.
    pub fn began(self, now: Timestamp) -> Timestamp {
        let (at, span) = (now.as_microsecond(), self.span().as_micros());
        let span = i64::try_from(span).unwrap_or(i64::MAX);
        Timestamp::from_microsecond(at - at.rem_euclid(span)).unwrap_or(now)
    }
}

/// How much each budget is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Wrong tries from one network address: a whole council may stand behind one.
    pub tries_from_source: i64,
    /// Tries at one e-mail address, beside the wait after five wrong ones: tries sent all at once outrun that.
    pub tries_at_account: i64,
    /// Searches of a worker in an hour.
    pub searches_an_hour: i64,
    /// Searches of a worker in a day.
    pub searches_a_day: i64,
    /// People whom a worker opens in an hour without being allocated to them.
    pub persons_an_hour: i64,
    /// Contacts by the partners' form in an hour from one network address: all schools of a council may stand behind one.
    pub forms_from_source: i64,
    /// The same from anywhere: what a hub could still read.
    pub forms_an_hour: i64,
    /// Questions of partners' systems in an hour from one network address, those with a wrong token too.
    pub api_from_source: i64,
    /// Contacts that one partner's system sends in an hour.
    pub api_an_hour: i64,
}

impl Default for Limits {
    /// A triage worker decides some twenty contacts on a busy day, with about four people each: three times that is no work.
    fn default() -> Self {
        Self {
            tries_from_source: 100,
            tries_at_account: 20,
            searches_an_hour: 60,
            searches_a_day: 240,
            persons_an_hour: 120,
            forms_from_source: 30,
            forms_an_hour: 120,
            api_from_source: 1_200,
            api_an_hour: 120,
        }
    }
}

impl Limits {
    /// How often.
    pub fn of(&self, budget: Budget) -> i64 {
        match budget {
            Budget::TriesFromSource => self.tries_from_source,
            Budget::TriesAtAccount => self.tries_at_account,
            Budget::SearchesAnHour => self.searches_an_hour,
            Budget::SearchesADay => self.searches_a_day,
            Budget::PersonsAnHour => self.persons_an_hour,
            Budget::FormsFromSource => self.forms_from_source,
            Budget::FormsAnHour => self.forms_an_hour,
            Budget::ApiFromSource => self.api_from_source,
            Budget::ApiAnHour => self.api_an_hour,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_begins_where_every_process_says() {
        let check = |budget: Budget, now: &str, began: &str| {
            let at = |text: &str| text.parse::<Timestamp>().unwrap();
            assert_eq!(budget.began(at(now)), at(began), "{budget:?} {now}");
        };
        check(
            Budget::SearchesAnHour,
            "2026-03-17T10:59:59.999999Z",
            "2026-03-17T10:00:00Z",
        );
        check(
            Budget::SearchesAnHour,
            "2026-03-17T11:00:00Z",
            "2026-03-17T11:00:00Z",
        );
        check(
            Budget::SearchesADay,
            "2026-03-17T23:59:00Z",
            "2026-03-17T00:00:00Z",
        );
        check(
            Budget::TriesFromSource,
            "1969-12-31T23:50:00Z",
            "1969-12-31T23:45:00Z",
        );
    }
}
