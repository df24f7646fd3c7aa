//! The report counts what was done, its numbers open down to their rows, and the past is as it was known.

use jiff::civil::date;
use trefoil_app::reports::scrutiny::{forms, scrutiny_view};

use super::tale::Tale;

const PERIOD: &str = "from=2026-03-01&to=2026-03-31";

pub(super) async fn the_numbers_are_right_and_open_down_to_rows(tale: &mut Tale) {
    let report = scrutiny_view(
        tale.house.app(),
        &tale.house.staff.manager,
        date(2026, 3, 1),
        date(2026, 3, 31),
        None,
    )
    .await
    .unwrap();
    let text = forms::json::json(&report).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let number = |path: &str| json.pointer(path).and_then(serde_json::Value::as_i64);
    for (path, expected) in [
        ("/contacts/children", 4),
        // A contact counts once for each family it is about: two contacts about one family.
        ("/contacts/families", 2),
        ("/contacts/domestic_abuse/children", 4),
        ("/contacts/from_police/children", 4),
        ("/decisions/by_outcome/referral", 1),
        ("/decisions/by_outcome/early_help", 1),
        ("/decisions/by_outcome/no_further_action", 0),
    ] {
        assert_eq!(number(path), Some(expected), "{path} in {text}");
    }
    tale.told.push(("the report".to_owned(), text));
    let page = tale
        .manager
        .open(&format!("/reports/scrutiny?{PERIOD}"))
        .await;
    tale.tell("the page of the report", &page);
    let rows = tale
        .manager
        .open(&format!(
            "/reports/scrutiny/rows?{PERIOD}&measure=decisions.by_outcome.referral"
        ))
        .await;
    assert_eq!(
        rows.body.matches("<tr").count(),
        2,
        "a heading and one row: {}",
        rows.words()
    );
    tale.tell("the rows of a number", &rows);
    let form = page.form("/publish", &[]).unwrap();
    let sent = tale.manager.submit(&form, &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    let csv = tale.manager.open(&format!("{}/csv", sent.location())).await;
    tale.tell("the report to be published", &csv);
    let refused = tale
        .triage
        .get(&format!(
            "/reports/scrutiny/rows?{PERIOD}&measure=contacts.children"
        ))
        .await;
    assert_eq!(refused.status, 403, "triage sees totals, not rows");
}

pub(super) async fn as_known_before_the_second_version(tale: &mut Tale) {
    let path = Tale::path(tale.again);
    let at = tale.before_second_version.unwrap();
    let past = tale.custodian.open(&format!("{path}?at={at}")).await;
    assert!(
        past.body.contains("The first telling.") && !past.body.contains("The second telling."),
        "{}",
        past.words()
    );
    assert!(past.body.contains("as it was known"), "{}", past.words());
    assert!(
        past.form("/decide", &[]).is_none() && past.form("/match/undo", &[]).is_none(),
        "the past is not changed"
    );
    tale.tell("as it was known", &past);
    let now = tale.custodian.open(&path).await;
    assert!(now.body.contains("The second telling."), "{}", now.words());
}
