//! A key adult: codes set up once, a notice by mail, opened with a code, and nothing else; a mail server that is away for a day.

use jiff::SignedDuration;
use trefoil_app::notices::list::notices_view;
use trefoil_app::notices::mail::{Round, mails_send};
use trefoil_app::notices::one::notice_view;
use trefoil_core::ids::NoticeId;
use trefoil_core::interest::IdentityTyped;
use trefoil_core::notice::{ByHand, NoticeState};
use trefoil_core::school::clock::SchoolClock;

use super::played::{Adult, Post, SITE, agreed, enrolled, enter, path, sent};
use super::scene::{Child, house, open, take};
use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{called, identify_worker};

on_both_engines! {
    a_notice_is_opened_with_a_code_and_nothing_else_is,
    a_notice_is_acknowledged_twice_answered_and_copied,
    links_that_open_nothing_are_answered_alike,
    who_may_be_of_the_family_is_passed_over,
    a_mail_server_that_is_away_loses_nothing,
    what_is_not_certain_is_never_sent_by_itself,
}

/// A notice on its way: the key adult, the path of its link, and what was mailed.
async fn mailed(house: &House) -> (Adult, String, Post) {
    let ada = enrolled(house, 100_001, 0).await;
    agreed(house).await;
    let child = Child {
        words: "I hid with Bo.",
        ..Child::default()
    };
    take(house, &[child]).await;
    let post = Post::default();
    assert_eq!(
        mails_send(house.app(), &post, SITE).await,
        Ok(Round::Went(1))
    );
    assert_eq!(
        mails_send(house.app(), &post, SITE).await,
        Ok(Round::Went(0))
    );
    let link = path(&post.taken()[0]);
    (ada, link, post)
}

async fn state(house: &House) -> Option<NoticeState> {
    let all = open(house, &house.staff.triage).await;
    all.first().map(|one| one.row.state)
}

async fn read_notice(house: &House) -> NoticeId {
    let page = notices_view(house.app(), &house.staff.triage)
        .await
        .unwrap();
    assert!(page.open.is_empty());
    page.done[0].row.notice
}

async fn a_notice_is_opened_with_a_code_and_nothing_else_is(on: Engine) {
    let house = house(on).await;
    let (ada, link, post) = mailed(&house).await;
    assert_eq!(state(&house).await, Some(NoticeState::Sent));
    let letter = post.taken().remove(0);
    assert_eq!(letter.to, "ada@marram.example.org");
    let whole = format!("{} {} {}", letter.subject, letter.words, letter.id);
    for told in [
        "Tom",
        "Ashdown",
        "Marram Primary",
        "Larch",
        "FY1",
        "ENC-1",
        "abuse",
    ] {
        assert!(!whole.contains(told), "{told}");
    }
    // A scanner of mail follows the link: nothing is shown, nothing changes.
    let seen = house.stranger().get(&link).await;
    assert_eq!(seen.status, 200);
    assert!(!seen.words().contains("Tom"));
    let mut phone = house.stranger();
    let wrong = sent(&mut phone, &link, &[("code", "123456")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(state(&house).await, Some(NoticeState::Sent));
    let entered = enter(&house, &mut phone, &link, &ada).await;
    assert_eq!((entered.status, entered.location()), (303, "/notice"));
    let said = phone.get("/notice").await.words();
    for told in [
        "Tom Ashdown",
        "4 May 2016",
        "ENC-1",
        "I hid with Bo.",
        "Do not speak to the parents",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    for place in ["Larch", "FY1", "Marram Primary"] {
        assert!(!said.contains(place), "{place}");
    }
    nothing_else(&house, &mut phone).await;
    // The visit ends by itself.
    house.kit.world.pass(SignedDuration::from_mins(31));
    assert_eq!(phone.get("/notice").await.status, 404);
}

/// The visit is to that notice: anything else is as for somebody who never came in.
async fn nothing_else(house: &House, phone: &mut Browser) {
    let notice = read_notice(house).await;
    let contact = house.contact("ENC-1").await;
    let paths = [
        "/".to_owned(),
        "/queue".to_owned(),
        "/notices".to_owned(),
        "/account".to_owned(),
        "/families".to_owned(),
        "/schools".to_owned(),
        format!("/notices/{notice}"),
        format!("/contacts/{contact}"),
    ];
    for path in &paths {
        let answer = phone.get(path).await;
        let stranger = house.stranger().get(path).await;
        assert_eq!(answer.status, stranger.status, "{path}");
        assert_eq!(answer.location(), stranger.location(), "{path}");
    }
}

async fn a_notice_is_acknowledged_twice_answered_and_copied(on: Engine) {
    let house = house(on).await;
    let (ada, link, _) = mailed(&house).await;
    let mut phone = house.stranger();
    enter(&house, &mut phone, &link, &ada).await;
    let notice = read_notice(&house).await;
    let read = phone.get("/notice").await;
    let form = read.form("/notice/acknowledge", &[]).unwrap();
    let csrf = form.field("csrf").unwrap().to_owned();
    // A form without its token is none of ours.
    let bare = sent(&mut phone, "/notice/acknowledge", &[]).await;
    assert_eq!(bare.status, 403);
    for _ in 0..2 {
        let known = sent(&mut phone, "/notice/acknowledge", &[("csrf", &csrf)]).await;
        assert_eq!(known.status, 303);
    }
    for (words, status) in [("Ring 01253 496 012", 422), ("Tired, and quiet.", 303)] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("today", "upset"),
            ("words", words),
        ];
        let answered = sent(&mut phone, "/notice/answer", &fields).await;
        assert_eq!(answered.status, status, "{words}");
    }
    let copy = phone.get("/notice/copy").await;
    assert_eq!(copy.header("content-type"), Some("application/pdf"));
    let page = notice_view(house.app(), &house.staff.triage, notice)
        .await
        .unwrap();
    assert_eq!(page.row.state, NoticeState::Answered);
    assert_eq!(page.answers[0].1.words, "Tired, and quiet.");
    let acts = house
        .entries_from(0)
        .await
        .into_iter()
        .map(|entry| entry.act);
    let acts: Vec<String> = acts.collect();
    for act in [
        "adult_enrol",
        "notice_send",
        "notice_open",
        "notice_acknowledge",
        "notice_answer",
        "notice_copy",
    ] {
        assert!(acts.iter().any(|one| one == act), "{act}");
    }
}

async fn links_that_open_nothing_are_answered_alike(on: Engine) {
    let house = house(on).await;
    let ada = enrolled(&house, 100_001, 0).await;
    agreed(&house).await;
    take(&house, &[Child::default()]).await;
    let post = Post::default();
    mails_send(house.app(), &post, SITE).await.unwrap();
    let link = path(&post.taken()[0]);
    let answers = async |link: &str| {
        let (get, code) = (house.stranger().get(link).await, ada.code(&house));
        let entered = sent(&mut house.stranger(), link, &[("code", &code)]).await;
        // The address of the form is the reader's own.
        let plain = |answer: &Answer| (answer.status, answer.words());
        (plain(&get), plain(&entered))
    };
    let unknown = answers(&format!("/notice/open/{}", "0".repeat(64))).await;
    house.kit.world.pass(SignedDuration::from_hours(29 * 24));
    assert_eq!(answers(&link).await, unknown);
    assert_eq!(unknown.1.0, 422);
}

async fn who_may_be_of_the_family_is_passed_over(on: Engine) {
    let house = house(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    let ada = enrolled(&house, 100_001, 0).await;
    let _bo = enrolled(&house, 100_001, 1).await;
    agreed(&house).await;
    // Ada is the father's mother, as she declared; nobody is told why Bo is written to.
    let kin = IdentityTyped {
        kin: "Gareth Ashdown, 21 11 1988".to_owned(),
        ..called("Ada", "Novak", "1960-01-02")
    };
    identify_worker(&house, ada.worker, &kin).await;
    take(&house, &[Child::default()]).await;
    let post = Post::default();
    mails_send(app, &post, SITE).await.unwrap();
    assert_eq!(post.taken()[0].to, "bo@marram.example.org");
    // By the name alone, where nothing else is recorded.
    take(
        &house,
        &[Child {
            incident: "ENC-2",
            surname: "Field",
            given: "Ivo",
            ..Child::default()
        }],
    )
    .await;
    mails_send(app, &post, SITE).await.unwrap();
    assert_eq!(post.taken()[1].to, "ada@marram.example.org");
    // Where everybody may be, the hub tells the school by telephone.
    take(
        &house,
        &[Child {
            incident: "ENC-3",
            surname: "Hart",
            school: "Marram High",
            ..Child::default()
        }],
    )
    .await;
    let all = open(&house, triage).await;
    let hart = all.iter().find(|one| one.child == "Tom Hart").unwrap();
    let page = notice_view(app, triage, hart.row.notice).await.unwrap();
    assert_eq!(
        (page.row.state, page.against.as_slice()),
        (NoticeState::ToDo, &[ByHand::NoKeyAdult][..])
    );
}

async fn a_mail_server_that_is_away_loses_nothing(on: Engine) {
    let house = house(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    let _ada = enrolled(&house, 100_001, 0).await;
    agreed(&house).await;
    let post = Post::default();
    *post.away.lock().unwrap() = true;
    for place in 0..5 {
        let (incident, surname) = (format!("ENC-{place}"), format!("Birch{place}"));
        take(
            &house,
            &[Child {
                incident: &incident,
                surname: &surname,
                ..Child::default()
            }],
        )
        .await;
        assert_eq!(mails_send(app, &post, SITE).await, Ok(Round::Away));
        house.kit.world.pass(SignedDuration::from_hours(10));
    }
    // Two days later the school has opened, and the hub sees that nobody read.
    let all = open(&house, triage).await;
    let overdue = all
        .iter()
        .filter(|one| one.clock == SchoolClock::Overdue)
        .count();
    assert!(overdue > 0 && all.len() == 5);
    let first: Vec<String> = post.asked.lock().unwrap().clone();
    assert!(
        first.iter().all(|id| *id == first[0]),
        "the oldest is tried first, under the same id"
    );
    *post.away.lock().unwrap() = false;
    assert_eq!(mails_send(app, &post, SITE).await, Ok(Round::Went(5)));
    let taken = post.taken();
    assert_eq!(taken[0].id, first[0]);
    let order: Vec<jiff::Timestamp> = {
        let mut order = Vec::new();
        for letter in &taken {
            let mut times = Vec::new();
            for one in &all {
                let page = notice_view(app, triage, one.row.notice).await.unwrap();
                let link = page.links[0].link.simple().to_string();
                times.extend(letter.id.contains(&link).then_some(one.row.made_at));
            }
            order.push(times[0]);
        }
        order
    };
    assert!(order.windows(2).all(|two| two[0] <= two[1]));
}

async fn what_is_not_certain_is_never_sent_by_itself(on: Engine) {
    let house = house(on).await;
    let _ada = enrolled(&house, 100_001, 0).await;
    agreed(&house).await;
    for (given, school, words) in [
        ("Ann", "Marram", ""),
        ("Ben", "Nowhere", ""),
        ("Cat", "Marram Primary", "We ran to 12 Larch Road"),
        ("Dan", "Kittiwake", ""),
    ] {
        let (incident, surname) = (format!("ENC-{given}"), format!("{given}son"));
        take(
            &house,
            &[Child {
                incident: &incident,
                surname: &surname,
                given,
                school,
                words,
                ..Child::default()
            }],
        )
        .await;
    }
    let all = open(&house, &house.staff.triage).await;
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|one| one.row.state == NoticeState::ToDo));
    let post = Post::default();
    assert_eq!(
        mails_send(house.app(), &post, SITE).await,
        Ok(Round::Went(0))
    );
}
