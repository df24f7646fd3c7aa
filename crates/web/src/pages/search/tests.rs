//! A birth date is a date or said to be none; what was typed is kept as typed, and out of the address.

use jiff::civil::{Date, date};

use super::asked::Typed;
use crate::form::Fields;

fn typed(fields: &[(&str, &str)]) -> Typed {
    let owned = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Fields(owned.collect()).into()
}

#[test]
fn a_birth_date_is_a_date_or_said_to_be_none() {
    let check = |day: &str, month: &str, year: &str, expect: Result<Option<Date>, &str>| {
        let search = typed(&[
            ("birth-day", day),
            ("birth-month", month),
            ("birth-year", year),
        ])
        .search();
        let born = search
            .map(|search| search.birth)
            .map_err(|problem| problem.field);
        assert_eq!(born, expect.map_err(str::to_owned), "{day} {month} {year}");
    };
    check("", "", "", Ok(None));
    check("14", "3", "2014", Ok(Some(date(2014, 3, 14))));
    check(" 04", "03 ", "1986", Ok(Some(date(1986, 3, 4))));
    check("31", "2", "2014", Err("birth"));
    check("14", "", "2014", Err("birth"));
    check("14", "March", "2014", Err("birth"));
    check("14", "3", "14", Err("birth"));
}

#[test]
fn what_was_typed_is_kept_without_its_blanks() {
    let check = |fields: &[(&str, &str)], expect: Typed| {
        assert_eq!(typed(fields), expect, "{fields:?}");
    };
    check(&[("surname", "  "), ("colour", "red")], Typed::default());
    let surname = "O'Dare ap Rhys".to_owned();
    check(
        &[("surname", " O'Dare ap Rhys ")],
        Typed {
            surname,
            ..Typed::default()
        },
    );
}

/// Names and birth dates in an address would stand in the browser's history and in a proxy's log.
#[test]
fn what_is_typed_never_stands_in_an_address() {
    for sample in super::sample::samples() {
        let page = &sample.html;
        let form = "<form method=\"post\" action=\"/people/search\"";
        assert!(page.contains(form) && !page.contains("method=\"get\""));
        assert!(!page.contains("/people/search?"));
    }
}
