//! The list of persons who may be one, the likeliest first; and what was said of late.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::ids::PersonId;
use trefoil_core::refusal::Refusal;
pub use trefoil_linkage::Leaning;
use trefoil_linkage::{compare, evidence};
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::pair::{PairRow, SaidRow};
use trefoil_store::pair::{pairs_open, pairs_said};
pub use trefoil_store::person::Believed;
use trefoil_store::person::cards_seen;
use trefoil_store::{Fault, Tx};

use super::Within;
use crate::door::{App, read_of, refusal};
use crate::matching::describe::card_record;
use crate::names::Names;
use crate::persons::sights_of;

/// For how long what was said stays in the list.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Of each kind on the page.
pub const MOST: usize = 50;

/// Two who may be one, as far as the viewer may see them.
#[derive(Clone)]
pub struct Pair {
    /// Its row.
    pub row: PairRow,
    /// Who they are.
    pub ends: [Believed; 2],
    /// What speaks for one person and what against: of who they are, never of where.
    pub evidence: Vec<(Leaning, String)>,
    /// Who said what was said, by name.
    pub by: String,
}

/// The list.
#[derive(Clone)]
pub struct PairsPage {
    /// Those of whom nothing was said yet.
    pub open: Vec<Pair>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// Those of whom something was said, the latest first.
    pub done: Vec<Pair>,
    /// Whether what is guarded is the viewer's to see.
    pub custodian: bool,
}

/// The pairs with who they are. The rows are cut by the reach; who is not seen is not there.
pub(super) async fn with_cards(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    rows: Vec<PairRow>,
) -> Result<Vec<Pair>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::read(app, tx).await?;
    let mut persons: Vec<PersonId> = rows.iter().flat_map(|row| row.ends).collect();
    persons.sort_unstable();
    persons.dedup();
    let sights = sights_of(app, tx, asker, &persons).await?;
    let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let pair = |row: PairRow| paired(row, &cards, &names);
    Ok(rows.into_iter().filter_map(pair).collect())
}

fn paired(row: PairRow, cards: &BTreeMap<PersonId, Believed>, names: &Names) -> Option<Pair> {
    let [one, other] = row.ends.map(|end| cards.get(&end));
    let (one, other) = (one?.clone(), other?.clone());
    let records = (card_record(&one.card), card_record(&other.card));
    let comparisons = compare(&records.0, &records.1);
    let told = evidence(&records.0, &records.1, &comparisons);
    Some(Pair {
        evidence: told
            .into_iter()
            .map(|one| (one.leaning, one.words))
            .collect(),
        by: row
            .said
            .as_ref()
            .map(|said| names.of(&said.made_by))
            .unwrap_or_default(),
        ends: [one, other],
        row,
    })
}

/// Those whom the asker may look at.
///
/// # Errors
/// As the policy refuses.
pub async fn pairs_view(app: &App, asker: &Asker) -> Result<PairsPage, Refusal> {
    let act = Act::PairsView;
    let within = Within::new(app, asker, app.reach(asker, act).await?);
    let mut tx = app.read().await?;
    let page = read(app, &mut tx, asker, &within).await.map_err(refusal)?;
    drop(tx);
    let shown = page.open.iter().chain(&page.done);
    let read = read_of(shown.flat_map(|one| one.row.ends.map(PersonId::uuid)));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(page)
}

async fn read(app: &App, tx: &mut Tx, asker: &Asker, within: &Within) -> Result<PairsPage, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut open = pairs_open(tx, ring, authority, within.cut(), most + 1).await?;
    let more = open.len() > MOST;
    open.truncate(MOST);
    let since = app.now().saturating_sub(SHOWN).unwrap_or(Timestamp::MIN);
    let done = pairs_said(tx, ring, authority, within.cut(), (since, most)).await?;
    Ok(PairsPage {
        open: with_cards(app, tx, asker, open).await?,
        more,
        done: with_cards(app, tx, asker, done).await?,
        custodian: within.custodian,
    })
}
