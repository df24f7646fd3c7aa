//! Measures: each number defined once, in words and as a fold step that yields the rows it counts.
//! Which report prints which measure is the reports' part.
// beside ALL: cut (the contacts that several measures share)

use trefoil_core::ids::{ContactId, FamilyId, SightingId};

use crate::case::Case;

mod contact_adult_only;
mod contact_children;
mod contact_families;
mod cut;
mod decision_outcome;
mod decision_progressed;
mod decision_timing;
mod school_notice;

/// Every measure, by the file that defines it.
pub const ALL: &[&[Measure]] = &[
    contact_adult_only::MEASURES,
    contact_children::MEASURES,
    contact_families::MEASURES,
    decision_outcome::MEASURES,
    decision_progressed::MEASURES,
    decision_timing::MEASURES,
    school_notice::MEASURES,
];

/// What a row of a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A child in a contact.
    ChildInContact,
    /// A family in a contact.
    FamilyInContact,
    /// A contact.
    Contact,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// The contact.
    pub contact: ContactId,
    /// The child, where children are counted.
    pub child: Option<SightingId>,
    /// The family, where families are counted and one is linked.
    pub family: Option<FamilyId>,
}

/// A fold step: hands over the rows that one case adds.
pub type Rows = fn(&Case, &mut dyn FnMut(Row));

/// A number with its one definition.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Its place in the report: a dotted path.
    pub name: &'static str,
    /// What people call it.
    pub words: &'static str,
    /// Its one written definition, shown beside the number.
    pub definition: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// What it has in common with other numbers, or counts more than once.
    pub overlaps: Option<&'static str>,
    /// The contacts it looks at.
    pub cut: fn(&Case) -> bool,
    /// The rows it counts of such a contact.
    pub rows: Rows,
    /// Where it is a share: the rows of which `rows` are a part.
    pub share_of: Option<Rows>,
}

impl Measure {
    /// The part of a report in which it stands: the first word of its name.
    pub fn part(&self) -> &'static str {
        part_of(self.name)
    }

    /// Hands over the rows that one case adds to this measure.
    pub fn step(&self, case: &Case, counted: &mut dyn FnMut(Row)) {
        if (self.cut)(case) {
            (self.rows)(case, counted);
        }
    }

    /// For a share: hands over the rows that one case adds to what it is a share of.
    pub fn step_of(&self, case: &Case, counted: &mut dyn FnMut(Row)) {
        if let Some(rows) = self.share_of.filter(|_| (self.cut)(case)) {
            rows(case, counted);
        }
    }
}

/// The part of a report in which a dotted path stands.
pub(crate) fn part_of(path: &'static str) -> &'static str {
    path.split_once('.').map_or(path, |(first, _)| first)
}

/// Every measure.
pub fn every() -> impl Iterator<Item = &'static Measure> {
    ALL.iter().copied().flatten()
}

/// The measure of that name.
pub fn named(name: &str) -> Option<&'static Measure> {
    every().find(|measure| measure.name == name)
}
