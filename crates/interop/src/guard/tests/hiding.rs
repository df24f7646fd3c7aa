//! A generator hides a place by every way to write it, one inside another, in the middle of other words; the guard must find it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use crate::guard::needles::{Needles, PlaceKind};
use crate::guard::scan::Guard;
use crate::guard::variants;

/// A guard over these places; the owner is the place in the list.
pub(super) fn guard(places: &[(PlaceKind, &str)]) -> Guard {
    let mut needles = Needles::new();
    for (owner, (kind, text)) in places.iter().enumerate() {
        needles.put(owner, variants::of_kind(*kind, text));
    }
    Guard::new(needles)
}

const PLACES: &[(PlaceKind, &str)] = &[
    (PlaceKind::House, "12 Quay Street, Fleetwood, TR1 9ZZ"),
    (PlaceKind::House, "Flat 3, 124 St Anne's Road, Harbourton"),
    (PlaceKind::House, "Rose Cottage, Upper Moss Lane"),
    (PlaceKind::Postcode, "TR11 4QB"),
    (PlaceKind::Phone, "+44 1632 960 417"),
    (PlaceKind::Named, "St Mary's Primary School"),
    (PlaceKind::Email, "kelly.ashdown@mail.example"),
];

fn found(text: &str) -> bool {
    guard(PLACES).finds(text.as_bytes())
}

#[test]
fn each_way_that_people_write_it_is_found() {
    for text in [
        "she is at 12 Quay Street now",
        "12, quay st.",
        "12 QUAY STR",
        "No. 12 Quay St, Fleetwood",
        "twelve Quay Street",
        "12QuayStreet",
        "1 2  Q u a y  S t r e e t",
        "12-quay-street",
        "12_Quay_Street",
        "Qu\u{ad}ay Str\u{200b}eet",
        "\u{ff11}\u{ff12} \u{ff31}uay Street",
        "12 Quáy Strèet",
        "12 Quаy Strееt",
        "I2 Quay Street",
        "on Quay Street somewhere",
    ] {
        assert!(found(text), "{text}");
    }
}

#[test]
fn each_way_that_people_say_it_is_found() {
    for text in [
        "tr19zz",
        "T R 1 9 Z Z",
        "TR1-9ZZ",
        "TRI 9ZZ",
        "tango romeo one nine zulu zulu",
        "124 St Annes Rd",
        "124 Saint Anne's Road",
        "one hundred and twenty-four St Annes Road",
        "one two four Saint Annes Road",
        "Rose Cott.",
        "Upr Moss Ln",
        "01632 960417",
        "01632-960-417",
        "(01632) 960 417",
        "00441632960417",
        "O1632 96O417",
        "oh one six three two, nine six oh, four one seven",
        "zero one six three two nine six zero four seventeen",
        "Saint Marys Primary",
        "St. Mary's Pri. Sch.",
        "kelly.ashdown@mail.example",
        "kelly dot ashdown at mail dot example",
        "KELLY.ASHDOWN (at) MAIL.EXAMPLE",
        "12&#32;Quay&nbsp;Street",
        "12%20Quay+Street",
        "12=20Quay=\r\n Street",
        "12 Qu<b>ay</b> Street",
        "12\\u0020Qu\\u0061y Street",
        "MTIgUXVheSBTdHJlZXQ=",
        "see MTIgUXVheSBTdHJlZXQ here",
        "Dear Sam\r\n\r\nMTIgUXVheSBTdHJlZXQ\r\nYours",
        "TVRJZ1VYVmhlU0JUZEhKbFpYUT0=",
    ] {
        assert!(found(text), "{text}");
    }
}

/// One address behind more decoys than are read: what was not read may hold it.
#[test]
fn more_than_can_be_read_is_held() {
    let decoys = (0..60).map(|number| STANDARD.encode(format!("She is well, {number}.")));
    let decoys: Vec<String> = decoys.collect();
    assert!(found(&format!(
        "{}, MTIgUXVheSBTdHJlZXQ=",
        decoys.join(", ")
    )));
    assert!(!found(&decoys[..4].join(", ")));
}

#[test]
fn what_is_not_it_is_left_alone() {
    // A longer number: the house is not found, the street is.
    let hits = guard(PLACES).scan(b"112 Quay Street-Smith");
    assert!(
        hits.iter().all(|hit| hit.kind == PlaceKind::Street),
        "{hits:?}"
    );
    for text in [
        "",
        "She is well.",
        "12 weeks at the quay in the street",
        "Harbourton",
        "Fleetwood",
        "Flat 3",
        "TR1 9ZA",
        "01632 960418",
        "case 901632960418",
        "the primary school",
        "a rose and a cottage loaf in upper Mossley",
    ] {
        assert!(!found(text), "{text}");
    }
}

#[test]
fn whose_it_is_is_told_and_what_it_is_is_not() {
    let hits = guard(PLACES).scan(b"Call 01632 960417 or write to St Mary's Primary School.");
    let told: Vec<(usize, PlaceKind)> = hits.iter().map(|hit| (hit.owner, hit.kind)).collect();
    assert_eq!(told, [(4, PlaceKind::Phone), (5, PlaceKind::Named)]);
    let words = format!("{hits:?}");
    assert!(
        !words.contains("01632") && !words.to_lowercase().contains("mary"),
        "{words}"
    );
}

#[test]
fn without_needles_nothing_is_found() {
    assert!(!guard(&[]).finds(b"12 Quay Street"));
}

/// Ways to write what a text says.
#[derive(Debug, Clone, Copy)]
enum Disguise {
    Upper,
    Lower,
    Apart,
    Together,
    Dashes,
    Invisible,
    Accents,
    Wide,
    Cyrillic,
    Short,
    Long,
    Tags,
}

fn disguised(text: &str, way: Disguise) -> String {
    let each = |one: &dyn Fn(char) -> String| text.chars().map(one).collect();
    match way {
        Disguise::Upper => text.to_uppercase(),
        Disguise::Lower => text.to_lowercase(),
        Disguise::Apart => each(&|c| format!("{c} ")),
        Disguise::Together => text.replace(' ', ""),
        Disguise::Dashes => text.replace(' ', " - "),
        Disguise::Invisible => each(&|c| format!("{c}\u{200b}\u{ad}")),
        Disguise::Accents => each(&|c| {
            if c.is_ascii_alphabetic() {
                format!("{c}\u{301}")
            } else {
                c.to_string()
            }
        }),
        Disguise::Wide => each(&|c| match u32::from(c) {
            code @ 0x21..0x7f => {
                char::from_u32(code + 0xfee0).map_or_else(String::new, String::from)
            }
            _ => c.to_string(),
        }),
        Disguise::Cyrillic => text.replace('a', "а").replace('e', "е").replace('o', "о"),
        Disguise::Short => text
            .replace("Street", "St")
            .replace("Road", "Rd")
            .replace("Lane", "Ln"),
        Disguise::Long => text
            .replace("12 ", "Twelve ")
            .replace("124 ", "one hundred and twenty four "),
        Disguise::Tags => text.replace('a', "<i>a</i>"),
    }
}

fn disguises() -> impl Strategy<Value = Disguise> {
    use Disguise as D;
    prop::sample::select(vec![
        D::Upper,
        D::Lower,
        D::Apart,
        D::Together,
        D::Dashes,
        D::Invisible,
        D::Accents,
        D::Wide,
        D::Cyrillic,
        D::Short,
        D::Long,
        D::Tags,
    ])
}

/// Ways to pack a whole text.
#[derive(Debug, Clone, Copy)]
enum Packing {
    None,
    Entities,
    Percent,
    Quoted,
    Base64,
    Little,
    Big,
}

fn packed(text: &str, how: Packing) -> Vec<u8> {
    let each = |parts: &mut dyn Iterator<Item = String>| {
        parts.collect::<Vec<String>>().concat().into_bytes()
    };
    let hex = |mark: &str| each(&mut text.bytes().map(|byte| format!("{mark}{byte:02X}")));
    match how {
        Packing::None => text.as_bytes().to_vec(),
        Packing::Entities => each(&mut text.chars().map(|c| format!("&#{};", u32::from(c)))),
        Packing::Percent => hex("%"),
        Packing::Quoted => hex("="),
        Packing::Base64 => STANDARD.encode(text).into_bytes(),
        Packing::Little => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Packing::Big => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

fn packings() -> impl Strategy<Value = Packing> {
    use Packing as P;
    prop::sample::select(vec![
        P::None,
        P::Entities,
        P::Percent,
        P::Quoted,
        P::Base64,
        P::Little,
        P::Big,
    ])
}

const NUMBERS: std::ops::Range<u32> = 1..200;
const NAMES: &[&str] = &[
    "Quay",
    "Elm Tree",
    "St Anne's",
    "Lord",
    "Abbey",
    "Mill",
    "Queen Victoria",
];
const KINDS: &[&str] = &["Street", "Road", "Lane", "Avenue", "Close"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_address_is_found_in_every_disguise(
        number in NUMBERS,
        name in prop::sample::select(NAMES),
        kind in prop::sample::select(KINDS),
        ways in prop::collection::vec(disguises(), 0..3),
        how in packings(),
        before in "[A-Z][a-z ]{0,30}\\. ",
        after in "\\. [A-Z][a-z ]{0,30}",
    ) {
        let address = format!("{number} {name} {kind}");
        let guard = guard(&[(PlaceKind::House, &format!("{address}, Harbourton TR1 9ZZ"))]);
        // A tag whose brackets are wide letters is no tag, and anybody sees it: tags come last.
        let (tags, others): (Vec<Disguise>, Vec<Disguise>) =
            ways.into_iter().partition(|way| matches!(way, Disguise::Tags));
        let hidden = others.iter().chain(&tags).fold(address, |text, way| disguised(&text, *way));
        let bytes = packed(&format!("{before}{hidden}{after}"), how);
        prop_assert!(guard.finds(&bytes), "{hidden} {how:?}");
    }

    #[test]
    fn a_postcode_is_found_in_every_disguise(
        code in "(TR|FY|B|SW)[1-9] [1-9][ABDEF][ABDEF]",
        ways in prop::collection::vec(disguises(), 0..3),
        how in packings(),
    ) {
        let guard = guard(&[(PlaceKind::Postcode, &code)]);
        let hidden = ways.iter().fold(code, |text, way| disguised(&text, *way));
        prop_assert!(guard.finds(&packed(&format!("It is {hidden} there."), how)), "{hidden} {how:?}");
    }

    #[test]
    fn a_number_is_found_in_every_disguise(
        number in "0[12357][0-9]{8,9}",
        gaps in prop::collection::vec(0..4usize, 12),
        how in packings(),
    ) {
        let guard = guard(&[(PlaceKind::Phone, &number)]);
        let spaced = number.chars().zip(gaps).map(|(digit, gap)| [digit.to_string(), ["", " ", "-", "("][gap].to_owned()].concat());
        let hidden = spaced.collect::<Vec<String>>().concat();
        prop_assert!(guard.finds(&packed(&format!("Ring {hidden} now."), how)), "{hidden} {how:?}");
    }

    #[test]
    fn no_bytes_stop_it(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = guard(PLACES).scan(&bytes);
    }
}
