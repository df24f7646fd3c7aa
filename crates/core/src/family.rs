//! Families: groups of people worked with as one, and the plan for confirming a whole family in one act.

use serde::{Deserialize, Serialize};

use crate::ids::{FamilyId, PersonId, SightingId};

/// What is sealed of a family: the name it goes by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyContent {
    /// "Ashdown family", or "Ashdown and Marsh family".
    pub name: String,
}

/// One candidate for one sighting of a contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The sighting asked about.
    pub sighting: SightingId,
    /// The person it may be of.
    pub person: PersonId,
    /// The families that person is in now.
    pub families: Vec<FamilyId>,
    /// 0 to 1.
    pub probability: f64,
    /// Whether this person must be taken as hiding.
    pub protected: bool,
}

/// What one act would do for each sighting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The sighting is of this known member.
    Member(PersonId),
    /// Nobody known fits: a new member.
    New,
}

/// A whole family that fits a contact: every sighting has a member that fits, or nobody who might.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyFit {
    /// The family.
    pub family: FamilyId,
    /// One per sighting, in the order asked.
    pub fits: Vec<(SightingId, Fit)>,
}

/// From this probability on a candidate fits by itself.
pub const FITS_FROM: f64 = 0.90;
/// Between this and [`FITS_FROM`] a person must look: the family is not offered as a whole.
pub const DOUBT_FROM: f64 = 0.20;

/// The one family that may be confirmed in a single act, if there is one: at least one member fits, nobody is in doubt,
/// no two sightings fit the same member, and no two families compete.
pub fn family_fit(sightings: &[SightingId], candidates: &[Candidate]) -> Option<FamilyFit> {
    let mut families: Vec<FamilyId> = candidates
        .iter()
        .filter(|c| c.probability >= FITS_FROM)
        .flat_map(|c| c.families.iter().copied())
        .collect();
    families.sort_unstable();
    families.dedup();
    let mut fitting = families
        .into_iter()
        .filter_map(|family| fit_of(family, sightings, candidates));
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}

fn fit_of(
    family: FamilyId,
    sightings: &[SightingId],
    candidates: &[Candidate],
) -> Option<FamilyFit> {
    let mut fits = Vec::with_capacity(sightings.len());
    let mut taken: Vec<PersonId> = Vec::new();
    for sighting in sightings {
        let possible: Vec<&Candidate> = candidates
            .iter()
            .filter(|c| c.sighting == *sighting && c.probability >= DOUBT_FROM)
            .collect();
        match possible.as_slice() {
            [] => fits.push((*sighting, Fit::New)),
            [one]
                if one.probability >= FITS_FROM
                    && one.families.contains(&family)
                    && !taken.contains(&one.person) =>
            {
                taken.push(one.person);
                fits.push((*sighting, Fit::Member(one.person)));
            }
            _ => return None,
        }
    }
    (!taken.is_empty()).then_some(FamilyFit { family, fits })
}

/// What a family is called, from its members' surnames, the most frequent first (ties by first seen); at most two.
pub fn family_name<'a>(surnames: impl IntoIterator<Item = &'a str>) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for surname in surnames
        .into_iter()
        .map(str::trim)
        .filter(|surname| !surname.is_empty())
    {
        match counted
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(surname))
        {
            Some((_, count)) => *count += 1,
            None => counted.push((surname, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match counted.as_slice() {
        [] => "Family with no surname given".to_owned(),
        [(one, _)] => format!("{one} family"),
        [(first, _), (second, _), ..] => format!("{first} and {second} family"),
    }
}

#[cfg(test)]
mod tests;
