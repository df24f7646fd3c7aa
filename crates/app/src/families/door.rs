//! The door of a strand: what of it was let through to the other side, and with whom it is shared.

use trefoil_core::act::Act;
use trefoil_core::ids::{StrandId, WorkerId};
use trefoil_core::place::PlaceKinds;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Aspect;
use trefoil_policy::{Asker, Sight};
pub use trefoil_store::release::{Release, Released};
use trefoil_store::release::{released, releases_of_strand};
pub use trefoil_store::share::Share;
use trefoil_store::share::shares_of_strand;
use trefoil_store::standing::FamilyStanding;
use trefoil_store::{Fault, Tx, person};

use super::leave::{Met, meet, nowhere};
use super::share::could_be_given;
use crate::door::{App, read_of, refusal};

/// The page of a strand's door.
pub struct DoorPage {
    /// The strand.
    pub strand: StrandId,
    /// Whose it is.
    pub name: String,
    /// What was let through, taken back too, newest first.
    pub releases: Vec<Release>,
    /// With whom it is shared, or was, newest first.
    pub shares: Vec<Share>,
    /// What the viewer may do here now.
    pub acts: Vec<Act>,
    /// Who could be given a share, where that is the viewer's to do: worker, name, and what they are.
    pub could: Vec<(WorkerId, String, String)>,
    /// The most that the viewer could give.
    pub most: Aspect,
    /// Of which kinds the viewer could give places too.
    pub places: PlaceKinds,
}

/// The door of a strand, for those who see the strand in full or may act on it.
///
/// # Errors
/// `NotFound` where there is none, or nothing there is the asker's.
pub async fn door_view(app: &App, asker: &Asker, id: StrandId) -> Result<DoorPage, Refusal> {
    let act = Act::StrandView;
    let mut tx = app.read().await?;
    let met = meet(app, &mut tx, asker, id).await?;
    let theirs = |met: Met| {
        let sight = app.policy.sight(asker, &met.standing);
        let acts = acts_now(app, asker, &met);
        let whole = sight.sees(met.strand.kind, Aspect::Full) || !acts.is_empty();
        whole.then_some((met, sight, acts))
    };
    let Some((met, sight, acts)) = met.and_then(theirs) else {
        drop(tx);
        return app.nothing(asker, act, nowhere(id)).await;
    };
    let _permit = app.leave(asker, act, Some(&met.standing)).await?;
    let page = read_page(app, &mut tx, asker, &met, (&sight, acts)).await;
    drop(tx);
    let page = page.map_err(refusal)?;
    let releases = page.releases.iter().map(|one| one.release.uuid());
    let shares = page.shares.iter().map(|one| one.share.uuid());
    let read = read_of(releases.chain(shares).chain([id.uuid()]));
    app.record_seen(asker, act, (&met.standing, &sight), read)
        .await?;
    Ok(page)
}

fn acts_now(app: &App, asker: &Asker, met: &Met) -> Vec<Act> {
    const ACTS: [Act; 4] = [
        Act::ReleaseMake,
        Act::ReleaseRecall,
        Act::ShareMake,
        Act::ShareRecall,
    ];
    let open = met.strand.closed_at.is_none();
    let makes = |act: Act| matches!(act, Act::ReleaseMake | Act::ShareMake);
    let may = |act: &Act| app.policy.permit(asker, *act, Some(&met.standing)).is_ok();
    ACTS.into_iter()
        .filter(|act| open || !makes(*act))
        .filter(may)
        .collect()
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    met: &Met,
    (sight, acts): (&Sight, Vec<Act>),
) -> Result<DoorPage, Fault> {
    let (authority, strand) = (app.authority, &met.strand);
    let card = person::card_of_strand(tx, &app.ring, authority, sight, strand).await?;
    let releases = releases_of_strand(tx, &app.ring, authority, sight, strand.family).await?;
    let shares = shares_of_strand(tx, authority, sight).await?;
    let could = if acts.contains(&Act::ShareMake) {
        could_be_given(app, tx, asker).await?
    } else {
        Vec::new()
    };
    Ok(DoorPage {
        strand: strand.strand,
        name: card.map_or_else(|| "Somebody".to_owned(), |card| card.card.name.words()),
        releases,
        shares,
        acts,
        could,
        most: sight.aspect(strand.kind),
        places: sight.places(),
    })
}

/// What the other side's workers let through, as far as the asker sees released facts of this family.
pub(super) async fn let_through(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    family: &FamilyStanding,
) -> Result<Vec<Released>, Fault> {
    let whole = app.policy.sight(asker, &family.family);
    let sights = app.sights_of_strands(asker, family);
    let sights: Vec<&Sight> = sights.iter().map(|(_, sight)| sight).collect();
    released(tx, &app.ring, app.authority, &whole, &sights).await
}
