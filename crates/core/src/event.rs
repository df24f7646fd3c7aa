//! What measures fold over: typed facts of recorded events, as known at one instant. They name nobody.

use jiff::Timestamp;

use crate::decision::Outcome;
use crate::ids::{ContactId, FamilyId, SightingId};
use crate::vocabulary::{Known, Source, closed_list};

closed_list! {
    /// What an authority may or may not use. A report's part of that name is there where it does.
    Module {
        SchoolNotices = "school_notices", "Notices to schools";
    }
}

/// A recorded event, in the state in which it was known at the report's `as_at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A contact, by its latest version then known.
    Contact(ContactKnown),
    /// An answer to a contact.
    Decision(DecisionKnown),
    /// What became of a notice to a school.
    Notice(NoticeKnown),
    /// That something is in use by the authority. It comes before any contact.
    InUse(Module),
}

/// A contact as known at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactKnown {
    /// The contact.
    pub contact: ContactId,
    /// When the hub was told.
    pub received_at: Timestamp,
    /// Who told it.
    pub source: Source,
    /// Whether it says that it is domestic abuse.
    pub domestic_abuse: Known,
    /// The children, by their first sighting in the contact; the unborn too.
    pub children: Vec<SightingId>,
    /// The families that it was then held to be about; none while nothing is linked.
    pub families: Vec<FamilyId>,
}

/// An answer as known at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionKnown {
    /// The contact answered.
    pub contact: ContactId,
    /// When that contact was received.
    pub received_at: Timestamp,
    /// The child, by their first sighting in the contact; `None` where the contact is about adults only.
    pub child: Option<SightingId>,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// What was decided.
    pub outcome: Outcome,
}

/// What is known of the notice to a school about a child of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeKnown {
    /// The contact.
    pub contact: ContactId,
    /// When that contact was received.
    pub received_at: Timestamp,
    /// The child, by their first sighting in the contact.
    pub child: SightingId,
    /// What became of it.
    pub fact: NoticeFact,
    /// Of when that tells.
    pub dated_at: Timestamp,
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeFact {
    /// There is one.
    Prepared,
    /// The school was told, before it opened on its next day or later.
    HandedOver {
        /// Before it opened.
        before_school: bool,
    },
    /// The school said that it knows, which it could not before it was told.
    Acknowledged {
        /// Before it opened.
        before_school: bool,
    },
}
