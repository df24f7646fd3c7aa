//! The past moment that an address asks for, and the form that asks for one: a day in three boxes and a time in words. An
//! address that was kept may say `at=2021-11-30T08:12`, as people in England read a clock, or an instant.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use trefoil_core::calendar::{end_of, local_date, london};
use trefoil_core::refusal::Problem;

use super::day;
use crate::components::{Content, DateInput, Input, Text};
use crate::form::Fields;

/// What an address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum At {
    /// Now.
    #[default]
    Now,
    /// Then.
    Then(Timestamp),
    /// It is no moment, or none that has been.
    NotAMoment(Problem),
}

/// What an address asks for, and how it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) at: At,
    day: day::Typed,
    time: String,
}

const UNREADABLE: &str =
    "The address asks for a moment that cannot be read. Enter a day, such as 30 11 2021.";
const NO_DAY: &str = "Enter the day as well as the time.";
const NO_TIME: &str = "Enter a time such as 8:12am or 14:30.";
const LATER_DAY: &str = "The day must be today or in the past.";
const LATER_TIME: &str = "The time must be in the past.";

impl Asking {
    /// From what stands after the `?`.
    pub(super) fn read(asked: &Fields, now: Timestamp) -> Self {
        let day = day::typed(asked, "at");
        let time = asked.get("at-time").to_owned();
        let at = match asked.get("at") {
            "" => typed_at(&day, &time, now).unwrap_or_else(At::NotAMoment),
            text => instant(text).map_or_else(
                || At::NotAMoment(Problem::new("at-day", UNREADABLE)),
                At::Then,
            ),
        };
        Self { at, day, time }
    }

    /// The moment.
    pub(super) fn then(&self) -> Option<Timestamp> {
        match self.at {
            At::Then(then) => Some(then),
            At::Now | At::NotAMoment(_) => None,
        }
    }

    /// What is wrong with it.
    pub(super) fn problem(&self) -> Option<&Problem> {
        match &self.at {
            At::NotAMoment(problem) => Some(problem),
            At::Now | At::Then(_) => None,
        }
    }

    /// The form, with what was typed; else with the moment that is shown. `whom` ends the question: "this contact".
    pub(super) fn form(&self, whom: &str, shown: Option<Timestamp>) -> MomentForm {
        let typed = !self.time.is_empty() || self.day.iter().any(|part| !part.is_empty());
        let (day, time) = match shown {
            Some(then) if !typed => parts(then),
            _ => (self.day.clone(), self.time.clone()),
        };
        let wrong = |field: &str| {
            self.problem()
                .filter(|problem| problem.field == field)
                .map(|problem| Content::from(problem.message.clone()))
        };
        let values = day.map(|part| Some(Text::from(part)));
        let question = format!("On which day do you want to see {whom}?");
        let mut day = DateInput::new("at", question, values);
        day.group.hint = "For example, 30 11 2021".into();
        for part in &mut day.parts {
            if let Some(words) = wrong(&format!("at-{}", part.name)) {
                day.group.error = words;
                part.error = Some(true);
            }
        }
        let mut time = Input {
            value: Some(time.into()),
            autocomplete: Some("off".into()),
            ..Input::new("at-time", "At what time?")
        };
        time.field.hint =
            "For example, 8:12am or 14:30. Leave it empty for the end of that day".into();
        time.field.classes = "govuk-input--width-10".into();
        time.field.error = wrong("at-time").unwrap_or_default();
        MomentForm { day, time }
    }
}

/// The controls that ask for a past moment.
pub(super) struct MomentForm {
    pub(super) day: DateInput,
    pub(super) time: Input,
}

fn instant(text: &str) -> Option<Timestamp> {
    let instant = text.parse::<Timestamp>().ok();
    let local = || london().to_timestamp(text.parse::<DateTime>().ok()?).ok();
    instant.or_else(local)
}

/// Without a time the whole day counts: it is seen as it was known at its end, and today as known now.
fn typed_at(typed: &day::Typed, time: &str, now: Timestamp) -> Result<At, Problem> {
    let read = day::read(typed, "The day");
    let day = read.map_err(|no| Problem::new(format!("at-{}", no.part), no.words))?;
    let today = local_date(now);
    match (day, time) {
        (None, "") => Ok(At::Now),
        (None, _) => Err(Problem::new("at-day", NO_DAY)),
        (Some(day), _) if day > today => Err(Problem::new("at-day", LATER_DAY)),
        (Some(day), "") => Ok(At::Then(last_of(day).min(now))),
        (Some(day), words) => {
            let time = time_of(words).ok_or_else(|| Problem::new("at-time", NO_TIME))?;
            let then = london().to_timestamp(day.to_datetime(time));
            let then = then.map_err(|_| Problem::new("at-day", LATER_DAY))?;
            if then > now {
                return Err(Problem::new("at-time", LATER_TIME));
            }
            Ok(At::Then(then))
        }
    }
}

/// The last instant of a day.
fn last_of(day: Date) -> Timestamp {
    let end = end_of(day);
    end.saturating_sub(jiff::SignedDuration::from_micros(1))
        .unwrap_or(end)
}

/// "8:12am", "8.12 pm", "8am", "20:12", "midday", "midnight".
fn time_of(words: &str) -> Option<Time> {
    let text: String = words
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| {
            if letter == '.' {
                ':'
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect();
    match text.as_str() {
        "midday" | "noon" => return Some(Time::constant(12, 0, 0, 0)),
        "midnight" => return Some(Time::midnight()),
        _ => {}
    }
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        (None, None) => (text.as_str(), None),
    };
    let (hour, minute) = match (digits.split_once(':'), half) {
        (Some((hour, minute)), _) if minute.len() == 2 => (hour, minute),
        (None, Some(_)) => (digits, "0"),
        _ => return None,
    };
    let number = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i8>().ok().filter(|_| plain)
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// A moment as the form holds it.
fn parts(then: Timestamp) -> (day::Typed, String) {
    let local = london().to_datetime(then);
    let day = [
        local.day().to_string(),
        local.month().to_string(),
        local.year().to_string(),
    ];
    (day, local.strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests;
