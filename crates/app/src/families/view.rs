//! Opening a family: what its workers share, and each strand as far as the viewer may see it. What may not be seen is not
//! mentioned: no empty pane, no count, no worker's name of the other side.

use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, PersonId};
use trefoil_core::place::SafeContactContent;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Sight, Subject};
pub use trefoil_store::aggressor::Recorded;
use trefoil_store::aggressor::aggressors_of_family;
use trefoil_store::meeting::listings_of_family;
pub use trefoil_store::meeting::{Listing, Meeting};
pub use trefoil_store::note::Note as SharedItem;
use trefoil_store::note::notes_shared;
use trefoil_store::person::Believed;
use trefoil_store::place::safe_contacts;
use trefoil_store::release::Released;
use trefoil_store::standing::{FamilyStanding, family_standing};
use trefoil_store::strand::{Allocation, StrandRow};
use trefoil_store::{Fault, Tx, family, person};

use super::aggressor::on_both_sides;
use super::door::let_through;
use crate::door::{App, read_of, refusal};
use crate::meetings::listing::meetings_from_today;

/// One strand of the family, for those who may know who it is about.
#[derive(Debug, Clone)]
pub struct FamilyStrand {
    /// The strand.
    pub strand: StrandRow,
    /// Whose it is.
    pub believed: Believed,
    /// Who works on it now.
    pub workers: Vec<Allocation>,
    /// How they are contacted safely, as their workers have recorded it: for those who see their safety.
    pub safe: Option<SafeContactContent>,
    /// How much of it the viewer sees.
    pub aspect: Aspect,
}

/// The page of a family.
#[derive(Debug, Clone)]
pub struct FamilyPage {
    /// The family.
    pub family: FamilyId,
    /// What it goes by, for those who see all that its workers share.
    pub name: Option<String>,
    /// The strands that the viewer may know of.
    pub strands: Vec<FamilyStrand>,
    /// What the other side sees: what the workers of the victim and the children let through.
    pub released: Vec<Released>,
    /// What the workers share, newest first: for those who see all of it.
    pub shared: Vec<SharedItem>,
    /// Who the primary aggressor is held to be, with who it is about where the viewer may know: for those who see all of it.
    pub recorded: Vec<(Option<String>, Recorded)>,
    /// The meetings for which it is or was listed: for those who see all of it.
    pub listings: Vec<Listing>,
    /// Meetings to come, where it is the viewer's to list the family for one, and to take it off.
    pub to_come: Option<Vec<Meeting>>,
    /// Who stands or stood on both sides, where it is the viewer's to record on which they belong.
    pub asks: Vec<(PersonId, String)>,
    /// Whether the viewer may write there.
    pub writes: bool,
    /// Whether the viewer may let an item through to the other side, and take it back.
    pub opts_in: bool,
    /// Whether the viewer keeps the list of those to whom nothing goes.
    pub bars: bool,
    /// Why the viewer sees this.
    pub why: &'static str,
}

/// The family as the asker may see it.
///
/// # Errors
/// `NotFound` where there is no such family, nobody works with it, or the asker may not know of it.
pub async fn family_view(app: &App, asker: &Asker, id: FamilyId) -> Result<FamilyPage, Refusal> {
    let act = Act::FamilyView;
    let mut tx = app.read().await?;
    let standing = family_standing(&mut tx, app.authority, asker, id, app.now())
        .await
        .map_err(refusal)?;
    let Some(standing) = standing else {
        drop(tx);
        return app.nothing(asker, act, Subject::Family(id)).await;
    };
    let _permit = app.leave(asker, act, Some(&standing.family)).await?;
    let sight = app.policy.sight(asker, &standing.family);
    let page = read_page(app, &mut tx, asker, id, &sight, &standing)
        .await
        .map_err(refusal)?;
    drop(tx);
    let strands = page.strands.iter().map(|one| one.believed.person.uuid());
    let notes = page.shared.iter().map(|one| one.note.uuid());
    let released = page.released.iter().map(|one| one.release.uuid());
    let read = read_of(
        strands
            .chain(notes)
            .chain(released)
            .chain(page.recorded.iter().map(|(_, one)| one.record.uuid()))
            .chain([id.uuid()]),
    );
    app.record_seen(asker, act, (&standing.family, &sight), read)
        .await?;
    Ok(page)
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    id: FamilyId,
    sight: &Sight,
    standing: &FamilyStanding,
) -> Result<FamilyPage, Fault> {
    let name = name_of_family(app, tx, id, sight).await?;
    let strands = read_strands(app, tx, asker, standing).await?;
    let may = |act| {
        app.policy
            .permit(asker, act, Some(&standing.family))
            .is_ok()
    };
    let recorded = aggressors_of_family(tx, &app.ring, app.authority, sight).await?;
    let rows: Vec<StrandRow> = standing
        .strands
        .iter()
        .map(|(one, _)| one.clone())
        .collect();
    let asks = may(Act::AggressorRecord).then(|| on_both_sides(&rows));
    let asks = asks.into_iter().flatten();
    let to_come = if may(Act::ListingMake) {
        Some(meetings_from_today(app, tx).await?)
    } else {
        None
    };
    Ok(FamilyPage {
        listings: listings_of_family(tx, app.authority, sight).await?,
        to_come,
        recorded: with_names(&strands, recorded),
        asks: asks
            .filter_map(|one| Some((one, name_of(&strands, one)?)))
            .collect(),
        family: id,
        name,
        strands,
        released: let_through(app, tx, asker, standing).await?,
        shared: notes_shared(tx, &app.ring, app.authority, sight).await?,
        writes: may(Act::SharedWrite),
        opts_in: may(Act::SharedOptIn),
        bars: may(Act::BarredSet),
        why: sight.reason(),
    })
}

/// What a family goes by, for a sight of all that its workers share.
pub(crate) async fn name_of_family(
    app: &App,
    tx: &mut Tx,
    id: FamilyId,
    sight: &Sight,
) -> Result<Option<String>, Fault> {
    if !sight.sees(CompartmentKind::Shared, Aspect::Full) {
        return Ok(None);
    }
    let names = family::family_names(tx, &app.ring, app.authority, &[id], sight).await?;
    Ok(names.into_iter().next().map(|(_, name)| name))
}

/// Each record with what its person is called.
fn with_names(strands: &[FamilyStrand], all: Vec<Recorded>) -> Vec<(Option<String>, Recorded)> {
    let all = all.into_iter();
    all.map(|one| (name_of(strands, one.person), one)).collect()
}

/// What somebody of these strands is called.
fn name_of(strands: &[FamilyStrand], person: PersonId) -> Option<String> {
    let mut all = strands.iter().map(|one| &one.believed);
    let found = all.find(|one| one.person == person);
    found.map(|one| one.card.name.words())
}

/// Each strand that the viewer may know of.
async fn read_strands(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    standing: &FamilyStanding,
) -> Result<Vec<FamilyStrand>, Fault> {
    let mut strands = Vec::new();
    for (strand, sight) in app.sights_of_strands(asker, standing) {
        let card = person::card_of_strand(tx, &app.ring, app.authority, &sight, &strand).await?;
        let Some(believed) = card else {
            continue;
        };
        let safe = safe_contacts(tx, &app.ring, app.authority, &[&sight]).await?;
        let workers = standing
            .workers
            .iter()
            .filter(|one| one.strand == strand.strand);
        strands.push(FamilyStrand {
            safe: safe.into_iter().next_back().map(|held| held.content),
            aspect: sight.aspect(strand.kind),
            workers: workers.cloned().collect(),
            believed,
            strand,
        });
    }
    Ok(strands)
}
