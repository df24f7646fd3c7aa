//! What happens in a history: what either telling has, and what one of them leaves out.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::acknowledge::signal_acknowledge;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_write, safe_contact_write};
use trefoil_app::families::shared::{shared_opt_in, shared_write};
use trefoil_app::families::signal::signal_send;
use trefoil_app::families::signals::signals_view;
use trefoil_app::families::view::family_view;
use trefoil_core::ids::WorkerId;
use trefoil_core::place::{Channel, PlaceKind, PlaceState, PlaceTyped, SafeContactContent};
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;
use trefoil_core::vocabulary::Known;

use crate::hub::house::now;
use crate::wall::scene::Scene;

/// What the perpetrator's side does, or is meant to see: in both tellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Open {
    Note,
    LeadsNote,
    Warning,
    LetThrough,
    Cover,
    TriesTheirNote,
    TriesTheirPlaces,
    TriesToAllocate,
}

/// What the protected side does: in one telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kept {
    VictimNote,
    ChildNote,
    SharedItem,
    Allocation,
    Acknowledgement,
    Place,
    SafeContact,
    Look,
}

impl Open {
    pub(super) const ALL: [Self; 8] = [
        Self::Note,
        Self::LeadsNote,
        Self::Warning,
        Self::LetThrough,
        Self::Cover,
        Self::TriesTheirNote,
        Self::TriesTheirPlaces,
        Self::TriesToAllocate,
    ];

    /// Does it; what the one who did it was told.
    pub(super) async fn happen(self, scene: &Scene, nth: usize) -> Result<(), Refusal> {
        let (app, him) = (scene.house.app(), &scene.perpetrator_worker);
        let text = format!("Session {nth}: he spoke of work.");
        match self {
            Self::Note => note_write(app, him, scene.strand(3), &text).await,
            Self::LeadsNote => note_write(app, &scene.social_worker, scene.strand(3), &text).await,
            Self::Warning => {
                let kinds = SignalKind::ALL;
                let kind = Some(kinds[nth % kinds.len()]);
                signal_send(app, him, scene.strand(3), kind, &text).await
            }
            Self::LetThrough => {
                shared_write(app, &scene.idva, scene.family, &text).await?;
                let page = family_view(app, &scene.idva, scene.family).await?;
                let item = page.shared.iter().find(|one| one.text == text);
                let item = (scene.family, item.unwrap().note);
                shared_opt_in(app, &scene.idva, item, "He works on it.").await
            }
            Self::Cover => {
                let until = now() + SignedDuration::from_hours(24 * 365);
                let pair = (worker(him), worker(&scene.team_mate));
                cover_set(app, &scene.their_manager, pair, until).await
            }
            Self::TriesTheirNote => note_write(app, him, scene.strand(nth % 3), &text).await,
            Self::TriesTheirPlaces => {
                place_write(app, him, scene.strand(nth % 3), &lives(nth)).await
            }
            Self::TriesToAllocate => {
                let me = Some(worker(him));
                strand_allocate(app, &scene.their_manager, scene.strand(nth % 3), me).await
            }
        }
    }
}

impl Kept {
    pub(super) const ALL: [Self; 8] = [
        Self::VictimNote,
        Self::ChildNote,
        Self::SharedItem,
        Self::Allocation,
        Self::Acknowledgement,
        Self::Place,
        Self::SafeContact,
        Self::Look,
    ];

    /// Does it.
    pub(super) async fn happen(self, scene: &Scene, nth: usize) -> Result<(), Refusal> {
        let (app, idva, lead) = (scene.house.app(), &scene.idva, &scene.social_worker);
        let text = format!("She is at her sister's, day {nth}.");
        match self {
            Self::VictimNote => note_write(app, idva, scene.strand(2), &text).await,
            Self::ChildNote => note_write(app, lead, scene.strand(0), &text).await,
            Self::SharedItem => shared_write(app, lead, scene.family, &text).await,
            Self::Allocation => {
                let next = [&scene.child_adviser, &scene.early_help][nth % 2];
                let duty = &scene.house.staff.duty;
                strand_allocate(app, duty, scene.strand(1), Some(worker(next))).await
            }
            Self::Acknowledgement => {
                let waiting = signals_view(app, idva).await?;
                let first = waiting.iter().find(|one| one.acknowledges);
                match first {
                    Some(first) => signal_acknowledge(app, idva, first.signal.signal)
                        .await
                        .map(drop),
                    None => Err(Refusal::NotFound),
                }
            }
            Self::Place => place_write(app, idva, scene.strand(2), &lives(nth)).await,
            Self::SafeContact => {
                let content = SafeContactContent::new(
                    Some(Known::Yes),
                    Some(Channel::ALL[nth % Channel::ALL.len()]),
                    ("Mornings", "Marigold"),
                    (true, true),
                );
                safe_contact_write(app, idva, scene.strand(2), content).await
            }
            Self::Look => family_view(app, idva, scene.family).await.map(drop),
        }
    }
}

fn worker(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}

fn lives(nth: usize) -> PlaceTyped {
    PlaceTyped {
        kind: Some(PlaceKind::Address),
        state: Some(PlaceState::Current),
        value: format!("{} Quay Street", nth + 1),
        postcode: "TR1 9ZZ".to_owned(),
    }
}
