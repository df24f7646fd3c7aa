//! A file comes in by the upload page, its contact stands in the queue, and one of two workers takes it.

use trefoil_testkit::{FeedRow, feed};

use super::tale::Tale;
use crate::hub::people::family;

/// The first incident, with a row that belongs to none.
fn first() -> String {
    let lost = FeedRow {
        role: "child",
        given: "Lost",
        surname: "Row",
        ..FeedRow::default()
    };
    feed(&[family("LC-1", "Ashdown"), vec![lost]].concat())
}

pub(super) async fn a_file_becomes_a_queue(tale: &mut Tale) {
    let imported = tale.upload("first.csv", &first()).await;
    assert!(imported.body.contains("first.csv"), "{}", imported.words());
    tale.tell("the import", &imported);
    tale.first = Some(tale.house.contact("LC-1").await);
    let queue = tale.triage.open("/queue").await;
    assert!(
        queue.body.contains("Ashdown") && queue.body.contains(&Tale::path(tale.first)),
        "{}",
        queue.words()
    );
    tale.tell("the queue", &queue);
    let quarantine = tale.triage.open("/quarantine").await;
    assert!(quarantine.body.contains("Lost"), "{}", quarantine.words());
}

pub(super) async fn of_two_who_take_one_the_second_is_told(tale: &mut Tale) {
    let act = format!("{}/take", Tale::path(tale.first));
    let (mine, theirs) = (
        tale.triage.open("/queue").await,
        tale.second.open("/queue").await,
    );
    let taken = tale
        .triage
        .submit(&mine.form(&act, &[]).unwrap(), &[])
        .await;
    assert_eq!(taken.status, 303, "{}", taken.words());
    tale.tick();
    let told = tale
        .second
        .submit(&theirs.form(&act, &[]).unwrap(), &[])
        .await;
    assert_eq!(told.status, 409);
    assert!(
        told.body.contains("Farida Lomas has this contact"),
        "{}",
        told.words()
    );
    tale.tell("the second is told", &told);
}
