//! How rows of one incident, and of one person, become one.

use std::fmt::Write;

use trefoil_core::person::SafeContact;
use trefoil_core::vocabulary::{AddressState, Known, RiskGrade, RiskInstrument};

use crate::feeds::police::{Drafted, read};

const HEADER: &str = "incident_reference,received_at,domestic_abuse,role,person_reference";

/// One contact of rows that share a reference; `columns` follow the header's, `rows` hold their cells. Every row comes
/// an hour after the one before.
fn contact(columns: &str, rows: &[&str]) -> Drafted {
    let mut text = format!("{HEADER},{columns}\n");
    for (hour, row) in rows.iter().enumerate() {
        writeln!(text, "R1,2026-03-01T{hour:02}:00:00Z,yes,victim,P1,{row}").unwrap();
    }
    let mut file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
    assert_eq!(file.drafts.len(), 1);
    file.drafts.remove(0)
}

#[test]
fn incident_fields_are_joined() {
    let draft = contact(
        "risk_grade,risk_instrument,police_attended,summary",
        &["high,dash,yes,first", "standard,none,unknown,second"],
    )
    .draft;
    assert_eq!(
        draft.received_at.to_string(),
        "2026-03-01T01:00:00Z",
        "the latest"
    );
    assert_eq!(draft.grade, RiskGrade::High, "the highest");
    assert_eq!(
        draft.instrument,
        RiskInstrument::Dash,
        "the latest that is one"
    );
    assert_eq!(draft.police_attended, Known::Yes, "the latest known");
    assert_eq!(draft.summary.as_deref(), Some("second"), "the latest");
    assert_eq!(draft.flags.len(), 5, "each is flagged");
}

#[test]
fn abuse_is_yes_before_unknown_before_no() {
    for (values, expected) in [
        (&["yes", "no"][..], Known::Yes),
        (&["no", "unknown"], Known::Unknown),
        (&["no", "no"], Known::No),
        (&["no", ""], Known::No),
        (&["", ""], Known::Unknown),
        (&["no", "perhaps"], Known::Unknown),
        (&["perhaps", "yes"], Known::Yes),
    ] {
        let mut text = format!("{HEADER}\n");
        for value in values {
            writeln!(text, "R1,2026-03-01T10:00:00Z,{value},victim,").unwrap();
        }
        let file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
        assert_eq!(file.drafts[0].draft.domestic_abuse, expected, "{values:?}");
    }
}

#[test]
fn one_person_of_several_rows_is_as_safe_as_the_most_careful_row() {
    let drafted = contact(
        "address_state,safe_to_contact,interpreter_needed,surname",
        &["refuge,no,yes,Old", "known,yes,no,New"],
    );
    let [person] = drafted.draft.people.as_slice() else {
        panic!("one person");
    };
    assert_eq!(person.places.address_state, Some(AddressState::Refuge));
    assert!(person.protects());
    assert_eq!(person.described.safe_contact, SafeContact::No);
    assert_eq!(person.described.interpreter, Known::Yes);
    assert_eq!(person.described.name.surname, "New", "the latest");
    assert_eq!(
        person.described.roles.len(),
        1,
        "the same role twice is one role"
    );
}

#[test]
fn an_address_state_that_cannot_be_read_protects_and_is_kept_under_guard() {
    let drafted = contact("address_state", &["do not disclose"]);
    let person = &drafted.draft.people[0];
    assert!(person.protects());
    assert_eq!(person.places.unread.len(), 1);
    assert!(person.described.unread.is_empty());
}

#[test]
fn cells_that_cannot_be_read_are_kept_as_written() {
    let drafted = contact("nhs_number,upn,sex", &["9434765918,A123,woman"]);
    let unread: Vec<(&str, &str)> = drafted.draft.people[0]
        .described
        .unread
        .iter()
        .map(|(column, text)| (column.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        unread,
        [
            ("sex", "woman"),
            ("nhs_number", "9434765918"),
            ("upn", "A123")
        ]
    );
}

#[test]
fn the_digest_is_of_the_content() {
    let plain = contact("surname", &["Lomas"]).digest;
    assert_eq!(
        contact("surname,upn", &["Lomas,"]).digest,
        plain,
        "a blank cell says nothing"
    );
    assert_eq!(
        contact("upn,surname", &[",Lomas"]).digest,
        plain,
        "columns may stand in any order"
    );
    assert_ne!(contact("surname", &["Lomax"]).digest, plain);
    assert_ne!(contact("given_names", &["Lomas"]).digest, plain);
    assert_ne!(
        contact("surname,unknown", &["Lomas,x"]).digest,
        plain,
        "an unknown column is content too"
    );
}

#[test]
fn a_mistyped_year_of_receipt_is_flagged_and_the_import_counts() {
    for (received, kept) in [
        ("2999-11-26T10:00:00Z", false),
        ("0001-01-01T10:00:00Z", false),
        ("2027-01-01T10:00:00Z", true),
        ("1999-01-01T10:00:00Z", true),
    ] {
        let text = format!("{HEADER}\nR1,{received},yes,victim,\n");
        let file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
        let draft = &file.drafts[0].draft;
        let flagged = draft.flags.iter().any(|flag| {
            flag.code == trefoil_core::flag::FlagCode::InvalidTime
                && flag.column.as_deref() == Some("received_at")
        });
        assert_eq!(flagged, !kept, "{received}");
        let expected = if kept {
            received.parse().unwrap()
        } else {
            crate::feeds::police::tests::now()
        };
        assert_eq!(draft.received_at, expected, "{received}");
    }
}
