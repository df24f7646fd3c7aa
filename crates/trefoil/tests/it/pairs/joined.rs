//! One person: both records are found under each, nobody sees more than before, and undoing it is exact, twice.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::pairs::undo::pair_undo;
use trefoil_app::persons::search::{PersonSearch, person_search};
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_core::pair::PairSaid;

use super::{Twice, again, still};
use crate::custody::story;
use crate::hub::house::{Engine, on_both_engines};
use crate::matching::take_in;

on_both_engines! {
    undoing_it_is_exact_told_twice,
    a_new_contact_is_offered_who_stands_first,
    nobody_sees_more_than_they_could_see_of_either,
}

fn imogen() -> PersonSearch {
    PersonSearch {
        given: "Imogen".to_owned(),
        surname: "Ashdown".to_owned(),
        birth: "2014-03-14".parse().ok(),
        number: String::new(),
    }
}

/// What a worker is shown of both, to the byte.
async fn everything(twice: &Twice, who: &Asker, contacts: &[ContactId]) -> Vec<String> {
    let mut browser = twice.house.browser(who).await;
    let pair = twice.pair.to_string();
    let mut paths: Vec<String> = ["/duplicates", "/queue", "/work"].map(str::to_owned).into();
    paths.push(format!("/duplicates/{pair}"));
    paths.extend(twice.persons.map(|person| format!("/people/{person}")));
    paths.extend(
        contacts
            .iter()
            .map(|contact| format!("/contacts/{contact}")),
    );
    let mut seen = Vec::new();
    let token = browser.token().await;
    for path in paths {
        let answer = browser.get(&path).await;
        seen.push(still(&path, &answer, &token));
    }
    let found = person_search(twice.house.app(), who, &imogen())
        .await
        .unwrap();
    let found = found.iter().map(|one| format!("{one:?}"));
    seen.extend(found);
    seen
}

async fn undoing_it_is_exact_told_twice(on: Engine) {
    let twice = Twice::new(on).await;
    take_in(&twice.house, &[again("C")]).await;
    let waiting = twice.house.contact("C").await;
    let contacts = [twice.contacts[0], twice.contacts[1], waiting];
    let staff = &twice.house.staff;
    let workers = [&staff.triage, &staff.manager, &staff.duty, &staff.custodian];
    for said in [PairSaid::One, PairSaid::Two] {
        for by in [&staff.triage, &staff.custodian] {
            let mut before = Vec::new();
            for who in workers {
                before.push(everything(&twice, who, &contacts).await);
            }
            twice.house.kit.world.pass(SignedDuration::from_millis(1));
            twice.say(by, twice.pair, said).await.unwrap();
            twice.house.rest().await;
            for (who, before) in workers.iter().zip(&before) {
                assert_ne!(&everything(&twice, who, &contacts).await, before);
            }
            twice.house.kit.world.pass(SignedDuration::from_millis(1));
            pair_undo(twice.house.app(), by, twice.pair).await.unwrap();
            twice.house.rest().await;
            for (who, before) in workers.iter().zip(&before) {
                let after = everything(&twice, who, &contacts).await;
                for (now, before) in after.iter().zip(before) {
                    assert_eq!(now, before);
                }
                assert_eq!(after.len(), before.len());
            }
        }
    }
}

async fn a_new_contact_is_offered_who_stands_first(on: Engine) {
    let twice = Twice::new(on).await;
    let (house, triage) = (&twice.house, &twice.house.staff.triage);
    let offered = async |contact| {
        let page = house.page(triage, contact).await;
        let offered = page.people[0].candidates.iter();
        let mut offered: Vec<PersonId> = offered.map(|one| one.believed.person).collect();
        offered.sort_unstable();
        offered
    };
    let mut both = twice.persons;
    both.sort_unstable();
    take_in(house, &[again("C")]).await;
    let waiting = house.contact("C").await;
    assert_eq!(offered(waiting).await, both);
    let pair = twice.pair;
    twice.say(triage, pair, PairSaid::One).await.unwrap();
    take_in(house, &[again("D")]).await;
    let later = house.contact("D").await;
    for contact in [waiting, later] {
        assert_eq!(offered(contact).await, [twice.persons[0]]);
    }
    // What is looked for is found with the other beside it.
    let found = person_search(house.app(), triage, &imogen()).await.unwrap();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|one| one.same_as == ["Imogen Ashdown"]));
    pair_undo(house.app(), triage, pair).await.unwrap();
    for contact in [waiting, later] {
        assert_eq!(offered(contact).await, both);
    }
}

/// Triage sees one of the two: that they are one is said by those who see both, and triage goes on seeing the one.
async fn nobody_sees_more_than_they_could_see_of_either(on: Engine) {
    let twice = Twice::new(on).await;
    let staff = &twice.house.staff;
    let decided = twice.contacts[0];
    story::decide(&twice.house, &staff.duty, decided, Outcome::NoFurtherAction).await;
    twice.house.rest().await;
    let before = everything(&twice, &staff.triage, &twice.contacts).await;
    assert!(before[4].contains(" 404 ") && before[5].contains(" 200 "));
    for by in [&staff.duty, &staff.custodian] {
        twice.say(by, twice.pair, PairSaid::One).await.unwrap();
        twice.house.rest().await;
        let after = everything(&twice, &staff.triage, &twice.contacts).await;
        for (now, before) in after.iter().zip(&before) {
            assert_eq!(now, before);
        }
        assert_eq!(after.len(), before.len());
        let duty = everything(&twice, &staff.duty, &twice.contacts).await;
        assert!(duty[4].contains("The same person"), "who sees both is told");
        pair_undo(twice.house.app(), by, twice.pair).await.unwrap();
    }
}
