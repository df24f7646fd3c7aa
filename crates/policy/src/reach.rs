//! What one principal's lists and searches may cover. A `Grant` is a plain value that is stored as a row; a `Reach` names
//! the principal whose rows `store` joins in SQL, and is made by the engine alone.

use trefoil_core::ids::TeamId;
use trefoil_core::principal::Principal;
use trefoil_core::strand::CompartmentKind;

/// What a grant covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrantScope {
    /// Everything in the authority.
    Authority,
    /// Contacts that wait in the hub and the families that they are about.
    Hub,
    /// Contacts that workers of the team hold, and their families.
    Team(TeamId),
    /// Strands of this kind that they are allocated to, or cover.
    Own(CompartmentKind),
}

/// One row of a principal's reach, stored in the same transaction as the change of roles or team that brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// What it covers.
    pub scope: GrantScope,
    /// Whether located values may be seen in what it covers.
    pub located: bool,
}

/// Leave to list and search, within the stored grants of one principal.
#[derive(Debug)]
pub struct Reach {
    principal: Principal,
    located: bool,
}

impl Reach {
    pub(crate) fn new(principal: Principal, located: bool) -> Self {
        Self { principal, located }
    }

    /// Whose grant rows cut the list.
    pub fn principal(&self) -> Principal {
        self.principal
    }

    /// Whether located values may be seen in every row that the grants cover.
    pub fn located(&self) -> bool {
        self.located
    }
}
