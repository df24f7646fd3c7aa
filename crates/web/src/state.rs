//! What every handler is given: the door, and the few facts of this installation that a page shows. No family's content.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use trefoil_app::App;
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_app::accounts::provider::Provider;

use crate::metrics::Metrics;

/// Microseconds since some instant, from the outside: how long an answer took is logged, and no clock is read here.
pub type Stopwatch = Arc<dyn Fn() -> u64 + Send + Sync>;

/// How partners without an account are met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partners {
    /// The number by which they ring the hub, as the authority writes it.
    pub telephone: Option<String>,
}

/// What the router is built with. Clones share it.
#[derive(Clone)]
pub struct State {
    /// The only door.
    pub app: App,
    /// Whether every person here is made up: then every page says so.
    pub demo: bool,
    /// Whether browsers reach us by https: then the cookie says `Secure` and `__Host-`.
    pub secure: bool,
    /// Proxies of ours, which say truly for whom they ask.
    pub proxies: Arc<[IpAddr]>,
    /// Where workers may sign in too.
    pub provider: Option<Provider>,
    /// What passkeys are bound to, where they are used.
    pub passkeys: Option<Passkeys>,
    /// How partners without an account are met; `None` where the authority has no page for them.
    pub partners: Option<Partners>,
    /// Microseconds, for the log and for the beat.
    pub stopwatch: Stopwatch,
    /// On which answers leave that must not tell anything by when they come; nought where nobody measures.
    pub beat: Duration,
    /// What a monitor is told.
    pub metrics: Metrics,
}

impl State {
    /// What workers call the identity provider, where there is one.
    pub(crate) fn provider_name(&self) -> Option<&str> {
        self.provider.as_ref().map(Provider::name)
    }
}
