//! The `[attachments]` table: how large the files of contacts may be.

use serde::Deserialize;
use trefoil_core::attachment::Sizes;

const MB: usize = 1 << 20;
/// A form holds 64 MB with everything about the file.
const FILE_MOST: usize = 60;
/// All files of a contact may be written in one transaction, for which pages wait.
const CONTACT_MOST: usize = 100;

/// What is not set is as `Sizes` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AttachmentsTable {
    file_mb: Option<usize>,
    contact_mb: Option<usize>,
}

impl AttachmentsTable {
    /// The sizes.
    pub(crate) fn sizes(&self) -> anyhow::Result<Sizes> {
        let usual = Sizes::default();
        let within = |name: &str, set: Option<usize>, most: usize| {
            let fits = set.is_none_or(|set| (1..=most).contains(&set));
            anyhow::ensure!(fits, "the setting attachments.{name} must be 1 to {most}");
            Ok(set.map(|set| set * MB))
        };
        Ok(Sizes {
            each: within("file_mb", self.file_mb, FILE_MOST)?.unwrap_or(usual.each),
            contact: within("contact_mb", self.contact_mb, CONTACT_MOST)?.unwrap_or(usual.contact),
        })
    }
}
