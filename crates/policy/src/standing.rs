//! How one principal stands to one contact, family, strand or person now: facts that `store` loads; nothing here decides.

use trefoil_core::ids::{ContactId, FamilyId, PersonId, StrandId, TeamId};
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::Role;
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::relationship::Relationship;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A contact.
    Contact(ContactId),
    /// A family: what all who work with it share.
    Family(FamilyId),
    /// One person's side of a family's work. Its kind is the compartment that holds it.
    Strand(StrandId, CompartmentKind),
    /// A person.
    Person(PersonId),
}

/// How the asker stands to the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What is asked about.
    pub subject: Subject,
    /// Every relationship that holds now. Of a contact, [`Relationship::Allocated`] says that the asker holds it. Of a family,
    /// the shared part belongs to the protected side: [`Relationship::Allocated`] says that the asker works with the victim or a
    /// child, [`Relationship::AllocatedOpposite`] with the perpetrator.
    pub relationships: Vec<Relationship>,
    /// The subject is a contact that waits for a decision, or one that waits is about it.
    pub in_hub: bool,
    /// The team of the worker who holds the waiting contact; `None` when nobody holds it.
    pub held_by_team: Option<TeamId>,
    /// Matching alone has proposed it for a waiting contact: it is not linked. This overrides `in_hub`.
    pub proposed: bool,
    /// What more is known of a family or a strand.
    pub work: Work,
}

/// The facts of a family's work that a rule may look at beside the relationships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// How the workers of the asker's own team stand to it, each in the role in which they work: a manager sees as they do.
    pub team: Vec<(Role, Relationship)>,
    /// Nobody is allocated to the strand.
    pub unallocated: bool,
    /// It is not settled who harms whom, and the strand's person is one of those in question.
    pub unsettled: bool,
    /// A plan puts the perpetrator with whom the asker works to work with this child.
    pub in_plan: bool,
    /// How much a live share gives.
    pub share: Aspect,
    /// Of which kinds live shares give places.
    pub share_places: PlaceKinds,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            team: Vec::new(),
            unallocated: false,
            unsettled: false,
            in_plan: false,
            share: Aspect::None,
            share_places: PlaceKinds::NONE,
        }
    }
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
            work: Work::default(),
        }
    }
}
