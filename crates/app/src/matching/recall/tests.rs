//! Everybody by themselves: nobody on record changes who else is recalled, nor in which order.

use std::collections::BTreeMap;

use proptest::prelude::*;
use trefoil_core::ids::PersonId;
use trefoil_core::name::PersonName;
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_store::person::Believed;
use uuid::Uuid;

use super::{Known, Said};

fn person(number: u128, names: &[(&str, &str)], born: &str) -> Believed {
    let mut names = names
        .iter()
        .map(|(given, surname)| PersonName::new(*given, *surname));
    Believed {
        person: PersonId::from(Uuid::from_u128(number)),
        protected: false,
        version: 1,
        card: PersonCard {
            name: names.next().unwrap_or_default(),
            aliases: names.collect(),
            birth: born.parse().map_or(BirthDate::Missing, BirthDate::On),
            ..PersonCard::default()
        },
    }
}

fn asked(known: &mut Known, given: &str, surname: &str, born: &str) -> Vec<u128> {
    let one = person(0, &[(given, surname)], born);
    let found = known.ask(&Said::of_card(&one.card, &one.card.name));
    found.iter().map(|person| person.uuid().as_u128()).collect()
}

fn known(people: &[Believed]) -> Known {
    let mut known = Known::empty(0).expect("the model can be read");
    for one in people {
        known.put(one);
    }
    known
}

#[test]
fn who_is_misheard_is_recalled_under_any_name() {
    let mut known = known(&[
        person(1, &[("Priya", "Nair"), ("Priya", "Menon")], "2021-05-04"),
        person(2, &[("Gareth", "Pugh")], "1988-11-30"),
    ]);
    assert_eq!(asked(&mut known, "Briya", "Mair", "2021-05-04"), [1]);
    assert_eq!(asked(&mut known, "Priya", "Menon", ""), [1]);
    assert_eq!(asked(&mut known, "Nair", "Priya", "2020-05-04"), [1]);
    assert_eq!(asked(&mut known, "Garth", "Pugh", "1988-11-20"), [2]);
    assert!(asked(&mut known, "Ines", "Lima", "1970-01-31").is_empty());
}

#[test]
fn who_is_corrected_is_recalled_as_they_are_now() {
    let mut known = known(&[person(
        1,
        &[("Priya", "Nair"), ("Priya", "Menon")],
        "2021-05-04",
    )]);
    known.put(&person(1, &[("Meera", "Pillai")], "2015-02-11"));
    assert!(asked(&mut known, "Priya", "Menon", "2021-05-04").is_empty());
    assert_eq!(asked(&mut known, "Meera", "Pillai", "2015-02-11"), [1]);
    known.forget(PersonId::from(Uuid::from_u128(1)));
    assert!(asked(&mut known, "Meera", "Pillai", "2015-02-11").is_empty());
    assert!(known.index.is_empty() && known.cards.is_empty());
}

#[test]
fn what_is_remembered_answers_where_the_ledger_stands_and_nowhere_else() {
    let id = PersonId::from(Uuid::from_u128(1));
    let mut known = known(&[person(1, &[("Priya", "Nair")], "2021-05-04")]);
    let held = |known: &Known, next| known.held(next, &[id]).map(|held| held.len());
    assert_eq!([0, 1].map(|next| held(&known, next)), [Some(1), None]);
    // Read ahead of the ledger, it may be of what fails.
    let mut ahead = person(1, &[("Priya", "Menon")], "2021-05-04");
    ahead.version = 2;
    known.hear(&[(id, 1)].into(), &[(id, ahead.clone())].into(), true);
    assert_eq!(held(&known, 0), None);
    known.hear(&[(id, 2)].into(), &[(id, ahead)].into(), false);
    let cards = known.held(0, &[id]).unwrap();
    assert_eq!(cards[0].1.1.name.surname, "Menon");
    known.forget(id);
    assert_eq!(held(&known, 0), Some(0));
}

#[test]
fn who_was_read_early_is_read_again_even_where_whoever_asked_went_away() {
    let mut known = known(&[]);
    let id = PersonId::from(Uuid::from_u128(1));
    let mut ahead = person(1, &[("Priya", "Nair")], "2021-05-04");
    ahead.version = 2;
    known.hear(&[(id, 1)].into(), &[(id, ahead.clone())].into(), true);
    // Its transaction failed, and so did the one that asked next.
    drop(known.told(BTreeMap::new()));
    let told = known.told(BTreeMap::new());
    assert_eq!(told, [(id, 1)].into());
    let held = person(1, &[("Meera", "Pillai")], "2015-02-11");
    known.hear(&told, &[(id, held)].into(), false);
    assert!(asked(&mut known, "Priya", "Nair", "2021-05-04").is_empty());
    assert_eq!(asked(&mut known, "Meera", "Pillai", "2015-02-11"), [1]);
    assert!(known.told(BTreeMap::new()).is_empty());
    // An entry that tells of what was read ahead ends it.
    known.hear(&[(id, 1)].into(), &[(id, ahead.clone())].into(), true);
    known.hear(&known.told([(id, 2)].into()), &[(id, ahead)].into(), false);
    assert!(known.told(BTreeMap::new()).is_empty());
    // Who was ended in a transaction that may yet fail is looked for again.
    known.hear(&[(id, 2)].into(), &BTreeMap::new(), true);
    assert_eq!(known.told(BTreeMap::new()), [(id, 2)].into());
    known.hear(&[(id, 2)].into(), &BTreeMap::new(), false);
    assert!(known.told(BTreeMap::new()).is_empty());
}

const GIVEN: [&str; 6] = ["Mohammed", "Mohamed", "Amina", "Anna", "Ana", "Zofia"];
const SURNAMES: [&str; 5] = ["Khan", "Kahn", "Nowak", "Lima", "Lima Pereira"];
const DAYS: [&str; 5] = ["1990-01-01", "1990-01-11", "1990-11-01", "1991-01-01", ""];

fn people() -> impl Strategy<Value = Vec<Believed>> {
    let one = (0..GIVEN.len(), 0..SURNAMES.len(), 0..DAYS.len());
    let all = prop::collection::vec(one, 1..120);
    all.prop_map(|all| {
        let numbered = (1..).zip(all);
        let believed = numbered.map(|(number, (given, surname, day))| {
            person(number, &[(GIVEN[given], SURNAMES[surname])], DAYS[day])
        });
        believed.collect()
    })
}

proptest! {
    #[test]
    fn nobody_changes_who_else_is_recalled(all in people(), out in any::<prop::sample::Index>()) {
        let gone = out.index(all.len());
        let id = all[gone].person.uuid().as_u128();
        let mut rest = all.clone();
        rest.remove(gone);
        let (mut with, mut without) = (known(&all), known(&rest));
        for (given, surname, day) in [("Mohammed", "Khan", "1990-01-01"), ("Anna", "Lima", ""), ("Zofya", "Novak", "1990-01-11")] {
            let mut seen = asked(&mut with, given, surname, day);
            seen.retain(|one| *one != id);
            prop_assert_eq!(&seen, &asked(&mut without, given, surname, day));
        }
        with.forget(PersonId::from(Uuid::from_u128(id)));
        prop_assert_eq!(asked(&mut with, "Amina", "Khan", ""), asked(&mut without, "Amina", "Khan", ""));
    }
}
