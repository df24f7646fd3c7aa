//! What the protected side does, on each of its sides of the wall: in one telling of a history, and not in the other.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::acknowledge::signal_acknowledge;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::door::door_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_end, place_write, places_view, safe_contact_write};
use trefoil_app::families::release::{release_make, release_recall};
use trefoil_app::families::share::{share_make, share_recall};
use trefoil_app::families::shared::{shared_opt_in, shared_recall, shared_write};
use trefoil_app::families::signals::signals_view;
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::interests::decide::interest_decide;
use trefoil_app::interests::list::interests_view;
use trefoil_app::outputs::barred::{barred_add, barred_remove, barred_view};
use trefoil_app::reviews::decide::review_decide;
use trefoil_app::reviews::list::reviews_view;
use trefoil_core::glass::{GlassAsked, ReviewOutcome};
use trefoil_core::interest::InterestState;
use trefoil_core::place::{
    Channel, PlaceKind, PlaceKinds, PlaceState, PlaceTyped, SafeContactContent,
};
use trefoil_core::refusal::Refusal;
use trefoil_core::release::ReleaseKind;
use trefoil_core::strand::Aspect;
use trefoil_core::vocabulary::Known;

use super::leaving;
use super::telling::{Telling, worker};
use crate::glass::rosalind;
use crate::hub::house::now;
use crate::interests::{called, identify};
use crate::wall::door::fact;
use crate::wall::shares::terms;

/// In which compartment it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Victim,
    Child,
    Shared,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Note,
    Item,
    ItemThroughAndBack,
    FactThroughAndBack,
    Share,
    ShareTakenBack,
    Allocation,
    Acknowledgement,
    Place,
    PlaceEnded,
    SafeContact,
    Look,
    Interest,
    InterestDecided,
    Letter,
    LetterRefused,
    OutcomeToAgency,
    OwnFile,
    Barred,
    BarredNoMore,
    Glass,
    GlassReviewed,
    Cover,
}

/// One on the other: what histories draw from.
pub(super) type Kept = (Side, Event);

impl Side {
    /// Its strand, by place.
    pub(super) fn strand(self) -> usize {
        match self {
            Self::Child => 0,
            Self::Victim | Self::Shared => 2,
        }
    }

    /// Its worker.
    pub(super) fn worker(self, telling: &Telling) -> &Asker {
        match self {
            Self::Child => &telling.scene.social_worker,
            Self::Victim | Self::Shared => &telling.scene.idva,
        }
    }
}

impl Event {
    const ALL: [Self; 23] = [
        Self::Note,
        Self::Item,
        Self::ItemThroughAndBack,
        Self::FactThroughAndBack,
        Self::Share,
        Self::ShareTakenBack,
        Self::Allocation,
        Self::Acknowledgement,
        Self::Place,
        Self::PlaceEnded,
        Self::SafeContact,
        Self::Look,
        Self::Interest,
        Self::InterestDecided,
        Self::Letter,
        Self::LetterRefused,
        Self::OutcomeToAgency,
        Self::OwnFile,
        Self::Barred,
        Self::BarredNoMore,
        Self::Glass,
        Self::GlassReviewed,
        Self::Cover,
    ];

    /// Where it can happen.
    fn sides(self) -> &'static [Side] {
        match self {
            Self::Item
            | Self::ItemThroughAndBack
            | Self::Barred
            | Self::BarredNoMore
            | Self::InterestDecided
            | Self::GlassReviewed => &[Side::Shared],
            Self::Look | Self::Interest => &[Side::Victim, Side::Child, Side::Shared],
            Self::Cover => &[Side::Victim],
            Self::Allocation | Self::OutcomeToAgency => &[Side::Child],
            _ => &[Side::Victim, Side::Child],
        }
    }
}

/// Every event on every side where it can happen.
pub(super) fn all() -> Vec<Kept> {
    let on = |event: Event| event.sides().iter().map(move |side| (*side, event));
    Event::ALL.into_iter().flat_map(on).collect()
}

/// Does it.
pub(super) async fn happen(
    telling: &Telling,
    (side, event): Kept,
    nth: usize,
) -> Result<(), Refusal> {
    let (scene, by) = (&telling.scene, side.worker(telling));
    let (app, strand, family) = (scene.house.app(), scene.strand(side.strand()), scene.family);
    let text = format!("She is at her sister's, day {nth}.");
    match event {
        Event::Note => note_write(app, by, strand, &text).await,
        Event::Item => shared_write(app, by, family, &text).await,
        Event::ItemThroughAndBack => item_through_and_back(telling, nth).await,
        Event::FactThroughAndBack => fact_through_and_back(telling, side, nth).await,
        Event::Share => {
            let to = Some(worker(&scene.early_help));
            share_make(
                app,
                by,
                strand,
                to,
                &terms(Aspect::Safety, PlaceKinds::NONE),
            )
            .await
        }
        Event::ShareTakenBack => {
            let door = door_view(app, by, strand).await?;
            let live = door.shares.iter().find(|one| one.recalled.is_none());
            let live = live.ok_or(Refusal::NotFound)?.share;
            share_recall(app, by, strand, live).await
        }
        Event::Allocation => {
            let next = [&scene.child_adviser, &scene.early_help][nth % 2];
            let duty = &scene.house.staff.duty;
            strand_allocate(app, duty, scene.strand(1), Some(worker(next))).await
        }
        Event::Acknowledgement => {
            let waiting = signals_view(app, by).await?;
            let first = waiting.iter().find(|one| one.acknowledges);
            let first = first.ok_or(Refusal::NotFound)?.signal.signal;
            signal_acknowledge(app, by, first).await.map(drop)
        }
        Event::Place => place_write(app, by, strand, &lives(nth)).await,
        Event::PlaceEnded => {
            let places = places_view(app, by, strand).await?.places;
            let mut places = places.into_iter().flatten();
            let held = places.find(|one| one.until.is_none());
            place_end(app, by, strand, held.ok_or(Refusal::NotFound)?.place).await
        }
        Event::SafeContact => safe_contact_write(app, by, strand, safe(nth)).await,
        Event::Look if side == Side::Shared => family_view(app, by, family).await.map(drop),
        Event::Look => strand_view(app, by, strand).await.map(drop),
        Event::Interest => {
            identify(&scene.house, &scene.house.staff.second, &like(side)).await;
            Ok(())
        }
        Event::Letter => leaving::letter_of(telling, side).await,
        Event::LetterRefused => leaving::refused_letter_of(telling, side).await,
        Event::OutcomeToAgency => leaving::outcome_to_agency(telling).await,
        Event::OwnFile => leaving::own_file_of(telling, side).await,
        Event::Barred => {
            let (name, why) = (format!("Uncle {nth}"), "He carries tales.");
            barred_add(app, by, family, (&name, "", why)).await
        }
        Event::BarredNoMore => {
            let all = barred_view(app, by, family).await?;
            let first = all.first().ok_or(Refusal::NotFound)?.barred;
            barred_remove(app, by, family, first).await
        }
        Event::Glass => glass_break(app, &scene.house.staff.triage, &somebody(side)).await,
        Event::InterestDecided | Event::GlassReviewed => decided(telling, event, nth).await,
        Event::Cover => {
            let until = now() + SignedDuration::from_hours(24 * 300);
            let pair = (worker(by), worker(&scene.child_adviser));
            cover_set(app, &telling.her_manager, pair, until).await
        }
    }
}

/// Let through to the other side, and taken back before anybody there looked.
async fn item_through_and_back(telling: &Telling, nth: usize) -> Result<(), Refusal> {
    let scene = &telling.scene;
    let (app, idva) = (scene.house.app(), &scene.idva);
    let text = format!("The order ends in {nth} days.");
    shared_write(app, idva, scene.family, &text).await?;
    let page = family_view(app, idva, scene.family).await?;
    let item = page.shared.iter().find(|one| one.text == text);
    let item = (scene.family, item.ok_or(Refusal::NotFound)?.note);
    shared_opt_in(app, idva, item, "He must keep to it.").await?;
    shared_recall(app, idva, item, "It has changed.").await
}

/// The same of a fact of one strand.
async fn fact_through_and_back(telling: &Telling, side: Side, nth: usize) -> Result<(), Refusal> {
    let scene = &telling.scene;
    let (app, by, strand) = (
        scene.house.app(),
        side.worker(telling),
        scene.strand(side.strand()),
    );
    let text = format!("The risk was looked at {nth} times.");
    release_make(app, by, strand, &fact(ReleaseKind::Other, &text)).await?;
    let door = door_view(app, by, strand).await?;
    let mut made = door.releases.iter();
    let made = made.find(|one| one.recalled.is_none() && one.content.text == text);
    let made = made.ok_or(Refusal::NotFound)?.release;
    release_recall(app, by, strand, made, "It has changed.").await
}

/// The guardian decides what waits longest.
async fn decided(telling: &Telling, event: Event, nth: usize) -> Result<(), Refusal> {
    let house = &telling.scene.house;
    let (app, custodian) = (house.app(), &house.staff.custodian);
    if event == Event::GlassReviewed {
        let waiting = reviews_view(app, custodian).await?.open;
        let first = waiting.first().ok_or(Refusal::NotFound)?.row.review;
        let outcome = Some(ReviewOutcome::InOrder);
        return review_decide(app, custodian, first, outcome, "I rang them.").await;
    }
    let pending = interests_view(app, custodian).await?.pending;
    let first = pending.first().ok_or(Refusal::NotFound)?;
    let state = [InterestState::Confirmed, InterestState::Refused][nth % 2];
    let interest = first.listed.row.interest;
    interest_decide(app, custodian, interest, Some(state), "I asked them.").await
}

/// Who a worker of the hub may be outside work.
fn like(side: Side) -> trefoil_core::interest::IdentityTyped {
    match side {
        Side::Victim => called("Rosalind", "Ashdown", "1991-04-02"),
        Side::Child => called("Imogen", "Ashdown", "2014-03-14"),
        Side::Shared => called("Gareth", "Ashdown", "1988-11-21"),
    }
}

fn somebody(side: Side) -> GlassAsked {
    match side {
        Side::Child => GlassAsked {
            given: "Imogen".to_owned(),
            birth: "2014-03-14".parse().ok(),
            ..rosalind()
        },
        Side::Victim | Side::Shared => rosalind(),
    }
}

fn safe(nth: usize) -> Result<SafeContactContent, Refusal> {
    SafeContactContent::new(
        Some(Known::Yes),
        Some(Channel::ALL[nth % Channel::ALL.len()]),
        ("Mornings", "Marigold"),
        (true, true),
    )
}

pub(super) fn lives(nth: usize) -> PlaceTyped {
    PlaceTyped {
        kind: Some(PlaceKind::Address),
        state: Some(PlaceState::Current),
        value: format!("{} Quay Street", nth + 1),
        postcode: "TR1 9ZZ".to_owned(),
    }
}
