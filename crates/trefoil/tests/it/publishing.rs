//! Publishing the report: kept as it left, once, and held against what left before, on both engines.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use trefoil_app::ledger::ledger_verify;
use trefoil_app::reports::publish::scrutiny_publish;
use trefoil_app::reports::published::{published_list, published_view};
use trefoil_app::reports::scrutiny::{Cell, Report, forms, scrutiny_view};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::{FeedRow, console, feed};

use crate::hub::binary::run;
use crate::hub::house::House;
use crate::hub::people::row;

/// Contacts about one child each, received at noon of a day.
pub(crate) async fn children(house: &House, day: Date, count: usize) {
    let received = format!("{day}T12:00:00Z");
    let names: Vec<(String, String)> = (0..count)
        .map(|nth| {
            (
                format!("C{day}N{nth}"),
                format!("Kid{nth}of{}", day.day_of_year()),
            )
        })
        .collect();
    let rows: Vec<FeedRow<'_>> = names
        .iter()
        .map(|(reference, given)| FeedRow {
            received_at: &received,
            ..row(reference, "child", given, "Field", "2015-06-07")
        })
        .collect();
    house.kit.import(&feed(&rows)).await;
    house.rest().await;
}

async fn houses() -> Vec<House> {
    let sqlite = House::sqlite().await;
    let houses = [Some(sqlite), House::postgres().await];
    houses.into_iter().flatten().collect()
}

pub(crate) const FEBRUARY: (Date, Date) = (date(2026, 2, 1), date(2026, 2, 28));
const TO_MARCH: (Date, Date) = (date(2026, 2, 1), date(2026, 3, 10));

pub(crate) async fn publish(
    house: &House,
    (from, to): (Date, Date),
    as_at: Option<Timestamp>,
) -> Report {
    scrutiny_publish(house.app(), &house.staff.manager, from, to, as_at)
        .await
        .unwrap()
        .1
}

pub(crate) fn cells(report: &Report) -> Vec<Option<u64>> {
    let shown = |cell: &Cell| match cell {
        Cell::Count(count) => Some(*count),
        Cell::Share { part, .. } => Some(*part),
        Cell::Hidden | Cell::NotInUse => None,
    };
    report.cells.iter().map(shown).collect()
}

#[tokio::test]
async fn what_left_is_kept_and_later_reports_are_held_against_it() {
    for house in houses().await {
        children(&house, date(2026, 2, 10), 20).await;
        children(&house, date(2026, 3, 5), 3).await;
        let first = publish(&house, FEBRUARY, None).await;
        assert_eq!(cells(&first)[0], Some(20));
        // Three more by March: by themselves not small, but the difference is.
        let second = publish(&house, TO_MARCH, None).await;
        assert_eq!(cells(&second)[0], None, "{second:?}");
        let inside = scrutiny_view(house.app(), &console(), TO_MARCH.0, TO_MARCH.1, None)
            .await
            .unwrap();
        assert_eq!(cells(&inside)[0], Some(23), "nothing is hidden inside");
        let list = published_list(house.app(), &house.staff.returns, 1)
            .await
            .unwrap();
        assert_eq!(list.rows.len(), 2, "what stayed inside is not published");
        assert_eq!(list.rows[0].publication.to, TO_MARCH.1, "newest first");
        assert_eq!(list.rows[0].by.as_deref(), Some("Mary O'Neill"));
        let (_, kept) = published_view(
            house.app(),
            &house.staff.returns,
            list.rows[0].publication.publication,
        )
        .await
        .unwrap();
        assert_eq!(forms::html::html(&kept), forms::html::html(&second));
        let verified = ledger_verify(house.app(), &console(), None).await.unwrap();
        assert_eq!(verified.findings, []);
    }
}

#[tokio::test]
async fn the_same_days_as_known_at_the_same_instant_are_the_same_bytes() {
    for house in houses().await {
        children(&house, date(2026, 2, 10), 20).await;
        let as_at = house.app().now();
        let first = publish(&house, FEBRUARY, Some(as_at)).await;
        // Much comes in and is published; what was asked for is as it was.
        house.kit.world.pass(SignedDuration::from_hours(1));
        children(&house, date(2026, 2, 11), 17).await;
        publish(&house, TO_MARCH, None).await;
        house.kit.world.pass(SignedDuration::from_hours(1));
        let again = publish(&house, FEBRUARY, Some(as_at)).await;
        assert_eq!(forms::csv::csv(&first), forms::csv::csv(&again));
        assert_eq!(forms::html::html(&first), forms::html::html(&again));
        assert_eq!(
            forms::json::json(&first).unwrap(),
            forms::json::json(&again).unwrap()
        );
        let list = published_list(house.app(), &house.staff.manager, 1)
            .await
            .unwrap();
        assert_eq!(list.rows.len(), 2);
        // Two at once publish one after the other, and each is held against the other.
        let (app, manager) = (house.app(), &house.staff.manager);
        let at_once = |(from, to)| scrutiny_publish(app, manager, from, to, None);
        let day = |day| date(2026, 2, day);
        let (one, other, third) = tokio::join!(
            at_once((day(1), day(10))),
            at_once((day(1), day(11))),
            at_once((day(1), day(12)))
        );
        assert!(one.is_ok() && other.is_ok() && third.is_ok());
        let list = published_list(app, manager, 1).await.unwrap();
        assert_eq!(list.rows.len(), 5);
        assert_eq!(list.rows[0].publication.ordinal, 5);
    }
}

#[tokio::test]
async fn what_cannot_be_published_is_said() {
    let house = House::sqlite().await;
    let ask = async |from, to, as_at| {
        let asked = scrutiny_publish(house.app(), &console(), from, to, as_at).await;
        match asked {
            Err(Refusal::Invalid(problems)) => problems[0].field.clone(),
            other => panic!("{other:?}"),
        }
    };
    let later = house.app().now() + SignedDuration::from_secs(1);
    assert_eq!(ask(FEBRUARY.0, FEBRUARY.1, Some(later)).await, "as_at");
    assert_eq!(ask(FEBRUARY.1, FEBRUARY.0, None).await, "to");
    // Days at the ends of the calendar are days.
    let all = scrutiny_publish(house.app(), &console(), Date::MIN, Date::MAX, None).await;
    assert!(all.is_ok(), "{all:?}");
}

#[test]
fn the_command_publishes_what_it_hides_and_keeps_the_rest_inside() {
    let folder = TempDir::new().unwrap();
    let data = folder.path();
    let town = [
        "town",
        "--people",
        "4000",
        "--seed",
        "1",
        "--contacts",
        "300",
        "--until",
        "2021-03-31",
    ];
    assert!(run(data, &town).status.success());
    let report = |from: &str, more: &[&str]| {
        let asked = ["report", "scrutiny", "--from", from, "--to", "2021-03-31"];
        let output = run(data, &[&asked[..], more].concat());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let at = ["--as-at", "2021-05-01T00:00:00Z"];
    let inside = report("2020-01-01", &at);
    assert_eq!(
        inside,
        report("2020-01-01", &at),
        "reproduced by its --as-at"
    );
    let json = [&at[..], &["--suppress"]].concat();
    let csv = [&at[..], &["--format", "csv"]].concat();
    let html = [&at[..], &["--format", "html"]].concat();
    let forms = [&json, &csv, &html];
    let first = forms.map(|form| report("2020-10-01", form));
    report("2020-09-01", &csv);
    assert_eq!(forms.map(|form| report("2020-10-01", form)), first);
    let value: serde_json::Value = serde_json::from_str(&first[0]).unwrap();
    for part in [
        "school_notices",
        "referrals",
        "assessments",
        "domestic_abuse_outcomes",
        "marac",
    ] {
        assert!(value[part].is_null(), "{part}");
    }
    let verified = run(data, &["ledger", "verify"]);
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test]
async fn looking_publishes_nothing() {
    let house = House::sqlite().await;
    let manager = &house.staff.manager;
    let mut browser = house.browser(manager).await;
    let page = browser.open("/reports/scrutiny").await;
    for file in ["csv", "html"] {
        let gone = browser.get(&format!("/reports/scrutiny.{file}")).await;
        assert_eq!(gone.status, 404);
    }
    let held = async || published_list(house.app(), manager, 1).await.unwrap();
    assert!(held().await.rows.is_empty());
    let form = page.form("/reports/scrutiny/publish", &[]).unwrap();
    let mut bare = form.clone();
    bare.fields.retain(|(name, _)| name != "csrf");
    assert_eq!(browser.submit(&bare, &[]).await.status, 403);
    assert!(held().await.rows.is_empty());
    // Sent twice, it is published once.
    let sent = browser.submit(&form, &[]).await;
    let again = browser.submit(&form, &[]).await;
    assert_eq!((sent.status, sent.location()), (303, again.location()));
    assert_eq!(held().await.rows.len(), 1);
    browser.open(sent.location()).await;
    for (file, mime) in [("csv", "text/csv"), ("html", "text/html")] {
        let saved = browser.open(&format!("{}/{file}", sent.location())).await;
        let kind = saved.header("content-type").unwrap_or_default();
        assert!(kind.starts_with(mime), "{kind}");
        let named = saved.header("content-disposition").unwrap_or_default();
        assert!(named.starts_with("attachment"), "{named}");
    }
    assert_eq!(held().await.rows.len(), 1);
}
