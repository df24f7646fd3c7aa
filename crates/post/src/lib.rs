//! What crosses the network on our initiative: mail, identity providers, webhooks, behind traits of `app`. No page, no SQL,
//! and nothing is composed here: what is sent was rendered for its addressee before it came.
#![forbid(unsafe_code)]

mod provider;

pub use provider::ProviderWire;

// beside ALL: provider (asked, not sent to)
/// A way out of the building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayOut {
    /// Its code.
    pub code: &'static str,
}

/// Every way out. The first arrives with the notices to schools.
pub const ALL: &[WayOut] = &[];
