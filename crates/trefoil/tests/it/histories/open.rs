//! What the perpetrator's side does, or is meant to see: the same in both tellings, and so must come of it.

use jiff::SignedDuration;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::door::door_view;
use trefoil_app::families::note::{note_typed, note_write};
use trefoil_app::families::places::place_write;
use trefoil_app::families::release::{release_make, release_recall};
use trefoil_app::families::shared::{shared_opt_in, shared_recall, shared_write};
use trefoil_app::families::signal::signal_send;
use trefoil_app::families::view::family_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::outputs::draft::output_draft;
use trefoil_core::refusal::Refusal;
use trefoil_core::release::ReleaseKind;
use trefoil_core::signal::SignalKind;

use super::kept::lives;
use super::leaving::{self, FORMATS};
use super::telling::{Telling, worker};
use crate::glass::rosalind;
use crate::hub::house::now;
use crate::outputs::release::letter;
use crate::wall::door::fact;

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Open {
    Note,
    NoteOfHers,
    LeadsNote,
    Warning,
    ItemThrough,
    ItemTakenBack,
    FactThrough,
    FactTakenBack,
    Cover,
    Leaves,
    TriesTheirNote,
    TriesTheirPlaces,
    TriesTheirDoor,
    TriesTheirLetter,
    TriesToAllocate,
    TriesTheGlass,
}

impl Open {
    pub(super) const ALL: [Self; 16] = [
        Self::Note,
        Self::NoteOfHers,
        Self::LeadsNote,
        Self::Warning,
        Self::ItemThrough,
        Self::ItemTakenBack,
        Self::FactThrough,
        Self::FactTakenBack,
        Self::Cover,
        Self::Leaves,
        Self::TriesTheirNote,
        Self::TriesTheirPlaces,
        Self::TriesTheirDoor,
        Self::TriesTheirLetter,
        Self::TriesToAllocate,
        Self::TriesTheGlass,
    ];

    /// Whether it is refused, whatever is tried.
    pub(super) fn is_refused(self) -> bool {
        use Open::{
            LeadsNote, TriesTheirDoor, TriesTheirLetter, TriesTheirNote, TriesTheirPlaces,
            TriesToAllocate,
        };
        matches!(
            self,
            LeadsNote
                | TriesTheirDoor
                | TriesTheirLetter
                | TriesTheirNote
                | TriesTheirPlaces
                | TriesToAllocate
        )
    }

    /// Does it; what the one who did it was told.
    pub(super) async fn happen(self, telling: &mut Telling, nth: usize) -> Result<(), Refusal> {
        if self == Self::Leaves {
            return leaves(telling).await;
        }
        let scene = &telling.scene;
        let (app, him, idva) = (scene.house.app(), &scene.perpetrator_worker, &scene.idva);
        let text = format!("Session {nth}: he spoke of work.");
        let theirs = scene.strand(nth % 3);
        match self {
            Self::Note => note_write(app, him, scene.strand(3), &text).await,
            Self::NoteOfHers => note_of_hers(telling, nth).await,
            Self::LeadsNote => note_write(app, &scene.social_worker, scene.strand(3), &text).await,
            Self::Warning => {
                let kinds = SignalKind::ALL;
                let kind = Some(kinds[nth % kinds.len()]);
                signal_send(app, him, scene.strand(3), kind, &text).await
            }
            Self::ItemThrough => {
                shared_write(app, idva, scene.family, &text).await?;
                let item = item(telling, |one| one.text == text).await?;
                shared_opt_in(app, idva, item, "He works on it.").await
            }
            Self::ItemTakenBack => {
                let item = item(telling, |one| one.opted_in).await?;
                shared_recall(app, idva, item, "It has changed.").await
            }
            Self::FactThrough => {
                let risk = fact(ReleaseKind::Risk, &text);
                release_make(app, idva, scene.strand(2), &risk).await
            }
            Self::FactTakenBack => {
                let door = door_view(app, idva, scene.strand(2)).await?;
                let live = door.releases.iter().find(|one| one.recalled.is_none());
                let live = live.ok_or(Refusal::NotFound)?.release;
                release_recall(app, idva, scene.strand(2), live, "It has changed.").await
            }
            Self::Cover => {
                let until = now() + SignedDuration::from_hours(24 * 365);
                let pair = (worker(him), worker(&scene.team_mate));
                cover_set(app, &scene.their_manager, pair, until).await
            }
            Self::TriesTheirNote => note_write(app, him, theirs, &text).await,
            Self::TriesTheirPlaces => place_write(app, him, theirs, &lives(nth)).await,
            Self::TriesTheirDoor => {
                let risk = fact(ReleaseKind::Risk, "The risk is low.");
                release_make(app, him, theirs, &risk).await
            }
            Self::TriesTheirLetter => {
                let letter = letter("Come home.");
                output_draft(app, him, theirs, &letter).await.map(drop)
            }
            Self::TriesToAllocate => {
                let me = Some(worker(him));
                strand_allocate(app, &scene.their_manager, theirs, me).await
            }
            Self::TriesTheGlass => glass_break(app, &scene.their_manager, &rosalind()).await,
            Self::Leaves => Err(Refusal::NotFound),
        }
    }
}

/// A note on his side that names where she may be, whether or not that is on record in this telling: it warns her workers in one
/// alone, and its author cannot tell.
async fn note_of_hers(telling: &Telling, nth: usize) -> Result<(), Refusal> {
    let scene = &telling.scene;
    let text = format!("He asked who lives at {} Quay Street.", nth % 7 + 1);
    let typed = trefoil_app::families::writing::Typed {
        text: &text,
        kept: "He said it himself.",
    };
    note_typed(
        scene.house.app(),
        &scene.perpetrator_worker,
        scene.strand(3),
        typed,
    )
    .await
}

type Item = (trefoil_core::ids::FamilyId, trefoil_core::ids::NoteId);

/// The newest item of the family's workers that is so.
async fn item(
    telling: &Telling,
    so: impl Fn(&trefoil_app::families::view::SharedItem) -> bool,
) -> Result<Item, Refusal> {
    let scene = &telling.scene;
    let page = family_view(scene.house.app(), &scene.idva, scene.family).await?;
    let found = page.shared.iter().find(|one| so(one));
    Ok((scene.family, found.ok_or(Refusal::NotFound)?.note))
}

/// Something of his leaves, in each format in turn; both tellings know it by its format.
pub(super) async fn leaves(telling: &mut Telling) -> Result<(), Refusal> {
    let which = FORMATS[telling.leavings % FORMATS.len()];
    telling.leavings += 1;
    let id = leaving::his(telling, which).await?;
    telling.left.insert(which.0, id);
    Ok(())
}
