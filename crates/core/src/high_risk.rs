//! The list of people at high risk: who is on it by which rule, since when, for which daily meeting; and how somebody comes off, by two
//! people. The thresholds are the authority's, as data with history.

use jiff::civil::{Time, time};
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, local_date, london};
use crate::contact::ContactFacts;
use crate::reason::Reason;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::{Known, RiskGrade, closed_list};

closed_list! {
    /// What put somebody on it (the criteria of a MARAC, in our words: visible high risk, escalation, professional judgement).
    HighRiskWhy {
        Graded = "graded", "Graded high by whoever told the hub";
        Repeat = "repeat", "Told of again and again";
        Judgement = "judgement", "A worker\u{2019}s judgement";
    }
}

/// One ground on which somebody is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnBy {
    /// Which rule put them on.
    pub why: HighRiskWhy,
    /// Since when.
    pub since: Timestamp,
    /// Whether nobody has proved yet who sent the contact by which the rule did.
    pub unproved: bool,
}

impl OnBy {
    /// The ground; somebody whom a stranger named is protected as anybody, and whoever reads it knows that it may be false.
    pub fn words(self) -> String {
        let why = self.why.words();
        if self.is_unproved() {
            format!("{why} ({UNPROVED})")
        } else {
            why.to_owned()
        }
    }

    /// Whether it stands on what nobody has proved: a worker's judgement is the worker's.
    pub fn is_unproved(self) -> bool {
        self.unproved && self.why != HighRiskWhy::Judgement
    }
}

/// What is said of a contact wherever somebody acts on it, until somebody at the hub says who sent it.
pub const UNPROVED: &str = "nobody has proved who sent it";

/// What an authority puts on its list. A judgement can always put somebody on, and never keeps somebody off whom the rule puts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HighRiskRule {
    /// From how many contacts about domestic abuse on somebody is on it.
    pub repeats: i32,
    /// Within how many months.
    pub months: i32,
    /// When the daily meeting is held, on working days.
    pub meets: Time,
}

impl Default for HighRiskRule {
    /// Three in twelve months is common practice, and local everywhere; so is the hour.
    fn default() -> Self {
        Self {
            repeats: 3,
            months: 12,
            meets: time(9, 15, 0, 0),
        }
    }
}

/// Where the rule is written; shown beside it.
pub const SOURCE: &str = "The authority\u{2019}s own thresholds, on the criteria that MARACs use: visible high risk, professional judgement, escalation by repeat within 12 months";

impl HighRiskRule {
    /// Whether it can be used.
    ///
    /// # Errors
    /// `Invalid` naming each field.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        if !(2..=20).contains(&self.repeats) {
            problems.push(Problem::new("repeats", "Write a number from 2 to 20."));
        }
        if !(1..=36).contains(&self.months) {
            problems.push(Problem::new("months", "Write months from 1 to 36."));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(problems))
        }
    }

    /// The rule in words.
    pub fn words(&self) -> String {
        format!(
            "On the list: who was harmed in a contact that came graded high; who was harmed in {} contacts about domestic abuse within {} months; who a worker judges to be at high risk. The daily meeting is at {} on working days",
            self.repeats,
            self.months,
            self.meets.strftime("%-H:%M")
        )
    }

    /// The first daily meeting after an instant: at its hour, on the first working day on which that is still to come.
    pub fn meeting_after(&self, at: Timestamp, calendar: &Calendar) -> Timestamp {
        let mut day = local_date(at);
        loop {
            let meets = london().to_timestamp(day.to_datetime(self.meets));
            match meets {
                Ok(meets) if calendar.is_working(day) && meets > at => return meets,
                _ => {}
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return Timestamp::MAX,
            }
        }
    }

    /// Since when contacts count that make a repeat of one received at an instant.
    pub fn repeats_since(&self, at: Timestamp) -> Timestamp {
        let then: Zoned = at.to_zoned(london().clone());
        let months = jiff::Span::new().try_months(i64::from(self.months));
        let back = months.ok().and_then(|months| then.checked_sub(months).ok());
        back.map_or(Timestamp::MIN, |back| back.timestamp())
    }

    /// What puts somebody on who was harmed in a contact, with so many about domestic abuse in the time that counts, this one among them.
    pub fn puts_on(&self, facts: &ContactFacts, contacts: i64) -> Vec<HighRiskWhy> {
        let abuse = facts.domestic_abuse != Known::No;
        let graded = abuse && facts.grade == RiskGrade::High;
        let repeat = abuse && contacts >= i64::from(self.repeats);
        let each = [(graded, HighRiskWhy::Graded), (repeat, HighRiskWhy::Repeat)];
        let each = each.into_iter().filter(|(holds, _)| *holds);
        each.map(|(_, why)| why).collect()
    }
}

closed_list! {
    /// What somebody does about one who is on the list.
    HighRiskStep {
        Ask = "ask", "Ask that they come off";
        Agree = "agree", "Agree: they come off";
        Keep = "keep", "They stay on";
        Prove = "prove", "Say who told the hub: it is proved now";
    }
}

/// What is sealed of being on the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HighRiskContent {
    /// Why a worker judged so, or why they come off or stay on.
    pub reason: String,
    /// What was done; `None` where somebody was put on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<HighRiskStep>,
    /// By whom, as the ledger names them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

impl HighRiskContent {
    /// What was done, by whom and when.
    pub fn of(reason: String, step: Option<HighRiskStep>, by: String, at: Timestamp) -> Self {
        Self {
            reason,
            step,
            by,
            at: Some(at),
        }
    }
}

/// How somebody stands on it, for what can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HighRiskStands {
    /// Whether somebody asked that they come off.
    pub asked: bool,
    /// Whether whoever acts did.
    pub by_me: bool,
    /// Whether a ground stands on what nobody has proved.
    pub unproved: bool,
}

impl HighRiskStands {
    /// The steps that somebody can take: whoever asked that they come off does not agree with themselves.
    pub fn steps(self) -> Vec<HighRiskStep> {
        let mut steps = match (self.asked, self.by_me) {
            (false, _) => vec![HighRiskStep::Ask],
            (true, true) => vec![HighRiskStep::Keep],
            (true, false) => vec![HighRiskStep::Agree, HighRiskStep::Keep],
        };
        steps.extend(self.unproved.then_some(HighRiskStep::Prove));
        steps
    }
}

/// Checks a step and its reason.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where it does not stand where that step begins any more.
pub fn high_risk_next(
    stands: HighRiskStands,
    step: Option<HighRiskStep>,
    reason: &str,
) -> Result<(HighRiskStep, String), Refusal> {
    let reason = Reason::new("reason", reason, 1);
    match (step, reason) {
        (Some(step), Ok(Reason { text })) => {
            if stands.steps().contains(&step) {
                Ok((step, text))
            } else {
                let words = "Somebody else has dealt with this since you opened it, or it needs a second person. Open it again to see how it stands.";
                Err(Refusal::Conflict(words.to_owned()))
            }
        }
        (step, reason) => {
            let unsaid = || Problem::new("step", "Choose what is to be done.");
            let unsaid = step.is_none().then(unsaid).into_iter();
            Err(Refusal::Invalid(unsaid.chain(reason.err()).collect()))
        }
    }
}

/// For how long back a list tells who came on and who came off.
pub const WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Source;

    fn facts(grade: RiskGrade, domestic_abuse: Known) -> ContactFacts {
        ContactFacts {
            source: Source::Police,
            received_at: Timestamp::UNIX_EPOCH,
            domestic_abuse,
            grade,
        }
    }

    #[test]
    fn the_rule_puts_on_by_grade_and_by_repeat() {
        use HighRiskWhy::{Graded, Repeat};
        let rule = HighRiskRule::default();
        let check = |grade, abuse, contacts, expect: &[HighRiskWhy]| {
            let came = rule.puts_on(&facts(grade, abuse), contacts);
            assert_eq!(came, expect, "{grade:?} {abuse:?} {contacts}");
        };
        check(RiskGrade::High, Known::Yes, 1, &[Graded]);
        check(RiskGrade::Medium, Known::Yes, 2, &[]);
        check(RiskGrade::Standard, Known::Unknown, 3, &[Repeat]);
        check(RiskGrade::High, Known::Yes, 4, &[Graded, Repeat]);
        check(RiskGrade::High, Known::No, 4, &[]);
        let four = HighRiskRule { repeats: 4, ..rule };
        assert!(
            four.puts_on(&facts(RiskGrade::Medium, Known::Yes), 3)
                .is_empty()
        );
        assert!(HighRiskRule { repeats: 1, ..rule }.check().is_err());
        assert!(HighRiskRule { months: 0, ..rule }.check().is_err());
    }

    #[test]
    fn what_a_stranger_sent_says_so_and_a_judgement_is_the_workers() {
        let said = |why, unproved| {
            let since = Timestamp::UNIX_EPOCH;
            let on = OnBy {
                why,
                since,
                unproved,
            };
            on.words().contains(UNPROVED)
        };
        assert!(said(HighRiskWhy::Graded, true));
        assert!(said(HighRiskWhy::Repeat, true));
        assert!(!said(HighRiskWhy::Graded, false));
        assert!(!said(HighRiskWhy::Judgement, true));
    }

    #[test]
    fn the_next_meeting_is_on_a_working_day() {
        let calendar = Calendar::england_and_wales();
        let rule = HighRiskRule::default();
        let check = |at: &str, meets: &str| {
            let came = rule.meeting_after(at.parse().unwrap(), &calendar);
            assert_eq!(came, meets.parse().unwrap(), "{at}");
        };
        check("2026-03-17T10:00:00Z", "2026-03-18T09:15:00Z");
        check("2026-03-17T09:14:59Z", "2026-03-17T09:15:00Z");
        check("2026-03-17T09:15:00Z", "2026-03-18T09:15:00Z");
        // Maundy Thursday, in summer time: after Easter Monday.
        check("2026-04-02T12:00:00Z", "2026-04-07T08:15:00Z");
    }

    #[test]
    fn nobody_comes_off_by_one_person() {
        use HighRiskStep::{Agree, Ask, Keep, Prove};
        let stands = |asked, by_me, unproved| HighRiskStands {
            asked,
            by_me,
            unproved,
        };
        let next =
            |asked, mine, step| high_risk_next(stands(asked, mine, false), Some(step), "Why.");
        assert!(next(false, false, Ask).is_ok());
        assert!(next(false, false, Agree).is_err());
        assert!(next(true, true, Agree).is_err());
        assert!(next(true, false, Agree).is_ok());
        assert!(next(true, true, Keep).is_ok());
        assert!(next(false, false, Prove).is_err(), "it is proved");
        let unproved = high_risk_next(
            stands(false, false, true),
            Some(Prove),
            "I rang her school.",
        );
        assert!(unproved.is_ok());
        let silent = high_risk_next(HighRiskStands::default(), Some(Ask), " ");
        assert!(matches!(silent, Err(Refusal::Invalid(_))));
    }
}
