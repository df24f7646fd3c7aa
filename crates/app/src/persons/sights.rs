//! What the asker may see of persons, many at a time.

use trefoil_core::ids::PersonId;
use trefoil_policy::{Asker, Sight};
use trefoil_store::standing::person_standings;
use trefoil_store::{Fault, Tx};

use crate::door::App;

/// The asker's sight of each of these persons.
pub(crate) async fn sights_of(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    persons: &[PersonId],
) -> Result<Vec<Sight>, Fault> {
    let standings = person_standings(tx, app.authority, asker, persons).await?;
    Ok(standings
        .values()
        .map(|standing| app.policy.sight(asker, standing))
        .collect())
}
