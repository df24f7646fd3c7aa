//! Words, moments and addresses of the page of a contact.

use trefoil_core::ids::ContactId;
use trefoil_core::sighting::{RoleHeld, Sighting};
use trefoil_core::vocabulary::{IncidentRole, RiskGrade, RiskInstrument};

use super::done::Done;
use super::words::{counted, in_100, likely, names, risk, roles};
use crate::form::Fields;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Fields(pairs.iter().map(own).collect())
}

#[test]
fn a_probability_is_said_and_never_certain() {
    let check = |probability, words, number| {
        assert_eq!(
            (likely(probability), in_100(probability).as_str()),
            (words, number)
        );
    };
    check(1.0, "Very likely the same", "about 99 in 100");
    check(0.95, "Very likely the same", "about 95 in 100");
    check(0.94, "Likely the same", "about 94 in 100");
    check(0.5, "May well be the same", "about 50 in 100");
    check(0.2, "May be the same", "about 20 in 100");
    check(0.0, "Probably not the same", "about 1 in 100");
    check(f64::NAN, "Probably not the same", "about NaN in 100");
}

#[test]
fn names_stand_in_a_row() {
    let check = |list: &[&str], expect: &str| {
        assert_eq!(
            names(list.iter().map(|one| (*one).to_owned()).collect(), 3),
            expect
        );
    };
    check(&[], "Nobody named");
    check(&["A"], "A");
    check(&["A", "B"], "A and B");
    check(&["A", "B", "C"], "A, B and C");
    check(&["A", "B", "C", "D"], "A, B, C and 1 other");
    check(&["A", "B", "C", "D", "E"], "A, B, C and 2 others");
    assert_eq!(
        (
            counted(1, "child", "children"),
            counted(0, "child", "children")
        ),
        ("1 child".to_owned(), "0 children".to_owned())
    );
}

#[test]
fn a_role_says_towards_whom() {
    let mut kelly = Sighting::default();
    kelly.described.reference = Some("P1".to_owned());
    kelly.described.name.given = "Kelly".to_owned();
    kelly.described.name.surname = "Ashdown".to_owned();
    let held = |role, towards: Option<&str>| RoleHeld {
        role,
        towards: towards.map(str::to_owned),
    };
    let check = |list: &[RoleHeld], expect: &str| assert_eq!(roles(list, &[&kelly]), expect);
    check(&[held(IncidentRole::Victim, None)], "Victim");
    check(
        &[
            held(IncidentRole::Perpetrator, Some("P1")),
            held(IncidentRole::Victim, None),
        ],
        "Perpetrator (towards Kelly Ashdown); Victim",
    );
    check(
        &[held(IncidentRole::Perpetrator, Some("P9"))],
        "Perpetrator",
    );
}

#[test]
fn risk_names_its_tool() {
    let check = |grade, tool, expect: &str| assert_eq!(risk(grade, tool), expect);
    check(RiskGrade::High, RiskInstrument::Dash, "High (Dash)");
    check(
        RiskGrade::High,
        RiskInstrument::None,
        "High, without a tool",
    );
    check(RiskGrade::Unknown, RiskInstrument::None, "Not graded");
}

#[test]
fn an_act_leads_on_to_where_the_worker_was() {
    let contact: ContactId = "018f3a00-0000-7000-8000-000000000001".parse().unwrap();
    let here = "/contacts/018f3a00-0000-7000-8000-000000000001";
    let check = |form: &[(&str, &str)], expect: &str| {
        assert_eq!(Done::Same.next(contact, &fields(form)).as_str(), expect);
    };
    check(&[], &format!("{here}?done=same"));
    check(
        &[("anchor", "person-5")],
        &format!("{here}?done=same#person-5"),
    );
    check(&[("back", "queue")], "/queue?done=same");
    check(
        &[("back", "https://example.org")],
        &format!("{here}?done=same"),
    );
    check(&[("anchor", "a b")], here);
}

#[test]
fn a_decided_contact_has_left_the_hub() {
    let contact: ContactId = "018f3a00-0000-7000-8000-000000000001".parse().unwrap();
    let next = Done::Decided.next(contact, &fields(&[("anchor", "decision")]));
    assert_eq!(next.as_str(), "/queue?done=decided");
}

#[test]
fn only_what_we_say_ourselves_is_said_of_an_act() {
    let said = |code: &str| Done::words(&fields(&[("done", code)]));
    assert_eq!(said("taken"), Some("You have this contact now."));
    assert_eq!((said(""), said("<script>")), (None, None));
}
