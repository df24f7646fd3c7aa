//! Ordinary notes: how often the guard is wrong about them, and how fast it is.

use std::fmt::Write;
use std::time::Instant;

use super::hiding::guard;
use crate::guard::needles::PlaceKind;
use crate::guard::patterns::spot;

/// Sentences as workers write them, without a place in any.
const SENTENCES: &[&str] = &[
    "Home visit made as agreed; the door was answered by the grandmother.",
    "He has attended 12 of 17 sessions and was 10 minutes late to two of them.",
    "She said that she feels safer since the order was made in March 2026.",
    "Dash completed again: 14 ticks, and professional judgement is high.",
    "The children were seen alone, and both said that they like the new routine.",
    "School reports 94% attendance this term, up from 81%.",
    "Rang at 9.30 on 12/03/2026 and again at 4pm; no answer either time.",
    "We talked about what would help: money, sleep, and somebody to ring at night.",
    "He was on the road for work all week and missed the group.",
    "Safety plan reviewed. Code word unchanged. No contact by text.",
    "Strategy discussion held with police, health and education; minutes to follow.",
    "The court gave 28 days for the statement, and 2 weeks for the reply.",
    "Mum asked for the letter in Polish; interpreter booked for Thursday.",
    "He asked where the children are going to school. I said that I could not discuss it.",
    "Case 26/00417 was heard; the next hearing is in six weeks.",
    "He drinks 8 to 10 units on most days and more at weekends.",
    "NHS number 943 476 5919 checked against the record.",
    "The hill was steep and the walk home took 20 minutes.",
    "Three of the five actions are done, and one is no longer needed.",
    "She would like to see the park with the children when it is safe.",
];

/// Prose of about this many bytes.
fn prose(bytes: usize) -> String {
    let mut text = String::new();
    for (at, sentence) in SENTENCES.iter().cycle().enumerate() {
        if text.len() >= bytes {
            break;
        }
        let _ = writeln!(text, "{sentence} ({at})");
    }
    text
}

/// Fifty places of a family and its kin.
fn fifty() -> Vec<(PlaceKind, String)> {
    let mut places = Vec::new();
    for number in 1..=15 {
        places.push((
            PlaceKind::House,
            format!("{} Lord Street, Harbourton TR{number} 4QB", number * 7),
        ));
        places.push((PlaceKind::Phone, format!("01632 9604{number:02}")));
        places.push((PlaceKind::Postcode, format!("TR{number} 9ZZ")));
    }
    for name in [
        "St Mary's",
        "Moss Lane",
        "Abbey Hill",
        "The Willows",
        "Quayside",
    ] {
        places.push((PlaceKind::Named, format!("{name} Primary School")));
    }
    places
}

#[test]
fn ordinary_prose_is_left_alone() {
    let places = fifty();
    let places: Vec<(PlaceKind, &str)> = places
        .iter()
        .map(|(kind, text)| (*kind, text.as_str()))
        .collect();
    let guard = guard(&places);
    let wrong: Vec<&str> = SENTENCES
        .iter()
        .copied()
        .filter(|one| guard.finds(one.as_bytes()))
        .collect();
    assert_eq!(
        wrong,
        Vec::<&str>::new(),
        "no place of the record is in any"
    );
    let prompted: Vec<&str> = SENTENCES
        .iter()
        .copied()
        .filter(|one| !spot(one).is_empty())
        .collect();
    assert_eq!(prompted, Vec::<&str>::new(), "none looks like a place");
    // The control: with a place in it each is found.
    for sentence in SENTENCES {
        assert!(
            guard.finds(format!("{sentence} 7 Lord Street.").as_bytes()),
            "{sentence}"
        );
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the bound is so wide that only a square would miss it"
)]
fn a_long_text_takes_no_time() {
    let places = fifty();
    let places: Vec<(PlaceKind, &str)> = places
        .iter()
        .map(|(kind, text)| (*kind, text.as_str()))
        .collect();
    let guard = guard(&places);
    let text = prose(100_000);
    let mut best = u128::MAX;
    for _ in 0..5 {
        let started = Instant::now();
        assert!(!guard.finds(text.as_bytes()));
        best = best.min(started.elapsed().as_micros());
    }
    eprintln!(
        "100 KB against {} places: {best} microseconds",
        places.len()
    );
    // Built without optimising it is about thirty times as slow; the bound only says that nothing is squared.
    assert!(best < 2_000_000, "{best} microseconds");
}
