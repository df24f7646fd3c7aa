//! What each kind of cell is read as.

use jiff::civil::date;
use trefoil_core::person::{BirthDate, SafeContact};
use trefoil_core::vocabulary::{AddressState, Known, Sex};

use super::*;

/// The value of a reading, whether or not in doubt, and the code of the doubt.
fn split<T>(reading: Reading<T>) -> (Option<T>, Option<FlagCode>) {
    match reading {
        Reading::Blank => (None, None),
        Reading::Value(value) => (Some(value), None),
        Reading::Doubtful(value, doubt) | Reading::Assumed(value, doubt) => {
            (Some(value), Some(doubt.code))
        }
        Reading::Unread(doubt) => (None, Some(doubt.code)),
    }
}

#[test]
fn instants() {
    for (text, expected) in [
        ("2026-03-01T14:30:00Z", Some("2026-03-01T14:30:00Z")),
        ("2026-03-01T14:30:00+01:00", Some("2026-03-01T13:30:00Z")),
        (
            "2026-03-01T14:30:00.123456Z",
            Some("2026-03-01T14:30:00.123456Z"),
        ),
        ("2026-01-15T09:00:00", Some("2026-01-15T09:00:00Z")),
        ("2026-07-15T09:00:00", Some("2026-07-15T08:00:00Z")),
        ("2026-07-15 09:00", Some("2026-07-15T08:00:00Z")),
        // The clocks go forward at 1am on 29 March 2026 and back at 2am on 25 October 2026.
        ("2026-03-29T01:30:00", Some("2026-03-29T01:30:00Z")),
        ("2026-10-25T01:30:00", Some("2026-10-25T00:30:00Z")),
        ("2026-03-01", None),
        ("2026-02-31T10:00:00Z", None),
        ("2026-03-01T25:00:00Z", None),
        ("2026-03-01T14:30:00+99:00", None),
        ("01/03/2026 14:30", None),
        ("yesterday evening", None),
        ("ééééééééé", None),
    ] {
        let (value, code) = split(instant(text));
        assert_eq!(
            value.map(|value| value.to_string()).as_deref(),
            expected,
            "{text}"
        );
        assert_eq!(
            code,
            expected.is_none().then_some(FlagCode::InvalidTime),
            "{text}"
        );
    }
}

#[test]
fn birth_dates() {
    let unread = |text: &str| BirthDate::Unreadable(text.to_owned());
    for (text, expected) in [
        ("2015-02-28", BirthDate::On(date(2015, 2, 28))),
        ("28/02/2015", BirthDate::On(date(2015, 2, 28))),
        ("1/5/2015", BirthDate::On(date(2015, 5, 1))),
        ("expected 2026-05-01", BirthDate::Expected(date(2026, 5, 1))),
        ("Expected 01/05/2026", BirthDate::Expected(date(2026, 5, 1))),
        ("2016-02-29", BirthDate::On(date(2016, 2, 29))),
        ("2015-02-29", unread("2015-02-29")),
        ("2015-02-31", unread("2015-02-31")),
        ("31/02/2015", unread("31/02/2015")),
        ("02/28/2015", unread("02/28/2015")),
        ("28/02/15", unread("28/02/15")),
        ("28-02-2015", unread("28-02-2015")),
        ("2015-2-8", unread("2015-2-8")),
        ("+015-02-08", unread("+015-02-08")),
        ("expected", unread("expected")),
        ("about 2015", unread("about 2015")),
        ("éééééééé", unread("éééééééé")),
    ] {
        let (value, code) = split(birth(text));
        let doubt = matches!(expected, BirthDate::Unreadable(_)).then_some(FlagCode::InvalidDate);
        assert_eq!((value, code), (Some(expected), doubt), "{text}");
    }
    assert_eq!(birth(""), Reading::Blank);
}

#[test]
fn closed_lists() {
    for (text, expected, code) in [
        ("yes", Some(Known::Yes), None),
        ("NO", Some(Known::No), None),
        ("Unknown", Some(Known::Unknown), None),
        ("", None, None),
        ("y", None, Some(FlagCode::InvalidValue)),
    ] {
        assert_eq!(split(known(text)), (expected, code), "{text}");
    }
    for (text, expected, code) in [
        ("M", Some(Sex::Male), None),
        ("f", Some(Sex::Female), None),
        ("female", None, Some(FlagCode::InvalidValue)),
    ] {
        assert_eq!(split(sex(text)), (expected, code), "{text}");
    }
    for (text, expected, code) in [
        ("refuge", Some(AddressState::Refuge), None),
        ("none", Some(AddressState::None), None),
        (
            "do not tell",
            Some(AddressState::Withheld),
            Some(FlagCode::InvalidValue),
        ),
    ] {
        assert_eq!(split(address_state(text)), (expected, code), "{text}");
    }
}

#[test]
fn versions() {
    for (text, expected) in [
        ("1", Some(1)),
        ("12", Some(12)),
        ("0", None),
        ("-1", None),
        ("+2", None),
        ("2.0", None),
        ("99999999999999999999", None),
    ] {
        let (value, code) = split(version(text));
        assert_eq!(value, expected, "{text}");
        assert_eq!(
            code,
            expected.is_none().then_some(FlagCode::InvalidValue),
            "{text}"
        );
    }
}

#[test]
fn safe_contact_rules() {
    for (text, expected) in [
        ("yes", SafeContact::Yes),
        ("No", SafeContact::No),
        ("unknown", SafeContact::NotAsked),
        ("not by text", SafeContact::Only("not by text".to_owned())),
    ] {
        assert_eq!(safe_contact(text), Reading::Value(expected), "{text}");
    }
}

#[test]
fn check_digits() {
    assert_eq!(
        split(nhs_number("943 476 5919")).0.unwrap().digits(),
        "9434765919"
    );
    assert_eq!(
        split(nhs_number("9434765918")),
        (None, Some(FlagCode::InvalidNhsNumber))
    );
    assert_eq!(split(upn("nonsense")), (None, Some(FlagCode::InvalidUpn)));
}

#[test]
fn long_texts_are_cut_and_long_references_never_become_one() {
    assert_eq!(split(text("ééé", 3)), (Some("ééé".to_owned()), None));
    assert_eq!(
        split(text("éééé", 3)),
        (Some("ééé".to_owned()), Some(FlagCode::TooLong))
    );
    let long = "r".repeat(1_000);
    assert_eq!(reference("short"), "short");
    assert_ne!(
        reference(&format!("{long}a")),
        reference(&format!("{long}b"))
    );
    assert!(reference(&long).chars().count() < 400);
}
