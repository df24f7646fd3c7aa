//! How little somebody may know, by each channel: a child without a name, an address alone, people of two families, no child.

use trefoil_app::contacts::decide::contact_decide;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_testkit::FeedRow;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::matching::take_in;

on_both_engines! {
    each_channel_takes_what_little_is_known,
}

/// What somebody may know: a child without a name, an address alone, people of two families, no child.
const LITTLE: [&[[&str; 5]]; 4] = [
    &[["child", "", "", "", ""]],
    &[["other", "", "", "", "12 Larch Road"]],
    &[
        ["victim", "Ama", "Boateng", "1990-02-03", ""],
        ["child", "Kwesi", "Boateng", "2015-02-03", ""],
        ["victim", "Zofia", "Lis", "1991-02-03", ""],
        ["child", "Iga", "Lis", "2016-02-03", ""],
    ],
    &[["victim", "Uma", "Iyer", "1988-02-03", ""]],
];

/// Each waits, and can be decided: about each child, or once where there is none.
async fn decided(house: &House, expect: usize) {
    let waiting = house.waiting().await;
    assert_eq!(waiting.len(), expect);
    for one in waiting {
        let page = house.page(&house.staff.triage, one.head.contact).await;
        let children = page.people.iter().filter(|one| one.row.child);
        let mut about: Vec<_> = children.map(|one| Some(one.row.root)).collect();
        if about.is_empty() {
            about.push(None);
        }
        let answer = |child| Answer {
            child,
            outcome: Outcome::InformationAndAdvice,
            reason: "Nobody could be found.".to_owned(),
            service: None,
        };
        let answers: Vec<Answer> = about.into_iter().map(answer).collect();
        contact_decide(house.app(), &house.staff.triage, one.head.contact, answers)
            .await
            .unwrap();
    }
    assert!(house.waiting().await.is_empty());
}

async fn each_channel_takes_what_little_is_known(on: Engine) {
    let house = House::on(on).await;
    // The partners' form.
    for people in LITTLE {
        let mut fields = vec![
            ("source".to_owned(), "housing".to_owned()),
            ("teller".to_owned(), "F. Lomas".to_owned()),
            ("organisation".to_owned(), "Kingsway Homes".to_owned()),
            ("reached".to_owned(), "01632 960002".to_owned()),
        ];
        for (at, [role, given, surname, birth, address]) in people.iter().enumerate() {
            let told = [
                ("role", role),
                ("given", given),
                ("surname", surname),
                ("birth", birth),
                ("address", address),
                ("present", &"yes"),
            ];
            fields.extend(told.map(|(name, value)| (format!("p{at}-{name}"), (*value).to_owned())));
        }
        let mut browser = house.stranger();
        let form = browser.open("/tell").await.form("/tell", &[]).unwrap();
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let sent = browser.submit(&form, &fields).await;
        assert_eq!(sent.status, 200, "{}", sent.words());
        assert!(sent.words().contains("Your receipt"), "{}", sent.words());
    }
    decided(&house, LITTLE.len()).await;
    // The police feed.
    let names = ["N1", "N2", "N3", "N4"];
    let references = ["p1", "p2", "p3", "p4"];
    let mut rows = Vec::new();
    for (incident, people) in names.into_iter().zip(LITTLE) {
        for (person, [role, given, surname, born, address]) in references.into_iter().zip(people) {
            rows.push(FeedRow {
                person,
                address,
                ..row(incident, role, given, surname, born)
            });
        }
    }
    take_in(&house, &rows).await;
    decided(&house, LITTLE.len()).await;
}
