//! Numbers, times and days as they are typed.

use jiff::civil::{date, time};

use super::*;

#[test]
fn a_number_has_six_digits() {
    for (text, good) in [
        ("100000", true),
        (" 999999 ", true),
        ("0", true),
        ("99999", false),
        ("1000000", false),
        ("10000a", false),
        ("", false),
        ("-10000", false),
        ("000000", false),
    ] {
        let read: Result<Urn, NotAUrn> = text.parse();
        // Six noughts are the officer's number written long: nobody's.
        assert_eq!(
            read.is_ok_and(|urn| urn != Urn::OFFICER || text == "0"),
            good,
            "{text}"
        );
    }
}

#[test]
fn a_time_is_read_as_people_type_it() {
    for (text, read) in [
        ("8:45", Some(time(8, 45, 0, 0))),
        ("08.45", Some(time(8, 45, 0, 0))),
        ("0845", Some(time(8, 45, 0, 0))),
        ("845", Some(time(8, 45, 0, 0))),
        ("24:00", None),
        ("8:60", None),
        ("quarter to nine", None),
        ("8", None),
        ("08:45:00", None),
    ] {
        assert_eq!(time_typed(text), read, "{text}");
    }
}

#[test]
fn days_stand_in_order() {
    let (first, last) = (date(2026, 9, 2), date(2026, 10, 23));
    let term = Some(DaysKind::Term);
    assert!(Days::new(term, Some(first), Some(last)).is_ok());
    assert!(Days::new(term, Some(last), Some(first)).is_err());
    assert!(Days::new(term, Some(first), None).is_err());
    assert!(Days::new(term, Some(first), Some(date(2027, 7, 20))).is_err());
    let years = |from: Date| {
        let days = Days::new(Some(DaysKind::Inset), Some(from), None);
        days.and_then(|days| days.near(date(2026, 3, 17))).is_ok()
    };
    assert!(years(date(2029, 12, 31)) && years(date(2023, 1, 1)));
    assert!(!years(date(2030, 1, 1)) && !years(date(2022, 12, 31)) && !years(date(9000, 1, 1)));
    let inset = Days::new(Some(DaysKind::Inset), Some(first), None).unwrap();
    assert!(inset.holds(first) && !inset.holds(last));
    let nothing = Days::new(None, None, None);
    assert!(matches!(nothing, Err(Refusal::Invalid(problems)) if problems.len() == 3));
}

#[test]
fn a_school_is_open_from_its_first_day_until_it_closes() {
    let school = SchoolTyped {
        urn: "123456".to_owned(),
        name: "Marram Primary".to_owned(),
        opens: "8:50".to_owned(),
        closed: Some(date(2026, 9, 1)),
        ..SchoolTyped::default()
    };
    let school = school.read(None).unwrap();
    assert!(school.is_open_on(date(2026, 8, 31)));
    assert!(!school.is_open_on(date(2026, 9, 1)));
    let wrong = SchoolTyped {
        opens: "late".to_owned(),
        ..SchoolTyped::default()
    };
    let fields = match wrong.read(None) {
        Err(Refusal::Invalid(problems)) => problems,
        _ => Vec::new(),
    };
    let fields: Vec<&str> = fields.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["urn", "name", "opens"]);
}
