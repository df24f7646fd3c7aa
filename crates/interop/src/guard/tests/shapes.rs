//! What looks like a place and what does not.

use crate::guard::patterns::{Shape, spot};

fn shapes(text: &str) -> Vec<Shape> {
    spot(text).into_iter().map(|one| one.shape).collect()
}

#[test]
fn what_looks_like_a_place_is_seen() {
    for (text, shape) in [
        ("She is at TR1 9ZZ.", Shape::Postcode),
        ("she is at tr19zz", Shape::Postcode),
        ("Ring 01632 960 417 tonight", Shape::Phone),
        ("Ring +44 (0)1632 960417", Shape::Phone),
        ("07700 900 123", Shape::Phone),
        ("Write to kelly@mail.example", Shape::Email),
        ("kelly at mail dot example", Shape::Email),
        ("He drove to 12 Quay Street", Shape::House),
        ("12 quay st", Shape::House),
        ("at 4a The Old Mill Lane", Shape::House),
        ("Flat 3 of the block", Shape::House),
        ("on Quay Street", Shape::Street),
        ("on The Quay Street", Shape::Street),
        ("53.8175, -3.0357", Shape::Coordinates),
        ("SD 3056 3602", Shape::Coordinates),
        ("///filled.count.soap", Shape::ThreeWords),
        ("https://maps.app.goo.gl/abc123", Shape::Map),
        ("his login came from 192.0.2.17", Shape::Network),
    ] {
        assert_eq!(shapes(text), [shape], "{text}");
    }
}

#[test]
fn where_it_stands_is_told() {
    let text = "é She is at 12 Quay Street, TR1 9ZZ.";
    let parts: Vec<&str> = spot(text).iter().map(|one| &text[one.at.clone()]).collect();
    assert_eq!(parts, ["12 Quay Street", "TR1 9ZZ"]);
}

#[test]
fn what_does_not_is_not() {
    for text in [
        "He has done 12 weeks and is on the road to change.",
        "Session 4 of 17. He came 10 minutes late.",
        "NHS number 943 476 5919",
        "She is 34 and her son is 7.",
        "The hearing is on 12/03/2026 at 10.30.",
        "County Court, case 26P00417",
        "The Street was quiet.",
        "He said 2 women were at the house.",
        "Dash score 17, high.",
        "Rang him at 9 on Monday and again in 2 weeks.",
    ] {
        assert_eq!(shapes(text), [], "{text}");
    }
}

#[test]
fn each_shape_has_words_of_its_own() {
    use Shape as S;
    let all = [
        S::Postcode,
        S::Phone,
        S::Email,
        S::House,
        S::Street,
        S::Coordinates,
        S::ThreeWords,
        S::Map,
        S::Network,
    ];
    let mut words: Vec<&str> = all.iter().map(|shape| shape.words()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), all.len());
}
