//! Schools: the registers, how schools are told, and when each opens next. What a school is told is in `notices`.

use trefoil_core::act::Act;
use trefoil_core::principal::Principal;
use trefoil_store::ledger::{Entry, SubjectKind};

use crate::door::App;

pub mod adults;
pub mod calendar;
pub mod change;
pub mod holidays;
pub mod intake;
pub mod list;
pub mod settings;

/// The entry of a change of the registers: they are public, so what changed stands in them and not in the ledger.
fn changed_entry(app: &App, principal: Principal) -> Entry {
    let on = (SubjectKind::Authority, None);
    app.entry(principal, Act::SchoolsChange, on, Vec::new())
}
