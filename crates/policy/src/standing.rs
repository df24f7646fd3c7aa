//! How one principal stands to one contact, family or person now: facts that `store` loads; nothing here decides.

use trefoil_core::ids::{ContactId, FamilyId, PersonId, TeamId};

use crate::relationship::Relationship;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A contact.
    Contact(ContactId),
    /// A family.
    Family(FamilyId),
    /// A person.
    Person(PersonId),
}

/// How the asker stands to the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What is asked about.
    pub subject: Subject,
    /// Every relationship that holds now. [`Relationship::Allocated`] says that the asker holds the waiting contact.
    pub relationships: Vec<Relationship>,
    /// The subject is a contact that waits for a decision, or one that waits is about it.
    pub in_hub: bool,
    /// The team of the worker who holds the waiting contact; `None` when nobody holds it.
    pub held_by_team: Option<TeamId>,
    /// Matching alone has proposed it for a waiting contact: it is not linked. This overrides `in_hub`.
    pub proposed: bool,
}

impl Standing {
    /// A subject to which the asker has no relation at all: the start that `store` fills, and what a lost fact leaves.
    pub fn unrelated(subject: Subject) -> Self {
        Self {
            subject,
            relationships: Vec::new(),
            in_hub: false,
            held_by_team: None,
            proposed: false,
        }
    }
}
