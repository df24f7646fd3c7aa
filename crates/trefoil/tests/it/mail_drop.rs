//! Messages that reach the hub: by command, by the imports page and by the drop folder. Each is one contact about nobody yet, once, with
//! its files; what is no message is kept aside.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;
use trefoil_app::contacts::attach::Brought;
use trefoil_app::imports::mail::{Came, MailRun, mail_drop};
use trefoil_app::imports::quarantine::quarantine_view;
use trefoil_core::attachment::{FileKind, NotTaken};
use trefoil_core::contact::CameBy;
use trefoil_core::flag::FlagCode;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::Source;

use crate::hub::binary::{Serving, in_folder, run};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::real;

on_both_engines! {
    a_message_is_one_contact_about_nobody_with_its_files,
    what_is_no_message_is_kept_aside,
    a_worker_sends_one_by_the_page,
}

/// A nursery writes, and sends a note and a form that can run.
const MESSAGE: &str = "Received: from mx by hub; Tue, 17 Mar 2026 08:45:00 +0000
From: \"Temitope Bello\" <t.bello@wrens.lancs.sch.uk>
Date: Tue, 17 Mar 2026 08:40:00 +0000
Subject: Worried about a boy in our nursery
Message-ID: <w-1@wrens>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"edge\"

--edge
Content-Type: text/html; charset=utf-8

<p>He said: <i>daddy threw the chair</i>.</p><script>alert(1)</script>
--edge
Content-Type: text/plain; name=\"note.txt\"
Content-Disposition: attachment; filename=\"note.txt\"

Monday: he would not go home.
--edge
Content-Type: application/msword; name=\"form.doc\"
Content-Disposition: attachment; filename=\"form.doc\"
Content-Transfer-Encoding: base64

0M8R4KGxGuEAAAAA
--edge--
";

fn message(text: &str) -> Brought {
    Brought {
        name: String::new(),
        bytes: text.replace('\n', "\r\n").into_bytes(),
    }
}

async fn dropped(house: &House, texts: &[&str]) -> Vec<Came> {
    let mut run = MailRun::begin(house.app(), &mail_drop(), "Messages")
        .await
        .unwrap();
    let mut all = Vec::new();
    for text in texts {
        all.push(run.take(&message(text)).await.unwrap());
    }
    run.finish().await.unwrap();
    house.rest().await;
    all
}

async fn a_message_is_one_contact_about_nobody_with_its_files(on: Engine) {
    let house = House::on(on).await;
    let from = house.ledger_length().await;
    let again = MESSAGE.replace("the chair", "a chair");
    // The same once more is held; another under the same name is another, and not a version of the first.
    let came = dropped(&house, &[MESSAGE, MESSAGE, &again]).await;
    assert_eq!(came, [Came::New, Came::Held, Came::New]);
    assert_eq!(dropped(&house, &[MESSAGE]).await, [Came::Held]);
    let waiting = house.waiting().await;
    assert_eq!(waiting.len(), 2);
    let entries = house.entries_from(from).await;
    let by_drop = entries.iter().filter(|one| one.principal == "mail_drop");
    assert!(by_drop.clone().any(|one| one.act == "contact_import"));
    assert!(by_drop.clone().all(|one| one.act != "contact_revise"));
    let mut pages = Vec::new();
    for one in &waiting {
        pages.push(house.page(&house.staff.triage, one.head.contact).await);
    }
    let summary = |page: &trefoil_app::contacts::view::ContactPage| page.content.summary.clone();
    let page = pages
        .iter()
        .find(|page| summary(page).unwrap().contains("the chair"))
        .unwrap();
    assert!(page.people.is_empty(), "nobody is made up of it");
    assert_eq!(page.head.facts.source, Source::School);
    assert_eq!(page.content.came_by, Some(CameBy::Mail));
    assert_eq!(
        page.head.facts.received_at,
        "2026-03-17T08:45:00Z".parse().unwrap()
    );
    let told: Vec<_> = page
        .attachments
        .iter()
        .map(|one| (one.facts.name.as_str(), one.facts.told))
        .collect();
    assert_eq!(
        told,
        [
            ("note.txt", Ok(FileKind::Text)),
            ("form.doc", Err(NotTaken::OldFormat)),
        ]
    );
    let mut browser = house.browser(&house.staff.triage).await;
    let seen = browser
        .open(&format!("/contacts/{}", page.head.contact))
        .await;
    let words = seen.words().replace('\u{2019}', "'");
    for expect in [
        "This came by e-mail.",
        "who sent it is not proved",
        "Temitope Bello",
        "t.bello@wrens.lancs.sch.uk",
        "daddy threw the chair",
        "Save note.txt",
        "Not taken in: it is in an old format",
        "From the e-mail that it came by",
        "Name somebody else whom it is about",
    ] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
    assert!(!seen.body.contains("alert(1)") && !seen.body.contains("<i>daddy"));
    // Where nobody is named, what the message is called tells it from others: for those alone who may open it.
    let called = "Nobody named: Worried about a boy in our nursery";
    assert!(words.contains(called), "{words}");
    for path in ["/queue", "/work"] {
        let list = browser.open(path).await.words();
        assert!(list.contains(called), "{path}: {list}");
    }
}

async fn what_is_no_message_is_kept_aside(on: Engine) {
    let house = House::on(on).await;
    let came = dropped(&house, &["a,b\n1,2\n", "\0\0", MESSAGE, "a,b\n1,2\n"]).await;
    assert_eq!(came, [Came::Aside, Came::Aside, Came::New, Came::Aside]);
    let aside = quarantine_view(house.app(), &house.staff.triage, 1)
        .await
        .unwrap();
    // The same twice is kept once.
    assert_eq!(aside.total, 2);
    assert!(
        aside
            .rows
            .iter()
            .all(|row| row.message.contains("no e-mail message"))
    );
    assert!(
        aside
            .rows
            .iter()
            .any(|row| row.text.as_deref() == Some("a,b\r\n1,2\r\n"))
    );
    let mut run = MailRun::begin(house.app(), &mail_drop(), "Messages")
        .await
        .unwrap();
    house.kit.world.set_room(false);
    let full = run.take(&message(&MESSAGE.replace("w-1", "w-2"))).await;
    assert_eq!(full, Err(Refusal::NoSpace));
    house.kit.world.set_room(true);
    assert_eq!(house.waiting().await.len(), 1, "nothing of it was taken in");
    let imported = run.finish().await.unwrap();
    assert_eq!(imported.counts.created, 0);
}

async fn a_worker_sends_one_by_the_page(on: Engine) {
    let house = House::on(on).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let token = browser.token().await;
    let sent = browser
        .upload("/imports", &token, "a.eml", message(MESSAGE).bytes)
        .await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    let run = browser.open(sent.location()).await;
    let words = run.words();
    assert!(
        words.contains("one of its files was not taken in"),
        "{words}"
    );
    assert_eq!(house.waiting().await.len(), 1);
    // Another kind of file is said to be one, and what is expected.
    let pdf = browser
        .upload("/imports", &token, "police.csv", "%PDF-1.7 ...")
        .await;
    assert_eq!(pdf.status, 422);
    let words = pdf.words();
    assert!(words.contains("looks like a PDF document"), "{words}");
    assert!(words.contains("comma-separated values") && !words.contains("row 1"));
    // What calls itself a message and is none is told so, and nothing of columns.
    let broken = browser.upload("/imports", &token, "b.EML", "x").await;
    assert_eq!(broken.status, 422);
    let words = broken.words();
    assert!(words.contains("no e-mail can be read in it"), "{words}");
    assert!(!words.contains("comma-separated"), "{words}");
    // Who may not take files in takes no message in either.
    let mut other = house.browser(&house.staff.returns).await;
    let token = other.token().await;
    let refused = other
        .upload("/imports", &token, "a.eml", message(MESSAGE).bytes)
        .await;
    assert_eq!(refused.status, 403);
}

fn put(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    std::fs::write(&file, message(text).bytes).unwrap();
    file.display().to_string()
}

#[tokio::test]
async fn the_command_tells_what_it_took_in() {
    let folder = TempDir::new().unwrap();
    let plain = "From: Gran <gran@mail.example>\nDate: Mon, 16 Mar 2026 08:40:00 +0000\nSubject: Tom\n\nHe rang me at night.\n";
    let (good, bad) = (
        put(folder.path(), "a.eml", plain),
        put(folder.path(), "b.eml", "x"),
    );
    let told = |files: &[&str]| {
        let arguments = [&["import", "mail"], files, &["--format", "json"]].concat();
        let output = run(folder.path(), &arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        (output.status.code(), json)
    };
    let (code, json) = told(&[&good]);
    assert_eq!(code, Some(0), "{json}");
    assert_eq!(json["feed"], "mail");
    assert_eq!(json["contacts"]["created"], 1);
    let (code, json) = told(&[&good, &bad]);
    assert_eq!(code, Some(2), "{json}");
    assert_eq!(json["contacts"]["unchanged"], 1);
    assert_eq!(json["quarantined_rows"], 1);
    assert_eq!(json["issues"][0]["row"], 2);
    assert_eq!(json["issues"][0]["code"], FlagCode::Unreadable.code());
    let missing = run(folder.path(), &["import", "mail", "no-such-file.eml"]);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(
        run(folder.path(), &["import", "mail"]).status.code(),
        Some(64)
    );
}

/// Waits, not for ever.
fn until(what: &str, so: impl Fn() -> bool) {
    let started = real::started();
    while !so() {
        assert!(started.elapsed() < Duration::from_mins(1), "{what}");
        real::pause(Duration::from_millis(50));
    }
}

#[tokio::test]
async fn the_drop_folder_takes_each_message_once_whenever_it_is_cut_off() {
    let folder = TempDir::new().unwrap();
    let kit = in_folder(folder.path()).await;
    let drop = folder.path().join("mail");
    let data = folder.path().display().to_string();
    let settings = format!("[mail_drop]\nfolder = \"{}\"\n", drop.display());
    let there = |part: &str, name: &str| drop.join(part).join(name).is_file();
    std::fs::create_dir_all(drop.join("new")).unwrap();
    put(&drop.join("new"), "1", MESSAGE);
    let mut serving = Serving::with(folder.path(), &["--data", &data], &settings);
    until("it is moved when it is taken in", || there("cur", "1"));
    put(&drop.join("new"), "2", "no message at all");
    until("what is none is put apart", || there("failed", "2"));
    serving.kill();
    // As if the server had been killed after the commit and before the move: it is found again.
    std::fs::rename(drop.join("cur/1"), drop.join("new/1")).unwrap();
    let _serving = Serving::with(folder.path(), &["--data", &data], &settings);
    until("it is moved, and was held", || there("cur", "1"));
    let mut verified = run(folder.path(), &["ledger", "verify"]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
    verified = run(
        folder.path(),
        &[
            "import",
            "mail",
            &put(folder.path(), "c.eml", MESSAGE),
            "--format",
            "json",
        ],
    );
    let json: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(json["contacts"]["created"], 0, "{json}");
    assert_eq!(json["contacts"]["unchanged"], 1, "{json}");
    kit.app.close().await;
}
