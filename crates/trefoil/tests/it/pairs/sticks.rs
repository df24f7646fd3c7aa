//! That two are known not the same sticks: through the same file again, through a later version, and against what was said of others.

use trefoil_app::pairs::put::pair_put;
use trefoil_app::pairs::undo::pair_undo;
use trefoil_core::act::Act;
use trefoil_core::pair::PairSaid;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use super::{Twice, again};
use crate::hub::house::{Engine, on_both_engines};
use crate::hub::people::{family, row};
use crate::matching::{everybody_new, take_in};

on_both_engines! {
    known_not_the_same_sticks_through_the_same_file_again,
    nobody_is_one_with_whom_they_are_known_not_to_be,
}

async fn known_not_the_same_sticks_through_the_same_file_again(on: Engine) {
    let twice = Twice::new(on).await;
    let (house, triage) = (&twice.house, &twice.house.staff.triage);
    let pair = twice.pair;
    let before = house.ledger_length().await;
    twice.say(triage, pair, PairSaid::Two).await.unwrap();
    let entries = house.entries_from(before).await;
    let worker = triage.worker.as_ref().unwrap().worker.to_string();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].act, Act::PairDecide.code());
    assert_eq!(entries[0].principal, worker);
    let told_apart = async |what: &str| {
        for who in [triage, &house.staff.duty, &house.staff.custodian] {
            let page = twice.list(who).await;
            assert!(page.open.is_empty(), "{what}");
            assert_eq!(page.done.len(), 1, "{what}");
        }
    };
    told_apart("said").await;
    take_in(house, &family("A", "Ashdown")).await;
    take_in(house, &[again("B")]).await;
    told_apart("the same file again").await;
    let later = FeedRow {
        version: "2",
        summary: "Her teacher rang.",
        ..again("B")
    };
    take_in(house, &[later]).await;
    told_apart("a later version").await;
    let again = twice.say(triage, pair, PairSaid::One).await;
    assert!(matches!(again, Err(Refusal::Conflict(_))), "undone first");
    let before = house.ledger_length().await;
    pair_undo(house.app(), triage, pair).await.unwrap();
    let entries = house.entries_from(before).await;
    assert_eq!(entries[0].act, Act::PairUndo.code());
    let page = twice.list(triage).await;
    assert_eq!((page.open.len(), page.done.len()), (1, 0));
}

/// Of three who may be one: the first is the second, the second is not the third, so the first is not the third; and the other way round.
async fn nobody_is_one_with_whom_they_are_known_not_to_be(on: Engine) {
    let twice = Twice::new(on).await;
    let (house, custodian) = (&twice.house, &twice.house.staff.custodian);
    take_in(
        house,
        &[row("C", "child", "Wren", "Holloway", "2014-03-15")],
    )
    .await;
    let third = everybody_new(house, house.contact("C").await).await[0];
    let [first, second] = twice.persons;
    let one = twice.pair;
    let put = async |a, b| {
        pair_put(house.app(), custodian, Some(a), Some(b))
            .await
            .unwrap()
    };
    let (other, across) = (put(second, third).await, put(first, third).await);
    let typed = |said, first| trefoil_core::pair::PairTyped {
        said: Some(said),
        first: Some(first),
        known: Some(trefoil_core::pair::PairKnown::Both),
        reason: "Why.".to_owned(),
    };
    let say = async |pair, said, first| {
        let typed = typed(said, first);
        trefoil_app::pairs::decide::pair_decide(house.app(), custodian, pair, typed).await
    };
    say(one, PairSaid::One, first).await.unwrap();
    say(other, PairSaid::Two, second).await.unwrap();
    let contradicts = say(across, PairSaid::One, first).await;
    assert!(matches!(contradicts, Err(Refusal::Conflict(_))));
    pair_undo(house.app(), custodian, other).await.unwrap();
    say(across, PairSaid::One, first).await.unwrap();
    let contradicts = say(other, PairSaid::Two, second).await;
    assert!(matches!(contradicts, Err(Refusal::Conflict(_))));
    say(other, PairSaid::One, second).await.unwrap();
}
