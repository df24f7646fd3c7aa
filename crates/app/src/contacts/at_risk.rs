//! Who of a contact is on the list of high risk, for what is asked before less is done for them: as its page shows it to the same worker.

use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Fault;
use trefoil_store::high_risk::high_risk_in_contact;

use super::leave::contact_met;
use crate::door::{App, refusal};

/// By their first sightings in it.
pub(super) async fn at_risk(
    app: &App,
    asker: &Asker,
    id: ContactId,
) -> Result<Vec<SightingId>, Refusal> {
    let mut tx = app.read().await?;
    let read = async {
        let Some((_, standing)) = contact_met(app, &mut tx, asker, id).await? else {
            return Ok(Vec::new());
        };
        let sight = app.policy.sight(asker, &standing);
        let on = high_risk_in_contact(&mut tx, app.authority, &sight, &asker.principal).await?;
        Ok::<_, Fault>(on.into_iter().map(|(root, _)| root).collect())
    };
    read.await.map_err(refusal)
}
