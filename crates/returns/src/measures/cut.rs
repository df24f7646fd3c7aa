//! Cuts: which contacts a measure looks at. What it counts of them is the measure's own part.

use trefoil_core::vocabulary::{Known, Source};

use crate::case::Case;

pub(super) fn every_contact(_: &Case) -> bool {
    true
}

/// Only where the contact says yes: "not known" is not "yes".
pub(super) fn domestic_abuse(case: &Case) -> bool {
    case.contact.domestic_abuse == Known::Yes
}

pub(super) fn from_police(case: &Case) -> bool {
    case.contact.source == Source::Police
}

pub(super) fn from_police_domestic_abuse(case: &Case) -> bool {
    from_police(case) && domestic_abuse(case)
}
