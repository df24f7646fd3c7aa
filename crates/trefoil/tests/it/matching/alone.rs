//! What links itself: a valid number together with birth date and compatible name, and nothing less; never to somebody who
//! may be hiding, never twins to each other.

use trefoil_core::link::How;
use trefoil_testkit::FeedRow;

use super::{NUMBERS, everybody_new, priya, take_in};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;

on_both_engines! {
    only_what_is_certain_links_itself,
    whoever_may_be_hiding_is_not_linked_to,
    who_has_gone_into_hiding_since_is_not_linked_to,
    twins_stay_two,
}

/// Whether the second sighting of somebody known by the first links itself.
pub(crate) async fn links_itself(on: Engine, known: &FeedRow<'_>, seen: &FeedRow<'_>) -> bool {
    let house = House::on(on).await;
    take_in(
        &house,
        &[FeedRow {
            incident: "A",
            ..*known
        }],
    )
    .await;
    let first = house.contact("A").await;
    let person = everybody_new(&house, first).await[0];
    take_in(
        &house,
        &[FeedRow {
            incident: "B",
            ..*seen
        }],
    )
    .await;
    let page = house
        .page(&house.staff.triage, house.contact("B").await)
        .await;
    let link = page.people[0].link.as_ref();
    assert!(link.is_none_or(|link| link.person == person && link.how == How::Certain));
    link.is_some()
}

async fn only_what_is_certain_links_itself(on: Engine) {
    let known = priya("A");
    let cases = [
        ("all the same", known, known, true),
        (
            "another given name too",
            known,
            FeedRow {
                given: "Priya Lakshmi",
                ..known
            },
            true,
        ),
        (
            "another birth date",
            known,
            FeedRow {
                born: "2021-05-14",
                ..known
            },
            false,
        ),
        ("no birth date", known, FeedRow { born: "", ..known }, false),
        (
            "another name",
            known,
            FeedRow {
                given: "Gregory",
                surname: "Holt",
                ..known
            },
            false,
        ),
        (
            "no number",
            known,
            FeedRow {
                nhs_number: "",
                ..known
            },
            false,
        ),
        (
            "a number that is none",
            known,
            FeedRow {
                nhs_number: "9434765918",
                ..known
            },
            false,
        ),
        (
            "another number",
            known,
            FeedRow {
                nhs_number: NUMBERS[1],
                ..known
            },
            false,
        ),
    ];
    for (what, known, seen, expected) in cases {
        assert_eq!(links_itself(on, &known, &seen).await, expected, "{what}");
    }
}

async fn whoever_may_be_hiding_is_not_linked_to(on: Engine) {
    let known = priya("A");
    let cases = [
        (
            "known in a refuge",
            FeedRow {
                address_state: "refuge",
                ..known
            },
            known,
            false,
        ),
        (
            "known with a withheld address",
            FeedRow {
                address_state: "withheld",
                ..known
            },
            known,
            false,
        ),
        (
            "seen in a refuge",
            known,
            FeedRow {
                address_state: "refuge",
                ..known
            },
            false,
        ),
        (
            "seen with a withheld address",
            known,
            FeedRow {
                address_state: "withheld",
                ..known
            },
            false,
        ),
    ];
    for (what, known, seen, expected) in cases {
        assert_eq!(links_itself(on, &known, &seen).await, expected, "{what}");
    }
}

async fn who_has_gone_into_hiding_since_is_not_linked_to(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &[priya("A")]).await;
    let first = house.contact("A").await;
    everybody_new(&house, first).await;
    take_in(
        &house,
        &[FeedRow {
            version: "2",
            address_state: "refuge",
            ..priya("A")
        }],
    )
    .await;
    let believed = house
        .page(&house.staff.duty, first)
        .await
        .people
        .remove(0)
        .believed;
    assert!(
        believed.unwrap().protected,
        "the person is known to be hiding from the second version on"
    );
    take_in(&house, &[priya("B")]).await;
    let page = house
        .page(&house.staff.triage, house.contact("B").await)
        .await;
    assert!(page.people[0].link.is_none());
}

async fn twins_stay_two(on: Engine) {
    let house = House::on(on).await;
    // Rows without a reference are each somebody, however alike.
    let twin = |incident, given, nhs_number| FeedRow {
        nhs_number,
        ..row(incident, "child", given, "Okafor", "2018-02-02")
    };
    take_in(
        &house,
        &[twin("A", "Ben", NUMBERS[0]), twin("A", "Bea", NUMBERS[1])],
    )
    .await;
    let twins = everybody_new(&house, house.contact("A").await).await;
    assert_ne!(twins[0], twins[1]);
    let cases = [
        ("without numbers", ["", ""], [None, None]),
        (
            "with their numbers",
            [NUMBERS[0], NUMBERS[1]],
            [Some(twins[0]), Some(twins[1])],
        ),
        // The officer wrote one number twice: the other twin's name does not go with it.
        (
            "with one number twice",
            [NUMBERS[0], NUMBERS[0]],
            [Some(twins[0]), None],
        ),
    ];
    for ((what, numbers, expected), incident) in cases.into_iter().zip(["B", "C", "D"]) {
        take_in(
            &house,
            &[
                twin(incident, "Ben", numbers[0]),
                twin(incident, "Bea", numbers[1]),
            ],
        )
        .await;
        let page = house
            .page(&house.staff.triage, house.contact(incident).await)
            .await;
        let linked: Vec<_> = page
            .people
            .iter()
            .map(|one| one.link.as_ref().map(|link| link.person))
            .collect();
        assert_eq!(linked, expected, "{what}");
    }
}
