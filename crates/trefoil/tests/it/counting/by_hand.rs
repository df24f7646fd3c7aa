//! Counting by hand: what was told, matched and decided, as a plain list; every rule written again from the contract.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday, date};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use trefoil_core::decision::Outcome;

/// A version of a contact.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub(super) known: Timestamp,
    pub(super) number: i64,
    pub(super) received: Timestamp,
    pub(super) abuse: bool,
    pub(super) children: Vec<String>,
}

/// A contact with all that happened to it.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) police: bool,
    pub(super) versions: Vec<Version>,
    /// When, about which child, what.
    pub(super) decisions: Vec<(Timestamp, String, Outcome)>,
    /// Since when the contact is held to be about so many families.
    pub(super) families: Vec<(Timestamp, u64)>,
}

/// Bank holidays of England and Wales.
const HOLIDAYS: [(i16, i8, i8); 24] = [
    (2024, 1, 1),
    (2024, 3, 29),
    (2024, 4, 1),
    (2024, 5, 6),
    (2024, 5, 27),
    (2024, 8, 26),
    (2024, 12, 25),
    (2024, 12, 26),
    (2025, 1, 1),
    (2025, 4, 18),
    (2025, 4, 21),
    (2025, 5, 5),
    (2025, 5, 26),
    (2025, 8, 25),
    (2025, 12, 25),
    (2025, 12, 26),
    (2026, 1, 1),
    (2026, 4, 3),
    (2026, 4, 6),
    (2026, 5, 4),
    (2026, 5, 25),
    (2026, 8, 31),
    (2026, 12, 25),
    (2026, 12, 28),
];

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i16, month: i8) -> Date {
    let mut day = date(year, month, 31);
    while day.weekday() != Weekday::Sunday {
        day = day.saturating_sub(1.day());
    }
    day
}

/// The day in London: an hour later than UTC from the last Sunday of March to that of October, each at 1am UTC.
pub(super) fn london_day(at: Timestamp) -> Date {
    let utc = |at: Timestamp| jiff::tz::TimeZone::UTC.to_datetime(at);
    let year = utc(at).year();
    let change = |month| {
        let one = last_sunday(year, month).at(1, 0, 0, 0);
        jiff::tz::TimeZone::UTC.to_timestamp(one).unwrap()
    };
    let summer = change(3) <= at && at < change(10);
    let hours = i64::from(summer);
    utc(at + SignedDuration::from_hours(hours)).date()
}

fn next_working_day(mut day: Date) -> Date {
    loop {
        day = day.saturating_add(1.day());
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !weekend && !HOLIDAYS.contains(&(day.year(), day.month(), day.day())) {
            return day;
        }
    }
}

/// Every number of the report by its name; and how many children were decided about.
pub(super) fn count(
    told: &[Told],
    from: Date,
    to: Date,
    as_at: Timestamp,
) -> BTreeMap<String, u64> {
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    let mut add = |name: &str, more: u64| *numbers.entry(name.to_owned()).or_default() += more;
    for name in NAMES {
        add(name, 0);
    }
    for contact in told {
        let known = contact.versions.iter().filter(|one| one.known <= as_at);
        // The highest number; of equal ones the last that came.
        let Some(version) = known.max_by_key(|one| one.number) else {
            continue;
        };
        let day = london_day(version.received);
        if day < from || to < day {
            continue;
        }
        if version.children.is_empty() {
            add("contacts.adult_only", 1);
            continue;
        }
        let children = version.children.len() as u64;
        let linked = contact
            .families
            .iter()
            .rev()
            .find(|(since, _)| *since <= as_at);
        let families = linked.map_or(1, |(_, families)| (*families).max(1));
        let mut both = |part: &str| {
            add(&format!("contacts.{part}children"), children);
            add(&format!("contacts.{part}families"), families);
        };
        both("");
        if version.abuse {
            both("domestic_abuse.");
        }
        if contact.police {
            both("from_police.");
        }
        if contact.police && version.abuse {
            both("from_police.domestic_abuse.");
        }
        let last_day = next_working_day(day);
        for child in &version.children {
            let answers = contact
                .decisions
                .iter()
                .filter(|(at, about, _)| about == child && *at <= as_at && london_day(*at) <= to);
            let answers: Vec<_> = answers.collect();
            let (Some(first), Some(last)) = (answers.first(), answers.last()) else {
                add("decisions.open", 1);
                continue;
            };
            let timely = london_day(first.0) <= last_day;
            add(
                if timely {
                    "decisions.within_one_working_day"
                } else {
                    "decisions.late"
                },
                1,
            );
            add(&format!("decisions.by_outcome.{}", last.2.code()), 1);
            add("decided", 1);
            let progressed = matches!(last.2, Outcome::Referral | Outcome::StrategyDiscussion);
            add("decisions.progressed_share", u64::from(progressed));
        }
    }
    numbers
}

const NAMES: [&str; 19] = [
    "contacts.children",
    "contacts.families",
    "contacts.adult_only",
    "contacts.domestic_abuse.children",
    "contacts.domestic_abuse.families",
    "contacts.from_police.children",
    "contacts.from_police.families",
    "contacts.from_police.domestic_abuse.children",
    "contacts.from_police.domestic_abuse.families",
    "decisions.within_one_working_day",
    "decisions.late",
    "decisions.open",
    "decisions.by_outcome.no_further_action",
    "decisions.by_outcome.information_and_advice",
    "decisions.by_outcome.early_help",
    "decisions.by_outcome.referral",
    "decisions.by_outcome.strategy_discussion",
    "decisions.progressed_share",
    "decided",
];
