//! Settling which families a contact is about, after links changed: who belongs together, and where new members belong.

use trefoil_core::family::{FamilyContent, family_name};
use trefoil_core::ids::{ContactId, FamilyId, PersonId};
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_store::sighting::SightingRow;
use trefoil_store::version::{RecordKind, Recording};
use trefoil_store::{Fault, Tx, family};

use super::linking::Linking;
use crate::door::App;
use crate::high_risk::raise::raise_later;

/// Makes memberships and what the contact is about follow from its links, as parts of the same act.
///
/// A contact is about the families of its linked children; without a linked child, of its victims; without one, of anybody.
/// Somebody new joins the family where the contact is about one; where every sighting is matched and nobody has a family, they
/// become one.
pub(crate) async fn settle(
    linking: &Linking<'_>,
    tx: &mut Tx,
    recording: &mut Recording<'_>,
    contact: ContactId,
) -> Result<(), Fault> {
    let (app, now) = (linking.app, linking.now);
    let seen = linking.sightings(tx, contact).await?;
    let linked: Vec<(PersonId, IncidentRole)> = seen
        .iter()
        .filter_map(|(row, _)| row.person.map(|person| (person, row.role)))
        .collect();
    let persons: Vec<PersonId> = linked.iter().map(|(person, _)| *person).collect();
    let of = family::families_of_persons(tx, app.authority, &persons, now).await?;
    let before: Vec<FamilyId> = family::families_of_contacts(tx, app.authority, &[contact], now)
        .await?
        .into_iter()
        .map(|(_, family)| family)
        .collect();
    let mut about = about(&linked, &of);
    if about.is_empty() && !linked.is_empty() && linked.len() == seen.len() {
        about.push(family_make(linking, tx, recording, &seen).await?);
    }
    let matched = linking.matched;
    let fresh: Vec<_> = about
        .iter()
        .filter(|family| !before.contains(family))
        .map(|family| (now, matched, contact, *family))
        .collect();
    family::about_put(tx, app.authority, &fresh).await?;
    let homeless = |person: &&PersonId| !of.iter().any(|(known, _)| known == *person);
    if let [only] = about.as_slice() {
        let mut joining: Vec<_> = persons
            .iter()
            .filter(homeless)
            .map(|person| (now, matched, *only, *person))
            .collect();
        joining.sort_unstable();
        joining.dedup();
        family::members_put(tx, app.authority, &joining).await?;
    }
    // How often somebody was harmed before shows once they are matched.
    if linked.iter().any(|(_, role)| *role == IncidentRole::Victim) {
        raise_later(app, tx, contact, now).await?;
    }
    Ok(())
}

/// The families of the people who decide it; of somebody in several, the one with most people of this contact.
fn about(linked: &[(PersonId, IncidentRole)], of: &[(PersonId, FamilyId)]) -> Vec<FamilyId> {
    let size = |family: FamilyId| of.iter().filter(|(_, other)| *other == family).count();
    for deciding in [Some(IncidentRole::Child), Some(IncidentRole::Victim), None] {
        let people = linked
            .iter()
            .filter(|(_, role)| deciding.is_none_or(|deciding| *role == deciding));
        let best = |person: &PersonId| {
            let mine = of
                .iter()
                .filter(|(known, _)| known == person)
                .map(|(_, family)| *family);
            mine.max_by_key(|family| (size(*family), std::cmp::Reverse(*family)))
        };
        let mut families: Vec<FamilyId> = people.filter_map(|(person, _)| best(person)).collect();
        families.sort_unstable();
        families.dedup();
        if !families.is_empty() {
            return families;
        }
    }
    Vec::new()
}

async fn family_make(
    linking: &Linking<'_>,
    tx: &mut Tx,
    recording: &mut Recording<'_>,
    seen: &[(SightingRow, Sighting)],
) -> Result<FamilyId, Fault> {
    let app: &App = linking.app;
    let family = FamilyId::mint(&app.mint(linking.now));
    family::families_put(tx, app.authority, linking.permit, &[(linking.now, family)]).await?;
    let children_first = |child: bool| seen.iter().filter(move |(row, _)| row.child == child);
    let surnames = children_first(true)
        .chain(children_first(false))
        .map(|(_, seen)| seen.described.name.surname.as_str());
    recording.put(
        RecordKind::Family,
        family.uuid(),
        1,
        "shared",
        &FamilyContent {
            name: family_name(surnames),
        },
    );
    Ok(family)
}
