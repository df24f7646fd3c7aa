//! When a whole family may be offered in one act, and when a person must look first.

use uuid::Uuid;

use super::*;

fn candidate(sighting: u128, person: u128, family: u128, probability: f64) -> Candidate {
    Candidate {
        sighting: Uuid::from_u128(sighting).into(),
        person: Uuid::from_u128(person).into(),
        families: vec![Uuid::from_u128(family).into()],
        probability,
        protected: false,
    }
}

fn check(sightings: &[u128], candidates: &[Candidate], expect: Option<&[Option<u128>]>) {
    let ids: Vec<SightingId> = sightings
        .iter()
        .map(|n| Uuid::from_u128(*n).into())
        .collect();
    let found = family_fit(&ids, candidates).map(|fit| {
        fit.fits
            .into_iter()
            .map(|(_, fit)| match fit {
                Fit::Member(person) => Some(person.uuid().as_u128()),
                Fit::New => None,
            })
            .collect::<Vec<_>>()
    });
    assert_eq!(found.as_deref(), expect, "{candidates:?}");
}

#[test]
fn all_members_fit() {
    check(
        &[1, 2],
        &[candidate(1, 11, 7, 0.99), candidate(2, 12, 7, 0.95)],
        Some(&[Some(11), Some(12)]),
    );
}

#[test]
fn somebody_nobody_knows_joins_as_new() {
    check(
        &[1, 2],
        &[candidate(1, 11, 7, 0.99), candidate(2, 12, 7, 0.05)],
        Some(&[Some(11), None]),
    );
}

#[test]
fn doubt_two_families_or_one_person_twice_is_for_a_person_to_decide() {
    check(
        &[1, 2],
        &[candidate(1, 11, 7, 0.99), candidate(2, 12, 7, 0.5)],
        None,
    );
    check(
        &[1],
        &[candidate(1, 11, 7, 0.99), candidate(1, 12, 7, 0.95)],
        None,
    );
    check(
        &[1, 2],
        &[candidate(1, 11, 7, 0.99), candidate(2, 12, 8, 0.99)],
        None,
    );
    check(
        &[1, 2],
        &[candidate(1, 11, 7, 0.99), candidate(2, 11, 7, 0.99)],
        None,
    );
    check(&[1], &[], None);
}

#[test]
fn names_of_families() {
    let check =
        |surnames: &[&str], expect: &str| assert_eq!(family_name(surnames.iter().copied()), expect);
    check(
        &["Ashdown", "Marsh", "Ashdown", "Cole"],
        "Ashdown and Marsh family",
    );
    check(&["O'Neill", "O'NEILL"], "O'Neill family");
    check(&["", "  "], "Family with no surname given");
}
