//! A key adult of whom several notices wait: one code opens them all, one after the other, and nobody else's.

use trefoil_app::notices::mail::{Round, mails_send};
use trefoil_core::ids::NoticeId;

use super::played::{Post, SITE, agreed, enrolled, enter, path, sent};
use super::scene::{Child, house, open, take};
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    one_code_opens_all_that_waits_for_a_key_adult_and_nothing_else,
}

async fn one_code_opens_all_that_waits_for_a_key_adult_and_nothing_else(on: Engine) {
    let house = house(on).await;
    let ada = enrolled(&house, 100_001, 0).await;
    enrolled(&house, 100_002, 0).await;
    agreed(&house).await;
    let second = Child {
        incident: "ENC-2",
        given: "Nadia",
        surname: "Rahman",
        born: "2017-02-01",
        ..Child::default()
    };
    let elsewhere = Child {
        incident: "ENC-3",
        given: "Piotr",
        surname: "Zielony",
        born: "2011-02-01",
        school: "Marram High School",
        ..Child::default()
    };
    take(&house, &[Child::default(), second, elsewhere]).await;
    let theirs: Vec<(NoticeId, String)> = open(&house, &house.staff.triage)
        .await
        .into_iter()
        .map(|one| (one.row.notice, one.child))
        .collect();
    let of = |name: &str| {
        theirs
            .iter()
            .find(|(_, child)| child.contains(name))
            .unwrap()
            .0
    };
    let post = Post::default();
    let went = mails_send(house.app(), &post, SITE).await;
    assert_eq!(went, Ok(Round::Went(3)));
    let adas = post.taken().into_iter();
    let adas: Vec<_> = adas.filter(|one| one.to.starts_with("ada@")).collect();
    assert_eq!(adas.len(), 2);

    let mut phone = house.stranger();
    enter(&house, &mut phone, &path(&adas[0]), &ada).await;
    let first = phone.get("/notice").await;
    let said = first.words();
    assert!(said.contains("Also waiting for you (1)"), "{said}");
    assert!(said.contains("Tom Ashdown") && said.contains("Nadia Rahman"));
    assert!(!said.contains("Piotr"), "another school's");
    let form = first.form("/notice/turn", &[]).unwrap();
    let csrf = form.field("csrf").unwrap().to_owned();
    let never = "00000000-0000-4000-8000-000000000001".to_owned();
    for to in [of("Piotr").to_string(), never, "x".to_owned()] {
        let fields = [("csrf", csrf.as_str()), ("to", to.as_str())];
        let refused = sent(&mut phone, "/notice/turn", &fields).await;
        assert_eq!(refused.status, 404, "{to}");
        assert_eq!(
            phone.get("/notice").await.body,
            first.body,
            "nothing turned"
        );
    }
    let turned = phone.submit(&form, &[]).await;
    assert_eq!((turned.status, turned.location()), (303, "/notice"));
    let now = phone.get("/notice").await.words();
    assert!(now.contains("read, not answered"), "{now}");
    assert_ne!(said.contains("4 May 2016"), now.contains("4 May 2016"));

    let answered = [
        ("csrf", csrf.as_str()),
        ("today", "upset"),
        ("words", "Quiet."),
    ];
    assert_eq!(
        sent(&mut phone, "/notice/answer", &answered).await.status,
        303
    );
    let states = open(&house, &house.staff.triage).await;
    assert_eq!(states.len(), 1, "both are read; the other school's waits");
}
