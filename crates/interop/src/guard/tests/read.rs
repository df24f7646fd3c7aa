//! The readings of a text: no more than it has, no fewer, and never without end.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::hiding::guard;
use super::hits;
use crate::guard::readings::readings;
use crate::guard::{PlaceKind, Reading};

/// How a text is read, beside as it stands.
fn read(bytes: &[u8]) -> Vec<Reading> {
    let (all, whole) = readings(bytes);
    assert!(whole);
    all.into_iter()
        .map(|(reading, _)| reading)
        .skip(1)
        .collect()
}

fn finds(kind: PlaceKind, place: &str, bytes: &[u8]) -> bool {
    guard(&[(kind, place)]).finds(bytes)
}

#[test]
fn what_stands_for_nothing_else_is_read_once() {
    for text in [
        "She.",
        "She is.",
        "She is well, and so is Sam.",
        "a > b, and so is Sam",
        "the O and the I",
        "one\u{0}NUL in a text of many letters is no wide text",
    ] {
        let expect: &[Reading] = if text.starts_with("one") {
            &[Reading::Said]
        } else {
            &[]
        };
        assert_eq!(read(text.as_bytes()), expect, "{text}");
    }
}

#[test]
fn a_place_is_told_by_the_reading_that_it_stands_in() {
    let guard = guard(&[(PlaceKind::House, "12 Elm Cottages")]);
    for (text, reading) in [
        ("at 12 Elm Cottages > there", Reading::Plain),
        ("Mr O is at 12 Elm Cottages", Reading::Plain),
        ("at 12 El<b>m</b> Cottages", Reading::Markup),
        ("at 12 &#69;lm Cottages", Reading::Entities),
        ("at 12 %45lm Cottages", Reading::Percent),
        ("at 12 =45lm Cottages", Reading::Quoted),
        ("at 12 \\x45lm Cottages", Reading::Escapes),
        ("at 12 \\u0045lm Cottages", Reading::Escapes),
        ("at 12 Elm\\nCottages", Reading::Escapes),
    ] {
        let read: Vec<Reading> = hits(&guard, text).iter().map(|hit| hit.reading).collect();
        assert_eq!(read, [reading], "{text}");
    }
}

#[test]
fn no_text_is_read_more_than_forty_eight_times() {
    let many = (0..60).map(|number| STANDARD.encode(format!("She is well, {number}.")));
    let (all, whole) = readings(many.collect::<Vec<String>>().join(", ").as_bytes());
    assert_eq!((all.len(), whole), (48, false));
}

#[test]
fn wide_text_is_read_though_most_of_its_letters_are_of_another_alphabet() {
    // Of four letters one is Latin: an eighth of the bytes is empty.
    let text = "ａｔ12 Ｑｕａｙ Ｓｔｒｅｅｔ";
    assert_eq!(text.chars().count(), 16);
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(finds(PlaceKind::House, "12 Quay Street", &bytes));
}

#[test]
fn base_64_is_read_to_its_end_whatever_stands_beside_it() {
    let coded = STANDARD.encode("01632 960417");
    for text in [
        coded.clone(),
        format!("see {coded} here"),
        format!("{coded}x"),
        format!("{coded}xy"),
        format!("{coded}xyz"),
        format!("x{coded}"),
        format!("xy{coded}"),
        format!("xyz{coded}"),
        format!("Dear Sam\n{coded}\nYours"),
        STANDARD.encode("0\r\n1\r\n6\r\n3\r\n2\r\n960417"),
    ] {
        assert!(
            finds(PlaceKind::Phone, "01632 960417", text.as_bytes()),
            "{text}"
        );
    }
    let short = STANDARD.encode("TR11 4QB.");
    assert_eq!(short.len(), 12);
    assert!(finds(PlaceKind::Postcode, "TR11 4QB", short.as_bytes()));
}

#[test]
fn bytes_that_are_no_text_are_no_reading() {
    assert_eq!(read("A".repeat(24).as_bytes()), []);
    let reads = |text: &str| {
        let (all, _) = readings(STANDARD.encode(text).as_bytes());
        all.iter().any(|(_, read)| read == text)
    };
    assert!(reads("ten letter\u{1}"));
    assert!(
        !reads("nine lett\u{1}"),
        "one in ten is none that is written"
    );
}

#[test]
fn an_entity_is_the_mark_that_it_stands_for_and_any_other_stands_for_itself() {
    let (all, _) = readings(b"Qu&shy;ay&comma; R&amp;B&nbsp;&num;4 &#x41;&#66; &other; & more");
    let read = all
        .iter()
        .find(|(reading, _)| *reading == Reading::Entities);
    let text = read.map(|(_, text)| text.as_str());
    assert_eq!(text, Some("Quay, R&B #4 AB &other; & more"));
}
