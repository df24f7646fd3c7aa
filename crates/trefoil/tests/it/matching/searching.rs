//! Looking, from inside a contact, for who somebody is whom the lookups missed: within the reach, with evidence and without
//! places of those who may be hiding, by the same acts, undone like any match, and written down.

use trefoil_app::matching::search::{MatchSearch, match_search};
use trefoil_app::persons::search::PersonSearch;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use super::{decide, everybody_new, take_in};
use crate::hub::house::House;
use crate::hub::people::{family, row};

/// Rosalind Ashdown as another source wrote her: no lookup meets, but the telephone and the street are the same.
fn otherwise(incident: &str) -> FeedRow<'_> {
    FeedRow {
        person: "q",
        phone: "01253 496 0123",
        ..row(incident, "victim", "Roz", "Quillfeather", "1971-11-30")
    }
}

fn rosalind() -> PersonSearch {
    PersonSearch {
        given: "Rosalind".to_owned(),
        surname: "Ashdown".to_owned(),
        birth: "1991-04-02".parse().ok(),
        number: String::new(),
    }
}

/// A known family, and a contact with somebody of it whom nothing proposes.
async fn missed(house: &House, known: &[FeedRow<'_>]) -> (PersonId, ContactId) {
    take_in(house, known).await;
    let person = everybody_new(house, house.contact("A").await).await[0];
    // Without the telephone, which is a lookup.
    let apart = FeedRow {
        phone: "",
        ..otherwise("B")
    };
    take_in(house, &[apart]).await;
    let contact = house.contact("B").await;
    let page = house.page(&house.staff.triage, contact).await;
    assert!(page.people[0].candidates.is_empty(), "nobody is proposed");
    (person, contact)
}

async fn look(house: &House, contact: ContactId, search: &PersonSearch) -> MatchSearch {
    let triage = &house.staff.triage;
    let sighting = house.page(triage, contact).await.people[0].row.sighting;
    match_search(house.app(), triage, contact, sighting, Some(search))
        .await
        .unwrap()
}

#[tokio::test]
async fn who_was_missed_is_found_joined_and_parted_again_without_script() {
    let house = House::sqlite().await;
    let (person, contact) = missed(&house, &family("A", "Ashdown")).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    assert!(page.body.contains("Look for somebody else who is known"));
    let sighting = house.page(&house.staff.triage, contact).await.people[0]
        .row
        .sighting;
    let address = format!("/contacts/{contact}/match/search?sighting={sighting}");
    // A button leads there, so that what is half typed on the contact's page comes along.
    let goes = format!("then=search&#38;sighting={sighting}");
    let buttons = page
        .body
        .split("<button ")
        .filter(|one| one.contains(&goes));
    assert_eq!(buttons.count(), 1, "the way to it");
    let page = browser.open(&address).await;
    let form = page.form("/match/search", &[]).unwrap();
    assert!(form.text.contains("value=\"Quillfeather\""), "as described");
    // A name alone is too little.
    let typed = |birth: [&'static str; 3]| {
        let [day, month, year] = birth;
        let csrf = form.field("csrf").unwrap().to_owned();
        let fields = [
            ("csrf", csrf.as_str()),
            ("sighting", &sighting.to_string()),
            ("given", "Rosalind"),
            ("surname", "Ashdown"),
            ("birth-day", day),
            ("birth-month", month),
            ("birth-year", year),
        ];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let answer = browser.post(&form.action, &typed(["", "", ""])).await;
    assert_eq!(answer.status, 422, "{}", answer.words());
    assert!(
        answer
            .words()
            .contains("a name alone finds too many people")
    );
    let answer = browser.post(&form.action, &typed(["2", "4", "1991"])).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.words().contains("1 person found"),
        "{}",
        answer.words()
    );
    assert!(
        answer.words().contains("Different birth date"),
        "the evidence"
    );
    let same = answer
        .form("/match/confirm", &["person"])
        .expect("a button for the same person");
    let answer = browser.submit(&same, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let one = &house.page(&house.staff.triage, contact).await.people[0];
    let link = one.link.as_ref().unwrap();
    assert_eq!(link.person, person);
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let undo = page.form("/match/undo", &["matched"]).unwrap();
    assert_eq!(browser.submit(&undo, &[]).await.status, 303);
    let one = &house.page(&house.staff.triage, contact).await.people[0];
    assert!(one.link.is_none(), "undone like any match");
    let gone = browser.get(&format!("{address}0")).await;
    assert_ne!(gone.status, 200);
}

#[tokio::test]
async fn what_the_reach_does_not_hold_is_not_found() {
    let house = House::sqlite().await;
    let (person, contact) = missed(&house, &family("A", "Ashdown")).await;
    let found = look(&house, contact, &rosalind()).await.found.unwrap();
    assert_eq!(found[0].candidate.believed.person, person);
    decide(&house, house.contact("A").await).await;
    let found = look(&house, contact, &rosalind()).await.found.unwrap();
    assert!(found.is_empty(), "for triage, as if there were nobody");
    // Emergency duty reaches everybody.
    let duty = &house.staff.duty;
    let sighting = house.page(duty, contact).await.people[0].row.sighting;
    let search = rosalind();
    let found = match_search(house.app(), duty, contact, sighting, Some(&search)).await;
    assert_eq!(found.unwrap().found.unwrap().len(), 1);
}

/// The telephone of the contact is hers too: of somebody who may be hiding that is not said, of others it is.
#[tokio::test]
async fn nothing_is_told_of_places_of_those_who_may_be_hiding() {
    for (state, told) in [("known", true), ("refuge", false)] {
        let house = House::sqlite().await;
        let mut known = family("A", "Ashdown");
        known[0].address_state = state;
        take_in(&house, &known).await;
        everybody_new(&house, house.contact("A").await).await;
        take_in(&house, &[otherwise("B")]).await;
        let contact = house.contact("B").await;
        let found = look(&house, contact, &rosalind()).await.found.unwrap();
        let evidence = &found[0].candidate.evidence;
        let words: Vec<&str> = evidence.iter().map(|one| one.words.as_str()).collect();
        let places = ["phone", "postcode", "address", "street", "school"];
        let says = words.iter().any(|line| {
            let line = line.to_lowercase();
            line.starts_with("same") && places.iter().any(|place| line.contains(place))
        });
        assert_eq!(says, told, "{state}: {words:?}");
    }
}

#[tokio::test]
async fn the_search_is_written_down_and_two_people_stay_two() {
    let house = House::sqlite().await;
    let (person, contact) = missed(&house, &family("A", "Ashdown")).await;
    let triage = &house.staff.triage;
    let sighting = house.page(triage, contact).await.people[0].row.sighting;
    let before = house.ledger_length().await;
    look(&house, contact, &rosalind()).await;
    let entries = house.entries_from(before).await;
    let written = entries
        .iter()
        .find(|entry| entry.act == Act::MatchSearch.code())
        .unwrap();
    assert_eq!(written.outcome, ActOutcome::Done.code());
    trefoil_app::matching::refuse::match_refuse(house.app(), triage, contact, sighting, person)
        .await
        .unwrap();
    let found = look(&house, contact, &rosalind()).await.found.unwrap();
    assert!(found[0].not_same, "it was said that these are two");
    // Of one who is matched there is nothing left to look for.
    trefoil_app::matching::new::match_new(house.app(), triage, contact, sighting)
        .await
        .unwrap();
    let search = rosalind();
    let came = match_search(house.app(), triage, contact, sighting, Some(&search)).await;
    assert!(matches!(came, Err(Refusal::Conflict(_))));
}
