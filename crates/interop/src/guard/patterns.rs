//! Shapes: does a text look as if it told where somebody is? Asked without any record, so that the answer depends on nothing but
//! what was typed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use trefoil_core::seeded::{Leak, leaks};

/// What a text looks as if it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// A postcode.
    Postcode,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A house with its street.
    House,
    /// A street without a number.
    Street,
    /// Latitude and longitude, or a grid reference.
    Coordinates,
    /// Three words that stand for a place.
    ThreeWords,
    /// A link to a map.
    Map,
    /// The address of a device on a network.
    Network,
}

impl Shape {
    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Postcode => "a postcode",
            Self::Phone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::House => "an address",
            Self::Street => "the name of a street",
            Self::Coordinates => "a position on a map",
            Self::ThreeWords => "a what3words place",
            Self::Map => "a link to a map",
            Self::Network => "the network address of a device",
        }
    }
}

/// A part of a text that looks like a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spotted {
    /// What it looks like.
    pub shape: Shape,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

const TYPES: &str = "street|st|str|road|rd|avenue|ave|av|lane|ln|drive|dr|close|crescent|cres|terrace|terr|court|ct|grove|gardens|gdns|place|pl|square|sq|way|walk|row|park|parade|promenade|prom|mews|hill|green|view|rise|cottages?|house|boulevard";

/// The shape and how it is written.
static SHAPES: LazyLock<Vec<(Shape, Regex)>> = LazyLock::new(|| {
    let house = format!(
        r"(?i)\b(?:flat|apt|apartment|unit)\s+\d{{1,4}}[a-z]?\b|\b\d{{1,4}}[a-z]?(?:\s*[-/]\s*\d{{1,4}})?,?\s+(?:[\p{{L}}'’.-]+\s+){{1,4}}?(?:{TYPES})\b"
    );
    let texts = [
        (
            Shape::Map,
            r"(?i)\b(?:maps?\.google\.|google\.[a-z.]+/maps|goo\.gl/maps|maps\.app\.goo\.gl|maps\.apple\.com|openstreetmap\.org|osm\.org|bing\.com/maps|waze\.com|citymapper\.com|what3words\.com|w3w\.co|plus\.codes)\S*",
        ),
        (
            Shape::Email,
            r"(?i)\b[\w.+-]+(?:@|\s+at\s+|\s*\(at\)\s*)[a-z0-9-]+(?:(?:\.|\s+dot\s+)[a-z]{2,})+\b",
        ),
        (
            Shape::ThreeWords,
            r"(?i)///\s?\p{L}{3,}\.\p{L}{3,}\.\p{L}{3,}",
        ),
        (
            Shape::Postcode,
            r"(?i)\b(?:gir\s{0,3}0aa|zz[0-9]{1,2}\s{0,3}[0-9][abd-hjlnp-uw-z]{2}|[a-pr-uwyz](?:[0-9]{1,2}|[a-hk-y][0-9]|[a-hk-y][0-9]{2}|[0-9][a-hjkps-uw]|[a-hk-y][0-9][abehmnprv-y])\s{0,3}[0-9][abd-hjlnp-uw-z]{2})\b",
        ),
        (
            Shape::Phone,
            r"(?:(?:\+|\b00)\s?44[\s().-]{0,3}(?:\(?0\)?[\s().-]{0,3})?|\b\(?0)(?:\d[\s().-]{0,2}){8,9}\d\b",
        ),
        (
            Shape::Coordinates,
            r"-?\b\d{1,2}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}\b|\b[HNST][A-Z]\s?\d{3,5}\s?\d{3,5}\b",
        ),
        (
            Shape::Network,
            r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
        ),
        (Shape::House, house.as_str()),
        (
            Shape::Street,
            r"\b(?:\p{Lu}[\p{L}'’.]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Crescent|Cres|Terrace|Grove|Gardens|Square|Parade|Promenade|Mews|Close)\b",
        ),
    ];
    let read = |(shape, text): (Shape, &str)| Regex::new(text).ok().map(|regex| (shape, regex));
    texts.into_iter().filter_map(read).collect()
});

/// Words that stand between a number and a word like "road" where no address is meant: "12 weeks on the road".
const PROSE: &[&str] = &[
    "a", "after", "ago", "an", "and", "are", "at", "away", "been", "before", "by", "children",
    "days", "down", "feet", "for", "from", "had", "has", "he", "her", "his", "hours", "in", "into",
    "is", "it", "kids", "men", "metres", "miles", "minutes", "months", "my", "nights", "of", "off",
    "on", "or", "our", "out", "over", "people", "per", "pm", "am", "she", "sessions", "since",
    "so", "that", "their", "they", "times", "to", "until", "up", "visits", "was", "weeks", "were",
    "when", "who", "with", "women", "years", "year", "day", "week", "month", "hour", "minute",
    "pounds",
];

/// First words of what is no street: "The Street" is said of any.
const NO_NAMES: &[&str] = &[
    "the", "a", "her", "his", "our", "my", "their", "this", "that", "on", "in", "at", "mr", "mrs",
    "ms", "dr",
];

fn means_it(shape: Shape, text: &str) -> bool {
    let mut words = text.split_whitespace().map(str::to_lowercase);
    match shape {
        Shape::House => !words.any(|word| PROSE.contains(&word.as_str())),
        Shape::Street => {
            let named = words
                .next()
                .is_some_and(|first| !NO_NAMES.contains(&first.as_str()));
            named || text.split_whitespace().count() > 2
        }
        _ => true,
    }
}

/// Everything in a text that looks like a place, in its order; of what overlaps, the first of the table.
pub fn spot(text: &str) -> Vec<Spotted> {
    let mut found: Vec<Spotted> = Vec::new();
    let unasked =
        |shape: Shape| matches!(shape, Shape::Map | Shape::Coordinates) && leaks(Leak::MapUnasked);
    for (shape, regex) in SHAPES.iter().filter(|(shape, _)| !unasked(*shape)) {
        for one in regex
            .find_iter(text)
            .filter(|one| means_it(*shape, one.as_str()))
        {
            let apart =
                |known: &Spotted| known.at.end <= one.start() || one.end() <= known.at.start;
            if found.iter().all(apart) {
                found.push(Spotted {
                    shape: *shape,
                    at: one.range(),
                });
            }
        }
    }
    found.sort_by_key(|one| one.at.start);
    found
}

/// The postcodes in a text, as written.
pub(super) fn postcodes(text: &str) -> Vec<String> {
    let code = SHAPES.iter().find(|(shape, _)| *shape == Shape::Postcode);
    let found = code
        .into_iter()
        .flat_map(|(_, regex)| regex.find_iter(text));
    found.map(|one| one.as_str().to_owned()).collect()
}
