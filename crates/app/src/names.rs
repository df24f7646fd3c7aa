//! Who did something, as a page says it.

use std::collections::BTreeMap;

use trefoil_store::{Fault, Tx, worker};

use crate::door::App;

/// Who did something, by name: the ledger's keys as pages say them.
pub(crate) struct Names(BTreeMap<String, String>);

/// What is done without anybody: by a rule that is written down.
pub(crate) const ITSELF: &str = "the system itself, by its rules";

impl Names {
    pub(crate) async fn read(app: &App, tx: &mut Tx) -> Result<Self, Fault> {
        let all = worker::workers(tx, app.authority).await?;
        let named = all
            .into_iter()
            .map(|(facts, _)| (format!("worker:{}", facts.worker), facts.name));
        Ok(Self(named.collect()))
    }

    pub(crate) fn of(&self, key: &str) -> String {
        let known = self.0.get(key).cloned();
        known.unwrap_or_else(|| match key.split_once(':') {
            Some(("console", _)) => "the operator at the console".to_owned(),
            Some(("worker", _)) => "somebody whose account is closed".to_owned(),
            _ => ITSELF.to_owned(),
        })
    }
}
