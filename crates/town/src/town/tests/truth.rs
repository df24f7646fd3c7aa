//! The people of the town: nobody real, every kind of family, one child before and after birth, and no stereotype.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::{Date, date};
use trefoil_core::person::BirthDate;
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known, Sex, Source};

use super::{BLACKPOOL, people, until, year};
use crate::cast;
use crate::day::Day;
use crate::household::{Kin, Kind, PersonId};
use crate::make::household;
use crate::plain::PlainPerson;
use crate::town::{Seed, Town};

#[test]
fn nothing_belongs_to_anybody() {
    let year = year();
    let register: HashSet<String> = Town::new(Seed(7), BLACKPOOL, 1, until())
        .schools()
        .into_iter()
        .map(|s| s.name)
        .collect();
    let mut owners: HashMap<String, PersonId> = HashMap::new();
    let (mut nhs, mut upns, mut schools) = (0, 0, 0);
    for (h, person) in people(year) {
        if let Some(postcode) = &person.postcode {
            assert!(postcode.starts_with("ZZ"), "{postcode}");
        }
        if let Some(phone) = &person.phone {
            assert!(
                phone.starts_with("07700 900") || phone.starts_with("01632 960"),
                "{phone}"
            );
        }
        let mut numbers = Vec::new();
        if let Some(number) = &person.nhs_number {
            assert!(number.digits().starts_with("999"));
            numbers.push(number.digits().to_owned());
            nhs += 1;
        }
        if let Some(upn) = &person.upn {
            assert_eq!(&upn.to_string()[1..4], "890");
            numbers.push(upn.to_string());
            upns += 1;
        }
        if h.contact.source == Source::Police {
            numbers.extend(person.reference.iter().map(|r| r.replace('M', "N")));
        }
        for number in numbers {
            assert_eq!(
                *owners.entry(number).or_insert(person.person),
                person.person
            );
        }
        schools += usize::from(
            person
                .school
                .as_ref()
                .is_some_and(|name| register.contains(name)),
        );
        let summary = &h.contact.summary;
        assert!(summary.ends_with('.') && summary.len() > 30, "{summary}");
        assert!(!summary.contains(['{', '}']) && !summary.starts_with(' '));
    }
    assert!(
        nhs > 1000 && upns > 1000 && schools > 1000,
        "{nhs} {upns} {schools}"
    );
}

#[test]
fn every_kind_of_family_and_hardship_is_there() {
    let year = year();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut note = |what, is: bool| *seen.entry(what).or_default() += u32::from(is);
    for h in year {
        let people = &h.contact.people;
        let unborn = people
            .iter()
            .filter(|p| matches!(p.birth, BirthDate::Expected(_)))
            .count();
        let perpetrators = people.iter().filter(|p| p.holds(IncidentRole::Perpetrator));
        note("unborn", unborn > 0);
        note("unborn twins", unborn > 1);
        note("several perpetrators", perpetrators.clone().count() > 2);
        note(
            "both ways",
            people.iter().any(|p| {
                p.roles.iter().any(|(_, to)| to.is_some()) && p.holds(IncidentRole::Victim)
            }),
        );
        note(
            "adolescent",
            perpetrators.clone().any(PlainPerson::is_child),
        );
        note(
            "grandchild",
            people.iter().any(|p| {
                p.relationship_to_victim
                    .is_some_and(|r| r.starts_with("grand"))
            }),
        );
        note(
            "step",
            people.iter().any(|p| {
                p.relationship_to_victim
                    .is_some_and(|r| r.starts_with("step"))
            }),
        );
        for person in people {
            let victim =
                person.holds(IncidentRole::Victim) && !person.holds(IncidentRole::Perpetrator);
            note("male victim", victim && person.sex == Some(Sex::Male));
            note(
                "older victim",
                victim
                    && person
                        .birth
                        .age_on(date(2025, 10, 1))
                        .is_some_and(|age| age > 65),
            );
            note("refuge", person.address_state == Some(AddressState::Refuge));
            note(
                "withheld",
                person.address_state == Some(AddressState::Withheld),
            );
            note(
                "no fixed abode",
                person.address_state == Some(AddressState::None),
            );
            note("interpreter", person.interpreter == Known::Yes);
            note("disability", person.disability.is_some());
            note("no surname", person.surname.is_empty());
            note("double-barrelled", person.surname.contains('-'));
            let hidden = person.address_state.is_some_and(AddressState::protects);
            assert!(!hidden || (person.address_lines.is_none() && person.postcode.is_none()));
        }
    }
    assert!(seen.values().all(|count| *count > 0), "{seen:?}");
    for (what, least) in [
        ("unborn", 100),
        ("adolescent", 30),
        ("both ways", 80),
        ("male victim", 200),
        ("older victim", 60),
        ("interpreter", 80),
    ] {
        assert!(seen[what] >= least, "{what}: {seen:?}");
    }
}

#[test]
fn an_unborn_child_is_later_the_same_child() {
    let town = Town::new(Seed(7), BLACKPOOL, 3, until());
    let mut expected: HashMap<PersonId, Date> = HashMap::new();
    let mut born = 0;
    for h in town.happenings() {
        for person in &h.contact.people {
            match (&person.birth, expected.get(&person.person)) {
                (BirthDate::Expected(due), _) => {
                    expected.insert(person.person, *due);
                }
                (BirthDate::On(birth), Some(due)) if person.is_child() => {
                    born += u32::from((Day::of(*birth).0 - Day::of(*due).0).abs() < 30);
                }
                _ => {}
            }
        }
    }
    assert!(born > 50, "{born}");
}

/// Chi-squared of a table of counts and its degrees of freedom, over cells with enough in them.
fn chi_squared(table: &HashMap<(CultureKey, RoleKey), u32>) -> (f64, f64) {
    let (mut rows, mut columns): (HashMap<_, f64>, HashMap<_, f64>) = Default::default();
    for ((culture, role), count) in table {
        *rows.entry(*culture).or_default() += f64::from(*count);
        *columns.entry(*role).or_default() += f64::from(*count);
    }
    let total: f64 = rows.values().sum();
    let (mut sum, mut cells) = (0.0, 0.0);
    for (culture, row) in &rows {
        for (role, column) in &columns {
            let expect = row * column / total;
            if expect >= 5.0 {
                let found = table
                    .get(&(*culture, *role))
                    .copied()
                    .map_or(0.0, f64::from);
                sum += (found - expect).powi(2) / expect;
                cells += 1.0;
            }
        }
    }
    (sum, cells * (1.0 - 1.0 / rows.len() as f64))
}

type CultureKey = &'static str;
type RoleKey = (cast::Pattern, Sex, usize);

fn roles_by_culture(stereotype: bool) -> HashMap<(CultureKey, RoleKey), u32> {
    let day = Day::of(date(2026, 1, 1));
    let mut table = HashMap::new();
    for index in 0..60_000 {
        let home = household(99, Kind::Family, index, day);
        let Some(mut cast) = cast::usual(99, &home, day.date()) else {
            continue;
        };
        let culture = home
            .first(Kin::Parent)
            .and_then(|m| m.culture.get())
            .unwrap()
            .name;
        if stereotype && culture == "pakistani" && index % 5 == 0 {
            cast.pattern = cast::Pattern::Several;
        }
        let sex = home.members[cast.perpetrators[0]].sex;
        *table
            .entry((culture, (cast.pattern, sex, cast.perpetrators.len())))
            .or_default() += 1;
    }
    table
}

#[test]
fn roles_in_abuse_do_not_follow_culture() {
    let limit = |freedom: f64| freedom + 4.0 * (2.0 * freedom).sqrt();
    let (sum, freedom) = chi_squared(&roles_by_culture(false));
    assert!(
        freedom > 50.0 && sum < limit(freedom),
        "{sum:.0} over {freedom:.0}"
    );
    // The control: a town with one stereotype in it is found out.
    let (sum, freedom) = chi_squared(&roles_by_culture(true));
    assert!(sum > limit(freedom), "{sum:.0} over {freedom:.0}");
}
