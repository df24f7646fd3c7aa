//! Two who may be one, beside each other, as far as the viewer may see each: who they are, their contacts and their families.

use std::collections::BTreeSet;

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, PairId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::family::{families_of_persons, family_names};
use trefoil_store::interest::closed_to;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::pair::pair_read;
use trefoil_store::person::{PersonContact, contacts_of_persons};
use trefoil_store::{Fault, Tx};

use super::Within;
use super::list::{Pair, with_cards};
use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};
use crate::persons::sights_of;

/// What is known beside the card of one of the two.
#[derive(Clone, Default)]
pub struct Side {
    /// Their contacts, newest first.
    pub contacts: Vec<PersonContact>,
    /// Which of those the viewer may open now.
    pub opens: BTreeSet<ContactId>,
    /// What the families that they are in go by.
    pub families: Vec<String>,
}

/// The page of a pair.
#[derive(Clone)]
pub struct PairPage {
    /// The pair.
    pub pair: Pair,
    /// What is known beside the card of each, in the order of its ends.
    pub sides: [Side; 2],
    /// Whether what is guarded is the viewer's to see.
    pub custodian: bool,
}

/// The pair as the asker may see it.
///
/// # Errors
/// `NotFound` where there is none, or the asker may not see both.
pub async fn pair_view(app: &App, asker: &Asker, pair: PairId) -> Result<PairPage, Refusal> {
    let act = Act::PairsView;
    let within = Within::new(app, asker, app.reach(asker, act).await?);
    let on = (SubjectKind::Authority, Some(pair.uuid()));
    let mut tx = app.read().await?;
    let came = read(app, &mut tx, asker, &within, pair).await;
    drop(tx);
    let came = came.map_err(refusal);
    let page = app.refusal_kept(asker, act, on, came).await?;
    let read = read_of(page.pair.row.ends.map(PersonId::uuid));
    app.record(asker, act, on, read).await?;
    Ok(page)
}

/// The pair, where whoever asks sees both.
pub(super) async fn seen(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    within: &Within,
    pair: PairId,
) -> Result<Pair, Fault> {
    let row = pair_read(tx, &app.ring, app.authority, within.cut(), pair).await?;
    let rows = row.into_iter().collect();
    let pairs = with_cards(app, tx, asker, rows).await?;
    pairs
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::NotFound.into())
}

async fn read(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    within: &Within,
    pair: PairId,
) -> Result<PairPage, Fault> {
    let pair = seen(app, tx, asker, within, pair).await?;
    let [one, other] = pair.row.ends;
    let sides = [
        side(app, tx, asker, one).await?,
        side(app, tx, asker, other).await?,
    ];
    Ok(PairPage {
        pair,
        sides,
        custodian: within.custodian,
    })
}

async fn side(app: &App, tx: &mut Tx, asker: &Asker, person: PersonId) -> Result<Side, Fault> {
    let (authority, now) = (app.authority, app.now());
    let sights = sights_of(app, tx, asker, &[person]).await?;
    let closed = closed_to(tx, authority, &asker.principal).await?;
    let contacts = contacts_of_persons(tx, authority, &sights, &closed, now).await?;
    let of = families_of_persons(tx, authority, &[person], now).await?;
    let families: Vec<_> = of.into_iter().map(|(_, family)| family).collect();
    let Some(sight) = sights.first() else {
        return Ok(Side::default());
    };
    let opens = opening(app, tx, asker, contacts.iter().map(|one| one.contact)).await?;
    let named = family_names(tx, &app.ring, authority, &families, sight).await?;
    Ok(Side {
        contacts,
        opens,
        families: named.into_iter().map(|(_, name)| name).collect(),
    })
}
