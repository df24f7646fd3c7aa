//! Acts on contacts: taking in, opening, taking on, handing over, releasing, deciding. One file per act.

pub mod decide;
pub mod hold;
pub mod intake;
pub(crate) mod leave;
pub mod receipt;
pub mod record;
pub mod regrade;
mod revise;
pub mod system;
pub mod tell;
pub mod view;
