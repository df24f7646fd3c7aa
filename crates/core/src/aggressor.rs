//! On which side somebody belongs who stands on both: recorded by a person, with reasons, and changed by another record.

use crate::reason::Reason;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What was found.
    Finding {
        Harms = "harms", "They are the primary aggressor";
        Harmed = "harmed", "They are the one who is harmed";
    }
}

/// Characters that the reasons must have at least: a word is no reason for what opens and closes the wall.
pub const REASONS_SHORTEST: usize = 20;

/// The finding and its reasons, as chosen and typed.
///
/// # Errors
/// Each field that will not do, in plain words.
pub fn finding(found: Option<Finding>, reasons: &str) -> Result<(Finding, Reason), Refusal> {
    let reason = Reason::new("reasons", reasons, REASONS_SHORTEST);
    match (found, reason) {
        (Some(found), Ok(reason)) => Ok((found, reason)),
        (found, reason) => {
            let none = found.is_none();
            let choose = none.then(|| Problem::new("finding", "Choose what you found."));
            let problems = choose.into_iter().chain(reason.err());
            Err(Refusal::Invalid(problems.collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, finding};

    #[test]
    fn a_finding_has_its_reasons() {
        let reasons = "Police bodycam and the children's own words.";
        assert!(finding(Some(Finding::Harms), reasons).is_ok());
        assert!(finding(Some(Finding::Harms), "He hit first.").is_err());
        assert!(finding(None, reasons).is_err());
    }
}
