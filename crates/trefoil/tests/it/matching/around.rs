//! What is told beside a person who is still to be matched: an age that was said, the family that the contact is about, and another
//! contact that waits about the same child.

use trefoil_app::Asker;
use trefoil_app::contacts::record::{contact_form, contact_record};
use trefoil_app::matching::confirm::match_confirm;
use trefoil_core::contact_typed::{ContactTyped, PersonTyped};
use trefoil_core::ids::ContactId;
use trefoil_core::vocabulary::{IncidentRole, Source};
use trefoil_testkit::feed;

use super::{decide, everybody_new};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::interests::{gareth, identify};

on_both_engines! {
    an_age_counts_and_the_family_lifts_its_children,
    two_contacts_about_one_child_know_of_each_other,
}

fn person(role: IncidentRole, given: &str, birth: &str) -> PersonTyped {
    PersonTyped {
        role: Some(role),
        given: given.to_owned(),
        surname: "Ashdown".to_owned(),
        birth: birth.to_owned(),
        ..PersonTyped::default()
    }
}

async fn record(house: &House, people: Vec<PersonTyped>) -> ContactId {
    let (app, triage) = (house.app(), &house.staff.triage);
    let told = ContactTyped {
        source: Some(Source::School),
        summary: "She came in upset.".to_owned(),
        people,
        ..ContactTyped::default()
    };
    let draft = contact_form(app, triage).await.unwrap().fresh;
    let contact = contact_record(app, triage, (draft, None), &told)
        .await
        .unwrap()
        .contact;
    house.rest().await;
    contact.unwrap()
}

/// The words of a contact's page.
async fn words(house: &House, who: &Asker, contact: ContactId) -> String {
    let mut browser = house.browser(who).await;
    browser.open(&format!("/contacts/{contact}")).await.words()
}

async fn an_age_counts_and_the_family_lifts_its_children(on: Engine) {
    let house = House::on(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    everybody_new(&house, house.contact("I1").await).await;
    let people = vec![
        person(IncidentRole::Victim, "Rosalind", "2 4 1991"),
        person(IncidentRole::Child, "Imogen", "about 11"),
        person(IncidentRole::Child, "Tobias", "3"),
    ];
    let contact = record(&house, people).await;
    let before = words(&house, triage, contact).await;
    for told in [
        "not known; said to be about 11",
        "For: Age: said to be about 11; on record born 14 March 2014, 12 years then",
        "Against: Age: said to be about 3; on record born 30 September 2017, 8 years then",
    ] {
        assert!(before.contains(told), "{told}: {before}");
    }
    let page = house.page(triage, contact).await;
    let mother = &page.people[0];
    let (seen, known) = (mother.row.sighting, mother.candidates[0].believed.person);
    match_confirm(app, triage, contact, seen, known)
        .await
        .unwrap();
    let page = house.page(triage, contact).await;
    for child in &page.people[1..] {
        assert!(child.candidates[0].of_family);
    }
    let after = words(&house, triage, contact).await;
    assert!(!after.contains("Probably not the same"), "{after}");
    assert!(after.contains("of the family that this contact is about"));
}

/// The contacts that are told beside the children of one, to whoever asks.
async fn alike(house: &House, who: &Asker, contact: ContactId) -> Vec<ContactId> {
    let people = house.page(who, contact).await.people;
    let mut found: Vec<ContactId> = people
        .iter()
        .flat_map(|one| one.alike.iter().map(|one| one.contact))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

async fn two_contacts_about_one_child_know_of_each_other(on: Engine) {
    let house = House::on(on).await;
    let (triage, second) = (&house.staff.triage, &house.staff.second);
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let other = [row("I2", "child", "Zeno", "Quail", "2012-08-07")];
    house.kit.import(&feed(&other)).await;
    let children = vec![
        person(IncidentRole::Child, "Imogen", "14 3 2014"),
        person(IncidentRole::Child, "Zelda", "1 1 2020"),
    ];
    let typed = record(&house, children).await;
    let police = house.contact("I1").await;
    assert_eq!(alike(&house, triage, typed).await, [police]);
    assert_eq!(alike(&house, triage, police).await, [typed]);
    let told = words(&house, triage, typed).await;
    let line = "Another contact that waits seems to be about the same child";
    assert_eq!(told.matches(line).count(), 1, "{told}");
    // Who may be kin of the family of the one finds nothing of it beside the other.
    identify(&house, second, &gareth("Ashdown")).await;
    assert!(alike(&house, second, typed).await.is_empty());
    let closed = words(&house, second, typed).await;
    assert!(!closed.contains(line), "{closed}");
    // Known in one: it is found through who the other may be.
    everybody_new(&house, police).await;
    assert_eq!(alike(&house, triage, typed).await, [police]);
    assert_eq!(alike(&house, triage, police).await, [typed]);
    decide(&house, police).await;
    assert!(alike(&house, triage, typed).await.is_empty());
}
