//! Putting two persons beside each other whom nothing proposed, as an old and a new identity are: the custodian's alone, before and after.

use trefoil_core::act::Act;
use trefoil_core::ids::{PairId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_linkage::{Certainty, Scorer, certain};
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::pair::{Found, pair_of_ends, pairs_put};
use trefoil_store::person::cards_seen;
use trefoil_store::search::principal_key;
use trefoil_store::{Fault, Tx, Written};

use super::ends_of;
use crate::door::{App, read_of};
use crate::matching::describe::{card_record, scorer};
use crate::persons::sights_of;

/// The pair that they are from now on.
///
/// # Errors
/// `Invalid` where one of them is nobody whom the asker sees, or both are one record.
pub async fn pair_put(
    app: &App,
    asker: &Asker,
    one: Option<PersonId>,
    other: Option<PersonId>,
) -> Result<PairId, Refusal> {
    let permit = app.leave(asker, Act::PairPut, None).await?;
    let (door, doing) = (app.clone(), asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let (pair, entry) = put_in(&door, tx, (&doing, &permit), one, other).await?;
            Ok(Written {
                value: pair,
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn put_in(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    one: Option<PersonId>,
    other: Option<PersonId>,
) -> Result<(PairId, Entry), Fault> {
    let (authority, now) = (app.authority, app.now());
    let asked: Vec<PersonId> = one.into_iter().chain(other).collect();
    let sights = sights_of(app, tx, asker, &asked).await?;
    let cards = cards_seen(tx, &app.ring, authority, &sights).await?;
    let seen = |field: &str, id: Option<PersonId>| {
        let found = id.and_then(|id| cards.get(&id));
        found.ok_or_else(|| Refusal::invalid(field, PASTE))
    };
    let own = seen("one", one)?;
    let known = seen("other", other.filter(|other| Some(*other) != one))?;
    let records = (card_record(&own.card), card_record(&known.card));
    let ends = ends_of(own.person, known.person);
    let before = pair_of_ends(tx, authority, permit, ends).await?;
    let pair = before.unwrap_or_else(|| PairId::mint(&app.mint(now)));
    let found = Found {
        pair,
        ends,
        probability: scorer().score(&records.0, &records.1).probability,
        numbers: certain(&records.0, &records.1) == Certainty::NeverAcrossChangedNumber,
        put_by: Some(principal_key(&asker.principal)),
    };
    pairs_put(tx, authority, permit, &[found], now).await?;
    let on = (SubjectKind::Authority, Some(pair.uuid()));
    let touched = read_of(ends.map(PersonId::uuid));
    Ok((pair, app.entry(asker.principal, permit.act(), on, touched)))
}

const PASTE: &str = "Copy the address of the page of this person, who must be another than the first, and paste it here.";
