//! Two worlds, one with the family in which a worker has an interest and one without it (theorem T6): everything that the worker
//! can observe is the same to the byte, under whatever is tried. A colleague without an interest sees the difference.

use std::collections::BTreeMap;

use trefoil_app::Asker;
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::matching::new::match_new;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::feed;

use super::{gareth, identify};
use crate::hub::browser::Browser;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;

on_both_engines! {
    a_worker_cannot_tell_whether_their_family_is_here,
}

const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";

/// What a worker is shown, by what they asked for. Ids of the family are written as one word: the asker chose them.
async fn observed(browser: &mut Browser, ids: &[String]) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    let orders = ["time", "risk", "source", "family", "earlier", "worker"];
    let mut paths: Vec<String> = orders.map(|one| format!("/queue?sort={one}")).to_vec();
    paths.extend(["/", "/people/search", "/families", "/account"].map(str::to_owned));
    for path in paths {
        let answer = browser.get(&path).await;
        seen.insert(path, format!("{answer:?}"));
    }
    let token = browser.token().await;
    for (place, id) in ids.iter().enumerate() {
        for kind in ["contacts", "people"] {
            let answer = browser.get(&format!("/{kind}/{id}")).await;
            seen.insert(format!("{kind} {place}"), format!("{answer:?}"));
        }
        let fields = [("csrf".to_owned(), token.clone())];
        let answer = browser.post(&format!("/contacts/{id}/take"), &fields).await;
        seen.insert(format!("take {place}"), format!("{answer:?}"));
    }
    let search = [
        ("csrf", token.as_str()),
        ("given", "Imogen"),
        ("surname", "Ashdown"),
        ("birth-day", "14"),
        ("birth-month", "3"),
        ("birth-year", "2014"),
    ];
    let search = search.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let answer = browser.post("/people/search", &search).await;
    seen.insert("search".to_owned(), format!("{answer:?}"));
    seen
}

/// A world with another family's contact in it, in which both workers are signed in; then with this family, or without.
async fn world(on: Engine, with_family: bool) -> [BTreeMap<String, String>; 2] {
    let house = House::on(on).await;
    let (second, triage) = (&house.staff.second, &house.staff.triage);
    identify(&house, second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("B", "Birchwood"))).await;
    let other = house.contact("B").await;
    contact_take(house.app(), triage, other).await.unwrap();
    let mut browsers = [house.browser(second).await, house.browser(triage).await];
    let mut ids = vec![NOTHING.to_owned(), NOTHING.to_owned()];
    if with_family {
        house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
        let contact = house.contact("OPEN").await;
        for one in house.page(&house.staff.duty, contact).await.people {
            match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
                .await
                .unwrap();
        }
        house.rest().await;
        let page = house.page(&house.staff.duty, contact).await;
        let person = page.people[0].link.as_ref().unwrap().person;
        ids = vec![contact.to_string(), person.to_string()];
        tried(&house, second, &ids).await;
    }
    let [blind, knowing] = &mut browsers;
    [observed(blind, &ids).await, observed(knowing, &ids).await]
}

/// Acts that a page does not offer end as on nothing.
async fn tried(house: &House, asker: &Asker, ids: &[String]) {
    let contact = ids[0].parse().unwrap();
    let sighting = house.page(&house.staff.duty, contact).await.people[0]
        .row
        .sighting;
    let new = match_new(house.app(), asker, contact, sighting).await;
    assert_eq!(new, Err(Refusal::NotFound));
}

async fn a_worker_cannot_tell_whether_their_family_is_here(on: Engine) {
    let (with, without) = (world(on, true).await, world(on, false).await);
    for (path, seen) in &with[0] {
        assert_eq!(seen, &without[0][path], "{path}");
    }
    let differing = with[1]
        .iter()
        .filter(|(path, seen)| **seen != without[1][*path]);
    assert!(differing.count() > 8, "the control sees the difference");
}
