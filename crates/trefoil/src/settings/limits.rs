//! The `[limits]` table: how often things may be done.

use serde::Deserialize;
use trefoil_core::budget::{Budget, Limits};

/// What is not set is as `Limits` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LimitsTable {
    tries_from_source: Option<i64>,
    tries_at_account: Option<i64>,
    searches_an_hour: Option<i64>,
    searches_a_day: Option<i64>,
    persons_an_hour: Option<i64>,
    forms_from_source: Option<i64>,
    forms_an_hour: Option<i64>,
    api_from_source: Option<i64>,
    api_an_hour: Option<i64>,
}

impl LimitsTable {
    /// The limits.
    pub(crate) fn limits(&self) -> anyhow::Result<Limits> {
        let usual = Limits::default();
        let limits = Limits {
            tries_from_source: self.tries_from_source.unwrap_or(usual.tries_from_source),
            tries_at_account: self.tries_at_account.unwrap_or(usual.tries_at_account),
            searches_an_hour: self.searches_an_hour.unwrap_or(usual.searches_an_hour),
            searches_a_day: self.searches_a_day.unwrap_or(usual.searches_a_day),
            persons_an_hour: self.persons_an_hour.unwrap_or(usual.persons_an_hour),
            forms_from_source: self.forms_from_source.unwrap_or(usual.forms_from_source),
            forms_an_hour: self.forms_an_hour.unwrap_or(usual.forms_an_hour),
            api_from_source: self.api_from_source.unwrap_or(usual.api_from_source),
            api_an_hour: self.api_an_hour.unwrap_or(usual.api_an_hour),
        };
        for budget in Budget::ALL {
            anyhow::ensure!(
                limits.of(*budget) > 0,
                "the setting limits.{} must be 1 or more",
                budget.code()
            );
        }
        Ok(limits)
    }
}
