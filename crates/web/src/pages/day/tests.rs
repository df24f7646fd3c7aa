//! What was typed is a day, or is said to be none, and which box it is about.

use jiff::civil::{Date, date};

use super::*;

#[test]
fn a_day_or_why_it_is_none() {
    let check = |typed: [&str; 3], expect: Result<Option<Date>, (&str, &str)>| {
        let read = read(&typed.map(str::to_owned), "The day");
        let told = read
            .as_ref()
            .map(|day| *day)
            .map_err(|no| (no.part, no.words.as_str()));
        assert_eq!(told, expect, "{typed:?}");
    };
    check(["", "", ""], Ok(None));
    check(["14", "3", "2014"], Ok(Some(date(2014, 3, 14))));
    check([" 04", "03 ", "1986"], Ok(Some(date(1986, 3, 4))));
    check(["29", "2", "2024"], Ok(Some(date(2024, 2, 29))));
    check(
        ["14", "", "2014"],
        Err(("month", "The day must have a month.")),
    );
    check(
        ["", "", "2014"],
        Err(("day", "The day must have a day and a month.")),
    );
    let numbers = "The day must be in numbers, such as 14 3 2014.";
    check(["14", "March", "2014"], Err(("month", numbers)));
    check(["-1", "3", "2014"], Err(("day", numbers)));
    let year = "The day must have a year of 4 digits, such as 2014.";
    check(["14", "3", "14"], Err(("year", year)));
    check(["14", "3", "20144"], Err(("year", year)));
    let none = "The day must be a real day: 31 2 2014 is none.";
    check(["31", "2", "2014"], Err(("day", none)));
    check(
        ["999", "3", "2014"],
        Err(("day", "The day must be a real day: 999 3 2014 is none.")),
    );
    check(
        ["1", "1", "0014"],
        Err(("day", "The day must be a real day: 1 1 0014 is none.")),
    );
}
