//! The settings of a server: one file of TOML, a table of it a file here. docs/configuration.md and packaging/trefoil.toml explain
//! each; what is written there and nowhere here, or here and not there, fails a test.

pub(crate) mod attachments;
pub(crate) mod limits;
pub(crate) mod mail;
pub(crate) mod mail_drop;
pub(crate) mod partners;
pub(crate) mod passkeys;
pub(crate) mod provider;
pub(crate) mod tls;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use crate::cli::StoreArgs;
use attachments::AttachmentsTable;
use limits::LimitsTable;
use mail::MailTable;
use mail_drop::MailDropTable;
use partners::PartnersTable;
use passkeys::PasskeysTable;
use provider::ProviderTable;
use tls::TlsTable;

/// Everything that can be set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    pub(crate) listen: SocketAddr,
    pub(crate) metrics_listen: Option<SocketAddr>,
    pub(crate) https: bool,
    pub(crate) data: Option<PathBuf>,
    pub(crate) database: Option<String>,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) proxies: Vec<IpAddr>,
    pub(crate) tls: Option<TlsTable>,
    pub(crate) limits: LimitsTable,
    pub(crate) attachments: AttachmentsTable,
    pub(crate) provider: Option<ProviderTable>,
    pub(crate) passkeys: Option<PasskeysTable>,
    pub(crate) mail: Option<MailTable>,
    pub(crate) mail_drop: Option<MailDropTable>,
    pub(crate) partners: PartnersTable,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_listen: None,
            https: false,
            data: None,
            database: None,
            key_file: None,
            proxies: Vec::new(),
            tls: None,
            limits: LimitsTable::default(),
            attachments: AttachmentsTable::default(),
            provider: None,
            passkeys: None,
            mail: None,
            mail_drop: None,
            partners: PartnersTable::default(),
        }
    }
}

/// Every setting with its default, as it is shipped.
pub(crate) const PRINTED: &str = include_str!("../../../../packaging/trefoil.toml");

impl Settings {
    /// Where the records are: what stands on the command line wins over the file.
    pub(crate) fn store(&self, args: &StoreArgs) -> StoreArgs {
        let mut store = args.clone();
        if store.data.is_none() && store.database.is_none() {
            (store.data, store.database) = (self.data.clone(), self.database.clone());
        }
        store.key_file = store.key_file.or(self.key_file.clone());
        store
    }
}

/// The settings of a file; what stands in none is as it always was.
pub(crate) fn read(path: Option<&Path>) -> anyhow::Result<Settings> {
    let Some(path) = path else {
        return Ok(Settings::default());
    };
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the settings {} cannot be read", path.display()))?;
    toml::from_str(&text).with_context(|| format!("the settings {} are not right", path.display()))
}

#[cfg(test)]
mod tests;
