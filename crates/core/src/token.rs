//! A token of an agency's system, as it is asked for.

use crate::contact_typed::LINE_LONGEST;
use crate::refusal::{Problem, Refusal};

/// For how many days a token may be good: whoever leaves takes no key along that never ends.
pub const DAYS_MOST: i64 = 366;

/// What every token begins with, so that one that lies where it should not can be found by a search.
pub const BEGINS: &str = "trefoil_";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenTyped {
    /// What the system is called.
    pub system: String,
    /// For how many days it is good.
    pub days: i64,
}

impl TokenTyped {
    /// The system's name, where all is well.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(&self) -> Result<&str, Refusal> {
        let mut problems = Vec::new();
        let system = self.system.trim();
        if system.is_empty() || system.chars().count() > LINE_LONGEST {
            let words =
                format!("Write what the system is called, in {LINE_LONGEST} characters or fewer.");
            problems.push(Problem::new("system", words));
        }
        if !(1..=DAYS_MOST).contains(&self.days) {
            let words = format!("Choose for how long it is good: from 1 to {DAYS_MOST} days.");
            problems.push(Problem::new("days", words));
        }
        if problems.is_empty() {
            Ok(system)
        } else {
            Err(Refusal::Invalid(problems))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_system_and_an_end() {
        let check = |system: &str, days, wrong: &[&str]| {
            let typed = TokenTyped {
                system: system.to_owned(),
                days,
            };
            let found = match typed.read() {
                Ok(_) => Vec::new(),
                Err(Refusal::Invalid(problems)) => problems,
                Err(other) => panic!("{other:?}"),
            };
            let found: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
            assert_eq!(found, wrong, "{system} {days}");
        };
        check("Larch", 1, &[]);
        check("Larch", DAYS_MOST, &[]);
        check(" ", 0, &["system", "days"]);
        check(
            &"x".repeat(LINE_LONGEST + 1),
            DAYS_MOST + 1,
            &["system", "days"],
        );
    }
}
