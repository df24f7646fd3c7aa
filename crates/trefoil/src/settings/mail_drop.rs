//! The `[mail_drop]` table: a folder in which messages to the hub are found.

use std::path::PathBuf;

use serde::Deserialize;

/// Where they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailDropTable {
    /// A Maildir.
    pub(crate) folder: PathBuf,
}
