//! Notices over SMTP, to a real mail server that is a process of its own: what becomes of a mail when the server is
//! killed, away, takes none now or refuses for good.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use trefoil_app::notices::list::notices_view;
use trefoil_app::notices::mail::{NotMailed, Round, mails_send};
use trefoil_app::notices::one::{NoticePage, notice_view};
use trefoil_core::notice::NoticeState;
use trefoil_core::school::clock::SchoolClock;
use trefoil_post::{Encryption, MailServer, MailWay};

use super::mail_server::{Smtp, Taken};
use super::played::{SITE, agreed, enrolled, enter};
use super::scene::{Child, house, open, take};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    a_server_killed_before_it_answers_is_sent_the_same_again,
    a_server_away_for_a_day_loses_nothing,
    what_is_put_off_is_tried_again_and_what_is_refused_is_told,
    nothing_is_said_where_the_way_is_not_safe,
}

/// A hub that sends, with one child's notice on its way.
pub(super) async fn sending(on: Engine) -> House {
    let house = house(on).await;
    agreed(&house).await;
    house
}

pub(super) fn child() -> Child<'static> {
    Child {
        words: "I hid with Bo.",
        ..Child::default()
    }
}

/// The path of the link in a mail.
pub(super) fn path(mail: &Taken) -> String {
    let line = mail.text.lines().find(|line| line.starts_with(SITE));
    line.unwrap()[SITE.len()..].trim().to_owned()
}

/// The page of the only notice that there is.
pub(super) async fn only(house: &House) -> NoticePage {
    let triage = &house.staff.triage;
    let page = notices_view(house.app(), triage).await.unwrap();
    let all: Vec<_> = page.open.iter().chain(&page.done).collect();
    assert_eq!(all.len(), 1);
    notice_view(house.app(), triage, all[0].row.notice)
        .await
        .unwrap()
}

/// Waits until the server took so many mails.
pub(super) async fn until(smtp: &Smtp, many: usize) {
    for _ in 0..600 {
        if smtp.taken().len() >= many {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the mail server took {} mails", smtp.taken().len());
}

async fn a_server_killed_before_it_answers_is_sent_the_same_again(on: Engine) {
    let Some(mut smtp) = Smtp::here(Encryption::Started) else {
        return;
    };
    smtp.start();
    let house = sending(on).await;
    let ada = enrolled(&house, 100_001, 0).await;
    take(&house, &[child()]).await;
    for round in 1..=3 {
        smtp.rules(&json!({ "hold": true }));
        let way = smtp.way();
        let killed = async {
            until(&smtp, round).await;
            smtp.kill();
        };
        let (sent, ()) = tokio::join!(mails_send(house.app(), &way, SITE), killed);
        assert_eq!(sent, Ok(Round::Away));
        let page = only(&house).await;
        assert_eq!(page.row.state, NoticeState::Sent);
        assert_eq!((page.links.len(), page.links[0].handed_at), (1, None));
        smtp.start();
    }
    smtp.rules(&json!({}));
    let sent = mails_send(house.app(), &smtp.way(), SITE).await;
    assert_eq!(sent, Ok(Round::Went(1)));
    let sent = mails_send(house.app(), &smtp.way(), SITE).await;
    assert_eq!(sent, Ok(Round::Went(0)));
    let taken = smtp.taken();
    assert_eq!(taken.len(), 4);
    let same = |mail: &Taken| (mail.id.clone(), mail.text.clone(), mail.to.clone());
    assert!(taken.iter().all(|mail| same(mail) == same(&taken[0])));
    let page = only(&house).await;
    assert_eq!((page.links.len(), page.links[0].tries), (1, 4));
    // The first of the four opens what the last does.
    let entered = enter(&house, &mut house.stranger(), &path(&taken[0]), &ada).await;
    assert_eq!(entered.location(), "/notice");
    assert_eq!(only(&house).await.row.state, NoticeState::Read);
}

async fn a_server_away_for_a_day_loses_nothing(on: Engine) {
    let Some(mut smtp) = Smtp::here(Encryption::Started) else {
        return;
    };
    let house = sending(on).await;
    let app = house.app();
    enrolled(&house, 100_001, 0).await;
    let mut order = Vec::new();
    for place in 0..6 {
        let (incident, surname) = (format!("ENC-{place}"), format!("Birch{place}"));
        let one = Child {
            incident: &incident,
            surname: &surname,
            ..child()
        };
        take(&house, &[one]).await;
        let sent = mails_send(app, &smtp.way(), SITE).await;
        assert_eq!(sent, Ok(Round::Away));
        let all = open(&house, &house.staff.triage).await;
        let name = format!("Tom {surname}");
        let made = all.iter().find(|one| one.child == name).unwrap();
        order.push(made.row.notice);
        house.kit.world.pass(SignedDuration::from_hours(5));
    }
    // An inset day and half a morning later the school has opened, and the hub sees what it was not told.
    house.kit.world.pass(SignedDuration::from_hours(20));
    let all = open(&house, &house.staff.triage).await;
    let overdue = |one: &&trefoil_app::notices::list::Listed| one.clock == SchoolClock::Overdue;
    assert_eq!((all.len(), all.iter().filter(overdue).count()), (6, 6));
    let shown = house
        .browser(&house.staff.triage)
        .await
        .get("/notices")
        .await;
    assert!(shown.words().contains("6 are overdue"), "{}", shown.words());
    smtp.start();
    assert_eq!(mails_send(app, &smtp.way(), SITE).await, Ok(Round::Went(6)));
    assert_eq!(mails_send(app, &smtp.way(), SITE).await, Ok(Round::Went(0)));
    let mut ids = Vec::new();
    for notice in order {
        let page = notice_view(app, &house.staff.triage, notice).await.unwrap();
        assert!(page.links.len() == 1 && page.links[0].handed_at.is_some());
        ids.push(format!("<{}@trefoil.test>", page.links[0].link.simple()));
    }
    let taken: Vec<String> = smtp.taken().into_iter().map(|mail| mail.id).collect();
    assert_eq!(taken, ids, "the oldest first, each once");
}

async fn what_is_put_off_is_tried_again_and_what_is_refused_is_told(on: Engine) {
    let Some(mut smtp) = Smtp::here(Encryption::Started) else {
        return;
    };
    smtp.start();
    let house = sending(on).await;
    let (app, pass) = (house.app(), |minutes| {
        house.kit.world.pass(SignedDuration::from_mins(minutes));
    });
    enrolled(&house, 100_001, 0).await;
    enrolled(&house, 100_002, 0).await;
    let other = Child {
        given: "Tam",
        school: "Marram High",
        ..child()
    };
    take(&house, &[child(), other]).await;
    let sends = async || mails_send(app, &smtp.way(), SITE).await;
    let to = || -> Vec<String> { smtp.taken().into_iter().flat_map(|mail| mail.to).collect() };
    // A mailbox that is full now keeps nobody else's mail waiting.
    smtp.rules(&json!({ "recipients": { "ada@marram.example.org": 452 } }));
    assert_eq!(sends().await, Ok(Round::Went(2)));
    assert_eq!(to(), ["cy@high.example.org"]);
    assert_eq!(sends().await, Ok(Round::Went(0)));
    pass(3);
    // Then it is said that there is none.
    smtp.rules(&json!({ "recipients": { "ada@marram.example.org": 550 } }));
    let all = open(&house, &house.staff.triage).await;
    let tom = all.iter().find(|one| one.child == "Tom Ashdown").unwrap();
    let path = format!("/notices/{}", tom.row.notice);
    let mut browser = house.browser(&house.staff.triage).await;
    let before = browser.get(&path).await.words();
    assert!(
        before.contains("has not taken the link yet; it was tried once"),
        "{before}"
    );
    assert_eq!(sends().await, Ok(Round::Went(1)));
    let told = browser.get(&path).await.words();
    assert!(told.contains("The mail server refuses the link"), "{told}");
    assert!(told.contains("tried twice"), "{told}");
    let list = browser.get("/notices").await.words();
    assert!(list.contains("Mail refused"), "{list}");
    assert!(list.contains("Tell the school by telephone"), "{list}");
    // Somebody mends it there, and it goes as it was.
    smtp.rules(&json!({}));
    assert_eq!(sends().await, Ok(Round::Went(0)));
    pass(16);
    assert_eq!(sends().await, Ok(Round::Went(1)));
    assert_eq!(to(), ["cy@high.example.org", "ada@marram.example.org"]);
    let after = browser.get(&path).await.words();
    assert!(after.contains("A link went to the mail server"), "{after}");
    let list = browser.get("/notices").await.words();
    assert!(!list.contains("Mail refused"), "{list}");
}

async fn nothing_is_said_where_the_way_is_not_safe(on: Engine) {
    let Some(mut open) = Smtp::here(Encryption::None) else {
        return;
    };
    let Some(mut safe) = Smtp::here(Encryption::Started) else {
        return;
    };
    open.start();
    safe.start();
    let house = sending(on).await;
    enrolled(&house, 100_001, 0).await;
    take(&house, &[child()]).await;
    let second = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/upkeep/second.pem");
    let unsafe_ways = [
        // It offers no encryption, and we ask for it.
        MailServer {
            encryption: Encryption::Started,
            certificates: safe.reached().certificates,
            ..open.reached()
        },
        // It is somebody else, who shows another certificate.
        MailServer {
            certificates: second.into(),
            ..safe.reached()
        },
        // Its certificate is for another name.
        MailServer {
            host: "127.0.0.1".to_owned(),
            ..safe.reached()
        },
        // It does not know us: all mail waits, none is laid aside.
        MailServer {
            user: Some(("trefoil".to_owned(), "a guess".to_owned())),
            ..safe.reached()
        },
        MailServer {
            user: None,
            ..safe.reached()
        },
        // The clear is not what it speaks.
        MailServer {
            encryption: Encryption::None,
            user: None,
            ..safe.reached()
        },
    ];
    for server in unsafe_ways {
        let way = MailWay::new(&server).unwrap();
        let sent = mails_send(house.app(), &way, SITE).await;
        assert_eq!(sent, Ok(Round::Away), "{server:?}");
    }
    assert_eq!((open.taken(), safe.taken()), (Vec::new(), Vec::new()));
    // To this very machine in the clear, where that is set; no further.
    let sent = mails_send(house.app(), &open.way(), SITE).await;
    assert_eq!(sent, Ok(Round::Went(1)));
    assert_eq!(open.taken().len(), 1);
    let abroad = MailServer {
        host: "mail.example.org".to_owned(),
        ..open.reached()
    };
    assert!(MailWay::new(&abroad).is_err());
    let away = NotMailed::Away(String::new());
    assert!(away.to_string().contains("does not take mail now"));
}
