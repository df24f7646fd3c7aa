//! What happens in the town: a contact, the hub's planned answer, and the truth behind both.

use jiff::Timestamp;
use trefoil_core::contact::ContactDraft;
use trefoil_core::decision::Outcome;

use crate::household::{HouseholdId, PersonId};
use crate::plain::PlainContact;

/// One contact with what the hub will answer and what is true.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// When the hub was told; happenings come in this order.
    pub at: Timestamp,
    /// What was told.
    pub contact: PlainContact,
    /// The hub's answer; `None` where it is still waiting at the end of the town's time.
    pub decision: Option<PlannedDecision>,
    /// Who each person of the contact truly is, in the order of its people.
    pub truth: Vec<PersonId>,
    /// The household that it is about.
    pub household: HouseholdId,
}

impl Happening {
    /// The draft to send in.
    pub fn draft(&self) -> ContactDraft {
        self.contact.draft()
    }
}

/// A decision to be recorded when its time comes.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedDecision {
    /// When the hub decides; never after the end of the town's time.
    pub at: Timestamp,
    /// One answer per child; one without a person where there is no child.
    pub answers: Vec<PlannedAnswer>,
}

/// The answer about one child.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedAnswer {
    /// The child's place in the contact's people; `None` in a contact about adults only.
    pub person: Option<usize>,
    /// What is decided.
    pub outcome: Outcome,
    /// Why.
    pub reason: &'static str,
    /// A made-up service, where one is named.
    pub service: Option<&'static str>,
}
