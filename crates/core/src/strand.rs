//! Compartments and aspects: the labels that content carries and how much of a compartment one may see.

use serde::{Deserialize, Serialize};

use crate::ids::{ContactId, FamilyId, PersonId};
use crate::principal::Role;
use crate::vocabulary::{IncidentRole, closed_list};

closed_list! {
    /// The kind of a compartment. The strand decides it; `hub` is for what is not yet about a family.
    CompartmentKind {
        Hub = "hub", "Hub";
        Shared = "shared", "Shared";
        Child = "child", "Child's strand";
        Victim = "victim", "Victim's strand";
        Perpetrator = "perpetrator", "Perpetrator's strand";
        Enquirer = "enquirer", "Enquirer";
        Sealed = "sealed", "Sealed";
    }
}

impl CompartmentKind {
    /// The strand that a role in an incident belongs to; others are nobody's strand and shared.
    pub fn of_role(role: IncidentRole) -> Self {
        match role {
            IncidentRole::Child => Self::Child,
            IncidentRole::Victim => Self::Victim,
            IncidentRole::Perpetrator => Self::Perpetrator,
            IncidentRole::Other => Self::Shared,
        }
    }
}

impl CompartmentKind {
    /// The kinds of strand that a worker can be allocated to: one person's side of a family's work.
    pub const STRANDS: [Self; 3] = [Self::Child, Self::Victim, Self::Perpetrator];

    /// The roles that may be allocated to a strand of this kind (access model, rows 4 to 9): those whom the policies let open it. Early
    /// help has what is released of a perpetrator's, which is no strand to work on.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Child => &[Role::SocialWorker, Role::ChildAdviser, Role::EarlyHelp],
            Self::Victim => &[Role::VictimAdviser, Role::EarlyHelp],
            Self::Perpetrator => &[Role::PerpetratorWorker, Role::Facilitator],
            Self::Hub | Self::Shared | Self::Enquirer | Self::Sealed => &[],
        }
    }

    /// Whether this strand and the other are on opposite sides of the wall: the victim and the children on one, the perpetrator
    /// on the other.
    pub fn opposes(self, other: Self) -> bool {
        (self == Self::Perpetrator) != (other == Self::Perpetrator)
    }
}

/// What a record is about, and so who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Compartment {
    /// A contact in the hub, not yet about a family. It mixes strands, so no strand worker reads it.
    Hub(ContactId),
    /// A family's part of one kind, about one person where the kind is a strand.
    Family {
        /// The family.
        family: FamilyId,
        /// The kind.
        kind: CompartmentKind,
        /// Whose strand.
        person: Option<PersonId>,
    },
}

closed_list! {
    /// How much of a compartment may be seen. Ordered: each holds what those before it hold.
    Aspect {
        None = "none", "Nothing";
        Released = "released", "What the other side has released";
        Needs = "needs", "Who they are, ages, needs and goals";
        Safety = "safety", "Needs, with risk, safe contact and safety plan";
        Full = "full", "Everything but location";
    }
}
