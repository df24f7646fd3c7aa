//! Which days are asked for, and what is drawn of the numbers.

use askama::Template as _;
use jiff::Timestamp;
use jiff::civil::date;
use trefoil_core::refusal::Refusal;

use super::asked::{Period, asked, control_moment};
use super::chart::chart;
use crate::form::Fields;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Fields(pairs.iter().map(own).collect())
}

fn now() -> Timestamp {
    "2021-11-30T08:12:00Z".parse().unwrap()
}

#[test]
fn where_nothing_is_asked_it_is_the_last_full_month() {
    let check = |now: &str, from, to| {
        let got = asked(&Fields::default(), now.parse().unwrap()).unwrap();
        assert_eq!(
            got,
            Period {
                from,
                to,
                as_at: None
            },
            "{now}"
        );
    };
    check(
        "2021-11-30T08:12:00Z",
        date(2021, 10, 1),
        date(2021, 10, 31),
    );
    check(
        "2022-01-01T00:00:00Z",
        date(2021, 12, 1),
        date(2021, 12, 31),
    );
    // In London it is July already.
    check("2021-06-30T23:30:00Z", date(2021, 6, 1), date(2021, 6, 30));
}

#[test]
fn what_is_asked_can_be_asked_again() {
    let sent = [
        ("from", "2020-04-01"),
        ("to", "2021-03-31"),
        ("as_at", "2021-06-30T08:12"),
    ];
    let period = asked(&fields(&sent), now()).unwrap();
    assert_eq!(
        period.query(),
        "from=2020-04-01&to=2021-03-31&as_at=2021-06-30T07:12:00Z"
    );
}

#[test]
fn what_is_no_date_is_told_beside_its_control() {
    let sent = [("from", "2021-02-31"), ("to", "soon"), ("as_at", "noon")];
    let Err(Refusal::Invalid(problems)) = asked(&fields(&sent), now()) else {
        unreachable!("none of these is a date")
    };
    let at: Vec<&str> = problems
        .iter()
        .map(|problem| problem.field.as_str())
        .collect();
    assert_eq!(at, ["from", "to", "as_at"]);
}

#[test]
fn days_that_make_no_sense_are_told_beside_their_control() {
    let check = |from: &str, to: &str, field: &str, words: &str| {
        let Err(Refusal::Invalid(problems)) = asked(&fields(&[("from", from), ("to", to)]), now())
        else {
            unreachable!("{from} to {to} makes no sense")
        };
        assert_eq!(problems[0].field, field);
        assert!(
            problems[0].message.contains(words),
            "{}",
            problems[0].message
        );
    };
    check("2021-03-31", "2021-03-30", "to", "before the first");
    check(
        "2021-12-01",
        "2021-12-31",
        "from",
        "up to today, 30 November 2021",
    );
    check("1921-04-01", "2021-03-31", "from", "more than 20 years");
    check("2001-12-01", "2021-12-01", "from", "more than 20 years");
    check("-000001-01-01", "2021-12-01", "from", "more than 20 years");
    for (from, to) in [("2001-12-01", "2021-11-30"), ("2021-11-30", "2022-03-31")] {
        let made = asked(&fields(&[("from", from), ("to", to)]), now());
        assert!(made.is_ok(), "{from} to {to}");
    }
}

#[test]
fn a_moment_of_our_own_links_is_shown_in_the_hubs_time() {
    let summer: Timestamp = "2021-06-30T07:12:00.123456Z".parse().unwrap();
    assert_eq!(control_moment(summer), "2021-06-30T08:12:00.123");
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let numbers = [
        ("Early help", 12, "12".to_owned()),
        ("Referral", 3, "3".to_owned()),
        ("Strategy discussion", 0, "0".to_owned()),
    ];
    let drawn = chart("What was decided", &numbers)
        .unwrap()
        .render()
        .unwrap();
    for part in [
        "width=\"340\"",
        "width=\"85\"",
        "width=\"0\"",
        "Early help: 12; Referral: 3; Strategy discussion: 0.",
        "currentColor",
    ] {
        assert!(drawn.contains(part), "{part}: {drawn}");
    }
    assert!(chart("Nothing", &[("Referral", 0, "0".to_owned())]).is_none());
}
