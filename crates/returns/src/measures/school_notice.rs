//! What schools were told about the children of contacts, and when: before they opened, later, or not yet.

use super::{Measure, Row, Unit, cut};
use crate::case::{Case, Noticed};

const CHILDREN: Measure = Measure {
    name: "school_notices.children",
    words: "Children with a notice to their school",
    definition: "Children in the contacts received in the period about whom a notice to their school was prepared by the end of the period. A child counts once in each contact. Children whose school had not been told by then, or is not to be told, count here, and in neither of the next two numbers.",
    unit: Unit::ChildInContact,
    overlaps: Some("These children are among all children."),
    cut: cut::every_contact,
    rows: |case, counted| noticed(case, counted, |_| true),
    share_of: None,
};

pub(super) const MEASURES: &[Measure] = &[
    CHILDREN,
    Measure {
        name: "school_notices.before_school",
        words: "School told before it opened",
        definition: "Those of the children with a notice whose school was told by the end of the period, and before it opened on its next day after the contact was received. A school is told when the mail server accepts the notice, or when it is recorded that the police or the hub told it. When it opened is judged by its days as they were known when that was recorded.",
        overlaps: None,
        rows: |case, counted| noticed(case, counted, |one| one.before_school == Some(true)),
        ..CHILDREN
    },
    Measure {
        name: "school_notices.late",
        words: "School told later",
        definition: "Those of the children with a notice whose school was told by the end of the period, but not before it opened on its next day after the contact was received.",
        overlaps: None,
        rows: |case, counted| noticed(case, counted, |one| one.before_school == Some(false)),
        ..CHILDREN
    },
    Measure {
        name: "school_notices.acknowledged",
        words: "Acknowledged by the school",
        definition: "Those of the children with a notice whose school had acknowledged or answered it by the end of the period.",
        overlaps: Some(
            "These children are among those whose school was told, before it opened or later.",
        ),
        rows: |case, counted| noticed(case, counted, |one| one.acknowledged),
        ..CHILDREN
    },
];

/// The children of a case of whose notice something holds.
fn noticed(case: &Case, counted: &mut dyn FnMut(Row), holds: fn(&Noticed) -> bool) {
    let children = case.children.iter();
    for child in children.filter(|child| child.notice.as_ref().is_some_and(holds)) {
        counted(Row {
            contact: case.contact.contact,
            child: Some(child.child),
            family: None,
        });
    }
}
