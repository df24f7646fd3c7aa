//! Opening the strands that a decision needs: one contact opens one family, and each of its people's sides at once, so that none is
//! forgotten and none waits for another to be typed in again.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{ContactId, FamilyId, PersonId, SightingId, StrandId};
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::Permit;
use trefoil_store::sighting::SightingRow;
use trefoil_store::strand::{StrandRow, strands_of_families, strands_put};
use trefoil_store::{Fault, Tx, family};

use crate::door::App;

/// Whether the answer is work with the family, and not the end of the matter.
fn opens(outcome: Outcome) -> bool {
    match outcome {
        Outcome::EarlyHelp
        | Outcome::Referral
        | Outcome::StrategyDiscussion
        | Outcome::AdultRoute => true,
        Outcome::NoFurtherAction | Outcome::InformationAndAdvice => false,
    }
}

/// Opens, in the families that the contact is about, a strand for each matched child whose answer is work, and for each matched
/// victim and perpetrator once any answer is. Strands that are open already stay as they are. The strands opened.
pub(crate) async fn strands_open(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    contact: ContactId,
    (rows, answers): (&[SightingRow], &[Answer]),
    at: Timestamp,
) -> Result<Vec<StrandId>, Fault> {
    let wanted = wanted(rows, answers);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let families = family::families_of_contacts(tx, app.authority, &[contact], at).await?;
    let families: Vec<FamilyId> = families.into_iter().map(|(_, family)| family).collect();
    let members = family::members_of_families(tx, app.authority, &families, at).await?;
    let held = strands_of_families(tx, app.authority, &families).await?;
    let open: BTreeSet<(FamilyId, CompartmentKind, PersonId)> = held
        .iter()
        .filter(|one| one.closed_at.is_none())
        .map(|one| (one.family, one.kind, one.person))
        .collect();
    let mut opened = Vec::new();
    for (person, family) in members {
        let kinds = wanted.iter().filter(|(whose, _)| *whose == person);
        for (_, kind) in kinds.filter(|(_, kind)| !open.contains(&(family, *kind, person))) {
            opened.push(StrandRow {
                strand: StrandId::mint(&app.mint(at)),
                family,
                kind: *kind,
                person,
                opened_at: at,
                closed_at: None,
            });
        }
    }
    strands_put(tx, app.authority, permit, &opened).await?;
    Ok(opened.into_iter().map(|one| one.strand).collect())
}

/// Whose strands the answers ask for.
fn wanted(rows: &[SightingRow], answers: &[Answer]) -> BTreeSet<(PersonId, CompartmentKind)> {
    let any = answers.iter().any(|one| opens(one.outcome));
    let opens_for = |root: SightingId| {
        let own = answers.iter().find(|one| one.child == Some(root));
        own.is_some_and(|one| opens(one.outcome))
    };
    let asked = |row: &&SightingRow| if row.child { opens_for(row.root) } else { any };
    rows.iter()
        .filter(asked)
        .filter_map(|row| Some((row.person?, CompartmentKind::of_role(row.role))))
        .filter(|(_, kind)| CompartmentKind::STRANDS.contains(kind))
        .collect()
}
