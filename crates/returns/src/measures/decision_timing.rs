//! When the children of contacts were decided about: in time, late, or not yet.

use super::{Measure, Row, Unit, cut};
use crate::case::{Case, ChildCase};

const WITHIN: Measure = Measure {
    name: "decisions.within_one_working_day",
    words: "Decided within one working day",
    definition: "Children in the contacts received in the period whose first decision was made by the end of the next working day after the day of receipt, and by the end of the period.",
    unit: Unit::ChildInContact,
    overlaps: None,
    cut: cut::every_contact,
    rows: within,
    share_of: None,
};

pub(super) const MEASURES: &[Measure] = &[
    WITHIN,
    Measure {
        name: "decisions.late",
        words: "Decided later",
        definition: "Children in the contacts received in the period whose first decision was made after the end of the next working day after the day of receipt, and by the end of the period.",
        rows: late,
        ..WITHIN
    },
    Measure {
        name: "decisions.open",
        words: "Not decided by the end of the period",
        definition: "Children in the contacts received in the period without a decision by the end of the last day of the period.",
        rows: open,
        ..WITHIN
    },
];

fn within(case: &Case, counted: &mut dyn FnMut(Row)) {
    children(case, counted, |child| {
        child.settled.is_some_and(|settled| settled.in_time)
    });
}

fn late(case: &Case, counted: &mut dyn FnMut(Row)) {
    children(case, counted, |child| {
        child.settled.is_some_and(|settled| !settled.in_time)
    });
}

fn open(case: &Case, counted: &mut dyn FnMut(Row)) {
    children(case, counted, |child| child.settled.is_none());
}

/// The children of a case of whom something holds.
pub(super) fn children(case: &Case, counted: &mut dyn FnMut(Row), holds: fn(&ChildCase) -> bool) {
    for child in case.children.iter().filter(|child| holds(child)) {
        counted(Row {
            contact: case.contact.contact,
            child: Some(child.child),
            family: None,
        });
    }
}
