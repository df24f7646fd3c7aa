//! A year of a hub at Blackpool's volume under a steered clock: contacts of every source come in as the made-up town tells them, are looked at,
//! decided and told to schools; every clock of every contact and notice is held against a count that is made another way. Beside the town:
//! twins in two schools, a child of 18, one taught at home, an inset day announced that morning, a school that closed yesterday, a changed time of
//! opening, a bank holiday proclaimed. A month of it where nobody asks for more (`TREFOIL_PROVE_DAYS`).

mod by_hand;
mod compare;
mod hub;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::school::{Days as Listed, DaysKind, SchoolTyped, Urn};
use trefoil_town::{AUTHORITY_CODE, Plan, Seed, Town};

use by_hand::School;
use hub::{Hub, Told};

/// A town of so many people tells a hub of 1,000 contacts a month, as Blackpool's does.
const PEOPLE: u64 = 237_000;
/// Days, where nobody says how many: over the half term in which the clocks go back.
const DAYS: i64 = 31;
const WHOLE: i64 = 200;
/// When the hub looks, by the clock on the wall: before schools open, within the half hour, after it; at noon, in the evening, at night.
const LOOKS: [i64; 6] = [
    7 * 3600 + 3480,
    8 * 3600 + 1200,
    9 * 3600 + 600,
    12 * 3600 + 1800,
    17 * 3600 + 600,
    23 * 3600 + 1800,
];
const MORNING: i64 = LOOKS[0];

#[expect(clippy::disallowed_methods, reason = "how much is said from outside")]
fn told(name: &str) -> Option<i64> {
    std::env::var(name).ok()?.parse().ok()
}

#[tokio::test]
async fn every_clock_is_as_counted_by_hand() {
    let many = told("TREFOIL_PROVE_DAYS").unwrap_or(DAYS);
    let seed = told("TREFOIL_PROVE_SEED").unwrap_or(1);
    let first = if many > WHOLE {
        "2025-09-01"
    } else {
        "2025-10-10"
    };
    let until = Town::end_of("2026-08-31".parse::<Date>().unwrap());
    let plan = Plan::for_years(PEOPLE, 1, until);
    let town = Town::planned(Seed(u64::try_from(seed).unwrap()), plan);
    let mut hub = Hub::begin(first, &town).await;
    let start = hub.days.place(first);
    let mut coming = town.happenings().peekable();
    while coming.peek().is_some_and(|one| one.at < hub.now()) {
        coming.next();
    }
    for place in start..start + many {
        for look in LOOKS {
            hub.pass_to(hub.days.instant(place, look));
            if look == MORNING {
                happens(&mut hub, place, place - start).await;
            }
            let mut part = Vec::new();
            while coming.peek().is_some_and(|one| one.at <= hub.now()) {
                part.extend(coming.next());
            }
            hub.take(part).await;
            hub.compare().await;
            hub.work().await;
        }
    }
    let (from, to) = (hub.days.name(start), hub.days.name(start + many - 1));
    hub.report(from.parse().unwrap(), to.parse().unwrap()).await;
    println!("a year: {many} days, {:?}", hub.seen);
    // Some of everything, or the count was of nothing.
    let seen = hub.seen;
    let each = [
        seen.contacts,
        seen.clocks,
        seen.notices,
        seen.overdue,
        seen.alarms,
    ];
    assert!(each.iter().all(|one| *one > 0), "{seen:?}");
}

/// What happens beside the town in the morning of the `nth` day.
async fn happens(hub: &mut Hub, place: i64, nth: i64) {
    let today = hub.days.name(place).to_owned();
    match nth % 28 {
        2 => hub.police(&specials(nth, hub)).await,
        5 => opens_earlier(hub, nth).await,
        8 if nth < 28 => proclaimed(hub, place).await,
        15 => closes(hub, nth, place).await,
        _ if nth % 7 == 3 && hub.days.is_worked(place) => inset(hub, nth, &today).await,
        _ => {}
    }
}

/// Twins in two schools, one who is 18 that day, one who is 18 the day after, and one taught at home.
fn specials(nth: i64, hub: &Hub) -> Vec<(String, String, String)> {
    let (day, _) = hub.days.local(hub.now().as_second());
    let (one, other) = (hub.schools[0].name.clone(), hub.schools[1].name.clone());
    let born = |place: i64| {
        let name = hub.days.name(place);
        format!("{}{}", name[..4].parse::<i64>().unwrap() - 18, &name[4..])
    };
    [
        ("Tom", "2016-05-04".to_owned(), one.clone()),
        ("Tam", "2016-05-04".to_owned(), other),
        ("Grown", born(day), one.clone()),
        ("Nearly", born(day + 1), one),
        ("Home", "2014-02-03".to_owned(), "home educated".to_owned()),
    ]
    .map(|(given, born, school)| (format!("{given}{nth}"), born, school))
    .into()
}

fn typed(school: &School) -> SchoolTyped {
    SchoolTyped {
        name: school.name.clone(),
        opens: format!("{}:{:02}", school.opens / 3600, school.opens / 60 % 60),
        closed: school.closed.as_ref().map(|day| day.parse().unwrap()),
        ..SchoolTyped::default()
    }
}

async fn opens_earlier(hub: &mut Hub, nth: i64) {
    let at = usize::try_from(nth).unwrap() % 20;
    hub.schools[at].opens = 8 * 3600 + 600;
    let school = typed(&hub.schools[at]);
    hub.writes(at, &school).await;
}

/// A school closed yesterday, and the register says so today.
async fn closes(hub: &mut Hub, nth: i64, place: i64) {
    let at = 20 + usize::try_from(nth).unwrap() / 28 % 20;
    hub.schools[at].closed = Some(hub.days.name(place - 1).to_owned());
    let school = typed(&hub.schools[at]);
    hub.writes(at, &school).await;
}

async fn inset(hub: &mut Hub, nth: i64, today: &str) {
    let at = usize::try_from(nth).unwrap() % hub.schools.len();
    if hub.schools[at].inset.insert(today.to_owned()) {
        let day = Some(today.parse().unwrap());
        let days = Listed::new(Some(DaysKind::Inset), day, None).unwrap();
        hub.closed_on(at, days).await;
    }
}

/// A week later nobody works.
async fn proclaimed(hub: &mut Hub, place: i64) {
    let day = (place + 4..place + 30)
        .find(|one| hub.days.is_worked(*one))
        .unwrap();
    let day = hub.days.name(day).to_owned();
    super::holidays::told(&hub.house, &[&day]).await;
    hub.days.proclaim(&day);
}

/// The town's schools for the register and for the count.
fn register(town: &Town) -> (String, Vec<(Urn, School)>) {
    let mut text = "urn,laestab,la_code,la_name,estab,school_name,school_type,pupils_on_roll,opening_time,closed_on\n".to_owned();
    let mut schools = Vec::new();
    for one in town.schools() {
        let listed = one.listed(AUTHORITY_CODE).unwrap();
        let opens = listed.opens.unwrap();
        let _ = writeln!(
            text,
            "{},890,890,X,{},\"{}\",Community school,{},{}:{:02},",
            listed.urn,
            one.estab,
            listed.name,
            one.pupils,
            opens.hour(),
            opens.minute()
        );
        let school = School {
            name: listed.name,
            opens: i64::from(opens.hour()) * 3600 + i64::from(opens.minute()) * 60,
            terms: Vec::new(),
            inset: BTreeSet::new(),
            closed: None,
            officer: false,
        };
        schools.push((listed.urn, school));
    }
    (text, schools)
}

/// A London instant of the count, for the product.
fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// What a happening of the town tells, as the count knows it.
fn told_of(hub: &Hub, one: &trefoil_town::PlainContact) -> Told {
    use trefoil_core::vocabulary::{IncidentRole, Known, Source};
    let received = one.received_at.as_second();
    let began = one
        .incident_started_at
        .map_or(received, Timestamp::as_second);
    let wanted = one.source == Source::Police
        && one.police_attended == Known::Yes
        && one.domestic_abuse != Known::No;
    let children = one
        .people
        .iter()
        .filter(|seen| {
            seen.roles
                .iter()
                .any(|(role, _)| *role == IncidentRole::Child)
        })
        .map(|seen| hub::Child {
            name: trefoil_core::name::PersonName::new(&seen.given, &seen.surname).words(),
            birth: seen.birth.clone(),
            school: seen.school.clone(),
        });
    Told {
        received,
        began: hub.days.local(began).0,
        wanted,
        grade: one.grade,
        children: children.collect(),
    }
}
