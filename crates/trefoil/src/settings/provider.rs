//! The `[provider]` table of a server's settings: the identity provider. docs/configuration.md explains each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use jiff::SignedDuration;
use serde::Deserialize;
use trefoil_app::accounts::provider::{Provider, ProviderSettings};
use trefoil_core::principal::Role;
use trefoil_post::{ProviderWire, allowed};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderTable {
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    address: String,
    #[serde(default = "name")]
    name: String,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default = "groups_claim")]
    groups_claim: String,
    #[serde(default)]
    groups: BTreeMap<String, String>,
    #[serde(default)]
    privileged_by_group: bool,
    acr: Option<String>,
    #[serde(default = "skew_seconds")]
    skew_seconds: u16,
    #[serde(default = "certificates")]
    certificates: PathBuf,
}

fn name() -> String {
    "work account".to_owned()
}

fn groups_claim() -> String {
    "groups".to_owned()
}

fn skew_seconds() -> u16 {
    60
}

/// Where Debian keeps them.
fn certificates() -> PathBuf {
    PathBuf::from("/etc/ssl/certs/ca-certificates.crt")
}

/// More would let a token live on that was meant to have ended.
const SKEW_MOST: u16 = 300;

impl ProviderTable {
    /// The provider.
    pub(crate) fn provider(self) -> anyhow::Result<Provider> {
        anyhow::ensure!(
            self.skew_seconds <= SKEW_MOST,
            "the setting provider.skew_seconds must be {SKEW_MOST} or less"
        );
        for (setting, url) in [("issuer", &self.issuer), ("address", &self.address)] {
            anyhow::ensure!(
                allowed(url),
                "the setting provider.{setting} must begin with https://: by http, whoever is between could sign in as anybody. Only http://localhost and http://127.0.0.1 may go without"
            );
        }
        let address = self.address.trim_end_matches('/').to_owned();
        let secret = self.client_secret_file.as_ref().map(|path| {
            let read = std::fs::read_to_string(path);
            read.with_context(|| format!("the client secret {} cannot be read", path.display()))
        });
        let client_secret = secret.transpose()?.map(|text| text.trim().to_owned());
        let role_of = |(group, code): (String, String)| {
            let role = Role::from_code(&code);
            let role = role.with_context(|| format!("provider.groups: there is no role {code}"));
            role.map(|role| (group, role))
        };
        let groups = self.groups.into_iter().map(role_of);
        let wire = ProviderWire::new(&self.certificates).map_err(anyhow::Error::msg)?;
        let settings = ProviderSettings {
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret,
            address,
            name: self.name,
            scopes: self.scopes,
            groups_claim: self.groups_claim,
            groups: groups.collect::<anyhow::Result<_>>()?,
            privileged_by_group: self.privileged_by_group,
            acr: self.acr,
            skew: SignedDuration::from_secs(self.skew_seconds.into()),
        };
        Ok(Provider::new(settings, Arc::new(wire)))
    }
}
