//! Giving an agency another name.

use trefoil_core::act::Act;
use trefoil_core::change::{Change, Changed};
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::agency::agency_name;

use super::add::{free, named};
use super::{kept, standing, written};
use crate::door::App;

/// Gives an agency another name, from now on.
///
/// # Errors
/// `Invalid` where it is no name, or that of another; `NotFound` where there is no such agency, or it has ended.
pub async fn agency_rename(
    app: &App,
    asker: &Asker,
    agency: AgencyId,
    name: &str,
) -> Result<(), Refusal> {
    let act = Act::AgencyChange;
    let permit = app.leave(asker, act, None).await?;
    let name = named(name)?;
    let door = app.clone();
    let came = app.write(move |tx| {
        Box::pin(async move {
            let was = standing(&door, tx, agency).await?.name;
            if was.to_lowercase() != name.to_lowercase() {
                free(&door, tx, &name).await?;
            }
            agency_name(tx, door.authority, &permit, (agency, &name)).await?;
            let change = Change {
                what: Changed::Name,
                was,
                became: name,
            };
            written(&door, tx, &permit, ("agency", agency.uuid()), &change, ()).await
        })
    });
    kept(app, asker, act, came.await).await
}
