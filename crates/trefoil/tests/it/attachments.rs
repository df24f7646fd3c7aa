//! Files of contacts: taken in or named with the reason why not; they leave as a download for those alone who see the contact, and
//! travel with a backup.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use tempfile::TempDir;
use trefoil_app::backups::{Asked, Making, restore};
use trefoil_app::contacts::attach::{Added, Brought, attachment_add, attachment_open};
use trefoil_app::contacts::view::{AttachmentSeen, contact_view};
use trefoil_app::{Asker, Place};
use trefoil_core::attachment::{FileKind, NotTaken, Sizes};
use trefoil_core::ids::{AttachmentId, ContactId};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::{console, feed};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::interests::{gareth, identify};
use crate::matching::decide;

on_both_engines! {
    a_file_is_kept_told_and_saved_as_it_was,
    what_is_not_taken_in_is_named_with_why,
    whoever_does_not_see_the_contact_finds_no_file,
    a_backup_brings_large_files_back,
    the_page_takes_a_file_and_never_shows_it,
}

const WORDS: &[u8] = "She said: \u{201e}nie m\u{f3}w nikomu\u{201d}.".as_bytes();

async fn house(on: Engine) -> (House, ContactId) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("F1", "Ashdown"))).await;
    let contact = house.contact("F1").await;
    (house, contact)
}

async fn add(
    house: &House,
    who: &Asker,
    contact: ContactId,
    (name, bytes): (&str, &[u8]),
) -> Result<Added, Refusal> {
    let brought = Brought {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    attachment_add(house.app(), who, contact, brought).await
}

async fn files(house: &House, contact: ContactId) -> Vec<AttachmentSeen> {
    house.page(&house.staff.triage, contact).await.attachments
}

async fn bytes_of(
    house: &House,
    who: &Asker,
    contact: ContactId,
    file: AttachmentId,
) -> Result<Vec<u8>, Refusal> {
    let copied = attachment_open(house.app(), who, contact, file).await;
    copied.map(|copied| copied.bytes)
}

async fn a_file_is_kept_told_and_saved_as_it_was(on: Engine) {
    let (house, contact) = house(on).await;
    let me = &house.staff.triage;
    let before = house.app().now();
    house.kit.world.pass(jiff::SignedDuration::from_mins(1));
    let told = add(&house, me, contact, ("note from school.docx", WORDS)).await;
    assert_eq!(told, Ok(Added::Taken), "it is text, whatever it is called");
    // The same once more, under another name: there is one, and it is said which.
    let again = add(&house, me, contact, ("again.txt", WORDS)).await;
    assert_eq!(again, Ok(Added::Here("note from school.docx".to_owned())));
    let all = files(&house, contact).await;
    let [file] = &all[..] else {
        panic!("one file: {all:?}");
    };
    assert_eq!(file.facts.told, Ok(FileKind::Text));
    assert_eq!(file.facts.name, "note from school.docx");
    assert_eq!(file.added_by, me.worker.as_ref().unwrap().name);
    let from = house.ledger_length().await;
    let which = file.row.attachment;
    let copied = attachment_open(house.app(), me, contact, which)
        .await
        .unwrap();
    assert_eq!(copied.bytes, WORDS);
    assert!(copied.name.rsplit('.').next() == Some("txt") && !copied.name.contains("school"));
    let entries = house.entries_from(from).await;
    assert!(entries.iter().any(|one| one.act == "attachment_open"));
    // Before it was added it was not there.
    let then = contact_view(house.app(), me, contact, Some(before)).await;
    assert!(then.unwrap().attachments.is_empty());
    // Of another contact it is none.
    house.kit.import(&feed(&family("F2", "Birchwood"))).await;
    let other = house.contact("F2").await;
    let found = bytes_of(&house, me, other, which).await;
    assert_eq!(found, Err(Refusal::NotFound));
}

/// A Word document with a program in it.
fn with_macro() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in [
        "[Content_Types].xml",
        "word/document.xml",
        "word/vbaProject.bin",
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn what_is_not_taken_in_is_named_with_why(on: Engine) {
    let (house, contact) = house(on).await;
    let me = &house.staff.triage;
    house.kit.world.set_sizes(Sizes {
        each: 1000,
        contact: 1500,
    });
    let large = vec![b'x'; 1001];
    let (one, two) = (vec![b'a'; 900], vec![b'b'; 900]);
    let script = b"%PDF-1.7\n1 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj\n";
    let check: [(&str, &[u8], Option<NotTaken>); 7] = [
        ("letter.pdf", script, Some(NotTaken::Program)),
        ("form.docx", &with_macro(), Some(NotTaken::Program)),
        ("photo.jpg", b"MZ\x90\0", Some(NotTaken::Unknown)),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            Some(NotTaken::OldFormat),
        ),
        ("long.txt", &large, Some(NotTaken::TooLarge)),
        ("one.txt", &one, None),
        ("two.txt", &two, Some(NotTaken::NoRoom)),
    ];
    for (name, bytes, expect) in check {
        let told = add(&house, me, contact, (name, bytes)).await;
        let expect = expect.map_or(Added::Taken, Added::Not);
        assert_eq!(told, Ok(expect), "{name}");
    }
    let none = add(&house, me, contact, ("", b"")).await;
    assert!(matches!(none, Err(Refusal::Invalid(_))));
    let all = files(&house, contact).await;
    assert_eq!(all.len(), 7, "what was not taken in is named");
    for one in &all {
        let which = one.row.attachment;
        let found = bytes_of(&house, me, contact, which).await;
        assert_eq!(found.is_ok(), one.facts.name == "one.txt", "{one:?}");
    }
    assert_eq!(all[4].facts.size, 1001);
    decide(&house, contact).await;
    let late = add(&house, &house.staff.duty, contact, ("late.txt", WORDS)).await;
    assert!(matches!(late, Err(Refusal::Conflict(_))), "{late:?}");
}

async fn whoever_does_not_see_the_contact_finds_no_file(on: Engine) {
    let (house, contact) = house(on).await;
    let staff = &house.staff;
    add(&house, &staff.triage, contact, ("n.txt", WORDS))
        .await
        .unwrap();
    let file = files(&house, contact).await[0].row.attachment;
    let nothing = AttachmentId::from(contact.uuid());
    for who in [&staff.returns, &staff.administrator] {
        for which in [file, nothing] {
            let found = bytes_of(&house, who, contact, which).await;
            assert_eq!(found, Err(Refusal::NotFound));
        }
        let added = add(&house, who, contact, ("n.txt", b"x")).await;
        assert_eq!(added, Err(Refusal::NotFound));
    }
    assert_eq!(
        bytes_of(&house, &staff.custodian, contact, file).await,
        Ok(WORDS.to_vec())
    );
    // Who may be kin is kept out of the file with the contact.
    identify(&house, &staff.second, &gareth("Ashdown")).await;
    let kin = bytes_of(&house, &staff.second, contact, file).await;
    assert_eq!(kin, Err(Refusal::NotFound));
    // When it is decided it has left the hub, and its files with it.
    decide(&house, contact).await;
    let after = bytes_of(&house, &staff.triage, contact, file).await;
    assert_eq!(after, Err(Refusal::NotFound));
}

async fn a_backup_brings_large_files_back(on: Engine) {
    let (house, contact) = house(on).await;
    let me = &house.staff.custodian;
    // As large as a file may be, and nothing that shrinks.
    let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut seed = 1_u32;
    while large.len() < Sizes::default().each {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        large.extend_from_slice(&seed.to_be_bytes());
    }
    large.truncate(Sizes::default().each);
    let told = add(&house, &house.staff.triage, contact, ("scan.png", &large)).await;
    assert_eq!(told, Ok(Added::Taken));
    let file = files(&house, contact).await[0].row.attachment;
    let keys = std::slice::from_ref(&house.kit.key);
    let world = Arc::clone(&house.kit.world);
    let making = Making::begin(&house.kit.place, keys, world.clone(), console())
        .await
        .unwrap();
    let mut backup = Vec::new();
    making
        .write("test", &mut backup, &mut |_, _, _| Ok(()))
        .await
        .unwrap();
    making.finish().await.unwrap();
    assert!(backup.len() > large.len());
    let folder = TempDir::new().unwrap();
    let place = Place::File(folder.path().join("trefoil.db"));
    let asked = Asked {
        place: &place,
        keys: Some(keys),
        verify: true,
    };
    restore(
        &asked,
        world.as_ref(),
        &mut backup.as_slice(),
        &mut |_, _, _| Ok(()),
    )
    .await
    .unwrap();
    let again = trefoil_app::open(&place, None, keys, world).await.unwrap();
    let copied = attachment_open(&again, me, contact, file).await.unwrap();
    assert!(copied.bytes == large, "it came back as it was");
    assert!(copied.name.rsplit('.').next() == Some("png"));
    again.close().await;
}

async fn page_of(browser: &mut crate::hub::browser::Browser, path: &str) -> String {
    browser.open(path).await.words()
}

async fn the_page_takes_a_file_and_never_shows_it(on: Engine) {
    let (house, contact) = house(on).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let base = format!("/contacts/{contact}");
    let page = browser.open(&base).await;
    assert!(page.words().contains("No file came with this contact."));
    let token = browser.token().await;
    let path = format!("{base}/attachments");
    let script = "words <script>alert(1)</script>";
    let sent = browser.upload(&path, &token, "x<b>.html", script).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    assert!(sent.location().ends_with("#attachments"));
    let page = browser.open(&base).await;
    assert!(page.body.contains("x&#60;b&#62;.html"), "{}", page.body);
    assert!(!page.body.contains("alert(1)"), "it is never shown");
    let file = files(&house, contact).await[0].row.attachment;
    let answer = browser.open(&format!("{path}/{file}")).await;
    assert_eq!(answer.body, script);
    let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    let saved = header("content-disposition");
    assert!(saved.starts_with("attachment; filename=\"file-"), "{saved}");
    assert!(saved.ends_with(".txt\""), "{saved}");
    assert!(header("content-security-policy").contains("sandbox"));
    // One that is not taken in is told where it was chosen, and stays named.
    let refused = browser.upload(&path, &token, "f.docm", with_macro()).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .words()
            .contains("it can run a program (a macro or a script)")
    );
    let again = browser.upload(&path, &token, "other.txt", script).await;
    assert_eq!(again.status, 422);
    let here = "This file is here already, under the name \u{201c}x<b>.html\u{201d}.";
    assert!(again.words().contains(here), "{}", again.words());
    assert!(
        page_of(&mut browser, &base)
            .await
            .contains("of at most 10.0 MB")
    );
    let page = browser.open(&base).await;
    assert!(page.words().contains("f.docm"));
    let none = browser.upload(&path, &token, "", "").await;
    assert_eq!(none.status, 422, "{}", none.words());
    let forged = browser.upload(&path, "another", "y.txt", "y").await;
    assert_eq!(forged.status, 403);
    // Nobody signed in is sent to sign in, whatever there is.
    let stranger = house.stranger().get(&format!("{path}/{file}")).await;
    assert_eq!(stranger.status, 303);
}
