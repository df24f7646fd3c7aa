//! Signing in through an identity provider: OpenID Connect, authorization code with PKCE. One file per act; what crosses the
//! network goes through [`Wire`], which `post` implements; what came back is believed only after it was checked here.

pub mod begin;
mod claims;
pub mod finish;
pub mod link;
pub mod logout;
mod roles;
mod tokens;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use tokio::sync::Mutex;
use trefoil_core::principal::Role;

pub use wire::{Answer, Wire, WireFault};

use wire::Known;

/// What the configuration says of the provider.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// Who it is, exactly as it calls itself.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// What we show it; `None` for a client that has nothing but PKCE.
    pub client_secret: Option<String>,
    /// Where it sends browsers back to: our address, without a path.
    pub address: String,
    /// What workers call it.
    pub name: String,
    /// Scopes beside `openid`.
    pub scopes: Vec<String>,
    /// The claim that holds the groups.
    pub groups_claim: String,
    /// What each group gives; empty where roles are given here.
    pub groups: BTreeMap<String, Role>,
    /// Whether a group may make an administrator or a custodian.
    pub privileged_by_group: bool,
    /// How strongly it must have signed somebody in; `None` where it is not asked.
    pub acr: Option<String>,
    /// How far its clock may differ from ours.
    pub skew: SignedDuration,
}

/// The provider. Clones share what is known of it.
#[derive(Clone)]
pub struct Provider {
    settings: Arc<ProviderSettings>,
    wire: Arc<dyn Wire>,
    known: Arc<Mutex<Known>>,
}

impl Provider {
    /// By its settings, reached through a wire.
    pub fn new(settings: ProviderSettings, wire: Arc<dyn Wire>) -> Self {
        Self {
            settings: Arc::new(settings),
            wire,
            known: Arc::default(),
        }
    }

    /// What workers call it.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Where it sends browsers back to.
    fn back(&self) -> String {
        format!("{}/sign-in/provider/done", self.settings.address)
    }
}
