//! The registers: taken in twice, changed by hand, kept as they were known; what cannot be read is told, by the command's exit code too.

use jiff::civil::date;
use trefoil_app::schools::change::{days_add, days_end, school_write};
use trefoil_app::schools::intake::{
    NotTaken, adults_import, holidays_import, schools_import, terms_import,
};
use trefoil_app::schools::list::{school_view, schools_view};
use trefoil_app::schools::settings::{telling_set, telling_view};
use trefoil_core::refusal::Refusal;
use trefoil_core::school::{Days, DaysKind, SchoolTyped, Urn};
use trefoil_testkit::console;

use super::scene::{ADULTS, SCHOOLS, TERMS, house};
use crate::hub::binary::run;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    the_same_file_changes_nothing_and_another_is_kept_beside_it,
    an_administrator_changes_a_school_and_its_days,
    how_schools_are_told_is_kept_with_when_it_held,
}

async fn the_same_file_changes_nothing_and_another_is_kept_beside_it(on: Engine) {
    let house = house(on).await;
    let (app, console) = (house.app(), console());
    let again = schools_import(app, &console, SCHOOLS.as_bytes(), &[])
        .await
        .unwrap();
    assert_eq!(
        (again.rows, again.created, again.updated, again.unchanged),
        (6, 0, 0, 6)
    );
    let terms = terms_import(app, &console, TERMS.as_bytes()).await.unwrap();
    assert_eq!((terms.created, terms.unchanged), (0, 7));
    let adults = adults_import(app, &console, ADULTS.as_bytes())
        .await
        .unwrap();
    assert_eq!((adults.created, adults.unchanged), (0, 4));
    // A line is known from an instant, and the test's clock stands still by itself.
    house.kit.world.pass(jiff::SignedDuration::from_secs(1));
    let renamed = SCHOOLS.replace("Kittiwake CofE Academy", "Kittiwake Academy");
    let changed = schools_import(app, &console, renamed.as_bytes(), &[890])
        .await
        .unwrap();
    assert_eq!(
        (changed.created, changed.updated, changed.unchanged),
        (0, 1, 4)
    );
    let urn = Urn::new(100_006).ok();
    let page = school_view(app, &house.staff.administrator, urn)
        .await
        .unwrap();
    let names: Vec<&str> = page
        .earlier
        .iter()
        .map(|(row, _)| row.school.name.as_str())
        .collect();
    assert_eq!(names, ["Kittiwake Academy", "Kittiwake CofE Academy"]);
    assert!(page.earlier[1].0.known_until.is_some());
    // By its new name it is found, by its old one no more.
    let found = |said| schools_view(app, &house.staff.triage, said, 1);
    assert_eq!(found("kittiwake").await.unwrap().rows.len(), 1);
    assert_eq!(found("").await.unwrap().count, 5);
    let unknown = terms_import(app, &console, b"urn,kind,from\n999999,inset,2026-03-18\n")
        .await
        .unwrap();
    assert_eq!(unknown.issues[0].code, "unknown_school");
    let holidays = include_bytes!("../../../../core/data/bank-holidays.json");
    let first = holidays_import(app, &console, holidays).await.unwrap();
    let second = holidays_import(app, &console, holidays).await.unwrap();
    assert_eq!(
        (first.created, second.created, second.unchanged),
        (140, 0, 140)
    );
    let none = holidays_import(app, &console, b"{}").await;
    assert!(matches!(none, Err(NotTaken::File(_))));
}

async fn an_administrator_changes_a_school_and_its_days(on: Engine) {
    let house = house(on).await;
    let (app, admin) = (house.app(), &house.staff.administrator);
    let urn = Urn::new(100_001).ok();
    let typed = SchoolTyped {
        name: "Marram Primary School".to_owned(),
        opens: "8:30".to_owned(),
        ..SchoolTyped::default()
    };
    house.kit.world.pass(jiff::SignedDuration::from_secs(1));
    school_write(app, admin, urn, &typed).await.unwrap();
    for stranger in [
        &house.staff.triage,
        &house.staff.custodian,
        &house.staff.manager,
    ] {
        assert!(school_write(app, stranger, urn, &typed).await.is_err());
    }
    let opens = async || {
        school_view(app, admin, urn)
            .await
            .unwrap()
            .opens
            .unwrap()
            .opens
            .to_string()
    };
    // It is Tuesday 17 March 2026, ten in the morning; Wednesday is an inset day.
    assert_eq!(opens().await, "2026-03-19T08:30:00Z");
    let inset = Days::new(Some(DaysKind::Inset), Some(date(2026, 3, 19)), None).unwrap();
    days_add(app, admin, urn, Ok(inset)).await.unwrap();
    assert_eq!(opens().await, "2026-03-20T08:30:00Z");
    let twice = days_add(app, admin, urn, Ok(inset)).await;
    assert!(matches!(twice, Err(Refusal::Invalid(_))));
    let page = school_view(app, admin, urn).await.unwrap();
    let late = page.days.iter().find(|(row, _)| row.days == inset).unwrap();
    assert_eq!(late.1, admin.worker.as_ref().unwrap().name);
    days_end(app, admin, late.0.term).await.unwrap();
    assert!(matches!(
        days_end(app, admin, late.0.term).await,
        Err(Refusal::Conflict(_))
    ));
    assert_eq!(opens().await, "2026-03-19T08:30:00Z");
    let page = school_view(app, admin, urn).await.unwrap();
    let kept = page.days.iter().find(|(row, _)| row.days == inset).unwrap();
    assert!(kept.0.known_until.is_some());
    // What all share, and the officer, have pages too; a school that is not there has none.
    assert!(school_view(app, admin, None).await.unwrap().days.len() == 6);
    assert_eq!(
        school_view(app, admin, Some(Urn::OFFICER))
            .await
            .unwrap()
            .adults
            .len(),
        1
    );
    let nothing = school_view(app, admin, Urn::new(999_999).ok()).await;
    assert_eq!(nothing.map(drop), Err(Refusal::NotFound));
}

async fn how_schools_are_told_is_kept_with_when_it_held(on: Engine) {
    let house = house(on).await;
    let (app, admin) = (house.app(), &house.staff.administrator);
    let (now, held) = telling_view(app, admin).await.unwrap();
    assert_eq!((now.agreement, held.len()), (None, 0));
    let empty = telling_set(app, admin, (Some(true), " "), None).await;
    assert!(matches!(empty, Err(Refusal::Invalid(_))));
    telling_set(
        app,
        admin,
        (Some(true), "With the force's lead, 1 March 2026."),
        None,
    )
    .await
    .unwrap();
    house.kit.world.pass(jiff::SignedDuration::from_hours(1));
    telling_set(app, admin, (Some(false), ""), None)
        .await
        .unwrap();
    let (now, held) = telling_view(app, &house.staff.custodian).await.unwrap();
    assert_eq!((now.agreement, held.len()), (None, 2));
    assert!(held[0].until.is_none() && held[1].until.is_some());
    let triage = telling_set(app, &house.staff.triage, (Some(false), ""), None).await;
    assert!(triage.is_err());
}

#[test]
fn the_commands_answer_as_the_contract_says() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let data = folder.path().join("data");
    let ended = |arguments: &[&str]| {
        let output = run(&data, arguments);
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let schools = put("schools.csv", SCHOOLS);
    let (code, told) = ended(&["import", "schools", &schools, "--format", "json"]);
    assert_eq!(code, 0);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["feed"], &told["rows"], &told["lines"]["created"]),
        (&"schools".into(), &6.into(), &6.into())
    );
    assert_eq!(told["issues"], serde_json::json!([]));
    let terms = put("terms.csv", TERMS);
    assert_eq!(ended(&["import", "school-terms", &terms]).0, 0);
    let adults = put("adults.csv", &format!("{ADULTS}100001,,x@example.org\n"));
    let (code, told) = ended(&["import", "school-contacts", &adults, "--format", "json"]);
    assert_eq!(code, 2);
    assert!(told.contains("\"code\":\"missing\""), "{told}");
    let days = put("days.json", "{}");
    assert_eq!(ended(&["import", "bank-holidays", &days]).0, 1);
    assert_eq!(ended(&["import", "schools", &days]).0, 1);
    assert_eq!(ended(&["import", "school"]).0, 64);
}

/// The national register, where somebody has it: every line is read, and its own names find their own schools or are asked about.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "where the register lies is the developer's word at the prompt"
)]
fn the_national_register_is_read() {
    use std::collections::BTreeMap;
    use trefoil_core::school::found::{SchoolFound, keys, school_find};
    let Ok(path) = std::env::var("TREFOIL_TEST_SCHOOLS") else {
        eprintln!("left out: TREFOIL_TEST_SCHOOLS names no register of schools");
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let file = trefoil_interop::feeds::schools::register(&bytes).unwrap();
    assert!(file.issues.is_empty(), "{:?}", file.issues);
    let schools: Vec<_> = file.lines.into_iter().map(|(_, one)| one).collect();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, one) in schools.iter().enumerate() {
        for key in keys(&one.name) {
            by_key.entry(key).or_default().push(place);
        }
    }
    let (mut certain, mut possible, mut lost, mut wrong) = (0, 0, 0, 0);
    for one in schools.iter().step_by(20) {
        let mut places: Vec<usize> = keys(&one.name)
            .iter()
            .flat_map(|key| by_key[key].clone())
            .collect();
        places.sort_unstable();
        places.dedup();
        let near: Vec<_> = places
            .into_iter()
            .map(|place| schools[place].clone())
            .collect();
        match school_find(&one.name, &near, date(2020, 1, 6), one.area) {
            SchoolFound::Certain(urn) if urn == one.urn => certain += 1,
            SchoolFound::Certain(_) => wrong += 1,
            SchoolFound::Possible(urns) if urns.contains(&one.urn) => possible += 1,
            _ => lost += 1,
        }
    }
    eprintln!(
        "of the register's own names: {certain} certain, {possible} asked about, {lost} not offered, {wrong} wrong"
    );
    assert_eq!(wrong, 0);
}
