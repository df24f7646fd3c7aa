//! Two persons who may be one: finding them, looking at them, saying whether they are, and undoing it. Both records stay as they are, with
//! their own labels: a join shows nobody more than they could see of either before. One file per act.

mod answered;
pub mod decide;
pub(crate) mod find;
pub mod keep;
pub mod list;
pub mod one;
pub mod put;
mod same;
pub mod undo;

pub use same::Same;
pub(crate) use same::{partners, same_as};

use trefoil_core::act::Act;
use trefoil_core::ids::PersonId;
use trefoil_policy::{Asker, Reach};

use crate::door::App;

/// Who asks for pairs: what they reach, and whether what is guarded is theirs.
pub(crate) struct Within {
    reach: Reach,
    custodian: bool,
}

impl Within {
    fn new(app: &App, asker: &Asker, reach: Reach) -> Self {
        Self {
            reach,
            custodian: is_custodian(app, asker),
        }
    }

    fn cut(&self) -> (&Reach, bool) {
        (&self.reach, self.custodian)
    }
}

/// Whether what is guarded is theirs to see.
pub(crate) fn is_custodian(app: &App, asker: &Asker) -> bool {
    app.policy.permit(asker, Act::PairPut, None).is_ok()
}

/// The two in the order in which a pair has them.
fn ends_of(one: PersonId, other: PersonId) -> [PersonId; 2] {
    [one.min(other), one.max(other)]
}
