//! What is the custodian's alone to say is not there for anybody else, for each reason by itself; and who is two by what was told is no pair.

use trefoil_app::matching::refuse::match_refuse;
use trefoil_app::pairs::keep::identity_keep;
use trefoil_app::pairs::one::pair_view;
use trefoil_core::decision::Outcome;
use trefoil_core::pair::{PairGuard, PairSaid};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use super::{Twice, again};
use crate::custody::story;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::matching::{NUMBERS, everybody_new, take_in};

on_both_engines! {
    each_guard_makes_it_the_custodians,
    who_is_two_by_what_was_told_is_no_pair,
}

async fn guarded(on: Engine, guard: PairGuard) -> Twice {
    let mut known = family("A", "Ashdown");
    match guard {
        PairGuard::Number => {
            known[2].nhs_number = NUMBERS[0];
            let other = FeedRow {
                nhs_number: NUMBERS[1],
                ..again("B")
            };
            Twice::of(on, &known, &other).await
        }
        PairGuard::Protected => {
            let hiding = FeedRow {
                address_state: "refuge",
                ..again("B")
            };
            Twice::of(on, &known, &hiding).await
        }
        PairGuard::Sides => {
            let harming = row("B", "perpetrator", "Rosalind", "Ashdown", "1991-04-02");
            Twice::of(on, &known, &harming).await
        }
        PairGuard::Strand => {
            let twice = Twice::of(on, &known, &again("B")).await;
            let duty = &twice.house.staff.duty;
            story::decide(&twice.house, duty, twice.contacts[0], Outcome::Referral).await;
            twice
        }
        PairGuard::Apart => {
            let twice = Twice::of(on, &known, &again("B")).await;
            let custodian = &twice.house.staff.custodian;
            identity_keep(twice.house.app(), custodian, twice.persons[0], true)
                .await
                .unwrap();
            twice
        }
        PairGuard::Put => unreachable!("told in `apart`"),
    }
}

async fn each_guard_makes_it_the_custodians(on: Engine) {
    for guard in PairGuard::ALL.iter().filter(|one| **one != PairGuard::Put) {
        let twice = guarded(on, *guard).await;
        twice.house.rest().await;
        let (app, staff) = (twice.house.app(), &twice.house.staff);
        let page = twice.list(&staff.custodian).await;
        assert_eq!(page.open.len(), 1, "{guard:?}");
        assert_eq!(page.open[0].row.guards, [*guard]);
        let pair = page.open[0].row.pair;
        for who in [&staff.triage, &staff.manager, &staff.duty] {
            let page = twice.list(who).await;
            assert!(page.open.is_empty() && page.done.is_empty(), "{guard:?}");
            let seen = pair_view(app, who, pair).await;
            assert!(matches!(seen, Err(Refusal::NotFound)), "{guard:?}");
            let said = twice.say(who, pair, PairSaid::One).await;
            assert_eq!(said, Err(Refusal::NotFound), "{guard:?}");
        }
        twice
            .say(&staff.custodian, pair, PairSaid::Two)
            .await
            .unwrap();
        for who in [&staff.triage, &staff.duty] {
            assert!(twice.list(who).await.done.is_empty(), "{guard:?}");
        }
        assert_eq!(twice.list(&staff.custodian).await.done.len(), 1);
    }
}

async fn who_is_two_by_what_was_told_is_no_pair(on: Engine) {
    // Twins of one name: whoever told of both told of two.
    let house = House::on(on).await;
    let child = |person| FeedRow {
        person,
        ..row("T", "child", "Imogen", "Ashdown", "2014-03-14")
    };
    take_in(&house, &[child("t1"), child("t2")]).await;
    everybody_new(&house, house.contact("T").await).await;
    let none = |page: trefoil_app::pairs::list::PairsPage| page.open.is_empty();
    let page = trefoil_app::pairs::list::pairs_view(house.app(), &house.staff.custodian).await;
    assert!(none(page.unwrap()));

    // A worker said that who came in is not who is known, and then that they are new.
    let house = House::on(on).await;
    take_in(&house, &family("A", "Ashdown")).await;
    let known = everybody_new(&house, house.contact("A").await).await;
    take_in(&house, &[again("B")]).await;
    let contact = house.contact("B").await;
    let triage = &house.staff.triage;
    let sighting = house.page(triage, contact).await.people[0].row.sighting;
    match_refuse(house.app(), triage, contact, sighting, known[2])
        .await
        .unwrap();
    everybody_new(&house, contact).await;
    let page = trefoil_app::pairs::list::pairs_view(house.app(), &house.staff.custodian).await;
    assert!(none(page.unwrap()));
}
