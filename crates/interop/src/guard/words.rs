//! Words that addresses are written with, each with the other ways to write it. Tables alone.

/// Kinds of street with their abbreviations, the long form first (Royal Mail's list, and what people write).
pub(super) const STREETS: &[&[&str]] = &[
    &["street", "st", "str"],
    &["road", "rd"],
    &["avenue", "ave", "av"],
    &["lane", "ln", "la"],
    &["drive", "dr", "drv"],
    &["close", "cl", "clo"],
    &["crescent", "cres", "cr"],
    &["terrace", "terr", "ter", "tce"],
    &["court", "ct", "crt"],
    &["grove", "gr", "grv", "gro"],
    &["gardens", "gdns", "gdn", "garden"],
    &["place", "pl"],
    &["square", "sq"],
    &["way", "wy"],
    &["walk", "wlk"],
    &["row"],
    &["park", "pk"],
    &["parade", "pde"],
    &["promenade", "prom"],
    &["mews", "mws"],
    &["hill", "hl"],
    &["green", "grn"],
    &["view", "vw"],
    &["rise"],
    &["house", "hse", "ho"],
    &["cottage", "cott", "cottages"],
    &["buildings", "bldgs", "building", "bldg"],
    &["estate", "est"],
    &["boulevard", "blvd"],
];

/// How many of [`STREETS`], from the first, say by themselves that the words before them name a street.
pub(super) const STREETS_ALONE: usize = 25;

/// Other words of addresses and of the names of places, with other ways to write them.
pub(super) const OTHERS: &[&[&str]] = &[
    &["flat", "apt", "apartment", "unit"],
    &["saint", "st", "ste"],
    &["mount", "mt"],
    &["north", "n", "nth"],
    &["south", "s", "sth"],
    &["east", "e"],
    &["west", "w"],
    &["upper", "up", "upr"],
    &["lower", "lwr"],
    &["great", "gt"],
    &["and", ""],
    &["primary", "pri"],
    &["school", "sch"],
    &["centre", "center", "ctr"],
    &["hospital", "hosp"],
];

/// Last words of the names of places that people leave out.
pub(super) const GENERIC: &[&str] = &[
    "school",
    "primary",
    "academy",
    "nursery",
    "surgery",
    "pharmacy",
    "hospital",
    "centre",
    "infant",
    "infants",
    "junior",
    "high",
    "secondary",
    "college",
    "practice",
    "clinic",
    "medical",
    "health",
    "preschool",
];

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The words of NATO's alphabet, a to z: how postcodes and registrations are said on the telephone.
pub(super) const SPELLING: [&str; 26] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet",
    "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango",
    "uniform", "victor", "whiskey", "xray", "yankee", "zulu",
];

/// A number below two thousand in words, without spaces, each way that it is said: 1204 is twelve hundred and four.
pub(super) fn in_words(number: u32) -> Vec<String> {
    let hundreds = number / 100;
    let rest = number % 100;
    if hundreds == 0 {
        return below_hundred(rest).into_iter().collect();
    }
    let Some(first) = ones(hundreds) else {
        return Vec::new();
    };
    if rest == 0 {
        return vec![format!("{first}hundred")];
    }
    let Some(last) = below_hundred(rest) else {
        return Vec::new();
    };
    let oh = if rest < 10 { "oh" } else { "" };
    vec![
        format!("{first}hundredand{last}"),
        format!("{first}hundred{last}"),
        format!("{first}{oh}{last}"),
    ]
}

fn ones(number: u32) -> Option<&'static str> {
    ONES.get(usize::try_from(number).ok()?).copied()
}

fn below_hundred(number: u32) -> Option<String> {
    if let Some(word) = ones(number) {
        return Some(word.to_owned());
    }
    let tens = TENS.get(usize::try_from(number / 10).ok()?.checked_sub(2)?)?;
    let last = if number.is_multiple_of(10) {
        ""
    } else {
        ones(number % 10)?
    };
    Some(format!("{tens}{last}"))
}

/// What a word says as a digit, a number or a letter, where it does.
pub(super) fn said(word: &str) -> Option<String> {
    if matches!(word, "oh" | "nought" | "nil" | "o") {
        return Some("0".to_owned());
    }
    if let Some(at) = ONES.iter().position(|one| *one == word) {
        return Some(at.to_string());
    }
    if matches!(word, "alfa" | "juliett" | "whisky") {
        return word.get(..1).map(str::to_owned);
    }
    SPELLING
        .contains(&word)
        .then(|| word.get(..1).unwrap_or_default().to_owned())
}

/// The tens that a word says.
pub(super) fn tens(word: &str) -> Option<usize> {
    TENS.iter().position(|one| *one == word).map(|at| at + 2)
}

/// How often the next digit is said.
pub(super) fn times(word: &str) -> Option<usize> {
    match word {
        "double" => Some(2),
        "treble" | "triple" => Some(3),
        _ => None,
    }
}
