//! Kin of kin: a family goes with another in which somebody of theirs was told of, and so on, to a bound; as the links are now, and told
//! to who decides by whom.

use std::collections::BTreeMap;

use trefoil_app::Asker;
use trefoil_app::interests::list::interests_view;
use trefoil_app::interests::view::{InterestPage, interest_view};
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::new::match_new;
use trefoil_app::matching::undo::match_undo;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_core::ids::ContactId;
use trefoil_core::principal::Role;
use trefoil_testkit::{FeedRow, feed};

use super::{called, identify};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::wall::scene::{team, worker};

on_both_engines! {
    families_tied_one_after_another_are_closed_to_a_bound,
    who_decides_is_told_through_whom_as_far_as_they_may_see,
}

/// The mother and the child of each of five families: given name, surname, birth date.
const MOTHERS: [(&str, &str, &str); 5] = [
    ("Rosalind", "Ashdown", "1971-04-02"),
    ("Wilhelmina", "Birchwood", "1976-11-19"),
    ("Ottoline", "Cedarholm", "1982-01-27"),
    ("Yasmin", "Dunmore", "1988-06-08"),
    ("Gwendolen", "Elmsley", "1993-09-13"),
];
const CHILDREN: [(&str, &str, &str); 5] = [
    ("Imogen", "Ashdown", "2009-03-14"),
    ("Bartholomew", "Birchwood", "2010-10-05"),
    ("Quentin", "Cedarholm", "2012-12-30"),
    ("Zuleika", "Dunmore", "2014-07-21"),
    ("Fenella", "Elmsley", "2016-02-11"),
];

/// The families, each of a contact of its own; and contacts about each but the first, in which the child of the one before was too.
const TOLD: [&str; 5] = ["F0", "F1", "F2", "F3", "F4"];
const TIES: [&str; 4] = ["L1", "L2", "L3", "L4"];

fn of<'a>(incident: &'a str, role: &'a str, who: (&'a str, &'a str, &'a str)) -> FeedRow<'a> {
    row(incident, role, who.0, who.1, who.2)
}

/// Takes a contact in, and says of each of its people who they are: the one who is known, or somebody new.
async fn told(house: &House, incident: &str, rows: &[FeedRow<'_>; 2]) -> ContactId {
    let [first, second] = *rows;
    let first = FeedRow {
        person: "p1",
        ..first
    };
    let second = FeedRow {
        person: "p2",
        ..second
    };
    house.kit.import(&feed(&[first, second])).await;
    let (app, duty) = (house.app(), &house.staff.duty);
    let contact = house.contact(incident).await;
    for one in house.page(duty, contact).await.people {
        let sighting = one.row.sighting;
        match one.candidates.first() {
            Some(known) => {
                let person = known.believed.person;
                match_confirm(app, duty, contact, sighting, person)
                    .await
                    .unwrap();
            }
            None => {
                match_new(app, duty, contact, sighting).await.unwrap();
            }
        }
    }
    house.rest().await;
    contact
}

type Contacts = BTreeMap<&'static str, ContactId>;

/// Five families, each tied to the one before by its child.
async fn chain(house: &House) -> Contacts {
    let mut contacts = Contacts::new();
    for (place, incident) in TOLD.into_iter().enumerate() {
        let rows = [
            of(incident, "victim", MOTHERS[place]),
            of(incident, "child", CHILDREN[place]),
        ];
        contacts.insert(incident, told(house, incident, &rows).await);
    }
    for (place, incident) in TIES.into_iter().enumerate() {
        let rows = [
            of(incident, "child", CHILDREN[place + 1]),
            of(incident, "other", CHILDREN[place]),
        ];
        contacts.insert(incident, told(house, incident, &rows).await);
    }
    contacts
}

/// The incidents that stand in a worker's queue, in order.
async fn queue(house: &House, asker: &Asker, contacts: &Contacts) -> Vec<&'static str> {
    let page = queue_view(house.app(), asker, &QueueFilter::default())
        .await
        .unwrap();
    let there = |contact: &ContactId| page.rows.iter().any(|row| row.head.contact == *contact);
    let found = contacts.iter().filter(|(_, contact)| there(contact));
    found.map(|(incident, _)| *incident).collect()
}

async fn families_tied_one_after_another_are_closed_to_a_bound(on: Engine) {
    let house = House::on(on).await;
    let (app, second, duty) = (house.app(), &house.staff.second, &house.staff.duty);
    let mut contacts = chain(&house).await;
    assert_eq!(queue(&house, second, &contacts).await.len(), 9);
    identify(&house, second, &called("Rosalind", "Ashdown", "1971-04-02")).await;
    let open = queue(&house, second, &contacts).await;
    assert_eq!(open, ["F4"], "the fourth is far");
    assert_eq!(queue(&house, duty, &contacts).await.len(), 9);
    // Back to where it began: a circle ends.
    let rows = [
        of("ROUND", "child", CHILDREN[0]),
        of("ROUND", "other", CHILDREN[3]),
    ];
    let round = told(&house, "ROUND", &rows).await;
    contacts.insert("ROUND", round);
    let open = queue(&house, second, &contacts).await;
    assert!(open.is_empty(), "{open:?} by the short way round");
    // The links of the moment: without the tie, what was behind it is open.
    for (incident, place) in [("ROUND", 3), ("L1", 0)] {
        let contact = contacts[incident];
        let people = house.page(duty, contact).await.people;
        let other = people
            .iter()
            .find(|one| one.seen.described.name.given == CHILDREN[place].0)
            .unwrap();
        let matched = other.link.as_ref().unwrap().matched;
        match_undo(app, duty, contact, matched).await.unwrap();
        house.rest().await;
    }
    let open = ["F1", "F2", "F3", "F4", "L1", "L2", "L3", "L4"];
    assert_eq!(queue(&house, second, &contacts).await, open);
}

async fn page(house: &House, asker: &Asker) -> InterestPage {
    let list = interests_view(house.app(), asker).await.unwrap();
    let [one] = list.pending.as_slice() else {
        panic!("{} interests", list.pending.len());
    };
    interest_view(house.app(), asker, one.listed.row.interest)
        .await
        .unwrap()
}

fn ways(page: &InterestPage) -> Vec<Vec<&str>> {
    let given = |one: &Option<trefoil_core::name::PersonName>| {
        let name = one.as_ref()?;
        let child = CHILDREN.iter().find(|child| child.0 == name.given)?;
        Some(child.0)
    };
    let way = |through: &Vec<_>| {
        through
            .iter()
            .map(|one| given(one).unwrap_or("-"))
            .collect()
    };
    page.tied.iter().map(|one| way(&one.through)).collect()
}

async fn who_decides_is_told_through_whom_as_far_as_they_may_see(on: Engine) {
    let house = House::on(on).await;
    let (second, custodian) = (&house.staff.second, &house.staff.custodian);
    chain(&house).await;
    let office = team(&house, "Council", "Second office").await;
    let kin = worker(&house, "Abe Stone", Role::Custodian, office).await;
    identify(&house, second, &called("Rosalind", "Ashdown", "1971-04-02")).await;
    let told = page(&house, custodian).await;
    let whole = vec![
        vec!["Imogen"],
        vec!["Imogen", "Bartholomew"],
        vec!["Imogen", "Bartholomew", "Quentin"],
    ];
    assert_eq!(ways(&told), whole);
    assert!(told.tied.iter().all(|one| one.family.is_some()));
    let mut browser = house.browser(custodian).await;
    let seen = browser.open(&format!("/interests/{}", told.interest)).await;
    for words in [
        "through Imogen Ashdown",
        "through Imogen Ashdown, then Bartholomew Birchwood",
    ] {
        assert!(seen.body.contains(words), "{}", seen.words());
    }
    let told = page(&house, &house.staff.manager).await;
    assert!(told.tied.iter().all(|one| one.family.is_none()));
    // Somebody of the fifth family: the three before it are closed to them, and are not there.
    identify(&house, &kin, &called("Gwendolen", "Elmsley", "1993-09-13")).await;
    assert_eq!(ways(&page(&house, &kin).await), Vec::<Vec<&str>>::new());
}
