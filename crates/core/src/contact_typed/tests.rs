//! What is a contact and what is not.

use super::*;

fn now() -> Timestamp {
    "2026-03-02T10:00:00Z".parse().unwrap()
}

fn child() -> PersonTyped {
    PersonTyped {
        role: Some(IncidentRole::Child),
        ..PersonTyped::default()
    }
}

fn typed(people: Vec<PersonTyped>, summary: &str) -> ContactTyped {
    ContactTyped {
        source: Some(Source::School),
        summary: summary.to_owned(),
        people,
        ..ContactTyped::default()
    }
}

fn fields(typed: &ContactTyped) -> Vec<String> {
    match typed.read(now()) {
        Ok(_) => Vec::new(),
        Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
        Err(other) => unreachable!("{other}"),
    }
}

#[test]
fn little_is_enough_and_nothing_is_not() {
    let check = |typed: ContactTyped, wrong: &[&str]| assert_eq!(fields(&typed), wrong);
    check(ContactTyped::default(), &["source", "summary"]);
    check(typed(Vec::new(), "He was heard shouting."), &[]);
    check(typed(vec![child()], ""), &["summary"]);
    let there = PersonTyped {
        present: Known::Yes,
        ..child()
    };
    check(typed(vec![there], ""), &[]);
    let place_alone = ContactTyped {
        place: "The flat over the baker's".to_owned(),
        ..typed(Vec::new(), "")
    };
    check(place_alone, &[]);
    let nobody_knows = PersonTyped {
        given: "Tom".to_owned(),
        birth: "last spring".to_owned(),
        ..PersonTyped::default()
    };
    check(typed(vec![nobody_knows], ""), &["p0-birth", "p0-role"]);
    let long = PersonTyped {
        words: "x".repeat(WORDS_LONGEST + 1),
        ..child()
    };
    check(typed(vec![PersonTyped::default(), long], ""), &["p1-words"]);
    check(typed(vec![PersonTyped::default(); 13], "x"), &["people"]);
    check(
        typed(Vec::new(), &"x".repeat(SUMMARY_LONGEST + 1)),
        &["summary"],
    );
}

#[test]
fn what_is_typed_is_what_is_kept() {
    let tom = PersonTyped {
        given: " Tom ".to_owned(),
        surname: "Ashdown".to_owned(),
        birth: "14 3 1999".to_owned(),
        address_state: Some(AddressState::Refuge),
        safe: Some(Known::No),
        safe_how: "never by text".to_owned(),
        words: "He said he hid.".to_owned(),
        ..child()
    };
    let draft = ContactTyped {
        teller: "F. Lomas".to_owned(),
        ..typed(vec![PersonTyped::default(), tom], " He hid. ")
    };
    let draft = draft.read(now()).unwrap();
    assert_eq!(draft.summary.as_deref(), Some("He hid."));
    let [person] = draft.people.as_slice() else {
        unreachable!("one person")
    };
    assert_eq!(person.described.name.words(), "Tom Ashdown");
    assert_eq!(person.described.safe_contact, SafeContact::No);
    assert!(person.protects());
    let codes: Vec<_> = draft.flags.iter().map(|flag| flag.code).collect();
    assert_eq!(codes, [FlagCode::AdultInChildRole]);
    let referrer = draft.referrer.unwrap();
    assert_eq!(referrer.name.as_deref(), Some("F. Lomas"));
    assert!(referrer.organisation.is_none());
}
