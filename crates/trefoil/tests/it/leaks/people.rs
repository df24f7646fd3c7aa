//! Who is who: what is linked without a person, what sticks, what is undone, and what the evidence says of places.

use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::refuse::match_refuse;
use trefoil_app::matching::undo::match_undo;
use trefoil_core::ids::{ContactId, PersonId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use super::seen::Seen;
use crate::hub::house::House;
use crate::hub::people::row;
use crate::matching::{NUMBERS, everybody_new, take_in};

/// A child of her own in each part of the story.
fn child<'a>(incident: &'a str, given: &'a str, number: &'a str) -> FeedRow<'a> {
    FeedRow {
        person: "p",
        nhs_number: number,
        ..row(incident, "child", given, "Nair", "2021-05-04")
    }
}

struct Told {
    house: House,
    seen: Seen,
}

impl Told {
    async fn known(&self, rows: &[FeedRow<'_>]) -> (ContactId, PersonId) {
        take_in(&self.house, rows).await;
        let contact = self.house.contact(rows[0].incident).await;
        let persons = everybody_new(&self.house, contact).await;
        (contact, persons[0])
    }

    /// The contact of one more sighting, with it.
    async fn met(&self, again: &FeedRow<'_>) -> (ContactId, SightingId) {
        take_in(&self.house, std::slice::from_ref(again)).await;
        let contact = self.house.contact(again.incident).await;
        (contact, self.first(contact).await.row.sighting)
    }

    async fn first(&self, contact: ContactId) -> trefoil_app::contacts::view::ContactPerson {
        let page = self.house.page(&self.house.staff.triage, contact).await;
        page.people.into_iter().next().unwrap()
    }

    async fn confirms(
        &self,
        met: (ContactId, SightingId),
        person: PersonId,
    ) -> Result<(), Refusal> {
        let (contact, sighting) = met;
        let triage = &self.house.staff.triage;
        let came = match_confirm(self.house.app(), triage, contact, sighting, person).await;
        self.house.rest().await;
        came
    }

    async fn believed(&self, contact: ContactId) -> trefoil_store::person::Believed {
        self.first(contact).await.believed.unwrap()
    }
}

pub(super) async fn sees() -> Seen {
    let mut told = Told {
        house: House::sqlite().await,
        seen: Seen::default(),
    };
    renumbered(&mut told).await;
    two_who_fit(&mut told).await;
    said_no(&mut told).await;
    undone(&mut told).await;
    hidden(&mut told).await;
    told.seen
}

/// A number that was changed parts two records until the custodian joins them.
async fn renumbered(told: &mut Told) {
    let (first, person) = told.known(&[child("A1", "Asha", NUMBERS[0])]).await;
    let met = told.met(&child("A2", "Asha", NUMBERS[1])).await;
    let linked = told.first(met.0).await.link.is_some();
    told.seen
        .when(linked, "linked by itself across a changed number");
    if !linked {
        let came = told.confirms(met, person).await;
        told.seen
            .when(came.is_ok(), "anybody links across a changed number");
    }
    let next = FeedRow {
        version: "2",
        ..child("A1", "Asha", NUMBERS[2])
    };
    take_in(&told.house, &[next]).await;
    let carried = told.first(first).await.link.is_some();
    told.seen.when(carried, "a link goes on to another number");
}

/// Two people on record are both certain: a person says which.
async fn two_who_fit(told: &mut Told) {
    let twin = |incident| FeedRow {
        person: "",
        ..child(incident, "Bina", NUMBERS[0])
    };
    told.known(&[twin("B1"), twin("B1")]).await;
    let met = told.met(&twin("B2")).await;
    let linked = told.first(met.0).await.link.is_some();
    told.seen.when(linked, "one of two who fit is linked");
}

/// "Not the same" sticks.
async fn said_no(told: &mut Told) {
    let (_, person) = told.known(&[child("C1", "Chitra", "")]).await;
    let (contact, sighting) = told.met(&child("C2", "Chitra", "")).await;
    let (app, triage) = (told.house.app(), &told.house.staff.triage);
    if told.first(contact).await.link.is_some() {
        return;
    }
    match_refuse(app, triage, contact, sighting, person)
        .await
        .unwrap();
    // A third contact draws her card anew, and who waits is compared again.
    let third = told.met(&child("C3", "Chitra", "")).await;
    if told.first(third.0).await.link.is_none() {
        told.confirms(third, person).await.unwrap();
    }
    let candidates = told.first(contact).await.candidates;
    let again = candidates.iter().any(|one| one.believed.person == person);
    told.seen.when(again, "who was refused is proposed again");
}

/// What a match said of somebody goes with it.
async fn undone(told: &mut Told) {
    let (first, person) = told.known(&[child("D1", "Divya", "")]).await;
    let before = told.believed(first).await.card.name;
    let met = told.met(&child("D2", "Divya Lakshmi", "")).await;
    if told.first(met.0).await.link.is_none() {
        told.confirms(met, person).await.unwrap();
    }
    let matched = told.first(met.0).await.link.unwrap().matched;
    told.house
        .kit
        .world
        .pass(jiff::SignedDuration::from_secs(1));
    let triage = &told.house.staff.triage;
    match_undo(told.house.app(), triage, met.0, matched)
        .await
        .unwrap();
    told.house.rest().await;
    let after = told.believed(first).await.card.name;
    told.seen
        .when(before != after, "the card keeps what was undone");
}

/// Somebody in a refuge stays known to hide, and nothing says that she is rung where she was.
async fn hidden(told: &mut Told) {
    let phone = |incident, state| FeedRow {
        address_state: state,
        phone: "01253 496 0777",
        ..child(incident, "Esha", "")
    };
    let (first, person) = told.known(&[phone("E1", "refuge")]).await;
    let met = told.met(&phone("E2", "known")).await;
    let shown = told.first(met.0).await;
    if shown.link.is_some() {
        return;
    }
    let mut evidence = shown.candidates.iter().flat_map(|one| &one.evidence);
    let of_place = evidence.any(|one| one.words.to_lowercase().contains("phone"));
    told.seen
        .when(of_place, "the evidence tells of a telephone");
    told.confirms(met, person).await.unwrap();
    let hides = told.believed(first).await.protected;
    told.seen
        .when(!hides, "whoever hides is not known to any more");
}
