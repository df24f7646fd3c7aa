//! Which school was meant: an officer's words against the register. Certain only where the words can be of no other school; else a
//! person chooses. A wrong school is told about a child whom it does not know, and the right one is not told.

mod words;

use jiff::civil::Date;

use super::{School, Urn};
pub use words::keys;
use words::{Said, says_nowhere};

/// What the words say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchoolFound {
    /// Exactly one open school can be meant.
    Certain(Urn),
    /// It may be one of these, the likeliest first.
    Possible(Vec<Urn>),
    /// They name a school that is closed, and no open one.
    Closed(Vec<Urn>),
    /// Educated at home, or in no school: the authority's officer is told.
    NotInSchool,
    /// Nothing was said, or nothing like it is in the register.
    Unknown,
}

/// Schools offered to choose from.
const OFFERED: usize = 8;

/// How well an entry fits the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The same name, word for word.
    Whole,
    /// The same name as far as it was said.
    Said,
    /// Part of the name, or nearly the name.
    Near,
}

/// Finds the school meant by an officer's words on a day. `area` is the authority's own code: its schools stand first among equals.
pub fn school_find(said: &str, register: &[School], day: Date, area: i64) -> SchoolFound {
    if says_nowhere(said) {
        return SchoolFound::NotInSchool;
    }
    let said = Said::new(said);
    if said.is_empty() {
        return SchoolFound::Unknown;
    }
    let entries = register.iter().filter(|school| school.urn != Urn::OFFICER);
    let mut fits: Vec<(Fit, &School)> = entries
        .filter_map(|school| Some((fit(&said, &Said::new(&school.name))?, school)))
        .collect();
    fits.sort_by_key(|(fit, school)| (*fit, school.area != area, school.urn));
    let (open, closed): (Vec<_>, Vec<_>) = fits
        .into_iter()
        .partition(|(_, school)| school.is_open_on(day));
    let urns = |list: &[(Fit, &School)]| {
        list.iter()
            .map(|(_, school)| school.urn)
            .take(OFFERED)
            .collect()
    };
    match open.as_slice() {
        [] if closed.is_empty() => SchoolFound::Unknown,
        [] => SchoolFound::Closed(urns(&closed)),
        // Another whose name begins alike may be meant too, and so may one that closed under that very name.
        [(Fit::Whole | Fit::Said, one)] if closed.iter().all(|(fit, _)| *fit == Fit::Near) => {
            SchoolFound::Certain(one.urn)
        }
        // The whole name, word for word, is one school's alone; others are only like it.
        [(Fit::Whole, one), rest @ ..]
            if rest.iter().all(|(fit, _)| *fit == Fit::Near)
                && closed.iter().all(|(fit, _)| *fit == Fit::Near) =>
        {
            SchoolFound::Certain(one.urn)
        }
        _ => SchoolFound::Possible(urns(&open)),
    }
}

fn fit(said: &Said, name: &Said) -> Option<Fit> {
    if said.base == name.base {
        return Some(if said.kinds == name.kinds {
            Fit::Whole
        } else if said.kinds.is_subset(&name.kinds) {
            Fit::Said
        } else {
            Fit::Near
        });
    }
    let part = !said.base.is_empty() && said.base.is_subset(&name.base);
    (part || said.is_near(name)).then_some(Fit::Near)
}

#[cfg(test)]
mod tests;
