//! What crosses the network on our initiative: mail, identity providers, webhooks, behind traits of `app`. No page, no SQL,
//! and nothing is composed here: what is sent was rendered for its addressee before it came.
#![forbid(unsafe_code)]

mod mail;
mod provider;

pub use mail::{Encryption, MailServer, MailWay};
pub use provider::{ProviderWire, allowed};

// beside ALL: provider (asked, not sent to)
/// A way out of the building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayOut {
    /// Its code.
    pub code: &'static str,
}

/// Every way out.
pub const ALL: &[WayOut] = &[mail::WAY_OUT];
