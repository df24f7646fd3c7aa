//! What a mail holds, as a real mail server took it: nobody's name and no place, and no header that somebody typed.

use trefoil_app::notices::mail::{Letter, Mailer as _, NotMailed, Round, mails_send};
use trefoil_post::Encryption;

use super::mail_server::{Smtp, Taken};
use super::played::{SITE, enrolled, enter};
use super::scene::{Child, file, take};
use super::smtp::{child, only, path, sending};
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    a_mail_names_nobody_and_no_place,
}

#[tokio::test]
async fn nothing_typed_becomes_a_header() {
    let Some(mut smtp) = Smtp::here(Encryption::Started) else {
        return;
    };
    smtp.start();
    let letter = |to: &str, subject: &str| Letter {
        to: to.to_owned(),
        id: "<1@trefoil.test>".to_owned(),
        subject: subject.to_owned(),
        words: "It waits.\n.\nRCPT TO:<eve@example.org>\n".to_owned(),
    };
    let injected = "\r\nBcc: eve@example.org";
    for to in [
        format!("ada@example.org{injected}"),
        "ada@example.org, eve@example.org".to_owned(),
        "ada@example.org>\r\nRCPT TO:<eve@example.org".to_owned(),
        String::new(),
    ] {
        let sent = smtp.way().mail(&letter(&to, "A message")).await;
        assert!(matches!(sent, Err(NotMailed::Refused(_))), "{to}: {sent:?}");
    }
    assert_eq!(smtp.taken(), Vec::new());
    let subject = format!("A message{injected}");
    let sent = smtp.way().mail(&letter("ada@example.org", &subject)).await;
    let taken = smtp.taken();
    assert_eq!((sent, taken.len()), (Ok(()), 1));
    assert_eq!(taken[0].to, ["ada@example.org"]);
    let head = taken[0].raw.split("\r\n\r\n").next().unwrap();
    assert!(!head.to_lowercase().contains("\nbcc:"), "{head}");
    let text = taken[0].text.replace('\r', "");
    assert!(text.contains("\n.\nRCPT"), "{text}");
}

/// Every name, birth date, school, address and word of a police file.
fn told_of(children: &[Child<'_>]) -> Vec<String> {
    const OPEN: [&str; 8] = [
        "incident_reference",
        "given_names",
        "surname",
        "date_of_birth",
        "address_lines",
        "postcode",
        "child_words",
        "school_name",
    ];
    let text = file(children, "yes");
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut found = Vec::new();
    for line in lines {
        for (column, cell) in columns.iter().zip(line.split(',')) {
            let cell = cell.trim_matches('"').to_lowercase();
            if OPEN.contains(column) && !cell.is_empty() {
                found.push(cell);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Which of these a mail holds, as it came and as it is read; each as words of its own.
fn held(mail: &Taken, needles: &[String]) -> Vec<String> {
    let whole = format!("{}\n{}\n{}", mail.raw, mail.subject, mail.text).to_lowercase();
    let alone = |needle: &String| {
        whole.match_indices(needle.as_str()).any(|(at, _)| {
            let before = whole[..at].chars().next_back();
            let after = whole[at + needle.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    needles.iter().filter(|one| alone(one)).cloned().collect()
}

async fn a_mail_names_nobody_and_no_place(on: Engine) {
    for encryption in [Encryption::Started, Encryption::Wrapped] {
        let Some(mut smtp) = Smtp::here(encryption) else {
            return;
        };
        smtp.start();
        let house = sending(on).await;
        let ada = enrolled(&house, 100_001, 0).await;
        take(&house, &[child()]).await;
        let went = mails_send(house.app(), &smtp.way(), SITE).await;
        assert_eq!(went, Ok(Round::Went(1)));
        let taken = smtp.taken();
        assert_eq!(taken.len(), 1);
        assert!(taken[0].secure && taken[0].user.as_deref() == Some("trefoil"));
        assert_eq!(taken[0].from, "no-reply@marramsea.example.org");
        assert_eq!(taken[0].to, ["ada@marram.example.org"]);
        let page = only(&house).await;
        let link = page.links[0].link.simple();
        assert_eq!(taken[0].id, format!("<{link}@trefoil.test>"));
        assert!(page.links[0].handed_at.is_some());
        let needles = told_of(&[child()]);
        assert_eq!(needles.len(), 12, "{needles:?}");
        assert_eq!(held(&taken[0], &needles), Vec::<String>::new());
        seen_where_it_is(&smtp, &needles).await;
        // The link is that of the mail, and opens with the code alone.
        let mut phone = house.stranger();
        let entered = enter(&house, &mut phone, &path(&taken[0]), &ada).await;
        assert_eq!(entered.location(), "/notice");
    }
}

/// The control: a mail that names somebody, in its subject, its text or its number, is found out.
async fn seen_where_it_is(smtp: &Smtp, needles: &[String]) {
    let bare = || Letter {
        to: "ada@marram.example.org".to_owned(),
        id: "<1@trefoil.test>".to_owned(),
        subject: "A message".to_owned(),
        words: "It waits.\n".to_owned(),
    };
    let letters = [
        Letter {
            subject: "About Tom \u{2013} a message".to_owned(),
            ..bare()
        },
        Letter {
            // Letters that are not English are encoded, and read all the same.
            words: format!(
                "{} Larch Road, M\u{f4}n: 12 Larch Road",
                "\u{e9}".repeat(90)
            ),
            ..bare()
        },
        Letter {
            words: "Born 2016-05-04\n".to_owned(),
            ..bare()
        },
        Letter {
            id: "<ENC-1@trefoil.test>".to_owned(),
            ..bare()
        },
    ];
    let found = [
        &["tom"][..],
        &["12 larch road"],
        &["2016-05-04"],
        &["enc-1"],
    ];
    let before = smtp.taken().len();
    for (letter, found) in letters.iter().zip(found) {
        smtp.way().mail(letter).await.unwrap();
        let mail = smtp.taken().pop().unwrap();
        assert_eq!(held(&mail, needles), found);
    }
    assert_eq!(smtp.taken().len(), before + letters.len());
}
