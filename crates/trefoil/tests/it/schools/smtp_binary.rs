//! The built binary over SMTP: killed after the mail server took a mail and before it is noted, it sends the same mail again, and the notice
//! is one.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use tempfile::TempDir;
use trefoil_app::notices::one::notice_view;
use trefoil_post::Encryption;

use super::mail_server::Smtp;
use super::played::{agreed, enrolled};
use super::scene::{Child, open, registers, take};
use super::smtp::until;
use crate::hub::binary::{Serving, put_key};
use crate::hub::house::House;
use crate::hub::real;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_is_killed_and_mails_the_same_again() {
    let Some(mut smtp) = Smtp::here(Encryption::Started) else {
        return;
    };
    smtp.start();
    smtp.rules(&json!({ "hold": true }));
    let folder = TempDir::new().unwrap();
    // Setting codes up moves the steered clock on; the binary's own must be later.
    let early = real::now() - SignedDuration::from_hours(1);
    let house = House::in_folder(folder.path(), early).await;
    put_key(&house.kit, folder.path());
    registers(&house).await;
    agreed(&house).await;
    enrolled(&house, 100_001, 0).await;
    take(&house, &[Child::default()]).await;
    let notice = open(&house, &house.staff.triage).await[0].row.notice;
    let link = async || {
        let page = notice_view(house.app(), &house.staff.triage, notice).await;
        page.unwrap().links.remove(0)
    };
    let data = folder.path().to_str().unwrap();
    let settings = smtp.settings("https://trefoil.test");
    let start = || Serving::with(folder.path(), &["--data", data], &settings);
    for round in 1..=2 {
        let mut serving = start();
        until(&smtp, round).await;
        serving.kill();
        assert_eq!(link().await.handed_at, None);
    }
    smtp.rules(&json!({}));
    let serving = start();
    until(&smtp, 3).await;
    let mut handed = link().await.handed_at;
    for _ in 0..400 {
        if handed.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        handed = link().await.handed_at;
    }
    assert!(handed.is_some(), "it was taken, and is noted");
    drop(serving);
    let taken = smtp.taken();
    assert_eq!(taken.len(), 3);
    let same = |at: usize| (&taken[at].id, &taken[at].text, &taken[at].to);
    assert!(same(0) == same(1) && same(1) == same(2));
    assert_eq!(open(&house, &house.staff.triage).await.len(), 1);
}
