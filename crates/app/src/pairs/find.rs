//! Finding: when somebody is new or changed, those who may be the same person. By who they are alone, never by where they are: whoever sees
//! two people at all sees everything by which they were found, so that the list tells nobody of a place that they may not know.

use std::collections::BTreeMap;

use trefoil_core::ids::{PairId, PersonId};
use trefoil_core::person::PersonCard;
use trefoil_linkage::{Certainty, Record, Scorer, certain};
use trefoil_policy::Permit;
use trefoil_store::pair::{Found, not_same_of, pairs_fade, pairs_put, together_with};
use trefoil_store::person::{cards_for_act, persons_by_keys};
use trefoil_store::{Fault, Tx};

use super::ends_of;
use crate::door::App;
use crate::matching::describe::{card_record, keys_sought, scorer};
use crate::matching::evidence::leave_to_compare;
use crate::matching::recall::Said;

/// From this probability on two are likelier one person than not.
const ALIKE_FROM: f64 = 0.5;
/// From this on where their numbers differ, which by itself says that they are two: all else must speak for one.
const CHANGED_FROM: f64 = 0.33;
/// Persons met by lookups and compared: those who share most.
const COMPARED: usize = 50;
/// Kept for one person, the likeliest first: nobody is there so often.
const KEPT: usize = 10;

/// How alike two persons are; `None` where too little to be told.
pub(super) fn alike(one: &Record, other: &Record) -> Option<(f64, bool)> {
    let changed = certain(one, other) == Certainty::NeverAcrossChangedNumber;
    let from = if changed { CHANGED_FROM } else { ALIKE_FROM };
    let probability = scorer().score(one, other).probability;
    (probability >= from).then_some((probability, changed))
}

/// Finds those who may be the same person as this one, in the place of what was found before; who they are.
pub(crate) async fn find(app: &App, tx: &mut Tx, person: PersonId) -> Result<Vec<PersonId>, Fault> {
    let permit = leave_to_compare(app)?;
    let (ring, authority) = (&app.ring, app.authority);
    pairs_fade(tx, authority, person).await?;
    let own = cards_for_act(tx, ring, authority, &permit, &[person]).await?;
    let Some(own) = own.get(&person).map(|one| &one.card) else {
        return Ok(Vec::new());
    };
    let met = met(app, tx, &permit, person, own).await?;
    let own = card_record(own);
    let cards = app.compared(tx, &permit, &met).await?;
    let scored = cards
        .into_iter()
        .filter_map(|(other, known)| alike(&own, &known.record).map(|alike| (other, alike)));
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by(|(a, x), (b, y)| y.0.total_cmp(&x.0).then(a.cmp(b)));
    scored.truncate(KEPT);
    let now = app.now();
    let found = scored.iter().map(|(other, (probability, numbers))| Found {
        pair: PairId::mint(&app.mint(now)),
        ends: ends_of(person, *other),
        probability: *probability,
        numbers: *numbers,
        put_by: None,
    });
    pairs_put(tx, authority, &permit, &found.collect::<Vec<_>>(), now).await?;
    Ok(scored.into_iter().map(|(other, _)| other).collect())
}

/// Those who are recalled or share a lookup, and may be compared, those who share most first: not who stood beside them in a contact, whose source told of two;
/// nor of whom a worker said that they are not the same, when a contact told of one of them.
async fn met(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
    own: &PersonCard,
) -> Result<Vec<PersonId>, Fault> {
    let keys = keys_sought(app.ring.index(), &card_record(own));
    let mut counted: BTreeMap<PersonId, usize> = BTreeMap::new();
    let names = std::iter::once(&own.name).chain(&own.aliases);
    let said: Vec<Said<'_>> = names.map(|name| Said::of_card(own, name)).collect();
    for other in app.recalled(tx, &said).await?.into_iter().flatten() {
        *counted.entry(other).or_default() += 1;
    }
    for (_, other) in persons_by_keys(tx, app.authority, keys).await? {
        *counted.entry(other).or_default() += 1;
    }
    counted.remove(&person);
    for beside in together_with(tx, app.authority, permit, person).await? {
        counted.remove(&beside);
    }
    let mut all: Vec<PersonId> = counted.keys().copied().collect();
    all.push(person);
    for [one, other] in not_same_of(tx, app.authority, permit, &all).await? {
        if one == person {
            counted.remove(&other);
        } else if other == person {
            counted.remove(&one);
        }
    }
    let mut met: Vec<(PersonId, usize)> = counted.into_iter().collect();
    met.sort_by_key(|(other, shared)| (std::cmp::Reverse(*shared), *other));
    met.truncate(COMPARED);
    Ok(met.into_iter().map(|(other, _)| other).collect())
}
