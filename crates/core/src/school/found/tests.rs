//! Officers' words against a small register: who is certain, who has to be asked about, and what is never guessed.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::school::Phase;

fn school(urn: i64, name: &str, area: i64) -> School {
    School {
        urn: Urn::new(urn).unwrap(),
        name: name.to_owned(),
        kind: String::new(),
        phase: Phase::Unknown,
        area,
        pupils: None,
        opened: None,
        closed: None,
        opens: None,
    }
}

fn register() -> Vec<School> {
    let closed = School {
        closed: Some(date(2024, 9, 1)),
        ..school(100_009, "Sandpiper Junior School", 890)
    };
    vec![
        school(100_001, "Marram Primary School", 890),
        school(100_002, "Marram High School", 890),
        school(100_003, "St John's Catholic Primary School", 890),
        school(100_004, "St John Vianney's Catholic Primary School", 890),
        school(100_005, "Kittiwake CofE Academy", 890),
        school(100_006, "Dunlin Bay Primary School", 890),
        school(100_007, "Dunlin Bay Primary School", 888),
        school(100_008, "Westgate Primary School", 888),
        closed,
        school(100_010, "Lantern Quay School", 890),
    ]
}

fn urn(number: i64) -> Urn {
    Urn::new(number).unwrap()
}

fn check(said: &str, expect: &SchoolFound) {
    let found = school_find(said, &register(), date(2026, 3, 2), 890);
    assert_eq!(found, *expect, "{said}");
}

#[test]
fn one_school_that_can_be_meant_is_certain() {
    for (said, number) in [
        ("Marram Primary School", 100_001),
        ("marram primary", 100_001),
        ("MARRAM PRIM SCH.", 100_001),
        ("Marram High", 100_002),
        ("Kittiwake", 100_005),
        ("Kittiwake C of E Academy", 100_005),
        ("Kittiwake CE Academy", 100_005),
        ("St John's Catholic Primary School", 100_003),
        ("St. John\u{2019}s RC Primary", 100_003),
        ("Saint John Vianney", 100_004),
        ("Lantern Quay", 100_010),
        ("Westgate Primary", 100_008),
    ] {
        // "St. John's RC Primary" is word for word one name, though another begins alike.
        check(said, &SchoolFound::Certain(urn(number)));
    }
}

#[test]
fn what_two_schools_share_is_never_certain() {
    check(
        "Marram",
        &SchoolFound::Possible(vec![urn(100_001), urn(100_002)]),
    );
    check(
        "St Johns",
        &SchoolFound::Possible(vec![urn(100_003), urn(100_004)]),
    );
    // The same name in two areas: the authority's own stands first, and a person chooses.
    check(
        "Dunlin Bay Primary School",
        &SchoolFound::Possible(vec![urn(100_006), urn(100_007)]),
    );
    // A kind that no entry of that name has: it may have been renamed.
    check(
        "Kittiwake Primary",
        &SchoolFound::Possible(vec![urn(100_005)]),
    );
    // A slip of the pen.
    check(
        "Maram Primary",
        &SchoolFound::Possible(vec![urn(100_001), urn(100_002)]),
    );
}

#[test]
fn no_school_goes_to_the_officer_and_nothing_is_guessed() {
    for said in [
        "Home educated",
        "EHE",
        "not in school",
        "home-schooled",
        "No school place.",
    ] {
        check(said, &SchoolFound::NotInSchool);
    }
    for said in [
        "",
        "  ",
        "???",
        "Fernhill Academy",
        "Nursery on Quay Street",
    ] {
        check(said, &SchoolFound::Unknown);
    }
    check("Sandpiper Junior", &SchoolFound::Closed(vec![urn(100_009)]));
    check("Primary school", &SchoolFound::Unknown);
}

#[test]
fn a_school_that_closed_under_the_same_name_is_asked_about() {
    let mut register = register();
    register.push(School {
        closed: Some(date(2026, 1, 1)),
        ..school(100_011, "Lantern Quay School", 890)
    });
    let find = |day| school_find("Lantern Quay", &register, day, 890);
    assert_eq!(
        find(date(2026, 3, 2)),
        SchoolFound::Possible(vec![urn(100_010)])
    );
    assert_eq!(
        find(date(2025, 3, 2)),
        SchoolFound::Possible(vec![urn(100_010), urn(100_011)])
    );
}

#[test]
fn the_keys_of_words_and_name_meet() {
    let meet = |said: &str, name: &str| !keys(said).is_disjoint(&keys(name));
    assert!(meet("Maram Primary", "Marram Primary School"));
    assert!(meet(
        "St Johns",
        "St John Vianney's Catholic Primary School"
    ));
    assert!(!meet("Kittiwake", "Marram High School"));
}

proptest! {
    /// However schools are named: what is certain is open, and no other open school bears the same words.
    #[test]
    fn certain_is_of_one_alone(
        names in prop::collection::vec("(Ash|Birch|St Ann|Ann)( Bay| Hill)?( Primary| High)?( School)?", 1..8),
        said in "(ash|birch|st ann|saint anns|ann)( bay| hill)?( primary| high)?( school)?",
    ) {
        let register: Vec<School> = names.iter().zip(100_001..).map(|(name, urn)| school(urn, name, 890)).collect();
        if let SchoolFound::Certain(found) = school_find(&said, &register, date(2026, 3, 2), 890) {
            let plain = |text: &str| text.to_lowercase().replace("saint", "st").replace("anns", "ann").replace(" school", "");
            let one = register.iter().find(|school| school.urn == found).unwrap();
            prop_assert!(plain(&one.name).starts_with(plain(&said).split(' ').next().unwrap_or_default()));
            let same = register.iter().filter(|school| plain(&school.name) == plain(&one.name)).count();
            prop_assert_eq!(same, 1);
        }
    }
}
