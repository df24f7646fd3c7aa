//! The queue sorted by what is worked out when asked: the same family together, and contacts in the last 12 months; on both
//! engines, under filters, over pages, and never with more than the reach.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

use std::collections::BTreeMap;

use trefoil_app::Asker;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::new::match_new;
use trefoil_app::queue::{Holder, QueueFilter, QueueOrder, queue_view};
use trefoil_core::ids::ContactId;
use trefoil_testkit::FeedRow;

use crate::hub::house::House;
use crate::hub::people::row;
use crate::matching::{decide, take_in};

/// Reference, surname, when received, whether its people are matched, whether it is decided.
const CONTACTS: &[(&str, &str, &str, bool, bool)] = &[
    // Over 12 months ago: it does not count.
    (
        "BIRCH-LONG-AGO",
        "Birchwood",
        "2025-01-10T09:00:00Z",
        true,
        true,
    ),
    (
        "CEDAR-BEFORE",
        "Cedarholm",
        "2026-01-12T09:00:00Z",
        true,
        true,
    ),
    ("ASH-BEFORE", "Ashdown", "2026-02-02T09:00:00Z", true, true),
    (
        "NOBODY-MATCHED",
        "Dogwood",
        "2026-03-13T09:00:00Z",
        false,
        false,
    ),
    ("ASH-FIRST", "Ashdown", "2026-03-14T09:00:00Z", true, false),
    ("BIRCH", "Birchwood", "2026-03-15T09:00:00Z", true, false),
    ("CEDAR", "Cedarholm", "2026-03-16T09:00:00Z", true, false),
    ("ASH-SECOND", "Ashdown", "2026-03-17T08:00:00Z", true, false),
];

/// A house in which all that has happened, and the names of its contacts.
async fn lived_in(house: &House) -> BTreeMap<ContactId, &'static str> {
    let mut names = BTreeMap::new();
    for (reference, surname, received_at, matched, decided) in CONTACTS {
        let person = |role, given, born| FeedRow {
            received_at,
            person: given,
            ..row(reference, role, given, surname, born)
        };
        // No name of one family is like another's, so that nobody of one is proposed for another.
        let rows = match *surname {
            "Ashdown" => [
                ("victim", "Rosalind", "1991-04-02"),
                ("child", "Imogen", "2014-03-14"),
            ],
            "Birchwood" => [
                ("victim", "Gareth", "1978-11-21"),
                ("child", "Tobias", "2017-09-30"),
            ],
            "Cedarholm" => [
                ("victim", "Nkechi", "1985-06-11"),
                ("child", "Zofia", "2011-01-05"),
            ],
            _ => [
                ("victim", "Wilfred", "1969-12-24"),
                ("child", "Una", "2019-08-17"),
            ],
        };
        let rows = rows.map(|(role, given, born)| person(role, given, born));
        take_in(house, &rows).await;
        let contact = house.contact(reference).await;
        names.insert(contact, *reference);
        if *matched {
            everybody_matched(house, contact).await;
        }
        if *decided {
            decide(house, contact).await;
        }
    }
    names
}

/// The best candidate where there is one, and somebody new where not.
async fn everybody_matched(house: &House, contact: ContactId) {
    let (app, triage) = (house.app(), &house.staff.triage);
    for place in 0..2 {
        let one = &house.page(triage, contact).await.people[place];
        let sighting = one.row.sighting;
        match one.candidates.first() {
            Some(found) => {
                match_confirm(app, triage, contact, sighting, found.believed.person).await
            }
            None => match_new(app, triage, contact, sighting).await,
        }
        .unwrap();
    }
    house.rest().await;
}

async fn engines() -> Vec<House> {
    let server = House::postgres().await;
    [House::sqlite().await].into_iter().chain(server).collect()
}

async fn seen(
    house: &House,
    asker: &Asker,
    filter: QueueFilter,
    names: &BTreeMap<ContactId, &'static str>,
) -> Vec<(&'static str, i64)> {
    let page = queue_view(house.app(), asker, &filter).await.unwrap();
    let rows = page.rows.iter();
    rows.map(|row| (names[&row.head.contact], row.earlier))
        .collect()
}

fn by(order: QueueOrder, reversed: bool) -> QueueFilter {
    QueueFilter {
        order,
        reversed,
        ..QueueFilter::default()
    }
}

#[tokio::test]
async fn the_same_family_stands_together_and_most_contacts_first() {
    for house in engines().await {
        let names = lived_in(&house).await;
        let triage = &house.staff.triage;
        let check = async |order, reversed, expect: &[(&str, i64)]| {
            assert_eq!(
                seen(&house, triage, by(order, reversed), &names).await,
                expect,
                "{order:?} {reversed}"
            );
        };
        // Two of the Ashdown family wait; then one each, the longest wait first; last what is about no known family.
        let family = [
            ("ASH-FIRST", 2),
            ("ASH-SECOND", 2),
            ("BIRCH", 0),
            ("CEDAR", 1),
            ("NOBODY-MATCHED", 0),
        ];
        check(QueueOrder::Family, false, &family).await;
        let family = [
            ("NOBODY-MATCHED", 0),
            ("BIRCH", 0),
            ("CEDAR", 1),
            ("ASH-FIRST", 2),
            ("ASH-SECOND", 2),
        ];
        check(QueueOrder::Family, true, &family).await;
        let earlier = [
            ("ASH-FIRST", 2),
            ("ASH-SECOND", 2),
            ("CEDAR", 1),
            ("NOBODY-MATCHED", 0),
            ("BIRCH", 0),
        ];
        check(QueueOrder::Earlier, false, &earlier).await;
        let earlier = [
            ("NOBODY-MATCHED", 0),
            ("BIRCH", 0),
            ("CEDAR", 1),
            ("ASH-FIRST", 2),
            ("ASH-SECOND", 2),
        ];
        check(QueueOrder::Earlier, true, &earlier).await;
    }
}

/// A family counts what the list holds: where a filter leaves one of two, it stands as one.
#[tokio::test]
async fn a_place_is_worked_out_of_what_the_filters_leave() {
    for house in engines().await {
        let names = lived_in(&house).await;
        let triage = &house.staff.triage;
        let ash = names
            .iter()
            .find(|(_, name)| **name == "ASH-FIRST")
            .unwrap();
        trefoil_app::contacts::hold::contact_take(house.app(), triage, *ash.0)
            .await
            .unwrap();
        let filter = QueueFilter {
            holder: Holder::Nobody,
            ..by(QueueOrder::Family, false)
        };
        let rows = seen(&house, triage, filter, &names).await;
        let told: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        assert_eq!(told, ["BIRCH", "CEDAR", "ASH-SECOND", "NOBODY-MATCHED"]);
    }
}

/// The count is of the 12 months before it is asked, and of nothing that was stored.
#[tokio::test]
async fn twelve_months_pass() {
    let house = House::sqlite().await;
    let names = lived_in(&house).await;
    house
        .kit
        .world
        .pass(jiff::SignedDuration::from_hours(24 * 290));
    let rows = seen(
        &house,
        &house.staff.triage,
        by(QueueOrder::Earlier, false),
        &names,
    )
    .await;
    let cedar = rows.iter().find(|(name, _)| *name == "CEDAR").unwrap();
    assert_eq!((rows[0], *cedar), (("ASH-FIRST", 2), ("CEDAR", 1)));
    house
        .kit
        .world
        .pass(jiff::SignedDuration::from_hours(24 * 20));
    let rows = seen(
        &house,
        &house.staff.triage,
        by(QueueOrder::Earlier, false),
        &names,
    )
    .await;
    let cedar = rows.iter().find(|(name, _)| *name == "CEDAR").unwrap();
    assert_eq!((rows[0], *cedar), (("ASH-FIRST", 2), ("CEDAR", 0)));
}
