//! Who is the same person as somebody, as far as the viewer may know: the ties between those whom the viewer sees, and no way through anybody
//! else. What is shown of each is what the viewer sees of each.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::PersonId;
use trefoil_core::pair::PairKnown;
use trefoil_policy::{Asker, Sight};
use trefoil_store::pair::{Tie, ties_of};
use trefoil_store::person::{Believed, card_at, cards_seen};
use trefoil_store::standing::person_standings;
use trefoil_store::{Fault, Tx};

use super::is_custodian;
use crate::door::App;
use crate::names::Names;
use crate::persons::sights_of;

/// Somebody who is the same person.
pub struct Same {
    /// What is believed of that record.
    pub believed: Believed,
    /// The viewer's sight of it.
    pub sight: Sight,
    /// What was said, of which pair.
    pub tie: Tie,
    /// Who said so, by name.
    pub by: String,
    /// Whether that record stands before the other of the pair.
    pub first: bool,
}

/// The other end of a tie.
fn across(tie: &Tie, from: PersonId) -> Option<PersonId> {
    match tie.ends {
        [one, other] if one == from => Some(other),
        [one, other] if other == from => Some(one),
        _ => None,
    }
}

/// Everybody who is the same person, as known at `at`, by the way that each was said to be.
pub(crate) async fn same_as(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    person: PersonId,
    at: Timestamp,
) -> Result<Vec<Same>, Fault> {
    let mut found: Vec<Same> = Vec::new();
    let mut from = vec![person];
    while !from.is_empty() {
        let ties = known(app, tx, asker, &from, at).await?;
        let mut next = Vec::new();
        for tie in ties {
            let beyond = from.iter().find_map(|one| across(&tie, *one));
            let met =
                |id: &PersonId| *id == person || found.iter().any(|one| one.believed.person == *id);
            let Some(other) = beyond.filter(|id| !met(id)) else {
                continue;
            };
            if let Some(same) = seen(app, tx, asker, (other, at), tie).await? {
                found.push(same);
                next.push(other);
            }
        }
        from = next;
    }
    if !found.is_empty() {
        let names = Names::read(app, tx).await?;
        for one in &mut found {
            one.by = names.of(&one.tie.said.made_by);
        }
    }
    Ok(found)
}

/// The ties of which the asker may know, if they see both ends.
async fn known(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    persons: &[PersonId],
    at: Timestamp,
) -> Result<Vec<Tie>, Fault> {
    let custodian = is_custodian(app, asker);
    let mut ties = ties_of(tx, &app.ring, app.authority, persons, at).await?;
    ties.retain(|tie| custodian || tie.said.known == PairKnown::Both);
    Ok(ties)
}

async fn seen(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (id, at): (PersonId, Timestamp),
    tie: Tie,
) -> Result<Option<Same>, Fault> {
    let standings = person_standings(tx, app.authority, asker, &[id]).await?;
    let Some(standing) = standings.get(&id) else {
        return Ok(None);
    };
    let opens = app.policy.permit(asker, Act::PersonView, Some(standing));
    if opens.is_err() {
        return Ok(None);
    }
    let sight = app.policy.sight(asker, standing);
    let card = card_at(tx, &app.ring, app.authority, &sight, id, at).await?;
    Ok(card.map(|believed| Same {
        first: tie.said.first == id,
        by: String::new(),
        believed,
        sight,
        tie,
    }))
}

/// Who is said to be the same person as each of these, at one step.
pub(crate) async fn partners(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<Believed>>, Fault> {
    let ties = known(app, tx, asker, persons, app.now()).await?;
    if ties.is_empty() {
        return Ok(BTreeMap::new());
    }
    let others: Vec<PersonId> = ties.iter().flat_map(|tie| tie.ends).collect();
    let sights = sights_of(app, tx, asker, &others).await?;
    let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let mut beside: BTreeMap<PersonId, Vec<Believed>> = BTreeMap::new();
    for person in persons {
        for tie in &ties {
            if let Some(card) = across(tie, *person).and_then(|other| cards.get(&other)) {
                let list = beside.entry(*person).or_default();
                list.push(card.clone());
            }
        }
    }
    Ok(beside)
}
