//! The families that a worker works with, by their strands: their own, those they cover, their team's, and those that wait for a
//! first worker.

use std::collections::BTreeMap;

use trefoil_core::act::Act;
use trefoil_core::ids::FamilyId;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::{Asker, Standing};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::standing::{FamilyStanding, family_standings};
use trefoil_store::strand::{Allocation, StrandRow, strands_in_reach};
use trefoil_store::{Fault, Tx, person};

use super::strand::opens_family;
use super::view::name_of_family;
use crate::door::{App, read_of, refusal};

/// A strand in the list.
#[derive(Debug, Clone)]
pub struct ListedStrand {
    /// The strand.
    pub strand: StrandRow,
    /// Whose it is.
    pub name: String,
    /// Who works on it now.
    pub workers: Vec<String>,
    /// Whether one of them has gone, and the viewer may allocate another.
    pub gone: bool,
    /// Whether its page is the viewer's to open.
    pub opens: bool,
    /// Whether the viewer sends warnings from there.
    pub sends: bool,
}

/// A family in the list.
#[derive(Debug, Clone)]
pub struct ListedFamily {
    /// The family.
    pub family: FamilyId,
    /// Its name, where the viewer may see it.
    pub name: Option<String>,
    /// Whether its page is the viewer's to open.
    pub opens: bool,
    /// The strands that the list reaches.
    pub strands: Vec<ListedStrand>,
}

/// The asker's list.
///
/// # Errors
/// As the policy refuses.
pub async fn strands_view(app: &App, asker: &Asker) -> Result<Vec<ListedFamily>, Refusal> {
    let reach = app.reach(asker, Act::StrandsView).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let mut tx = app.read().await?;
    let strands = strands_in_reach(&mut tx, app.authority, &reach, me, app.now())
        .await
        .map_err(refusal)?;
    let listed = listed(app, &mut tx, asker, strands)
        .await
        .map_err(refusal)?;
    drop(tx);
    let read = listed.iter().flat_map(|one| &one.strands);
    let read = read_of(read.map(|one| one.strand.strand.uuid()));
    app.record(
        asker,
        Act::StrandsView,
        (SubjectKind::Authority, None),
        read,
    )
    .await?;
    Ok(listed)
}

fn standing_of<'a>(family: &'a FamilyStanding, strand: &StrandRow) -> Option<&'a Standing> {
    let mut strands = family.strands.iter();
    strands
        .find(|(one, _)| one.strand == strand.strand)
        .map(|(_, standing)| standing)
}

/// Strands by family, as the asker may see them.
pub(crate) async fn listed(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    strands: Vec<StrandRow>,
) -> Result<Vec<ListedFamily>, Fault> {
    let mut by_family: BTreeMap<FamilyId, Vec<StrandRow>> = BTreeMap::new();
    for strand in strands {
        by_family.entry(strand.family).or_default().push(strand);
    }
    let families: Vec<FamilyId> = by_family.keys().copied().collect();
    let standings = family_standings(tx, app.authority, asker, &families, app.now()).await?;
    let mut all = Vec::with_capacity(by_family.len());
    for (id, strands) in by_family {
        let Some(standing) = standings.get(&id) else {
            continue;
        };
        let whole = app.policy.sight(asker, &standing.family);
        let name = name_of_family(app, tx, id, &whole).await?;
        all.push(ListedFamily {
            family: id,
            name,
            opens: opens_family(app, asker, standing),
            strands: listed_strands(app, tx, asker, &strands, standing).await?,
        });
    }
    // By what the viewer reads of each: an id says nothing, and tells nothing by its place.
    all.sort_by_cached_key(|one: &ListedFamily| {
        let first = one.strands.first().map(|strand| strand.name.clone());
        (one.name.clone(), first, one.family)
    });
    Ok(all)
}

async fn listed_strands(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    strands: &[StrandRow],
    standing: &FamilyStanding,
) -> Result<Vec<ListedStrand>, Fault> {
    let mut shown = Vec::with_capacity(strands.len());
    for (strand, sight) in app.sights_of_strands(asker, standing) {
        if !strands.contains(&strand) {
            continue;
        }
        let card = person::card_of_strand(tx, &app.ring, app.authority, &sight, &strand).await?;
        let workers = standing.workers.iter();
        let workers = workers.filter(|one| one.strand == strand.strand);
        let may = |act| {
            app.policy
                .permit(asker, act, standing_of(standing, &strand))
        };
        shown.push(ListedStrand {
            opens: card.is_some(),
            sends: strand.kind == CompartmentKind::Perpetrator && may(Act::SignalSend).is_ok(),
            name: card.map_or_else(|| "Somebody".to_owned(), |card| card.card.name.words()),
            gone: workers.clone().any(|one| one.gone) && may(Act::StrandAllocate).is_ok(),
            workers: workers.map(Allocation::words).collect(),
            strand,
        });
    }
    Ok(shown)
}
