//! The report counts what schools were told: in time, late and acknowledged; as it was known at an instant; and nothing where the
//! authority does not tell them.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use trefoil_app::Place;
use trefoil_app::notices::deal::{Dealt, notice_deal};
use trefoil_app::notices::mail::mails_send;
use trefoil_app::reports::publish::scrutiny_publish;
use trefoil_app::reports::rows::{RowsAsked, scrutiny_rows};
use trefoil_app::reports::scrutiny::{Cell, Report, forms, scrutiny_view};
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{NoticeStep, WhyNot};
use trefoil_testkit::console;

use super::held::{held, posted};
use super::played::{Post, SITE, agreed, enrolled, enter, path, sent};
use super::scene::{Child, house, open, registers, take};
use crate::hub::house::{Engine, House, now, on_both_engines};
use crate::hub::raw::Raw;
use crate::publishing::children;

on_both_engines! {
    a_school_is_told_in_time_or_late_and_an_old_report_stays,
    a_mail_counts_when_it_was_taken_and_when_it_is_acknowledged,
    a_mail_that_is_held_is_not_among_what_leaves,
    nothing_is_said_where_no_school_was_ever_told,
}

const MARCH: (Date, Date) = (date(2026, 3, 1), date(2026, 3, 31));

async fn march(house: &House, as_at: Option<Timestamp>) -> Report {
    scrutiny_view(house.app(), &console(), MARCH.0, MARCH.1, as_at)
        .await
        .unwrap()
}

/// Children, told before school, told late, acknowledged; `None` where it is not in use.
fn told(report: &Report) -> Option<[u64; 4]> {
    let number = |name| match report.cell(&format!("school_notices.{name}")) {
        Some(Cell::Count(count)) => Some(count),
        Some(Cell::NotInUse) => None,
        other => panic!("{name}: {other:?}"),
    };
    let names = ["children", "before_school", "late", "acknowledged"];
    let all: Vec<u64> = names.into_iter().filter_map(number).collect();
    all.try_into().ok()
}

async fn step(house: &House, notice: NoticeId, step: NoticeStep) {
    let dealt = Dealt {
        step: Some(step),
        why: Some(WhyNot::Unsafe),
        note: "Ms Novak, by telephone".to_owned(),
        ..Dealt::default()
    };
    notice_deal(house.app(), &house.staff.triage, notice, dealt)
        .await
        .unwrap();
}

async fn a_school_is_told_in_time_or_late_and_an_old_report_stays(on: Engine) {
    let house = house(on).await;
    let child = |given, school| Child {
        given,
        school,
        ..Child::default()
    };
    let (high, primary) = ("Marram High", "Marram Primary");
    take(
        &house,
        &[
            child("Tam", high),
            child("Tom", primary),
            child("Tia", high),
        ],
    )
    .await;
    let all = open(&house, &house.staff.triage).await;
    let of = |name: &str| {
        let mut all = all.iter().filter(|one| one.child.starts_with(name));
        all.next().unwrap().row.notice
    };
    let [tam, tom, tia] = ["Tam", "Tom", "Tia"].map(of);
    assert_eq!(told(&march(&house, None).await), Some([3, 0, 0, 0]));
    // The high school opens on Wednesday at half past eight, the primary school, after its inset day, on Thursday.
    house.kit.world.pass(SignedDuration::from_hours(22));
    step(&house, tam, NoticeStep::PoliceTold).await;
    house.kit.world.pass(SignedDuration::from_hours(1));
    step(&house, tom, NoticeStep::Telephoned).await;
    step(&house, tia, NoticeStep::PoliceTold).await;
    let then = house.app().now();
    let before = march(&house, Some(then)).await;
    assert_eq!(told(&before), Some([3, 2, 1, 0]));
    // Tom's was a mistake, and Tia's is not told at all: what was known is still what was known.
    house.kit.world.pass(SignedDuration::from_hours(1));
    step(&house, tom, NoticeStep::Again).await;
    step(&house, tia, NoticeStep::Again).await;
    step(&house, tia, NoticeStep::Cannot).await;
    assert_eq!(told(&march(&house, None).await), Some([3, 1, 0, 0]));
    house.kit.world.pass(SignedDuration::from_hours(30));
    step(&house, tom, NoticeStep::PoliceTold).await;
    assert_eq!(told(&march(&house, None).await), Some([3, 1, 1, 0]));
    let again = march(&house, Some(then)).await;
    assert_eq!(
        forms::json::json(&again).unwrap(),
        forms::json::json(&before).unwrap()
    );
    rows(&house).await;
}

/// The number opens down to its rows, of the child that it counts.
async fn rows(house: &House) {
    let asked = RowsAsked {
        from: MARCH.0,
        to: MARCH.1,
        as_at: None,
        measure: "school_notices.late",
        page: 1,
    };
    let rows = scrutiny_rows(house.app(), &house.staff.manager, asked)
        .await
        .unwrap();
    let contact = house.contact("ENC-1").await;
    assert_eq!((rows.total, rows.rows[0].contact), (1, contact));
    let page = house.page(&house.staff.triage, contact).await;
    let tom = page
        .people
        .iter()
        .find(|one| Some(one.row.root) == rows.rows[0].child);
    assert!(tom.is_some_and(|one| one.row.child));
}

async fn a_mail_counts_when_it_was_taken_and_when_it_is_acknowledged(on: Engine) {
    let house = house(on).await;
    let ada = enrolled(&house, 100_001, 0).await;
    agreed(&house).await;
    assert_eq!(told(&march(&house, None).await), Some([0, 0, 0, 0]));
    take(&house, &[Child::default()]).await;
    // It was sent, and no server has taken it.
    assert_eq!(told(&march(&house, None).await), Some([1, 0, 0, 0]));
    let post = Post::default();
    mails_send(house.app(), &post, SITE).await.unwrap();
    assert_eq!(told(&march(&house, None).await), Some([1, 1, 0, 0]));
    let link = path(&post.taken()[0]);
    let mut phone = house.stranger();
    enter(&house, &mut phone, &link, &ada).await;
    assert_eq!(told(&march(&house, None).await), Some([1, 1, 0, 0]), "read");
    let page = phone.get("/notice").await;
    let form = page.form("/notice/acknowledge", &[]).unwrap();
    let csrf = form.field("csrf").unwrap().to_owned();
    for _ in 0..2 {
        sent(&mut phone, "/notice/acknowledge", &[("csrf", &csrf)]).await;
    }
    assert_eq!(told(&march(&house, None).await), Some([1, 1, 0, 1]));
    // What leaves hides every one of these.
    let manager = &house.staff.manager;
    let published = scrutiny_publish(house.app(), manager, MARCH.0, MARCH.1, None).await;
    let (_, published) = published.unwrap();
    for name in ["children", "before_school", "acknowledged"] {
        let cell = published.cell(&format!("school_notices.{name}"));
        assert_eq!(cell, Some(Cell::Hidden), "{name}");
    }
}

async fn a_mail_that_is_held_is_not_among_what_leaves(on: Engine) {
    let (house, _) = held(on, true).await;
    assert_eq!(posted(&house).await, 0);
    // Enough others that no number is small.
    let names = ["Al", "Bea", "Col", "Dee", "Eve", "Fay", "Gil"];
    let others = names.map(|given| Child {
        incident: "ENC-9",
        given,
        surname: "Dunmore",
        school: "Marram High",
        ..Child::default()
    });
    take(&house, &others).await;
    for one in open(&house, &house.staff.triage).await {
        if one.child.ends_with("Dunmore") {
            step(&house, one.row.notice, NoticeStep::PoliceTold).await;
        }
    }
    // To whoever looks inside it reads as one that went.
    assert_eq!(told(&march(&house, None).await), Some([8, 8, 0, 0]));
    let manager = &house.staff.manager;
    let published = scrutiny_publish(house.app(), manager, MARCH.0, MARCH.1, None).await;
    assert_eq!(told(&published.unwrap().1), Some([8, 7, 0, 0]));
}

async fn nothing_is_said_where_no_school_was_ever_told(on: Engine) {
    let house = House::on(on).await;
    children(&house, date(2026, 3, 5), 20).await;
    let before = march(&house, None).await;
    assert_eq!(told(&before), None);
    let then = house.app().now();
    let manager = &house.staff.manager;
    let (_, kept) = scrutiny_publish(house.app(), manager, MARCH.0, MARCH.1, Some(then))
        .await
        .unwrap();
    assert_eq!(told(&kept), None);
    // From the agreement on it is in use, and what was said before stays said.
    house.kit.world.pass(SignedDuration::from_hours(1));
    agreed(&house).await;
    assert_eq!(told(&march(&house, None).await), Some([0, 0, 0, 0]));
    assert_eq!(told(&march(&house, Some(then)).await), None);
    let (_, again) = scrutiny_publish(house.app(), manager, MARCH.0, MARCH.1, Some(then))
        .await
        .unwrap();
    assert_eq!(forms::csv::csv(&again), forms::csv::csv(&kept));
}

/// What the change of the schema leaves to be done.
fn left_by_the_schema() -> &'static str {
    let whole = include_str!("../../../../store/src/migrations/0030_notice_step_sqlite.sql");
    &whole[whole.find("INSERT INTO outbox").unwrap()..]
}

#[tokio::test]
async fn what_was_told_before_it_was_recorded_is_recorded_by_a_job() {
    let folder = TempDir::new().unwrap();
    let house = House::in_folder(folder.path(), now()).await;
    registers(&house).await;
    let child = |given, school| Child {
        given,
        school,
        ..Child::default()
    };
    take(
        &house,
        &[child("Tam", "Marram High"), child("Tom", "Marram Primary")],
    )
    .await;
    for one in open(&house, &house.staff.triage).await {
        step(&house, one.row.notice, NoticeStep::PoliceTold).await;
        house.kit.world.pass(SignedDuration::from_hours(50));
    }
    let as_recorded = told(&march(&house, None).await);
    assert_eq!(as_recorded, Some([2, 1, 1, 0]));
    let Place::File(path) = &house.kit.place else {
        panic!("it is in a folder");
    };
    let raw = Raw::file(path);
    assert_eq!(raw.change("DELETE FROM notice_step", &[]).await, 2);
    assert_eq!(told(&march(&house, None).await), Some([2, 0, 0, 0]));
    assert_eq!(raw.change(left_by_the_schema(), &[]).await, 2);
    house.rest().await;
    assert_eq!(told(&march(&house, None).await), as_recorded);
}
