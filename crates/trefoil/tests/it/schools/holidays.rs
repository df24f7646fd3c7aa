//! Bank holidays that are taken in: one list for every clock, the built-in one beneath it, and nothing that was done before is judged anew.

use jiff::SignedDuration;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_app::reports::scrutiny::{Cell, scrutiny_view};
use trefoil_app::schools::intake::holidays_import;
use trefoil_app::schools::list::school_view;
use trefoil_core::school::Urn;
use trefoil_testkit::console;

use super::scene::{Child, house, open, take};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::matching::{decide, everybody_new};

on_both_engines! {
    a_day_that_is_taken_in_counts_for_every_clock,
    a_day_that_is_told_too_late_changes_nothing,
    a_day_is_added_and_struck_on_a_page_and_what_was_said_is_kept,
}

/// Takes these days in, as GOV.UK publishes them.
pub(super) async fn told(house: &House, days: &[&str]) {
    let events: Vec<_> = days
        .iter()
        .map(|day| serde_json::json!({ "title": "Proclaimed", "date": day }))
        .collect();
    let text = serde_json::json!({ "england-and-wales": { "events": events } });
    holidays_import(house.app(), &console(), text.to_string().as_bytes())
        .await
        .unwrap();
}

async fn due(house: &House) -> String {
    let filter = QueueFilter::default();
    let queue = queue_view(house.app(), &house.staff.triage, &filter).await;
    queue.unwrap().rows[0].due.to_string()
}

async fn opens(house: &House) -> String {
    let admin = &house.staff.administrator;
    let page = school_view(house.app(), admin, Urn::new(100_002).ok()).await;
    page.unwrap().opens.unwrap().opens.to_string()
}

async fn a_day_that_is_taken_in_counts_for_every_clock(on: Engine) {
    let house = house(on).await;
    take(&house, &[Child::default()]).await;
    // Tuesday 17 March 2026: a decision by Wednesday's end, and the high school opens on Wednesday.
    assert_eq!(due(&house).await, "2026-03-19T00:00:00Z");
    assert_eq!(opens(&house).await, "2026-03-18T08:30:00Z");
    let contact = house.contact("ENC-1").await;
    let graded = house.page(&house.staff.triage, contact).await.urgency.due;
    told(&house, &["2026-03-18"]).await;
    assert_eq!(due(&house).await, "2026-03-20T00:00:00Z");
    assert_eq!(opens(&house).await, "2026-03-19T08:30:00Z");
    let page = house.page(&house.staff.triage, contact).await;
    assert_eq!(page.due.to_string(), "2026-03-20T00:00:00Z");
    assert_eq!(page.urgency.due, graded + SignedDuration::from_hours(24));
    // What is built in stays beneath: the list holds neither Good Friday nor Easter Monday.
    house.kit.world.pass(SignedDuration::from_hours(24 * 16));
    take(
        &house,
        &[Child {
            incident: "ENC-2",
            ..Child::default()
        }],
    )
    .await;
    let all = open(&house, &house.staff.triage).await;
    assert_eq!(all.len(), 2);
    assert_eq!(opens(&house).await, "2026-04-20T07:30:00Z");
    // Another list in its place: the day is one of work again, unless it has begun.
    house.kit.world.pass(SignedDuration::from_secs(1));
    told(&house, &["2026-12-25"]).await;
    assert_eq!(due(&house).await, "2026-03-20T00:00:00Z");
}

async fn a_day_that_is_told_too_late_changes_nothing(on: Engine) {
    let house = house(on).await;
    take(&house, &[Child::default()]).await;
    let contact = house.contact("ENC-1").await;
    house.kit.world.pass(SignedDuration::from_hours(48));
    everybody_new(&house, contact).await;
    decide(&house, contact).await;
    let in_time = async || {
        let (from, to) = ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
        let report = scrutiny_view(house.app(), &console(), from, to, None).await;
        report.unwrap().cell("decisions.within_one_working_day")
    };
    let before = in_time().await;
    assert!(
        matches!(before, Some(Cell::Count(0) | Cell::Share { part: 0, .. })),
        "{before:?}"
    );
    told(&house, &["2026-03-18", "2026-03-19"]).await;
    assert_eq!(in_time().await, before);
}

async fn a_day_is_added_and_struck_on_a_page_and_what_was_said_is_kept(on: Engine) {
    let house = house(on).await;
    take(&house, &[Child::default()]).await;
    assert_eq!(due(&house).await, "2026-03-19T00:00:00Z");
    let mut browser = house.browser(&house.staff.administrator).await;
    let path = "/schools/holidays";
    let page = browser.open(path).await;
    let form = page.form(path, &[]).unwrap();
    let day = |day| [("day-day", day), ("day-month", "3"), ("day-year", "2026")];
    for begun in ["16", "17"] {
        let answer = browser.submit(&form, &day(begun)).await;
        assert_eq!(answer.status, 422, "{begun}");
        assert!(answer.words().contains("not judged anew"));
    }
    let sunday = browser.submit(&form, &day("22")).await;
    assert_eq!(sunday.status, 422);
    assert!(
        sunday.words().contains("no working day anyway"),
        "{}",
        sunday.words()
    );
    let nul = browser.submit(&form, &day("1\u{0}9")).await;
    assert_eq!(nul.status, 422);
    assert!(nul.words().contains("1\u{2400}9"), "{}", nul.words());
    assert_eq!(browser.submit(&form, &day("18")).await.status, 303);
    assert_eq!(browser.submit(&form, &day("18")).await.status, 422, "once");
    assert_eq!(due(&house).await, "2026-03-20T00:00:00Z");
    house.kit.world.pass(SignedDuration::from_secs(1));
    // What was told is struck, and what is built in: Good Friday.
    for (struck, name) in [
        ("2026-03-18", "Said by the hub"),
        ("2026-04-03", "Good Friday"),
    ] {
        let page = browser.open(path).await;
        assert!(page.words().contains(name), "{name}");
        assert!(!page.words().contains("2026 2026"));
        // It is asked first, with what it does; whoever sends it unasked is asked.
        assert!(page.form("/strike", &[struck]).is_none());
        let asked = browser.open(&format!("{path}?strike={struck}")).await;
        assert!(
            asked
                .words()
                .contains("Decide by the end of the next working day")
        );
        let form = asked.form("/strike", &[struck]).unwrap();
        let mut unsure = asked.form("/strike", &[struck]).unwrap();
        unsure.fields.retain(|(name, _)| name != "sure");
        let unasked = browser.submit(&unsure, &[]).await;
        assert_eq!(unasked.status, 303);
        assert!(unasked.location().ends_with(&format!("?strike={struck}")));
        assert_eq!(browser.submit(&form, &[]).await.status, 303, "{struck}");
        assert_eq!(
            browser.submit(&form, &[]).await.status,
            422,
            "{struck}, once"
        );
    }
    assert_eq!(due(&house).await, "2026-03-19T00:00:00Z");
    let page = browser.open(path).await;
    assert!(!page.body.contains("strike=2026-04-03"));
    let words = page.words();
    for expect in [
        "3 April 2026: a day of work",
        "18 March 2026: a bank holiday. From",
        "until now",
    ] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
    // A list that is taken in leaves what was struck by hand; who added it again means it.
    told(&house, &["2026-04-03", "2026-12-25"]).await;
    assert!(!browser.open(path).await.body.contains("strike=2026-04-03"));
    let easter = [("day-day", "3"), ("day-month", "4"), ("day-year", "2026")];
    assert_eq!(browser.submit(&form, &easter).await.status, 303);
    assert!(browser.open(path).await.body.contains("strike=2026-04-03"));
    let mut triage = house.browser(&house.staff.triage).await;
    assert!(
        triage.open(path).await.form(path, &[]).is_none(),
        "who reads does not change"
    );
}
