//! Acts on contacts: taking in, opening, taking on, handing over, releasing, deciding. One file per act.

mod at_risk;
pub mod attach;
pub mod decide;
pub mod hold;
pub mod intake;
mod later;
pub(crate) mod leave;
mod met;
pub mod name;
pub mod receipt;
pub mod record;
pub mod regrade;
mod revise;
pub mod system;
pub mod tell;
pub mod view;
