//! The town as a whole: the same again, as much as in the report, true proportions, valid numbers, nobody's stereotype.
#![expect(
    clippy::cast_precision_loss,
    reason = "shares of counts far below 2^52"
)]

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::date;
use trefoil_core::decision::Outcome;
use trefoil_core::vocabulary::Known;

use super::*;
use crate::plain::PlainPerson;

mod truth;

const BLACKPOOL: u64 = 140_000;

fn until() -> Timestamp {
    Town::end_of(date(2026, 3, 31))
}

/// A year of a town of Blackpool's size, made once.
fn year() -> &'static [Happening] {
    static YEAR: LazyLock<Vec<Happening>> = LazyLock::new(|| {
        Town::new(Seed(7), BLACKPOOL, 1, until())
            .happenings()
            .collect()
    });
    &YEAR
}

fn near(what: &str, found: f64, expect: f64, within: f64) {
    assert!(
        (found - expect).abs() <= within,
        "{what}: {found:.3}, expected {expect} within {within}"
    );
}

fn share<T>(all: &[T], is: impl Fn(&T) -> bool) -> f64 {
    all.iter().filter(|one| is(one)).count() as f64 / all.len().max(1) as f64
}

#[test]
fn the_same_seed_makes_the_same_town_and_another_another() {
    let bytes = |seed| {
        let mut bytes = Vec::new();
        let town = Town::new(Seed(seed), 20_000, 1, until());
        let rows = crate::police_csv(town.happenings(), &mut bytes).unwrap();
        assert!(rows > 1000);
        bytes
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
    let of = |seed| {
        Town::new(Seed(seed), 5_000, 1, until())
            .happenings()
            .collect::<Vec<_>>()
    };
    assert_eq!(of(3), of(3));
}

#[test]
fn a_year_has_the_volumes_of_the_report() {
    let year = year();
    let families: Vec<&Happening> = year
        .iter()
        .filter(|h| h.contact.children().next().is_some())
        .collect();
    let police: Vec<&Happening> = families
        .iter()
        .copied()
        .filter(|h| h.contact.source == Source::Police)
        .collect();
    let children = |of: &[&Happening]| {
        of.iter()
            .map(|h| h.contact.children().count())
            .sum::<usize>() as f64
    };
    near(
        "families a month",
        families.len() as f64 / 12.0,
        500.0,
        15.0,
    );
    near("children a month", children(&families) / 12.0, 1000.0, 60.0);
    near("police families", police.len() as f64 / 12.0, 200.0, 8.0);
    near("police children", children(&police) / 12.0, 400.0, 30.0);
    let abuse = share(&police, |h| h.contact.domestic_abuse == Known::Yes);
    near("domestic abuse of police", abuse, 0.5, 0.03);
    let answers: Vec<Outcome> = families
        .iter()
        .filter_map(|h| h.decision.as_ref())
        .flat_map(|decision| decision.answers.iter().map(|answer| answer.outcome))
        .collect();
    let progressed = share(&answers, |outcome| outcome.progressed());
    assert!(
        (0.19..0.25).contains(&progressed),
        "progressed {progressed:.3}"
    );
    assert_eq!(
        year.len() as u64,
        Town::new(Seed(7), BLACKPOOL, 1, until()).contacts()
    );
    assert!(year.is_sorted_by_key(|h| h.at) && year.iter().all(|h| h.at < until()));
}

#[test]
fn a_plan_for_contacts_makes_exactly_as_many() {
    let check = |people, contacts| {
        let town = Town::planned(Seed(1), Plan::for_contacts(people, contacts, until()));
        assert_eq!(town.happenings().count() as u64, contacts);
    };
    check(1_000, 1_000);
    check(50_000, 3_000);
    check(2_000, 100);
}

#[test]
fn about_a_third_of_families_come_back_and_a_few_often() {
    let town = Town::new(Seed(11), BLACKPOOL, 2, until());
    let mut times: HashMap<HouseholdId, Vec<Timestamp>> = HashMap::new();
    for h in town
        .happenings()
        .filter(|h| h.contact.children().next().is_some())
    {
        times.entry(h.household).or_default().push(h.at);
    }
    let middle = Town::end_of(date(2025, 3, 31));
    let first_year: Vec<&Vec<Timestamp>> = times
        .values()
        .filter(|t| t.first().is_some_and(|at| *at < middle))
        .collect();
    let back = share(&first_year, |t| {
        let gap = t
            .get(1)
            .map(|second| second.duration_since(t[0]).as_hours());
        gap.is_some_and(|hours| hours < 365 * 24)
    });
    assert!((0.27..0.42).contains(&back), "came back {back:.3}");
    let most = times.values().map(Vec::len).max().unwrap_or(0);
    assert!((12..120).contains(&most), "most {most}");
}

#[test]
fn decisions_keep_time_and_some_work_is_open_at_the_end() {
    for end in [
        until(),
        Town::end_of(date(2026, 3, 31))
            .checked_sub(jiff::SignedDuration::from_hours(13))
            .unwrap(),
    ] {
        let town = Town::new(Seed(5), BLACKPOOL, 1, end);
        let mut open = 0;
        let mut late = 0;
        let mut decided = 0;
        for h in town.happenings() {
            let due = Day::containing(h.at).next_working().at(86_400);
            match &h.decision {
                None => open += 1,
                Some(decision) => {
                    assert!(decision.at >= h.at && decision.at < end);
                    assert!(decision.answers.iter().all(|a| !a.reason.is_empty()));
                    let children: Vec<Option<usize>> = h.contact.children().map(Some).collect();
                    let answered: Vec<Option<usize>> =
                        decision.answers.iter().map(|a| a.person).collect();
                    assert_eq!(
                        answered,
                        if children.is_empty() {
                            vec![None]
                        } else {
                            children
                        }
                    );
                    decided += 1;
                    late += u32::from(decision.at >= due);
                }
            }
        }
        let in_time = 1.0 - f64::from(late) / f64::from(decided);
        near("decided within one working day", in_time, 0.96, 0.012);
        let worth = f64::from(open) / (town.contacts() as f64 / 253.0);
        assert!((1.0..2.1).contains(&worth), "{worth:.2} working days open");
    }
}

fn people(year: &[Happening]) -> impl Iterator<Item = (&Happening, &PlainPerson)> {
    year.iter()
        .flat_map(|h| h.contact.people.iter().map(move |person| (h, person)))
}

#[test]
fn police_come_at_night_and_schools_in_school_hours() {
    let year = year();
    let hour = |at: Timestamp| at.to_zoned(crate::day::london()).hour();
    let of = |source| year.iter().filter(move |h| h.contact.source == source);
    let started: Vec<i8> = of(Source::Police)
        .filter_map(|h| h.contact.incident_started_at)
        .map(hour)
        .collect();
    assert!(share(&started, |hour| *hour >= 18 || *hour < 5) > 0.5);
    assert!(
        of(Source::School)
            .all(|h| (8..18).contains(&hour(h.at)) && Day::containing(h.at).is_school_day())
    );
}

#[test]
fn a_large_town_starts_at_once() {
    let town = Town::planned(Seed(1), Plan::for_contacts(1_000_000, 1_000_000, until()));
    let month: Vec<Happening> = town.happenings().take(4000).collect();
    assert!(
        month
            .last()
            .unwrap()
            .at
            .duration_since(month[0].at)
            .as_hours()
            < 40 * 24
    );
    let names: HashSet<(&str, &str)> = people(&month)
        .map(|(_, p)| (p.given.as_str(), p.surname.as_str()))
        .collect();
    assert!(names.len() > 7000, "{}", names.len());
}
