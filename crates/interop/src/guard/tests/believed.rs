//! What is believed: a place stands by itself or is too long for chance; a number is no part of a longer one.

use super::hiding::guard;
use super::{hits, kinds};
use crate::guard::{Guard, Needles, PlaceKind};

fn check(places: &[(PlaceKind, &str)], texts: &[(&str, bool)]) {
    let guard = guard(places);
    for (text, found) in texts {
        assert_eq!(guard.finds(text.as_bytes()), *found, "{text}");
    }
}

#[test]
fn a_house_is_no_part_of_a_longer_number() {
    check(
        &[(PlaceKind::House, "12 Elm Cottages")],
        &[
            ("at 12 Elm Cottages", true),
            ("at 4 12 Elm Cottages", true),
            ("at4/12 Elm Cottages", true),
            ("at12ElmCottagesnow", true),
            ("12ElmCottages4pm", true),
            ("at 112 Elm Cottages", false),
            ("at 1\u{200b}12 Elm Cottages", false),
            ("at 1\u{ad}12 Elm Cottages", false),
            ("at 1\u{301}12 Elm Cottages", false),
            ("at 1'12 Elm Cottages", false),
        ],
    );
}

#[test]
fn what_follows_a_name_is_no_part_of_its_number() {
    check(
        &[(PlaceKind::House, "12 Elm Row")],
        &[
            ("She is at 12ElmRow4pm", true),
            ("at 12 Elm Row 4 of us", true),
            ("at 312ElmRow", false),
        ],
    );
}

#[test]
fn a_telephone_number_is_found_behind_its_code_and_not_in_a_longer_one() {
    check(
        &[(PlaceKind::Phone, "01632 960417")],
        &[
            ("ring 01632960417", true),
            ("ring 01632960417x", true),
            ("ring 01632960417 2 times", true),
            ("ring +441632960417.", true),
            ("case 016329604175", false),
            ("case 0163296041755", false),
        ],
    );
    check(
        &[(PlaceKind::Phone, "960417")],
        &[("ring 01632960417", true), ("ring 9604170", false)],
    );
}

#[test]
fn a_postcode_is_found_where_line_ends_were_lost() {
    check(
        &[(PlaceKind::Postcode, "TR1 9ZZ")],
        &[
            ("TR1 9ZZ", true),
            ("at TR1 9ZZShe is well", true),
            ("HarbourtonTR1 9ZZ", true),
            ("She is atTR1 9ZZShe is well", true),
        ],
    );
    check(
        &[(PlaceKind::Postcode, "B1 9AA")],
        &[
            ("at B1 9AA.", true),
            ("at B1 9AAnd then", true),
            ("nearB1 9AA.", true),
            ("nearbyB19AAnd", false),
        ],
    );
    // Letters that could be read as the code's digits are a word, unless they stand by themselves.
    check(
        &[(PlaceKind::Postcode, "SO10 1ON")],
        &[
            ("She is at SOlO ION.", true),
            ("She sang solo, Iona did not.", false),
        ],
    );
}

#[test]
fn a_short_word_counts_by_itself_and_a_long_name_beside_others_too() {
    check(
        &[(PlaceKind::CodeWord, "tulips")],
        &[
            ("She said tulips to me.", true),
            ("She has two tulipsets.", false),
            ("The redtulips are out.", false),
            ("Redtulipsets.", false),
        ],
    );
    check(
        &[(PlaceKind::CodeWord, "malley")],
        &[("Malley.", true), ("Mr O'Malley rang.", false)],
    );
    check(
        &[(PlaceKind::CodeWord, "marmalade cat")],
        &[
            ("Two marmalade cats.", true),
            ("Bigmarmalade cat.", true),
            ("Bigmarmalade cats.", false),
        ],
    );
}

#[test]
fn where_it_stands_is_told_in_bytes() {
    let guard = guard(&[(PlaceKind::House, "12 Elm Cottages")]);
    let text = "é She is at 12 Elm Cottages, yes, 12 Elm Cottages.";
    let at: Vec<usize> = hits(&guard, text).iter().map(|hit| hit.at).collect();
    assert_eq!(at, [text.find("12").unwrap()], "once, at its first place");
}

#[test]
fn each_kind_has_words_of_its_own() {
    use PlaceKind as K;
    let all = [
        K::House,
        K::Street,
        K::Postcode,
        K::Phone,
        K::Email,
        K::Named,
        K::CodeWord,
    ];
    let mut words: Vec<&str> = all.iter().map(|kind| kind.words()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), all.len());
    assert!(words.iter().all(|words| !words.is_empty()));
}

#[test]
fn an_output_may_hold_the_address_that_it_is_delivered_to_and_no_other() {
    use crate::guard::variants::of_kind;
    let mut needles = Needles::new();
    assert!(needles.is_empty());
    needles.put(0, of_kind(PlaceKind::House, "12 Elm Cottages, TR1 9ZZ"));
    needles.put(1, of_kind(PlaceKind::House, "7 Ash Cottages"));
    assert!(!needles.is_empty());
    needles.spare("To Łucja\n12 Elm Cottages\nTR1 9ZZ");
    let guard = Guard::new(needles);
    assert_eq!(kinds(&guard, "12 Elm Cottages, TR1 9ZZ"), []);
    assert_eq!(kinds(&guard, "at 7 Ash Cottages"), [PlaceKind::House]);
}
