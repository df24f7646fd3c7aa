//! Families in contacts that are about at least one child.

use super::{Measure, Row, Unit, cut};
use crate::case::Case;

const FAMILIES: Measure = Measure {
    name: "contacts.families",
    words: "Families",
    definition: "Families in the contacts received in the period that are about at least one child. A contact counts once for each family it is about, and as one family while none is linked to it. A family in two contacts counts twice.",
    unit: Unit::FamilyInContact,
    overlaps: None,
    cut: cut::every_contact,
    rows,
    share_of: None,
};

pub(super) const MEASURES: &[Measure] = &[
    FAMILIES,
    Measure {
        name: "contacts.domestic_abuse.families",
        words: "Families, domestic abuse",
        definition: "Families, counted once in each contact, in those contacts about at least one child received in the period that say they are about domestic abuse.",
        overlaps: Some("These families are among all families."),
        cut: cut::domestic_abuse,
        ..FAMILIES
    },
    Measure {
        name: "contacts.from_police.families",
        words: "Families, from the police",
        definition: "Families, counted once in each contact, in the contacts about at least one child received from the police in the period.",
        overlaps: Some(
            "These families are among all families, and may be among those of domestic abuse contacts.",
        ),
        cut: cut::from_police,
        ..FAMILIES
    },
    Measure {
        name: "contacts.from_police.domestic_abuse.families",
        words: "Families, from the police, domestic abuse",
        definition: "Families, counted once in each contact, in those contacts about at least one child received from the police in the period that say they are about domestic abuse.",
        overlaps: Some(
            "These families are among those from the police and among those of domestic abuse contacts.",
        ),
        cut: cut::from_police_domestic_abuse,
        ..FAMILIES
    },
];

fn rows(case: &Case, counted: &mut dyn FnMut(Row)) {
    if case.children.is_empty() {
        return;
    }
    let mut count = |family| {
        counted(Row {
            contact: case.contact.contact,
            child: None,
            family,
        });
    };
    if case.contact.families.is_empty() {
        count(None);
    }
    for family in &case.contact.families {
        count(Some(*family));
    }
}
