//! Rows of the relationships 7 and 11 in plain Rust: shares and broken glass are whoever's they are, and not their manager's.

use trefoil_core::principal::WorkerFacts;
use trefoil_core::strand::Aspect;

use super::strands::{WALLED, only};
use super::{NOTHING, Seen, every};
use crate::{Relationship, Standing, Subject};

/// Whatever the role.
pub(super) fn given(facts: &WorkerFacts, standing: &Standing) -> Seen {
    let Subject::Strand(_, kind) = standing.subject else {
        return NOTHING;
    };
    if !WALLED.contains(&kind) {
        return NOTHING;
    }
    let is = |one| standing.relationships.contains(&one);
    let share = if is(Relationship::Share) {
        standing.work.share
    } else {
        Aspect::None
    };
    let glass = is(Relationship::BreakGlass);
    // What nobody ticked is not given, whatever else the share gives.
    let ticked = standing.work.share_places;
    let given = if share > Aspect::None {
        ticked
    } else {
        every(false)
    };
    let places = given.or(every(glass && facts.stepped_up));
    (only(kind, if glass { Aspect::Full } else { share }), places)
}
