//! Limits that were passed of late, for the custodian: a search too many is either a day of much work or somebody who leafs
//! through the town.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
pub use trefoil_store::budget::WentOver;
use trefoil_store::budget::budgets_over;
use trefoil_store::ledger::SubjectKind;

use super::spend::SHOWN;
use crate::door::{App, refusal};

/// The limits passed in the last 90 days, the newest first.
///
/// # Errors
/// As the policy refuses.
pub async fn budgets_view(app: &App, asker: &Asker) -> Result<Vec<WentOver>, Refusal> {
    let act = Act::BudgetsView;
    let _permit = app.leave(asker, act, None).await?;
    let since = app.now().checked_sub(SHOWN).unwrap_or(Timestamp::MIN);
    let mut tx = app.read().await?;
    let over = budgets_over(&mut tx, app.authority, since)
        .await
        .map_err(refusal)?;
    drop(tx);
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(over)
}
