//! What an interest closes beside the families of whoever it was found in: families tied to those by somebody who was told of in both. The
//! wall itself follows the ties in SQL (`store::interest`); here they are told to who decides, each by whom, as far as they may see them.

use std::collections::BTreeMap;

use trefoil_core::ids::{ContactId, FamilyId, PersonId};
use trefoil_core::name::PersonName;
use trefoil_policy::{Asker, Permit};
use trefoil_store::family::{families_of_contacts, families_of_persons};
use trefoil_store::interest::{KIN_STEPS, closed_to, tied_to};
use trefoil_store::person::cards_seen;
use trefoil_store::{Fault, Tx};

use crate::door::App;
use crate::persons::sights_of;

/// A family that is closed too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tie {
    /// The family.
    pub(super) family: FamilyId,
    /// Through whom, the nearest first; `None` for somebody whom the asker may not see.
    pub(super) through: Vec<Option<PersonName>>,
}

/// The families tied to those of the people and contacts in which an interest was found, the nearest first. A family that is closed to the
/// asker is not there, nor what lies behind it.
pub(super) async fn ties(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    (persons, contacts): (&[PersonId], &[ContactId]),
) -> Result<Vec<Tie>, Fault> {
    let reached = reached(app, tx, (asker, permit), (persons, contacts)).await?;
    let mut through: Vec<PersonId> = reached.iter().flat_map(|(_, one)| one.clone()).collect();
    through.sort_unstable();
    through.dedup();
    let sights = sights_of(app, tx, asker, &through).await?;
    let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let name = |person: &PersonId| cards.get(person).map(|one| one.card.name.clone());
    let tie = |(family, through): (FamilyId, Vec<PersonId>)| Tie {
        family,
        through: through.iter().map(name).collect(),
    };
    Ok(reached.into_iter().map(tie).collect())
}

/// Each family, and through whom; breadth first, so that the shortest way to it is told, and none twice.
async fn reached(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    (persons, contacts): (&[PersonId], &[ContactId]),
) -> Result<Vec<(FamilyId, Vec<PersonId>)>, Fault> {
    let (authority, now) = (app.authority, app.now());
    let closed = closed_to(tx, authority, &asker.principal).await?;
    let own = families_of_persons(tx, authority, persons, now).await?;
    let about = families_of_contacts(tx, authority, contacts, now).await?;
    let near = own.into_iter().map(|(_, family)| family);
    let near = near.chain(about.into_iter().map(|(_, family)| family));
    let mut ways: BTreeMap<FamilyId, Vec<PersonId>> =
        near.map(|family| (family, Vec::new())).collect();
    let mut edge: Vec<FamilyId> = ways.keys().copied().collect();
    let mut found = Vec::new();
    for _ in 0..KIN_STEPS {
        let tied = tied_to(tx, authority, permit, &edge).await?;
        edge.clear();
        for (nearer, person, family) in tied {
            if ways.contains_key(&family) || closed.family(family).is_some() {
                continue;
            }
            let mut way = ways.get(&nearer).cloned().unwrap_or_default();
            way.push(person);
            ways.insert(family, way.clone());
            found.push((family, way));
            edge.push(family);
        }
    }
    Ok(found)
}
