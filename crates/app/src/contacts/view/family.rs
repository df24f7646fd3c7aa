//! The families beside a contact: those that it is held to be about, and the one that may be confirmed as a whole.

use jiff::Timestamp;
use trefoil_core::family::{FamilyFit, family_fit};
use trefoil_core::ids::{PersonId, SightingId};
use trefoil_core::sighting::Sighting;
use trefoil_policy::Sight;
use trefoil_store::sighting::SightingRow;
use trefoil_store::{Fault, Tx, family};

use super::FamilyShown;
use super::people::Beside;
use crate::door::App;
use crate::matching::evidence::Candidate;

/// The one family that fits the contact's open sightings as a whole, with its name.
pub(super) async fn whole_family(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
    seen: &[(SightingRow, Sighting)],
    candidates: &[(SightingId, Vec<Candidate>)],
    at: Timestamp,
) -> Result<Option<(FamilyFit, String)>, Fault> {
    let open: Vec<SightingId> = seen
        .iter()
        .filter(|(row, _)| row.person.is_none())
        .map(|(row, _)| row.sighting)
        .collect();
    let all = candidates.iter().flat_map(|(_, list)| list);
    let persons: Vec<PersonId> = all.clone().map(|one| one.believed.person).collect();
    let families = family::families_of_persons(tx, app.authority, &persons, at).await?;
    let fits: Vec<_> = candidates
        .iter()
        .flat_map(|(sighting, list)| list.iter().map(|one| one.core(*sighting, &families)))
        .collect();
    let Some(fit) = family_fit(&open, &fits) else {
        return Ok(None);
    };
    let names = family::family_names(tx, &app.ring, app.authority, &[fit.family], sight).await?;
    Ok(names.into_iter().next().map(|(_, name)| (fit, name)))
}

/// The families that the contact is about, with their other members.
pub(super) async fn families_shown(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
    beside: &Beside,
) -> Result<Vec<FamilyShown>, Fault> {
    let names = family::family_names(tx, &app.ring, app.authority, &beside.about, sight).await?;
    let shown = |(family, name)| FamilyShown {
        family,
        others: beside.others(family),
        name,
    };
    Ok(names.into_iter().map(shown).collect())
}
