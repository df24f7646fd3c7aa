//! Opening a strand: whose side it is, who works on it, and what was written there, as far as the viewer may see it.

use trefoil_core::act::Act;
use trefoil_core::ids::{StrandId, WorkerId};
use trefoil_core::place::SafeContactContent;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Sight};
use trefoil_store::note::{Note, notes_of_strand};
use trefoil_store::person::Believed;
use trefoil_store::place::safe_contacts;
use trefoil_store::release::Released;
use trefoil_store::standing::FamilyStanding;
use trefoil_store::strand::{Allocation, StrandRow, strand_closing};
use trefoil_store::{Fault, Tx, person, worker};

use super::door::let_through;
use super::leave::{Met, meet, nowhere};
use super::signals::{Warning, warnings_of_strand};
use crate::door::{App, read_of, refusal};

/// The page of a strand.
pub struct StrandPage {
    /// The strand.
    pub strand: StrandRow,
    /// Whose side it is.
    pub believed: Believed,
    /// How they are contacted safely, as their workers have recorded it: for those who see their safety.
    pub safe: Option<SafeContactContent>,
    /// How much of it the viewer sees.
    pub aspect: Aspect,
    /// Who works on it now.
    pub workers: Vec<Allocation>,
    /// Warnings from the other side, newest first.
    pub warnings: Vec<Warning>,
    /// On the perpetrator's side: what the other side's workers let through.
    pub released: Vec<Released>,
    /// Why it was closed: for those who see it in full.
    pub closing: Option<Reason>,
    /// Notes, newest first; none below a full sight.
    pub notes: Vec<Note>,
    /// What the viewer may do here now.
    pub acts: Vec<Act>,
    /// Who could be allocated, where that is the viewer's to do: worker, name, and what they are.
    pub could: Vec<(WorkerId, String, String)>,
    /// Whether the family's page is the viewer's to open.
    pub opens_family: bool,
    /// Why the viewer sees this.
    pub why: &'static str,
}

/// The strand as the asker may see it.
///
/// # Errors
/// `NotFound` where there is none, or the asker may not know whose it is: a sight of released facts alone is met on the family's
/// page, so that a strand of which nothing was released is nowhere.
pub async fn strand_view(app: &App, asker: &Asker, id: StrandId) -> Result<StrandPage, Refusal> {
    let act = Act::StrandView;
    let mut tx = app.read().await?;
    let Some(met) = meet(app, &mut tx, asker, id).await? else {
        drop(tx);
        return app.nothing(asker, act, nowhere(id)).await;
    };
    let sight = app.policy.sight(asker, &met.standing);
    if !opens(&sight, &met.strand) {
        drop(tx);
        return app.nothing(asker, act, nowhere(id)).await;
    }
    let _permit = app.leave(asker, act, Some(&met.standing)).await?;
    let standing = met.standing.clone();
    let page = read_page(app, &mut tx, asker, met, &sight)
        .await
        .map_err(refusal)?;
    drop(tx);
    let Some(page) = page else {
        return app.nothing(asker, act, nowhere(id)).await;
    };
    let notes = page.notes.iter().map(|one| one.note.uuid());
    let warnings = page.warnings.iter().map(|one| one.signal.signal.uuid());
    let read = read_of(
        notes
            .chain(warnings)
            .chain(page.released.iter().map(|one| one.release.uuid()))
            .chain([page.believed.person.uuid(), id.uuid()]),
    );
    app.record_seen(asker, act, (&standing, &sight), read)
        .await?;
    Ok(page)
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    met: Met,
    sight: &Sight,
) -> Result<Option<StrandPage>, Fault> {
    let strand = met.strand;
    let card = person::card_of_strand(tx, &app.ring, app.authority, sight, &strand).await?;
    let Some(believed) = card else {
        return Ok(None);
    };
    let notes = notes_of_strand(tx, &app.ring, app.authority, sight, strand.family).await?;
    let safe = safe_contacts(tx, &app.ring, app.authority, &[sight]).await?;
    let released = if strand.kind == CompartmentKind::Perpetrator {
        let_through(app, tx, asker, &met.family).await?
    } else {
        Vec::new()
    };
    let warnings = warnings_of_strand(app, tx, asker, &strand, &met.standing).await?;
    let may = |act| app.policy.permit(asker, act, Some(&met.standing)).is_ok();
    let acts = acts_now(&strand, may);
    let could = if acts.contains(&Act::StrandAllocate) {
        could_be_allocated(app, tx, &strand).await?
    } else {
        Vec::new()
    };
    let opens_family = opens_family(app, asker, &met.family);
    let workers = met.family.workers.into_iter();
    Ok(Some(StrandPage {
        aspect: sight.aspect(strand.kind),
        workers: workers.filter(|one| one.strand == strand.strand).collect(),
        safe: safe.into_iter().next_back().map(|held| held.content),
        acts,
        released,
        closing: strand_closing(tx, &app.ring, app.authority, sight).await?,
        warnings,
        opens_family,
        why: sight.reason(),
        believed,
        notes,
        could,
        strand,
    }))
}

/// What may be done on the strand as it is: nothing where it is closed.
fn acts_now(strand: &StrandRow, may: impl Fn(Act) -> bool) -> Vec<Act> {
    const ACTS: [Act; 8] = [
        Act::NoteWrite,
        Act::PlaceWrite,
        Act::ReleaseMake,
        Act::ShareMake,
        Act::SignalSend,
        Act::StrandAllocate,
        Act::StrandClose,
        Act::AccessView,
    ];
    let from_here =
        |act: Act| act != Act::SignalSend || strand.kind == CompartmentKind::Perpetrator;
    let open = strand.closed_at.is_none();
    let acts = ACTS.into_iter();
    acts.filter(|act| open && from_here(*act) && may(*act))
        .collect()
}

/// Whether the strand has a page for this sight.
pub(super) fn opens(sight: &Sight, strand: &StrandRow) -> bool {
    sight.sees(strand.kind, Aspect::Needs)
}

/// Whether the asker may open the family's page: who allocates a strand need not know the rest.
pub(super) fn opens_family(app: &App, asker: &Asker, family: &FamilyStanding) -> bool {
    app.policy
        .permit(asker, Act::FamilyView, Some(&family.family))
        .is_ok()
}

/// Workers whose roles fit the strand.
async fn could_be_allocated(
    app: &App,
    tx: &mut Tx,
    strand: &StrandRow,
) -> Result<Vec<(WorkerId, String, String)>, Fault> {
    let all = worker::workers(tx, app.authority).await?;
    let fitting = all.into_iter().filter_map(|(facts, _)| {
        let role = strand
            .kind
            .roles()
            .iter()
            .find(|role| facts.holds(**role))?;
        Some((facts.worker, facts.name, role.words().to_owned()))
    });
    Ok(fitting.collect())
}
