//! Moments that were typed, kept in an address, or are none: which they are, and what is said of them.

use super::*;

fn asking(asked: &[(&str, &str)]) -> Asking {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let now = "2021-11-30T12:00:00Z".parse().unwrap();
    Asking::read(&Fields(asked.iter().map(own).collect()), now)
}

fn typed(day: &str, month: &str, year: &str, time: &str) -> Asking {
    asking(&[
        ("at-day", day),
        ("at-month", month),
        ("at-year", year),
        ("at-time", time),
    ])
}

fn then(text: &str) -> At {
    At::Then(text.parse().unwrap())
}

fn wrong(field: &str, words: &str) -> At {
    At::NotAMoment(Problem::new(field, words))
}

#[test]
fn a_moment_that_was_typed() {
    let check = |day, month, year, time, expect: At| {
        assert_eq!(
            typed(day, month, year, time).at,
            expect,
            "{day} {month} {year} {time}"
        );
    };
    check("", "", "", "", At::Now);
    check("29", "11", "2021", "8:12am", then("2021-11-29T08:12:00Z"));
    check("29", "11", "2021", "8.12 PM", then("2021-11-29T20:12:00Z"));
    check("29", "11", "2021", "20:12", then("2021-11-29T20:12:00Z"));
    check("29", "11", "2021", "8am", then("2021-11-29T08:00:00Z"));
    check("29", "11", "2021", "12am", then("2021-11-29T00:00:00Z"));
    check("29", "11", "2021", "12:30pm", then("2021-11-29T12:30:00Z"));
    check("29", "11", "2021", "midday", then("2021-11-29T12:00:00Z"));
    check("14", "7", "2021", "8:12am", then("2021-07-14T07:12:00Z"));
    // The end of the day; of today, now.
    check("29", "11", "2021", "", then("2021-11-29T23:59:59.999999Z"));
    check("30", "11", "2021", "", then("2021-11-30T12:00:00Z"));
    check("30", "11", "2021", "12pm", then("2021-11-30T12:00:00Z"));
}

#[test]
fn what_is_no_moment_is_told_at_its_box() {
    let check = |day, month, year, time, field, words| {
        assert_eq!(
            typed(day, month, year, time).at,
            wrong(field, words),
            "{day} {month} {year} {time}"
        );
    };
    check("1", "12", "2021", "", "at-day", LATER_DAY);
    check("30", "11", "2021", "12:01pm", "at-time", LATER_TIME);
    check("", "", "", "8am", "at-day", NO_DAY);
    check(
        "29",
        "",
        "2021",
        "",
        "at-month",
        "The day must have a month.",
    );
    check(
        "31",
        "6",
        "2021",
        "",
        "at-day",
        "The day must be a real day: 31 6 2021 is none.",
    );
    for time in [
        "8", "25:00", "8:5", "13pm", "0am", "eight", ":30", "8:", "+8:30", "8:12xm",
    ] {
        check("29", "11", "2021", time, "at-time", NO_TIME);
    }
}

#[test]
fn an_address_that_was_kept() {
    let check = |text: &str, expect: At| assert_eq!(asking(&[("at", text)]).at, expect, "{text}");
    check("", At::Now);
    check("2021-11-30T08:12", then("2021-11-30T08:12:00Z"));
    check("2021-07-14T08:12", then("2021-07-14T07:12:00Z"));
    check("2021-07-14T08:12:00Z", then("2021-07-14T08:12:00Z"));
    check("2021-07-14", then("2021-07-13T23:00:00Z"));
    for text in ["yesterday", "2021-02-31T08:12"] {
        check(text, wrong("at-day", UNREADABLE));
    }
}

#[test]
fn the_form_holds_what_was_typed_or_what_is_shown() {
    let shown = "2021-07-14T07:12:00Z".parse().ok();
    let held = |asking: &Asking, shown| {
        let form = asking.form("this contact", shown);
        let value = |value: &Option<Text>| value.clone().unwrap_or_default().to_string();
        let mut all: Vec<String> = form
            .day
            .parts
            .iter()
            .map(|part| value(&part.value))
            .collect();
        all.push(value(&form.time.value));
        all
    };
    assert_eq!(held(&asking(&[]), None), ["", "", "", ""]);
    assert_eq!(held(&asking(&[]), shown), ["14", "7", "2021", "08:12"]);
    assert_eq!(
        held(&typed("31", "6", "2021", "8am"), shown),
        ["31", "6", "2021", "8am"]
    );
}
