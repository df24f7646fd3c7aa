//! Messages as they come: plain, in pages of the web, in other alphabets, with files, inside one another, broken, and none at all.

use super::*;

fn now() -> Timestamp {
    "2026-03-17T10:00:00Z".parse().unwrap()
}

fn read_text(text: &str) -> Mail {
    read(text.replace('\n', "\r\n").as_bytes(), now()).unwrap()
}

fn codes(mail: &Mail) -> Vec<FlagCode> {
    mail.draft.flags.iter().map(|flag| flag.code).collect()
}

fn names(mail: &Mail) -> Vec<&str> {
    mail.files.iter().map(|file| file.name.as_str()).collect()
}

const PLAIN: &str = "Received: from mx.hub.example by hub.example; Tue, 17 Mar 2026 08:15:00 +0000
From: Agnieszka Lis <a.lis@larch.lancs.sch.uk>
To: hub@council.example
Date: Mon, 16 Mar 2026 16:02:00 +0000
Subject: Worried about a pupil
Message-ID: <1@larch>

She came in without a coat again.
Mum was crying at the gate.
";

#[test]
fn a_message_is_a_contact_about_nobody_yet() {
    let mail = read_text(PLAIN);
    let draft = &mail.draft;
    assert!(draft.people.is_empty(), "nobody is made up of it");
    assert_eq!(draft.source, Source::School);
    assert_eq!(draft.came_by, Some(CameBy::Mail));
    assert_eq!(draft.received_at, "2026-03-17T08:15:00Z".parse().unwrap());
    let summary = draft.summary.as_deref().unwrap();
    assert!(summary.starts_with("Subject: Worried about a pupil\n\nShe came"));
    let referrer = draft.referrer.as_ref().unwrap();
    assert_eq!(referrer.name.as_deref(), Some("Agnieszka Lis"));
    assert!(!summary.contains("a.lis@"), "an address is a place");
    assert!(mail.files.is_empty() && draft.flags.is_empty());
    // The same bytes are the same contact; any other are another, whatever they call themselves.
    let reference = draft.reference.clone().unwrap();
    assert_eq!(read_text(PLAIN).draft.reference.unwrap(), reference);
    let other = read_text(&PLAIN.replace("a coat", "shoes"));
    assert_ne!(other.draft.reference.unwrap(), reference);
    assert!(reference.len() <= trefoil_core::contact::REFERENCE_LONGEST);
}

#[test]
fn a_body_is_told_by_its_address_and_anybody_else_is_anybody() {
    let check = |address: &str, expect: Source| {
        let text = PLAIN.replace("a.lis@larch.lancs.sch.uk", address);
        assert_eq!(read_text(&text).draft.source, expect, "{address}");
    };
    check("x@lancashire.pnn.police.uk", Source::Police);
    check("x@NHS.net", Source::Health);
    check("x@trust.nhs.uk", Source::Health);
    check("x@notnhs.net", Source::Public);
    check("x@sch.uk.example", Source::Public);
    check("gran@mail.example", Source::Public);
}

#[test]
fn a_page_of_the_web_is_read_as_words() {
    let mail = read_text(
        "From: x@y.example
Date: Tue, 17 Mar 2026 08:00:00 +0000
Subject: =?utf-8?q?Za=C5=BC=C3=B3=C5=82=C4=87?=
Content-Type: text/html; charset=utf-8

<html><head><script>alert(1)</script></head><body><p>He <b>hit</b> her.</p><img src=\"http://x.example/1\"></body></html>
",
    );
    let summary = mail.draft.summary.unwrap();
    assert!(
        summary.contains("Za\u{17c}\u{f3}\u{142}\u{107}"),
        "{summary}"
    );
    assert!(summary.contains("He hit her."), "{summary}");
    assert!(
        !summary.contains('<') && !summary.contains("x.example"),
        "{summary}"
    );
}

/// A message of several parts.
fn mixed(parts: &[&str]) -> String {
    let head = "From: x@y.example
Date: Tue, 17 Mar 2026 08:00:00 +0000
Subject: files
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"edge\"

";
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("--edge\n{part}\n"))
        .collect();
    format!("{head}{}--edge--\n", parts.concat())
}

const WORDS: &str = "Content-Type: text/plain; charset=utf-8

See what is attached.";

fn file(name: &str, content: &str) -> String {
    format!(
        "Content-Type: application/octet-stream; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\n{content}"
    )
}

#[test]
fn files_come_with_it_in_their_order() {
    let mail = read_text(&mixed(&[
        WORDS,
        &file("a.pdf", "%PDF-1.7"),
        &file("b.docm", "x"),
    ]));
    assert_eq!(names(&mail), ["a.pdf", "b.docm"]);
    assert!(mail.files[0].bytes.starts_with(b"%PDF-1.7"));
    assert!(
        mail.draft
            .summary
            .unwrap()
            .contains("See what is attached.")
    );
    let coded = "Content-Type: image/png; name=\"p.png\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";
    let mail = read_text(&mixed(&[WORDS, coded]));
    assert_eq!(mail.files[0].bytes, b"\x89PNG\r\n\x1a\n");
}

#[test]
fn a_message_that_was_sent_on_is_read_with_it() {
    let inner = format!(
        "Content-Type: message/rfc822\n\n{}",
        mixed(&[WORDS, &file("c.txt", "hello")])
            .replace("edge", "inner")
            .replace("Subject: files", "Subject: from the nursery")
    );
    let mail = read_text(&mixed(&[WORDS, &inner]));
    let summary = mail.draft.summary.as_deref().unwrap();
    assert!(summary.contains("A message that was sent on:"), "{summary}");
    assert!(summary.contains("Subject: from the nursery"), "{summary}");
    assert_eq!(names(&mail), ["c.txt"]);
    // One inside another inside another: read to a depth, and a file from there on.
    let mut deep = PLAIN.to_owned();
    for at in 0..8 {
        let part = format!("Content-Type: message/rfc822\n\n{deep}");
        deep = mixed(&[&part]).replace("edge", &format!("e{at}x"));
    }
    let mail = read_text(&deep);
    assert_eq!(mail.files.len(), 1);
    assert_eq!(
        crate::kinds::tell(&mail.files[0].bytes),
        Ok(trefoil_core::attachment::FileKind::Message)
    );
}

#[test]
fn what_is_strange_is_said_and_kept() {
    let none = read_text("From: x@y.example\nDate: Tue, 17 Mar 2026 08:00:00 +0000\nSubject: \n\n");
    assert!(codes(&none).contains(&FlagCode::Missing));
    assert_eq!(none.draft.summary, None);
    let undated = read_text("From: x@y.example\nSubject: hi\n\nhello");
    assert_eq!(codes(&undated), [FlagCode::InvalidTime]);
    assert_eq!(undated.draft.received_at, now());
    let late =
        read_text("From: x@y.example\nDate: Tue, 17 Mar 2037 08:00:00 +0000\nSubject: hi\n\nhello");
    assert_eq!(late.draft.received_at, now(), "nothing came later than now");
    let hidden = read_text(
        "From: x@y.example\nDate: Tue, 17 Mar 2026 08:00:00 +0000\nSubject: hi\n\nhe\u{202e}llo",
    );
    assert!(codes(&hidden).contains(&FlagCode::HiddenCharacters));
    let broken = b"From: x@y.example\r\nDate: Tue, 17 Mar 2026 08:00:00 +0000\r\nSubject: hi\r\nContent-Type: text/plain; charset=no-such\r\n\r\ncaf\xff\xfe\0 at ten";
    let broken = read(broken, now()).unwrap();
    assert!(broken.draft.summary.as_ref().unwrap().contains("at ten"));
    assert!(!broken.draft.summary.unwrap().contains('\0'));
    let long = format!(
        "From: x@y.example\nDate: Tue, 17 Mar 2026 08:00:00 +0000\nSubject: hi\n\n{}end",
        "word ".repeat(30_000)
    );
    let long = read_text(&long);
    assert_eq!(codes(&long), [FlagCode::TooLong]);
    assert_eq!(long.draft.summary.unwrap().chars().count(), SUMMARY_LONGEST);
    assert!(long.files[0].bytes.ends_with(b"end"));
    let many: Vec<String> = (0..130).map(|at| file(&format!("{at}.txt"), "x")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let many = read_text(&mixed(&many));
    assert!(codes(&many).contains(&FlagCode::TooManyRows));
}

#[test]
fn what_is_no_message_is_refused_in_words() {
    for bytes in [
        &b""[..],
        b"\0\0\0\0",
        b"incident_reference,received_at\nI1,2026-03-17\n",
        b"Dear hub,\nshe rang at ten.\n",
        b"%PDF-1.7",
    ] {
        assert_eq!(
            read(bytes, now()).err(),
            Some(NotMail::Unknown),
            "{bytes:?}"
        );
    }
    let large = vec![b'x'; LARGEST + 1];
    assert_eq!(read(&large, now()).err(), Some(NotMail::Large));
}

/// Whatever comes, it is read or refused, and in time.
#[test]
fn cut_anywhere_it_is_read_or_refused() {
    let whole = mixed(&[WORDS, &file("a.pdf", "%PDF-1.7")]);
    for end in 0..whole.len() {
        let _ = read(&whole.as_bytes()[..end], now());
    }
}
