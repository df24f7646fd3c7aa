//! The people of the town: nobody real, every kind of family, one child before and after birth, and no stereotype.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::{Date, date};
use trefoil_core::person::BirthDate;
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known, Sex, Source};

use super::{BLACKPOOL, people, until, year};
use crate::cast;
use crate::day::Day;
use crate::happening::Happening;
use crate::household::{Kin, Kind, PersonId};
use crate::make::household;
use crate::plain::PlainPerson;
use crate::town::{Seed, Town};

#[test]
fn nothing_belongs_to_anybody() {
    let register: HashSet<String> = Town::new(Seed(7), BLACKPOOL, 1, until())
        .schools()
        .into_iter()
        .map(|s| s.name)
        .collect();
    let mut owners: HashMap<String, PersonId> = HashMap::new();
    let (mut nhs, mut upns, mut schools) = (0, 0, 0);
    for (h, person) in people(year()) {
        places_are_reserved(person);
        for number in numbers_of(h, person) {
            assert_eq!(
                *owners.entry(number).or_insert(person.person),
                person.person
            );
        }
        nhs += usize::from(person.nhs_number.is_some());
        upns += usize::from(person.upn.is_some());
        let school = person.school.as_ref();
        schools += usize::from(school.is_some_and(|name| register.contains(name)));
        let summary = &h.contact.summary;
        assert!(summary.ends_with('.') && summary.len() > 30, "{summary}");
        assert!(!summary.contains(['{', '}']) && !summary.starts_with(' '));
    }
    assert!(
        nhs > 1000 && upns > 1000 && schools > 1000,
        "{nhs} {upns} {schools}"
    );
}

/// Postcodes of no place, and telephone numbers that Ofcom keeps for drama.
fn places_are_reserved(person: &PlainPerson) {
    if let Some(postcode) = &person.postcode {
        assert!(postcode.starts_with("ZZ"), "{postcode}");
    }
    if let Some(phone) = &person.phone {
        assert!(
            phone.starts_with("07700 900") || phone.starts_with("01632 960"),
            "{phone}"
        );
    }
}

/// Every number that names one person only, in the range where nobody real has one.
fn numbers_of(h: &Happening, person: &PlainPerson) -> Vec<String> {
    let mut numbers = Vec::new();
    if let Some(number) = &person.nhs_number {
        assert!(number.digits().starts_with("999"));
        numbers.push(number.digits().to_owned());
    }
    if let Some(upn) = &person.upn {
        assert_eq!(&upn.to_string()[1..4], "890");
        numbers.push(upn.to_string());
    }
    if h.contact.source == Source::Police {
        numbers.extend(person.reference.iter().map(|r| r.replace('M', "N")));
    }
    numbers
}

/// What is looked for, and whether it is here.
type Seen = (&'static str, bool);

#[test]
fn every_kind_of_family_and_hardship_is_there() {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for h in year() {
        let people = &h.contact.people;
        let each = people.iter().flat_map(of_person);
        for (what, is) in of_family(people).into_iter().chain(each) {
            *seen.entry(what).or_default() += u32::from(is);
        }
        for person in people {
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

fn of_family(people: &[PlainPerson]) -> [Seen; 7] {
    let unborn = people
        .iter()
        .filter(|p| matches!(p.birth, BirthDate::Expected(_)))
        .count();
    let perpetrators = people.iter().filter(|p| p.holds(IncidentRole::Perpetrator));
    let both_ways = |p: &PlainPerson| {
        p.roles.iter().any(|(_, to)| to.is_some()) && p.holds(IncidentRole::Victim)
    };
    let related = |start: &str| {
        let mut all = people.iter().filter_map(|p| p.relationship_to_victim);
        all.any(|words| words.starts_with(start))
    };
    [
        ("unborn", unborn > 0),
        ("unborn twins", unborn > 1),
        ("several perpetrators", perpetrators.clone().count() > 2),
        ("both ways", people.iter().any(both_ways)),
        (
            "adolescent",
            perpetrators.clone().any(PlainPerson::is_child),
        ),
        ("grandchild", related("grand")),
        ("step", related("step")),
    ]
}

fn of_person(person: &PlainPerson) -> [Seen; 9] {
    let victim = person.holds(IncidentRole::Victim) && !person.holds(IncidentRole::Perpetrator);
    let age = person.birth.age_on(date(2025, 10, 1));
    let state = person.address_state;
    [
        ("male victim", victim && person.sex == Some(Sex::Male)),
        ("older victim", victim && age.is_some_and(|age| age > 65)),
        ("refuge", state == Some(AddressState::Refuge)),
        ("withheld", state == Some(AddressState::Withheld)),
        ("no fixed abode", state == Some(AddressState::None)),
        ("interpreter", person.interpreter == Known::Yes),
        ("disability", person.disability.is_some()),
        ("no surname", person.surname.is_empty()),
        ("double-barrelled", person.surname.contains('-')),
    ]
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
