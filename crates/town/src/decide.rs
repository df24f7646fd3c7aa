//! What the hub will answer, and when: most within one working day, a few late, and at the end of the town's time
//! about a day and a half of work still open. Under a quarter of children go on to social care (report, section 6.5).

use jiff::Timestamp;
use trefoil_core::decision::Outcome;
use trefoil_core::vocabulary::{Known, RiskGrade};

use crate::day::Day;
use crate::dice::Dice;
use crate::happening::{PlannedAnswer, PlannedDecision};
use crate::lists::{AGENCIES, REASONS};
use crate::plain::PlainContact;

/// How many decisions miss the limit of one working day.
const LATE: f64 = 0.04;

/// The hub's answer, or `None` where it is still waiting at `until`.
pub(crate) fn decision(
    contact: &PlainContact,
    day: Day,
    until: Timestamp,
    dice: &mut Dice,
) -> Option<PlannedDecision> {
    let at = decided_at(contact, day, dice);
    let open_draw = dice.unit();
    if at >= until || open_draw < still_open(day, until) {
        return None;
    }
    Some(PlannedDecision {
        at,
        answers: answers(contact, dice),
    })
}

/// When it is decided: the day of receipt or the next working day, in working hours; the emergency duty team answers
/// some high-risk contacts at any hour.
fn decided_at(contact: &PlainContact, day: Day, dice: &mut Dice) -> Timestamp {
    let second = (contact.received_at.as_second() - day.at(0).as_second()).clamp(0, 86_399);
    let at_once = contact.grade == RiskGrade::High && dice.chance(0.35);
    if at_once {
        return day.at(second + dice.between(1200, 9000));
    }
    let working_hours = dice.between(8 * 3600 + 1800, 17 * 3600 + 1800);
    if dice.chance(LATE) {
        let mut late = day.next_working().next_working();
        if dice.chance(0.3) {
            late = late.next_working();
        }
        return late.at(working_hours);
    }
    let same_day = day.is_working() && second < 15 * 3600 && dice.chance(0.45);
    if same_day {
        let from = second.max(8 * 3600 + 1800) + 1500;
        return day.at(dice.between(from, from.max(17 * 3600 + 1800)));
    }
    day.next_working().at(working_hours)
}

/// How likely a contact of this day is still waiting at `until`: nearly surely while its time runs, rarely after.
fn still_open(day: Day, until: Timestamp) -> f64 {
    let today = Day::containing(until);
    if day.0 + 9 < today.0 {
        return 0.0;
    }
    let due = day.next_working();
    let overdue_by = (due.0 + 1..today.0 + i64::from(until > today.at(0)))
        .filter(|passed| Day(*passed).is_working())
        .count();
    if due.at(86_400) > until {
        return 0.93;
    }
    match overdue_by {
        0 => 0.42,
        1 => 0.15,
        2 => 0.06,
        _ => 0.0,
    }
}

fn answers(contact: &PlainContact, dice: &mut Dice) -> Vec<PlannedAnswer> {
    let (outcome, reason) = (outcome(contact, dice), dice.unit());
    let mut people: Vec<Option<usize>> = contact.children().map(Some).collect();
    if people.is_empty() {
        people.push(None);
    }
    let abuse = contact.domestic_abuse == Known::Yes && dice.chance(0.6);
    let section = |outcome: Outcome| {
        let about = if abuse { " da" } else { "" };
        format!("{}{about}", outcome.code())
    };
    people
        .into_iter()
        .map(|person| {
            // Brothers and sisters are most often answered alike, but each is thought about.
            let apart = person.is_some() && dice.chance(0.07);
            let outcome = if apart {
                self::outcome(contact, dice)
            } else {
                outcome
            };
            let list = REASONS.section(&section(outcome));
            let place = crate::dice::scaled(reason, list.len());
            PlannedAnswer {
                person,
                outcome,
                reason: list.get(place).copied().unwrap_or("Decided by the hub."),
                service: service(outcome, dice),
            }
        })
        .collect()
}

fn outcome(contact: &PlainContact, dice: &mut Dice) -> Outcome {
    use Outcome::{EarlyHelp, InformationAndAdvice, NoFurtherAction, Referral, StrategyDiscussion};
    if contact.children().next().is_none() {
        let adults = [(NoFurtherAction, 58), (InformationAndAdvice, 42)];
        return dice.weighted(&adults).unwrap_or(NoFurtherAction);
    }
    let weights = match (contact.grade, contact.domestic_abuse) {
        (RiskGrade::High, _) => [8, 22, 18, 40, 12],
        (RiskGrade::Medium, _) => [20, 32, 23, 22, 3],
        (RiskGrade::Standard, _) => [36, 36, 17, 10, 1],
        (RiskGrade::Unknown, Known::Yes) => [18, 33, 24, 22, 3],
        (RiskGrade::Unknown, _) => [27, 31, 21, 19, 2],
    };
    let [nothing, advice, early, referral, strategy] = weights;
    dice.weighted(&[
        (NoFurtherAction, nothing),
        (InformationAndAdvice, advice),
        (EarlyHelp, early),
        (Referral, referral),
        (StrategyDiscussion, strategy),
    ])
    .unwrap_or(NoFurtherAction)
}

fn service(outcome: Outcome, dice: &mut Dice) -> Option<&'static str> {
    let likelihood = match outcome {
        Outcome::EarlyHelp => 0.7,
        Outcome::InformationAndAdvice => 0.45,
        _ => 0.05,
    };
    dice.chance(likelihood)
        .then(|| dice.line(AGENCIES.section("service")))
}
