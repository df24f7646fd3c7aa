//! Who they are: everybody new, then known again from another contact, confirmed in one act, undone, told apart for good.

use trefoil_testkit::{FeedRow, feed};

use super::tale::Tale;
use crate::hub::people::family;

/// The people of the tale.
const PEOPLE: [&str; 4] = [
    "Rosalind Ashdown",
    "Gareth Ashdown",
    "Imogen Ashdown",
    "Tobias Ashdown",
];

pub(super) async fn everybody_is_new(tale: &mut Tale) {
    let page = tale.open(tale.first).await;
    assert!(
        page.body.contains("10:00-14:00 only"),
        "the safe-contact rule: {}",
        page.words()
    );
    tale.tell("the contact, nobody matched", &page);
    for name in PEOPLE {
        tale.submit(tale.first, "/match/new", &[name]).await;
    }
    let page = tale.open(tale.first).await;
    assert!(
        page.form("/match/new", &[]).is_none(),
        "everybody is matched"
    );
    assert!(page.body.contains("Ashdown family"), "{}", page.words());
    tale.tell("the contact, everybody matched", &page);
}

fn second(version: &str, summary: &str) -> String {
    let rows = family("LC-2", "Ashdown");
    let told: Vec<FeedRow<'_>> = rows
        .into_iter()
        .map(|row| FeedRow {
            version,
            grade: "high",
            summary,
            ..row
        })
        .collect();
    feed(&told)
}

pub(super) async fn a_whole_family_is_confirmed_and_undone(tale: &mut Tale) {
    tale.upload("second.csv", &second("1", "The first telling."))
        .await;
    tale.again = Some(tale.house.contact("LC-2").await);
    let (first, again) = (tale.open(tale.first).await, tale.open(tale.again).await);
    for words in [
        "Same person",
        "Not the same",
        "For:",
        "Confirm the whole Ashdown family",
    ] {
        assert!(again.body.contains(words), "{words}: {}", again.words());
    }
    tale.tell("the second contact with its candidates", &again);
    tale.submit(tale.again, "/match/family", &[]).await;
    let confirmed = tale.open(tale.again).await;
    assert!(
        confirmed.form("/match/new", &[]).is_none() && confirmed.form("/match/undo", &[]).is_some(),
        "{}",
        confirmed.words()
    );
    assert!(
        confirmed.body.contains(&Tale::path(tale.first)),
        "the other contact is in the history"
    );
    tale.tell("the second contact, the family confirmed", &confirmed);
    tale.submit(tale.again, "/match/undo", &[]).await;
    tale.house.rest().await;
    assert_eq!(
        tale.open(tale.again).await.words(),
        again.words(),
        "undo is the inverse"
    );
    assert_eq!(
        tale.open(tale.first).await.words(),
        first.words(),
        "on the other side too"
    );
}

pub(super) async fn not_the_same_sticks_through_a_higher_version(tale: &mut Tale) {
    let person = |page: &str| page.matches("Not the same").count();
    let before = person(&tale.open(tale.again).await.body);
    tale.submit(
        tale.again,
        "/match/refuse",
        &["Gareth Ashdown in this contact"],
    )
    .await;
    let refused = tale.open(tale.again).await;
    assert!(
        refused
            .form(
                "/match/refuse",
                &["Gareth Ashdown in this contact, and Gareth Ashdown"]
            )
            .is_none(),
        "{}",
        refused.words()
    );
    assert_eq!(person(&refused.body), before - 1);
    tale.before_second_version = Some(tale.house.app().now());
    tale.house
        .kit
        .world
        .pass(jiff::SignedDuration::from_mins(2));
    tale.upload("third.csv", &second("2", "The second telling."))
        .await;
    let renewed = tale.open(tale.again).await;
    assert!(
        renewed.body.contains("Version 2 replaced version 1"),
        "{}",
        renewed.words()
    );
    assert!(
        renewed
            .form(
                "/match/refuse",
                &["Gareth Ashdown in this contact, and Gareth Ashdown"]
            )
            .is_none(),
        "{}",
        renewed.words()
    );
    tale.tell("the second version", &renewed);
    for (name, act) in [
        ("Rosalind", "/match/confirm"),
        ("Gareth", "/match/new"),
        ("Imogen", "/match/confirm"),
        ("Tobias", "/match/confirm"),
    ] {
        tale.submit(tale.again, act, &[name]).await;
    }
    let settled = tale.open(tale.again).await;
    tale.tell("everybody told apart", &settled);
}
