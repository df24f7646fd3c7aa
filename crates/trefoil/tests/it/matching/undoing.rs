//! Undoing is the inverse of matching: cards, families, lookups and candidates are as before; who has no link left ends.

use jiff::SignedDuration;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::family::match_family;
use trefoil_app::matching::new::match_new;
use trefoil_app::matching::refuse::match_refuse;
use trefoil_app::matching::undo::match_undo;
use trefoil_app::persons::view::person_view;
use trefoil_core::ids::{ContactId, MatchId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_store::person::keys_of;
use trefoil_testkit::FeedRow;

use super::{decide, everybody_new, priya, take_in};
use crate::hub::browser::Browser;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;

on_both_engines! {
    each_way_of_matching_is_undone_to_what_was_before,
    a_link_that_made_itself_is_undone_and_does_not_come_back,
    who_has_no_link_left_is_nobody_any_more,
    a_decided_contacts_match_is_the_custodians_to_undo,
    not_the_same_sticks_when_the_person_changes,
}

const MOMENT: SignedDuration = SignedDuration::from_millis(1);

/// A family known from one contact, and met in another.
struct Met {
    house: House,
    duty: Browser,
    persons: Vec<PersonId>,
    contacts: [ContactId; 2],
}

impl Met {
    async fn new(on: Engine) -> Self {
        let house = House::on(on).await;
        take_in(&house, &family("A", "Ashdown")).await;
        let first = house.contact("A").await;
        let persons = everybody_new(&house, first).await;
        let again: Vec<FeedRow<'_>> = family("B", "Ashdown")
            .into_iter()
            .map(|row| FeedRow {
                phone: "01253 496 0999",
                address: "3 Elm Close",
                postcode: "FY2 2BB",
                ..row
            })
            .collect();
        take_in(&house, &again).await;
        let contacts = [first, house.contact("B").await];
        Self {
            duty: house.browser(&house.staff.duty).await,
            house,
            persons,
            contacts,
        }
    }

    /// What can be seen of all of them, and the lookups that cannot.
    async fn everything(&mut self) -> Vec<String> {
        let mut seen = Vec::new();
        for contact in self.contacts {
            seen.push(
                self.duty
                    .open(&format!("/contacts/{contact}"))
                    .await
                    .words(),
            );
        }
        for person in &self.persons {
            seen.push(self.duty.open(&format!("/people/{person}")).await.words());
            let mut tx = self.house.tx().await;
            let mut keys = keys_of(&mut tx, self.house.app().authority(), *person)
                .await
                .unwrap();
            keys.sort_unstable();
            seen.push(format!("{keys:?}"));
        }
        seen
    }

    /// The match of the first person of the second contact.
    async fn matched(&self) -> MatchId {
        let page = self
            .house
            .page(&self.house.staff.duty, self.contacts[1])
            .await;
        page.people[0].link.as_ref().unwrap().matched
    }

    async fn undo(&self) {
        self.house.kit.world.pass(MOMENT);
        match_undo(
            self.house.app(),
            &self.house.staff.triage,
            self.contacts[1],
            self.matched().await,
        )
        .await
        .unwrap();
        // At once, and not when the work that the undoing left has been done: an empty page invites a duplicate.
        let triage = &self.house.staff.triage;
        let page = self.house.page(triage, self.contacts[1]).await;
        assert!(!page.people[0].candidates.is_empty(), "offers come back");
        self.house.rest().await;
    }
}

async fn each_way_of_matching_is_undone_to_what_was_before(on: Engine) {
    let mut met = Met::new(on).await;
    // Whose page says who else is at it says so before and after.
    let page = met
        .house
        .page(&met.house.staff.triage, met.contacts[1])
        .await;
    let before = met.everything().await;
    let (app, triage, contact) = (
        met.house.app().clone(),
        met.house.staff.triage.clone(),
        met.contacts[1],
    );
    let first = page.people[0].row.sighting;
    for way in ["confirm", "new", "family"] {
        met.house.kit.world.pass(MOMENT);
        match way {
            "confirm" => match_confirm(&app, &triage, contact, first, met.persons[0])
                .await
                .unwrap(),
            "new" => match_new(&app, &triage, contact, first).await.unwrap(),
            _ => match_family(
                &app,
                &triage,
                contact,
                page.whole_family.as_ref().unwrap().0.family,
            )
            .await
            .unwrap(),
        }
        met.house.rest().await;
        assert_ne!(met.everything().await, before, "{way} changes what is seen");
        met.undo().await;
        for (now, before) in met.everything().await.iter().zip(&before) {
            assert_eq!(now, before, "{way}");
        }
    }
}

async fn a_link_that_made_itself_is_undone_and_does_not_come_back(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &[priya("A")]).await;
    let person = everybody_new(&house, house.contact("A").await).await[0];
    take_in(&house, &[priya("B")]).await;
    let contact = house.contact("B").await;
    let link = house.page(&house.staff.triage, contact).await.people[0]
        .link
        .clone()
        .unwrap();
    match_undo(house.app(), &house.staff.triage, contact, link.matched)
        .await
        .unwrap();
    house.rest().await;
    let page = house.page(&house.staff.triage, contact).await;
    assert!(page.people[0].link.is_none(), "a person said no");
    assert!(
        page.people[0]
            .candidates
            .iter()
            .any(|one| one.believed.person == person),
        "but it is still proposed"
    );
}

async fn who_has_no_link_left_is_nobody_any_more(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &[priya("A")]).await;
    let contact = house.contact("A").await;
    let person = everybody_new(&house, contact).await[0];
    assert!(
        person_view(house.app(), &house.staff.custodian, person, None)
            .await
            .is_ok()
    );
    let matched = house.page(&house.staff.triage, contact).await.people[0]
        .link
        .clone()
        .unwrap()
        .matched;
    house.kit.world.pass(MOMENT);
    match_undo(house.app(), &house.staff.triage, contact, matched)
        .await
        .unwrap();
    house.rest().await;
    house.kit.world.pass(MOMENT);
    let gone = person_view(house.app(), &house.staff.custodian, person, None).await;
    assert!(matches!(gone, Err(Refusal::NotFound)));
    take_in(&house, &[priya("B")]).await;
    let page = house
        .page(&house.staff.triage, house.contact("B").await)
        .await;
    assert!(page.people[0].link.is_none() && page.people[0].candidates.is_empty());
}

async fn a_decided_contacts_match_is_the_custodians_to_undo(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &[priya("A")]).await;
    let contact = house.contact("A").await;
    everybody_new(&house, contact).await;
    let matched = house.page(&house.staff.triage, contact).await.people[0]
        .link
        .clone()
        .unwrap()
        .matched;
    decide(&house, contact).await;
    for asker in [&house.staff.triage, &house.staff.manager] {
        let came = match_undo(house.app(), asker, contact, matched).await;
        assert!(matches!(came, Err(Refusal::NotFound)), "{came:?}");
    }
    match_undo(house.app(), &house.staff.custodian, contact, matched)
        .await
        .unwrap();
    assert!(
        house.page(&house.staff.custodian, contact).await.people[0]
            .link
            .is_none()
    );
}

async fn not_the_same_sticks_when_the_person_changes(on: Engine) {
    let met = Met::new(on).await;
    let (house, contact) = (&met.house, met.contacts[1]);
    let page = house.page(&house.staff.triage, contact).await;
    let sighting = page.people[0].row.sighting;
    match_refuse(
        house.app(),
        &house.staff.triage,
        contact,
        sighting,
        met.persons[0],
    )
    .await
    .unwrap();
    // A third contact of the same person draws the card anew, and waiting sightings are compared again.
    take_in(house, &[family("C", "Ashdown")[0]]).await;
    let third = house.contact("C").await;
    let seen = house.page(&house.staff.triage, third).await.people[0]
        .row
        .sighting;
    match_confirm(
        house.app(),
        &house.staff.triage,
        third,
        seen,
        met.persons[0],
    )
    .await
    .unwrap();
    house.rest().await;
    let page = house.page(&house.staff.triage, contact).await;
    assert!(
        page.people[0]
            .candidates
            .iter()
            .all(|one| one.believed.person != met.persons[0])
    );
}
