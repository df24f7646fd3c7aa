//! Ages against roles, and children against parents.

use std::fmt::Write;

use trefoil_core::flag::FlagCode;

use crate::feeds::police::read;

/// The codes found for a child and an adult, each `(role, birth date, relationship)`.
fn check(people: &[(&str, &str, &str)], expected: &[FlagCode]) {
    let mut text =
        "incident_reference,received_at,domestic_abuse,role,date_of_birth,relationship_to_victim\n"
            .to_owned();
    for (role, born, relationship) in people {
        writeln!(
            text,
            "R1,2026-03-01T10:00:00Z,yes,{role},{born},{relationship}"
        )
        .unwrap();
    }
    let file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
    let codes: Vec<FlagCode> = file.issues.iter().map(|issue| issue.code).collect();
    assert_eq!(codes, expected, "{people:?}");
}

#[test]
fn ages_fit_roles() {
    check(&[("child", "2015-01-01", "")], &[]);
    check(
        &[("child", "2008-03-01", "")],
        &[FlagCode::AdultInChildRole],
    );
    check(&[("child", "2008-03-02", "")], &[]);
    check(&[("victim", "2008-03-02", "")], &[FlagCode::UnderEighteen]);
    check(&[("victim", "2008-03-01", "")], &[]);
    check(&[("child", "2026-03-02", "")], &[FlagCode::BirthDateFuture]);
    check(&[("child", "2026-03-01", "")], &[]);
    check(&[("child", "expected 2026-06-01", "")], &[]);
    check(&[("victim", "1900-01-01", "")], &[FlagCode::BirthDateEarly]);
    check(&[("victim", "1909-12-31", "")], &[FlagCode::BirthDateEarly]);
    check(&[("victim", "1910-01-01", "")], &[]);
}

/// An adult victim and a child of 36, who stands in this relationship to the victim.
fn check_child(others: &[(&str, &str, &str)], relationship: &str, older: bool) {
    let mut people = others.to_vec();
    people.push(("child", "1990-01-01", relationship));
    let codes = [FlagCode::AdultInChildRole, FlagCode::ChildOlderThanParent];
    check(&people, if older { &codes } else { &codes[..1] });
}

#[test]
fn children_are_younger_than_parents() {
    let young = ("victim", "1995-01-01", "");
    let old = ("victim", "1960-01-01", "");
    check_child(&[young], "", true);
    check_child(&[young], "son", true);
    check_child(&[young], "brother", false);
    check_child(&[young], "step-daughter", false);
    check_child(&[young, old], "daughter", true);
    check_child(&[young, old], "", false);
    check_child(&[old], "son", false);
    check_child(&[("other", "1995-01-01", "mother")], "", true);
    check_child(&[("other", "1995-01-01", "grandmother")], "", false);
}
