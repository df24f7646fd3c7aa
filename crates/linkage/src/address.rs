//! An address as it is compared: unit, house, street. Town, county and postcode are left to the other fields.

use crate::compare::Level;
use crate::normal::words;
use crate::similar::close;

/// The comparable part of one address.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    unit: Option<String>,
    house: Option<String>,
    street: String,
}

const UNITS: &[&str] = &["flat", "apartment", "apt", "unit", "room", "floor"];
const WAYS: &[&str] = &[
    "street", "st", "road", "rd", "avenue", "ave", "av", "lane", "ln", "close", "cl", "drive",
    "dr", "crescent", "cres", "court", "ct", "place", "pl", "terrace", "grove", "gardens", "gdns",
    "way", "walk", "square", "mews", "row",
];
/// What is written where there is no address: comparing it would join every homeless person.
const NOT_AN_ADDRESS: &[&str] = &[
    "nofixedabode",
    "nfa",
    "unknown",
    "notknown",
    "withheld",
    "notgiven",
    "refuge",
];
/// Stands for the end of a line among the words, which are letters and digits only.
const BREAK: &str = ",";

impl Address {
    /// Reads an address; `None` when it names no place.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let all = lines(text);
        if NOT_AN_ADDRESS.contains(&all.concat().replace(BREAK, "").as_str()) {
            return None;
        }
        let (unit, rest) = split_unit(all);
        let at = rest.iter().position(|word| is_house(word));
        let house = at.and_then(|at| rest.get(at).cloned());
        let from = at.map_or(0, |at| at + 1);
        let street = street(rest.iter().skip(from));
        (!street.is_empty()).then_some(Self {
            unit,
            house,
            street,
        })
    }

    /// How alike two addresses are: same, same house without the flat, same street, different. Symmetric.
    pub(crate) fn compare(&self, other: &Self) -> Level {
        if self.street != other.street && !close(&self.street, &other.street) {
            return Level::Different;
        }
        match (self.house == other.house, self.unit == other.unit) {
            (true, true) => Level::Same,
            (true, false) if self.unit.is_none() || other.unit.is_none() => Level::Contains,
            _ => Level::SomeShared,
        }
    }
}

impl Address {
    /// Whether both say which house, and the same.
    pub(crate) fn same_house(&self, other: &Self) -> bool {
        self.house.is_some() && self.house == other.house && self.unit == other.unit
    }

    /// The house as one word, where it says which it is: a street alone is many homes.
    pub(crate) fn house_key(&self) -> Option<String> {
        let house = self.house.as_ref()?;
        let unit = self.unit.as_deref().unwrap_or_default();
        Some(format!("{house}:{unit}:{}", self.street))
    }
}

/// House (with its unit) and street of an address, each empty where it is not said. The street keeps its kind: it is
/// compared by spelling.
pub(crate) fn split(text: &str) -> (String, String) {
    let all = lines(text);
    if NOT_AN_ADDRESS.contains(&all.concat().replace(BREAK, "").as_str()) {
        return (String::new(), String::new());
    }
    let (unit, rest) = split_unit(all);
    let at = rest.iter().position(|word| is_house(word));
    let house = at.and_then(|at| rest.get(at).cloned()).unwrap_or_default();
    let after = rest.iter().skip(at.map_or(0, |at| at + 1));
    let street: String = after
        .skip_while(|word| *word == BREAK)
        .take_while(|word| *word != BREAK)
        .map(String::as_str)
        .collect();
    let unit = unit.map(|unit| format!(":{unit}")).unwrap_or_default();
    (house + &unit, street)
}

/// Whether a word says that the next one names a part of the house.
pub(crate) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

/// The words of all lines, with a break after each line: what follows the street's line is the town.
fn lines(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in text.split([',', '\n']).take(8) {
        all.extend(words(line));
        all.push(BREAK.to_owned());
    }
    all
}

fn split_unit(all: Vec<String>) -> (Option<String>, Vec<String>) {
    let mut unit = None;
    let mut rest = Vec::with_capacity(all.len());
    let mut words = all.into_iter();
    while let Some(word) = words.next() {
        if unit.is_none() && UNITS.contains(&word.as_str()) {
            unit = words.next();
        } else {
            rest.push(word);
        }
    }
    (unit, rest)
}

/// `14`, `14a`; not the `4ab` that ends a postcode.
fn is_house(word: &str) -> bool {
    let letters = word.chars().filter(|c| !c.is_numeric()).count();
    word.starts_with(char::is_numeric) && letters < 2
}

fn street<'w>(words: impl Iterator<Item = &'w String>) -> String {
    let mut out = String::new();
    for word in words
        .filter(|word| !word.chars().any(char::is_numeric))
        .take(6)
    {
        // `St` opens a saint's street and closes any other.
        let ends = word == BREAK || WAYS.contains(&word.as_str());
        if ends && !out.is_empty() {
            break;
        }
        if word != BREAK {
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests;
