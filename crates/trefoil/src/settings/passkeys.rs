//! The `[passkeys]` table: what browsers bind passkeys to, and what is asked beside one.

use anyhow::Context;
use serde::Deserialize;
use trefoil_app::accounts::passkeys::Passkeys;

/// Passkeys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeysTable {
    address: String,
    #[serde(default)]
    with_password: bool,
}

impl PasskeysTable {
    /// As they are used.
    pub(crate) fn passkeys(&self) -> anyhow::Result<Passkeys> {
        Passkeys::new(&self.address, self.with_password).context("passkeys.address")
    }
}
