//! What the guard looks for, and whose it takes it to be.

use jiff::Timestamp;
use trefoil_core::located::Located;
use trefoil_core::sighting::Places;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::Policy;
use uuid::Uuid;

use super::*;

const HIM: u128 = 1;
const HER: u128 = 2;

/// His strand, and hers.
fn strands() -> Vec<StrandRow> {
    let strand = |kind, number: u128| StrandRow {
        strand: Uuid::from_u128(number).into(),
        family: Uuid::nil().into(),
        kind,
        person: Uuid::from_u128(number).into(),
        opened_at: Timestamp::UNIX_EPOCH,
        closed_at: None,
    };
    vec![
        strand(CompartmentKind::Perpetrator, HIM),
        strand(CompartmentKind::Victim, HER),
    ]
}

fn said(person: u128, places: Places) -> (SightingRow, Sighting) {
    let row = SightingRow {
        sighting: Uuid::nil().into(),
        root: Uuid::nil().into(),
        contact: Uuid::nil().into(),
        ordinal: 0,
        role: IncidentRole::Victim,
        child: false,
        protects: false,
        person: Some(Uuid::from_u128(person).into()),
        known_from: Timestamp::UNIX_EPOCH,
        received_at: Timestamp::UNIX_EPOCH,
    };
    let sighting = Sighting {
        places,
        ..Sighting::default()
    };
    (row, sighting)
}

/// Whose, and what, is found in a text.
fn found(
    said: &[(SightingRow, Sighting)],
    kept: &[LocatedOf],
    text: &str,
) -> Vec<(CompartmentKind, PlaceKind)> {
    let policy = Policy::load().unwrap();
    let permit = policy.permit(&guard(), Act::GuardScan, None).unwrap();
    let strands = strands();
    let looks = Guard::new(needles(&strands, (said, kept), &permit));
    let hits = looks.scan(text.as_bytes());
    let mut told: Vec<_> = hits
        .iter()
        .map(|hit| (strands[hit.owner].kind, hit.kind))
        .collect();
    told.dedup();
    told
}

fn located(text: &str) -> Located<String> {
    Located::new(text.to_owned())
}

#[test]
fn every_place_that_a_source_told_is_looked_for_as_whose_it_is() {
    let hers = Places {
        address: Some(located("4 Quay Street")),
        postcode: Some(located("TR1 9ZZ")),
        phone: Some(located("07700 900 982")),
        school: Some(located("Marram Bay Primary School")),
        unread: vec![("postcode".to_owned(), located("above Pengelly bakery"))],
        ..Places::default()
    };
    let his = Places {
        address: Some(located("9 Harbour Row")),
        ..Places::default()
    };
    let told = [said(HER, hers), said(HIM, his)];
    let (her, him) = (CompartmentKind::Victim, CompartmentKind::Perpetrator);
    for (text, whose) in [
        ("Come to 4 Quay Street.", Some((her, PlaceKind::House))),
        ("It is near TR1 9ZZ.", Some((her, PlaceKind::Postcode))),
        ("Ring 07700 900 982.", Some((her, PlaceKind::Phone))),
        (
            "Ask at Marram Bay Primary School.",
            Some((her, PlaceKind::Named)),
        ),
        (
            "It is above Pengelly bakery.",
            Some((her, PlaceKind::Named)),
        ),
        ("Come to 9 Harbour Row.", Some((him, PlaceKind::House))),
        ("Come to the town hall.", None),
    ] {
        let hits = found(&told, &[], text);
        assert_eq!(hits.first().copied(), whose, "{text}");
        assert!(
            hits.iter()
                .all(|(side, _)| Some(*side) == whose.map(|one| one.0))
        );
    }
}

#[test]
fn every_place_that_is_kept_is_looked_for_as_what_and_whose_it_is() {
    let kept = |kind: &str, value: &str| LocatedOf {
        strand: Uuid::from_u128(HER).into(),
        kind: kind.to_owned(),
        value: located(value),
    };
    for (kind, value, expected) in [
        ("address", "4 Quay Street", PlaceKind::House),
        ("postcode", "TR1 9ZZ", PlaceKind::Postcode),
        ("phone", "07700 900 982", PlaceKind::Phone),
        ("email", "leah@harbour.example", PlaceKind::Email),
        ("gp", "Marram Bay Surgery", PlaceKind::Named),
        (CODE_WORD, "cormorant", PlaceKind::CodeWord),
    ] {
        let text = format!("What is written: {value}.");
        let hits = found(&[], &[kept(kind, value)], &text);
        assert_eq!(
            hits.first(),
            Some(&(CompartmentKind::Victim, expected)),
            "{kind}"
        );
        assert_eq!(found(&[], &[kept(kind, value)], "Nothing is written."), []);
    }
}
