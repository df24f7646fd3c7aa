//! Breaking the glass in an emergency, and looking at what it opens. One file per act.

pub mod break_glass;
pub mod open;

pub use trefoil_core::glass::{GlassAsked, GlassReason};
