//! The `[partners]` table: the page on which schools, health and others tell the hub about a family without an account.

use serde::Deserialize;
use trefoil_web::Partners;

/// Without the table there is the page, without a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PartnersTable {
    form: bool,
    telephone: Option<String>,
}

impl Default for PartnersTable {
    fn default() -> Self {
        Self {
            form: true,
            telephone: None,
        }
    }
}

impl PartnersTable {
    /// How partners are met.
    pub(crate) fn partners(self) -> Option<Partners> {
        self.form.then_some(Partners {
            telephone: self.telephone,
        })
    }
}
