//! The `[tls]` table: the server's own certificate, where no proxy ends TLS before it.

use std::path::PathBuf;

use serde::Deserialize;

/// Two files of PEM.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TlsTable {
    /// The certificate, and those between it and one that browsers know, in that order.
    pub(crate) certificate: PathBuf,
    /// Its key, readable by the server alone.
    pub(crate) key: PathBuf,
}
