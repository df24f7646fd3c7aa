//! What was changed of an agency, a team or an account: kept beside it, so that what was before is not lost.

use crate::vocabulary::closed_list;

closed_list! {
    /// What was changed.
    Changed {
        Added = "added", "Added";
        Name = "name", "Name";
        Team = "team", "Team";
        Roles = "roles", "Roles";
        Ended = "ended", "Ended";
    }
}

/// A change, in words: what it was, and what it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub what: Changed,
    /// What it was before; empty where it was nothing.
    pub was: String,
    /// What it is since.
    pub became: String,
}

impl Change {
    /// Of something that was not there before.
    pub fn to(what: Changed, became: impl Into<String>) -> Self {
        Self {
            what,
            was: String::new(),
            became: became.into(),
        }
    }

    /// As a page says it.
    pub fn words(&self) -> String {
        let what = self.what.words();
        match (self.was.is_empty(), self.became.is_empty()) {
            (true, true) => what.to_owned(),
            (true, false) => format!("{what}: {}", self.became),
            (false, true) => format!("{what}: {}", self.was),
            (false, false) => format!("{what}: {}, before: {}", self.became, self.was),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_what_was_before() {
        let check = |was: &str, became: &str, expect: &str| {
            let change = Change {
                what: Changed::Name,
                was: was.to_owned(),
                became: became.to_owned(),
            };
            assert_eq!(change.words(), expect);
        };
        check("", "", "Name");
        check("", "Larch", "Name: Larch");
        check("Larch", "", "Name: Larch");
        check("Larch", "Rowan", "Name: Rowan, before: Larch");
    }
}
