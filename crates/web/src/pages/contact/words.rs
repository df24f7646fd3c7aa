//! Words that the page of a contact uses in several places. No control and no link lives here.

use trefoil_core::name::unnamed;
use trefoil_core::sighting::{RoleHeld, Sighting};
use trefoil_core::vocabulary::{Known, RiskGrade, RiskInstrument};

/// From which probability on, what is said. A number alone is read as a promise.
const LIKELY: &[(f64, &str)] = &[
    (0.95, "Very likely the same"),
    (0.80, "Likely the same"),
    (0.50, "May well be the same"),
    (0.20, "May be the same"),
    (0.0, "Probably not the same"),
];

/// How likely two are the same, in words.
pub(in crate::pages) fn likely(probability: f64) -> &'static str {
    let found = LIKELY.iter().find(|(from, _)| probability >= *from);
    found.map_or("Probably not the same", |(_, words)| words)
}

/// The number behind the words; never "100 in 100", because a score is never certain.
pub(in crate::pages) fn in_100(probability: f64) -> String {
    let whole = (probability * 100.0).round().clamp(1.0, 99.0);
    format!("about {whole:.0} in 100")
}

/// Names in a row: "Kelly Ashdown, Tom Marsh and 2 others".
pub(super) fn names(mut names: Vec<String>, at_most: usize) -> String {
    let more = names.len().saturating_sub(at_most);
    names.truncate(at_most);
    match (more, names.split_last()) {
        (_, None) => unnamed(None),
        (0, Some((last, []))) => last.clone(),
        (0, Some((last, first))) => format!("{} and {last}", first.join(", ")),
        (1, _) => format!("{} and 1 other", names.join(", ")),
        (more, _) => format!("{} and {more} others", names.join(", ")),
    }
}

/// "1 child", "3 children".
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Every role of somebody in the incident, and towards whom.
pub(super) fn roles(held: &[RoleHeld], everybody: &[&Sighting]) -> String {
    let mut words: Vec<String> = held.iter().map(|one| role(one, everybody)).collect();
    words.dedup();
    words.join("; ")
}

fn role(held: &RoleHeld, everybody: &[&Sighting]) -> String {
    let towards = held.towards.as_ref().and_then(|reference| {
        let mut found = everybody.iter().map(|one| &one.described);
        found.find(|one| one.reference.as_ref() == Some(reference))
    });
    match towards {
        Some(other) => format!("{} (towards {})", held.role.words(), other.name.words()),
        None => held.role.words().to_owned(),
    }
}

/// The source's grade, and the tool it was made with.
pub(super) fn risk(grade: RiskGrade, instrument: RiskInstrument) -> String {
    match (grade, instrument) {
        (RiskGrade::Unknown, RiskInstrument::None) => "Not graded".to_owned(),
        (grade, RiskInstrument::None) => format!("{}, without a tool", grade.words()),
        (grade, instrument) => format!("{} ({})", grade.words(), instrument.words()),
    }
}

/// What is said of domestic abuse in a line about a contact; nothing where it is not known.
pub(super) fn domestic_abuse(known: Known) -> Option<&'static str> {
    match known {
        Known::Yes => Some("domestic abuse"),
        Known::No => Some("not domestic abuse"),
        Known::Unknown => None,
    }
}
