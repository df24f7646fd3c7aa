//! Numbers, as people say and spell them.

use super::hiding::guard;
use crate::guard::words::{in_words, said, tens, times};
use crate::guard::{PlaceKind, Reading};

#[test]
fn a_number_is_said_in_each_way_that_people_say_it() {
    for (number, ways) in [
        (0, vec!["zero"]),
        (7, vec!["seven"]),
        (12, vec!["twelve"]),
        (20, vec!["twenty"]),
        (45, vec!["fortyfive"]),
        (90, vec!["ninety"]),
        (99, vec!["ninetynine"]),
        (300, vec!["threehundred"]),
        (
            105,
            vec!["onehundredandfive", "onehundredfive", "oneohfive"],
        ),
        (110, vec!["onehundredandten", "onehundredten", "oneten"]),
        (
            342,
            vec![
                "threehundredandfortytwo",
                "threehundredfortytwo",
                "threefortytwo",
            ],
        ),
        (
            1204,
            vec!["twelvehundredandfour", "twelvehundredfour", "twelveohfour"],
        ),
        (2000, vec![]),
    ] {
        assert_eq!(in_words(number), ways, "{number}");
    }
}

#[test]
fn what_a_word_says_is_known() {
    for (word, says) in [
        ("oh", Some("0")),
        ("nought", Some("0")),
        ("zero", Some("0")),
        ("nine", Some("9")),
        ("nineteen", Some("19")),
        ("alpha", Some("a")),
        ("alfa", Some("a")),
        ("juliett", Some("j")),
        ("whisky", Some("w")),
        ("tango", Some("t")),
        ("zulu", Some("z")),
        ("twenty", None),
        ("quay", None),
    ] {
        assert_eq!(said(word).as_deref(), says, "{word}");
    }
    let all = ["twenty", "thirty", "ninety", "nine", "quay"];
    assert_eq!(all.map(tens), [Some(2), Some(3), Some(9), None, None]);
    let all = ["double", "treble", "triple", "single"];
    assert_eq!(all.map(times), [Some(2), Some(3), Some(3), None]);
}

#[test]
fn a_house_is_found_by_its_number_in_words() {
    for (house, text) in [
        (
            "124 Elm Cottages",
            "She is at one hundred and twenty-four Elm Cottages.",
        ),
        (
            "124 Elm Cottages",
            "She is at one hundred twenty four Elm Cottages.",
        ),
        (
            "124 Elm Cottages",
            "She is at one twenty-four Elm Cottages.",
        ),
        ("105 Elm Cottages", "She is at one oh five Elm Cottages."),
        (
            "1204 Elm Cottages",
            "She is at twelve oh four Elm Cottages.",
        ),
        ("12a Elm Cottages", "She is at twelve A, Elm Cottages."),
        ("20 Elm Cottages", "She is at twenty Elm Cottages."),
    ] {
        assert!(
            guard(&[(PlaceKind::House, house)]).finds(text.as_bytes()),
            "{text}"
        );
    }
    let next = "She is at one hundred and twenty-five Elm Cottages.";
    assert!(!guard(&[(PlaceKind::House, "124 Elm Cottages")]).finds(next.as_bytes()));
}

#[test]
fn a_telephone_number_is_found_as_it_is_read_out() {
    for (number, last) in [
        ("01632 960455", "four double five"),
        ("01632 960444", "treble four"),
        ("01632 960444", "triple four"),
        ("01632 960420", "four twenty now"),
        ("01632 960420", "four twenty"),
        ("01632 960424", "four twenty-four"),
        ("01632 962030", "twenty thirty"),
        ("01632 960119", "one nineteen"),
    ] {
        let start = if number.contains("962030") {
            "oh one six three two, nine six"
        } else {
            "oh one six three two, nine six oh"
        };
        let text = format!("Ring {start} {last}");
        let hits = guard(&[(PlaceKind::Phone, number)]).scan(text.as_bytes());
        let read: Vec<Reading> = hits.iter().map(|hit| hit.reading).collect();
        assert_eq!(read, [Reading::Said], "{text}");
    }
}
