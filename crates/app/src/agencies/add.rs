//! Adding an agency.

use trefoil_core::act::Act;
use trefoil_core::change::{Change, Changed};
use trefoil_core::contact_typed::LINE_LONGEST;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::agency::agencies;
use trefoil_store::worker::agency_put;
use trefoil_store::{Fault, Tx};

use super::written;
use crate::door::App;

/// Adds an agency; which.
///
/// # Errors
/// `Invalid` where it has no name, or that of another.
pub async fn agency_add(app: &App, asker: &Asker, name: &str) -> Result<AgencyId, Refusal> {
    let permit = app.leave(asker, Act::AgencyChange, None).await?;
    let name = named(name)?;
    let agency = AgencyId::mint(&app.mint(app.now()));
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            free(&door, tx, &name).await?;
            agency_put(tx, door.authority, agency, &name).await?;
            let change = Change::to(Changed::Added, name);
            let on = ("agency", agency.uuid());
            written(&door, tx, &permit, on, &change, agency).await
        })
    })
    .await
}

/// The name, where it can be one.
pub(super) fn named(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LINE_LONGEST {
        let words = format!("Write its name, in {LINE_LONGEST} characters or fewer.");
        return Err(Refusal::invalid("name", words));
    }
    Ok(name.to_owned())
}

/// That no other agency is called so.
pub(super) async fn free(app: &App, tx: &mut Tx, name: &str) -> Result<(), Fault> {
    let known = agencies(tx, app.authority).await?;
    let mut standing = known.iter().filter(|one| one.ended_at.is_none());
    if standing.any(|one| one.name.to_lowercase() == name.to_lowercase()) {
        let words = "There is an agency of this name already.";
        return Err(Refusal::invalid("name", words).into());
    }
    Ok(())
}
