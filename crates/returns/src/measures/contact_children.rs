//! Children in contacts. Families and decisions are counted elsewhere.

use super::{Measure, Row, Unit, cut};
use crate::case::Case;

const CHILDREN: Measure = Measure {
    name: "contacts.children",
    words: "Children",
    definition: "Children in the contacts received in the period. A child counts once in each contact; a child in two contacts counts twice. An unborn child counts. A corrected contact counts once.",
    unit: Unit::ChildInContact,
    overlaps: None,
    cut: cut::every_contact,
    rows,
    share_of: None,
};

pub(super) const MEASURES: &[Measure] = &[
    CHILDREN,
    Measure {
        name: "contacts.domestic_abuse.children",
        words: "Children, domestic abuse",
        definition: "Children, counted once in each contact, in those contacts received in the period that say they are about domestic abuse.",
        overlaps: Some("These children are among all children."),
        cut: cut::domestic_abuse,
        ..CHILDREN
    },
    Measure {
        name: "contacts.from_police.children",
        words: "Children, from the police",
        definition: "Children, counted once in each contact, in the contacts received from the police in the period.",
        overlaps: Some(
            "These children are among all children, and may be among those of domestic abuse contacts.",
        ),
        cut: cut::from_police,
        ..CHILDREN
    },
    Measure {
        name: "contacts.from_police.domestic_abuse.children",
        words: "Children, from the police, domestic abuse",
        definition: "Children, counted once in each contact, in those contacts received from the police in the period that say they are about domestic abuse.",
        overlaps: Some(
            "These children are among those from the police and among those of domestic abuse contacts.",
        ),
        cut: cut::from_police_domestic_abuse,
        ..CHILDREN
    },
];

fn rows(case: &Case, counted: &mut dyn FnMut(Row)) {
    for child in &case.children {
        counted(Row {
            contact: case.contact.contact,
            child: Some(child.child),
            family: None,
        });
    }
}
