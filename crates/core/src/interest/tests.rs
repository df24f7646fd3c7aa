//! What is typed of a worker is read or told; likenesses hold one another.

use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 3, 2);

fn typed(kin: &str) -> IdentityTyped {
    IdentityTyped {
        given: "Owen".to_owned(),
        surname: "Price".to_owned(),
        birth: Some(date(1984, 2, 3)),
        address: "12 Larch Road".to_owned(),
        kin: kin.to_owned(),
        ..IdentityTyped::default()
    }
}

fn problems(typed: &IdentityTyped) -> Vec<String> {
    match typed.read(TODAY) {
        Err(Refusal::Invalid(problems)) => {
            let words = problems.into_iter();
            words
                .map(|one| format!("{}: {}", one.field, one.message))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn kin_are_one_a_line() {
    let identity = typed("Gary James Price, 1/5/1980\n\nAnn Lee, same home\n").read(TODAY);
    let kin = identity.map(|one| one.kin).unwrap_or_default();
    let told: Vec<_> = kin
        .iter()
        .map(|one| {
            let described = &one.person.described;
            let name = &described.name;
            (
                (name.given.as_str(), name.surname.as_str()),
                described.birth.born(),
                one.same_home && one.person.places.address.is_some(),
            )
        })
        .collect();
    let expected = [
        (("Gary James", "Price"), Some(date(1980, 5, 1)), false),
        (("Ann", "Lee"), None, true),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_cannot_be_used_is_told_where_it_is() {
    let check = |typed: IdentityTyped, expected: &[&str]| assert_eq!(problems(&typed), expected);
    check(typed(""), &[]);
    let tomorrow = IdentityTyped {
        birth: Some(date(2026, 3, 3)),
        postcode: "FY1".to_owned(),
        ..typed("")
    };
    check(
        tomorrow,
        &[
            "birth: The birth date is still to come. Check the year.",
            "postcode: Write the whole postcode, such as FY1 1AD, or leave it empty.",
        ],
    );
    check(
        typed("Ann Lee\nGary"),
        &["kin: Line 2: enter a first name and a surname."],
    );
    check(
        typed("Ann Lee, 31 2 1980"),
        &[
            "kin: Line 1: \u{201c}31 2 1980\u{201d} is neither a birth date, such as 1 5 1980, nor \u{201c}same home\u{201d}.",
        ],
    );
    check(
        typed(&"Ann Lee\n".repeat(KIN_MOST + 1)),
        &["kin: Declare at most 20 people; these are 21."],
    );
    assert_eq!(problems(&IdentityTyped::default()).len(), 3);
}

#[test]
fn likenesses_hold_what_they_hold() {
    let none = Likenesses::default();
    let birth = none.with(Likeness::NameBirth);
    let both = birth.with(Likeness::Home);
    assert!(none.is_empty() && !birth.is_empty());
    assert!(both.hold(birth) && !birth.hold(both) && birth.hold(none));
    assert!(both.is_strong() && !none.with(Likeness::Home).is_strong());
    assert_eq!(
        both.iter().collect::<Vec<_>>(),
        [Likeness::NameBirth, Likeness::Home]
    );
    assert_eq!(Likenesses::from_bits(both.bits()), both);
}

#[test]
fn what_cannot_be_read_is_told_at_its_field() {
    for (field, typed) in [
        (
            "phone",
            IdentityTyped {
                phone: "ring the desk".to_owned(),
                ..typed("")
            },
        ),
        (
            "email",
            IdentityTyped {
                email: "owen at home".to_owned(),
                ..typed("")
            },
        ),
        (
            "surname",
            IdentityTyped {
                surname: "x".repeat(201),
                ..typed("")
            },
        ),
        (
            "birth",
            IdentityTyped {
                birth: Some(date(1884, 2, 3)),
                ..typed("")
            },
        ),
        ("kin", typed("Ann Lee, 3 3 2026")),
        ("kin", typed("Ann Lee, 3 3 1826")),
        ("kin", typed(&format!("Ann {}", "x".repeat(200)))),
    ] {
        let told = problems(&typed);
        let told: Vec<_> = told.iter().filter_map(|one| one.split_once(':')).collect();
        assert!(
            matches!(told.as_slice(), [(at, _)] if *at == field),
            "{field}: {told:?}"
        );
    }
}
