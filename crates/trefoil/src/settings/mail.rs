//! The `[mail]` table: the authority's own mail server, and where links lead.

use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;
use trefoil_post::{Encryption, MailServer};

/// Mail.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailTable {
    host: String,
    #[serde(default)]
    tls: TlsSetting,
    port: Option<u16>,
    user: Option<String>,
    password_file: Option<PathBuf>,
    from: String,
    address: String,
    certificates: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TlsSetting {
    #[default]
    Start,
    Wrapped,
    None,
}

impl MailTable {
    /// Where browsers reach Trefoil.
    pub(crate) fn address(&self) -> anyhow::Result<String> {
        let here = ["http://localhost", "http://127.0.0.1", "https://"];
        anyhow::ensure!(
            here.iter().any(|start| self.address.starts_with(start)),
            "mail.address must begin with https://"
        );
        Ok(self.address.clone())
    }

    /// The server, and as whom.
    pub(crate) fn server(self) -> anyhow::Result<MailServer> {
        let (encryption, port) = match self.tls {
            TlsSetting::Start => (Encryption::Started, 587),
            TlsSetting::Wrapped => (Encryption::Wrapped, 465),
            TlsSetting::None => (Encryption::None, 25),
        };
        let password = self.password_file.map(|path| {
            let text = std::fs::read_to_string(&path);
            text.with_context(|| format!("mail.password_file {} cannot be read", path.display()))
        });
        let password = password.transpose()?;
        let user = self.user.zip(password);
        let debian = || PathBuf::from("/etc/ssl/certs/ca-certificates.crt");
        Ok(MailServer {
            host: self.host,
            port: self.port.unwrap_or(port),
            encryption,
            user: user.map(|(user, password)| (user, password.trim_end().to_owned())),
            from: self.from,
            certificates: self.certificates.unwrap_or_else(debian),
        })
    }
}
