//! Files that stop part-way, and what their pages say: the reader's own reason, naming the row.

use std::io::Cursor;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::SignedDuration;
use trefoil_app::imports::police::{ISSUES_HELD, police_import};
use trefoil_app::imports::upload::uploads_resume;
use trefoil_core::chance::MintAt;
use trefoil_core::ids::ImportId;
use trefoil_store::imports::{Counts, Run, RunState, run_read};
use trefoil_testkit::{FeedRow, console, feed};

use super::{Site, json};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::hub::real;

on_both_engines! {
    a_file_that_changes_while_it_is_read_says_so_on_its_page,
    an_upload_that_did_not_come_whole_is_refused_with_its_reason,
    what_a_stray_quote_swallowed_waits_among_the_rows_to_look_at,
}

async fn a_file_that_changes_while_it_is_read_says_so_on_its_page(on: Engine) {
    let house = House::on(on).await;
    let whole = feed(&[family("F-1", "Ashdown"), family("F-2", "Birch")].concat());
    let other = feed(&[family("F-1", "Ashdown"), family("F-3", "Cedar")].concat());
    let readings = AtomicUsize::new(0);
    let open = || {
        let first = readings.fetch_add(1, Ordering::SeqCst) == 0;
        let text = if first { &whole } else { &other };
        Cursor::new(text.as_bytes())
    };
    let imported = police_import(house.app(), &console(), "f.csv", open, |_, _| {})
        .await
        .unwrap();
    assert!(imported.stopped.is_some());
    assert_eq!(imported.counts.created, 1, "what was whole is kept");
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser
        .open(&format!("/imports/{}", imported.import.unwrap()))
        .await;
    let words = page.words();
    assert!(words.contains("Stopped after 4 rows"), "{words}");
    assert!(
        words.contains("Row 6: the file was changed while it was being read"),
        "{words}"
    );
}

async fn an_upload_that_did_not_come_whole_is_refused_with_its_reason(on: Engine) {
    let house = House::on(on).await;
    let now = house.app().now();
    let world = house.kit.world.as_ref();
    let run = Run {
        import: ImportId::mint(&MintAt { now, chance: world }),
        file_name: "cut.csv".to_owned(),
        started_by: "console".to_owned(),
        started_at: now,
        finished_at: None,
        state: RunState::Running,
        parts: 2,
        total_rows: 0,
        counts: Counts::default(),
    };
    let import = run.import;
    house.put_run(run).await;
    house.kit.world.pass(SignedDuration::from_mins(3));
    assert_eq!(uploads_resume(house.app()).await, Ok(1));
    house.rest().await;
    let mut tx = house.tx().await;
    let run = run_read(&mut tx, house.app().authority(), import).await;
    drop(tx);
    assert_eq!(run.unwrap().unwrap().state, RunState::Refused);
    let mut browser = house.browser(&house.staff.triage).await;
    let words = browser.open(&format!("/imports/{import}")).await.words();
    assert!(words.contains("did not come whole"), "{words}");
    assert!(words.contains("Send it again"), "{words}");
}

async fn what_a_stray_quote_swallowed_waits_among_the_rows_to_look_at(on: Engine) {
    let house = House::on(on).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let token = browser.token().await;
    let sent = browser
        .upload("/imports", &token, "s.csv", &super::files::stray_quote())
        .await;
    house.rest().await;
    let page = browser.open(sent.location()).await.words();
    assert!(page.contains("All 2 rows are done"), "{page}");
    let aside = browser.open("/quarantine").await.words();
    assert!(aside.contains("1 row to look at"), "{aside}");
    assert!(aside.contains("S-2") && aside.contains("S-3"), "{aside}");
    assert!(aside.contains("line 2 of this row"), "{aside}");
    let contact = house.contact("S-1").await;
    let page = browser.open(&format!("/contacts/{contact}")).await.words();
    assert!(page.contains("reads like a row of its own"), "{page}");
}

#[test]
fn more_issues_than_are_held_are_all_listed() {
    let site = Site::new();
    let number = ISSUES_HELD / 20 + 1;
    let references: Vec<String> = (0..number).map(|one| format!("I-{one}")).collect();
    let rows: Vec<FeedRow<'_>> = references
        .iter()
        .flat_map(|reference| {
            [FeedRow {
                domestic_abuse: "perhaps",
                ..row(reference, "victim", "=Ana", "=Bay", "1890-02-31")
            }; 7]
        })
        .collect();
    let started = real::started();
    let told = json(&site.import(&site.file("issues.csv", feed(&rows).as_bytes())));
    let issues = told["issues"].as_array().unwrap();
    assert!(issues.len() > ISSUES_HELD, "{} issues", issues.len());
    assert_eq!(told["contacts"]["created"], number);
    eprintln!("{} issues in {:?}", issues.len(), started.elapsed());
}
