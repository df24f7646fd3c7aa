//! How large a part of the decided children went on to social care.

use super::decision_timing::children;
use super::{Measure, Row, Unit, cut};
use crate::case::Case;

pub(super) const MEASURES: &[Measure] = &[Measure {
    name: "decisions.progressed_share",
    words: "Went on to children's social care",
    definition: "Of the children in the contacts received in the period who were decided about by its end: the share whose latest decision was a referral or a strategy discussion.",
    unit: Unit::ChildInContact,
    overlaps: Some("These children are those of the outcomes referral and strategy discussion."),
    cut: cut::every_contact,
    rows: progressed,
    share_of: Some(decided),
}];

fn progressed(case: &Case, counted: &mut dyn FnMut(Row)) {
    children(case, counted, |child| {
        child
            .settled
            .is_some_and(|settled| settled.outcome.progressed())
    });
}

fn decided(case: &Case, counted: &mut dyn FnMut(Row)) {
    children(case, counted, |child| child.settled.is_some());
}
