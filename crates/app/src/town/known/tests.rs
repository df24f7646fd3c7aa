//! Who was met is met again, however long ago, and lookups are written when they are news.

use trefoil_core::person::PersonCard;
use uuid::Uuid;

use super::*;

fn believed(number: u64, version: i64) -> Believed {
    Believed {
        person: PersonId::from(Uuid::from_u128(u128::from(number))),
        protected: false,
        version,
        card: PersonCard::default(),
    }
}

#[test]
fn somebody_met_lately_is_at_hand_with_the_last_card() {
    let mut known = Known::default();
    assert!(known.card(7).is_none());
    known.believe(7, believed(7, 1));
    known.believe(7, believed(7, 2));
    assert_eq!(known.card(7).map(|card| card.version), Some(2));
    assert_eq!(
        (known.persons(), known.away([7, 8].into_iter())),
        (1, vec![])
    );
}

#[test]
fn a_card_stays_for_a_turn_and_is_then_recalled() {
    let mut known = Known::default();
    known.believe(0, believed(0, 1));
    let turn = TURN as u64;
    for number in 1..turn {
        known.believe(number, believed(number, 1));
    }
    // A newer card of this turn hides the one of the turn before.
    known.believe(0, believed(0, 2));
    assert_eq!(known.card(0).map(|card| card.version), Some(2));
    for number in turn..turn * 3 {
        known.believe(number, believed(number, 1));
    }
    assert!(known.card(0).is_none());
    assert_eq!(known.away([0, 0].into_iter()), vec![believed(0, 1).person]);
    known.recall([believed(0, 2)].into_iter());
    assert_eq!(known.card(0).map(|card| card.version), Some(2));
    assert_eq!(known.persons(), turn * 3);
}

#[test]
fn lookups_are_news_once() {
    let mut known = Known::default();
    known.believe(1, believed(1, 1));
    assert!(known.are_news(1, &[5, 6]));
    assert!(!known.are_news(1, &[5, 6]));
    assert!(known.are_news(1, &[5]));
}
