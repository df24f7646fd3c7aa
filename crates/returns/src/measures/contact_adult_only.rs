//! Contacts about adults only.

use super::{Measure, Row, Unit, cut};
use crate::case::Case;

pub(super) const MEASURES: &[Measure] = &[Measure {
    name: "contacts.adult_only",
    words: "Contacts about adults only",
    definition: "Contacts received in the period that are about no child, born or unborn.",
    unit: Unit::Contact,
    overlaps: None,
    cut: cut::every_contact,
    rows,
    share_of: None,
}];

fn rows(case: &Case, counted: &mut dyn FnMut(Row)) {
    if case.children.is_empty() {
        counted(Row {
            contact: case.contact.contact,
            child: None,
            family: None,
        });
    }
}
