//! Notices: one per child and incident, tracked as told by police, overdue in words; what is never guessed, who never sees one.

use trefoil_app::notices::deal::{Dealt, notice_begin, notice_deal, notice_write};
use trefoil_app::notices::list::notices_view;
use trefoil_app::notices::one::notice_view;
use trefoil_core::notice::{ByHand, FoundHow, NoticeStep, NoticeTyped};
use trefoil_core::output::disclosure::Gateway;
use trefoil_core::refusal::Refusal;

use super::scene::{Child, file, house, open, take};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};

on_both_engines! {
    each_child_of_school_age_has_one_notice,
    what_is_not_certain_is_asked_about,
    a_notice_holds_no_place,
    who_may_be_kin_sees_no_notice,
    another_version_keeps_what_a_worker_said,
    a_worker_may_tell_a_school_though_police_did_not_attend,
}

fn tom() -> Child<'static> {
    Child::default()
}

async fn only(house: &House) -> trefoil_app::notices::list::Listed {
    let mut all = open(house, &house.staff.triage).await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

async fn each_child_of_school_age_has_one_notice(on: Engine) {
    let house = house(on).await;
    let children = [
        // Twins in two schools, a baby, one who is 18 that day, and one who starts school later.
        tom(),
        Child {
            given: "Tam",
            school: "Kittiwake",
            ..tom()
        },
        Child {
            given: "Baby",
            born: "2025-12-01",
            school: "",
            ..tom()
        },
        Child {
            given: "Grown",
            born: "2008-03-17",
            ..tom()
        },
        Child {
            given: "Soon",
            born: "2021-09-01",
            ..tom()
        },
        Child {
            incident: "ENC-2",
            surname: "Birch",
            given: "Ivo",
            school: "home educated",
            ..tom()
        },
    ];
    take(&house, &children).await;
    let list = async || {
        let mut names: Vec<(String, String)> = open(&house, &house.staff.triage)
            .await
            .into_iter()
            .map(|one| (one.child, one.school.unwrap_or_default()))
            .collect();
        names.sort();
        names
    };
    let expect = [
        (
            "Ivo Birch",
            "The authority's officer for children in no school",
        ),
        ("Tam Ashdown", "Kittiwake CofE Academy"),
        ("Tom Ashdown", "Marram Primary School"),
    ]
    .map(|(child, school)| (child.to_owned(), school.to_owned()));
    assert_eq!(list().await, expect);
    // The same file again, and what it leaves to be done.
    take(&house, &children).await;
    assert_eq!(list().await, expect);
    // Where police did not go, nothing is prepared.
    let not_attended = [Child {
        incident: "ENC-3",
        surname: "Cole",
        ..tom()
    }];
    house.kit.import(&file(&not_attended, "no")).await;
    house.rest().await;
    assert_eq!(list().await, expect);
}

async fn what_is_not_certain_is_asked_about(on: Engine) {
    let house = house(on).await;
    for (given, said, found, offered) in [
        ("Ann", "Dunlin Bay Primary School", FoundHow::Possible, 2),
        ("Ben", "Marram", FoundHow::Possible, 2),
        ("Cat", "Sandpiper Junior", FoundHow::Closed, 1),
        ("Dan", "Nowhere Academy", FoundHow::Unknown, 0),
        ("Eve", "", FoundHow::Unknown, 0),
        ("Fay", "Marram Primary", FoundHow::Certain, 0),
    ] {
        let (incident, surname) = (format!("ENC-{given}"), format!("{given}son"));
        let child = Child {
            incident: &incident,
            surname: &surname,
            given,
            school: said,
            ..tom()
        };
        take(&house, &[child]).await;
        let all = open(&house, &house.staff.triage).await;
        let one = all.iter().find(|one| one.child.starts_with(given)).unwrap();
        let page = notice_view(house.app(), &house.staff.triage, one.row.notice)
            .await
            .unwrap();
        assert_eq!(
            (page.content.found, page.possible.len()),
            (found, offered),
            "{said}"
        );
        assert_eq!(
            page.against.contains(&ByHand::School),
            found != FoundHow::Certain
        );
    }
    // Without a birth date a person has to say.
    let child = Child {
        incident: "ENC-X",
        surname: "Xi",
        given: "Gil",
        born: "",
        ..tom()
    };
    take(&house, &[child]).await;
    let all = open(&house, &house.staff.triage).await;
    let gil = all.iter().find(|one| one.child == "Gil Xi").unwrap();
    assert!(gil.against.contains(&ByHand::Age));
}

async fn a_notice_holds_no_place(on: Engine) {
    let house = house(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    take(
        &house,
        &[Child {
            words: "We ran from Larch Road to nan.",
            ..tom()
        }],
    )
    .await;
    let one = only(&house).await;
    let page = notice_view(app, triage, one.row.notice).await.unwrap();
    assert!(page.content.left_out && page.content.words.is_empty());
    assert!(one.against.contains(&ByHand::LeftOut));
    let typed = |words: &str| NoticeTyped {
        words: words.to_owned(),
        ..NoticeTyped::default()
    };
    let with_place = notice_write(
        app,
        triage,
        one.row.notice,
        typed("We ran from 12 Larch Road."),
    )
    .await;
    assert!(matches!(with_place, Err(Refusal::Invalid(_))));
    notice_write(app, triage, one.row.notice, typed("We ran to nan."))
        .await
        .unwrap();
    let page = notice_view(app, triage, one.row.notice).await.unwrap();
    assert_eq!(
        (page.content.left_out, page.content.words.as_str()),
        (false, "We ran to nan.")
    );
}

async fn who_may_be_kin_sees_no_notice(on: Engine) {
    let house = house(on).await;
    let (app, second) = (house.app(), house.staff.second.clone());
    take(&house, &[tom()]).await;
    let one = only(&house).await;
    assert!(notice_view(app, &second, one.row.notice).await.is_ok());
    identify(&house, &second, &gareth("Ashdown")).await;
    assert!(open(&house, &second).await.is_empty());
    let seen = notice_view(app, &second, one.row.notice).await.map(drop);
    assert_eq!(seen, Err(Refusal::NotFound));
    let dealt = Dealt {
        step: Some(NoticeStep::PoliceTold),
        ..Dealt::default()
    };
    assert_eq!(
        notice_deal(app, &second, one.row.notice, dealt).await,
        Err(Refusal::NotFound)
    );
    let begun = notice_begin(
        app,
        &second,
        (one.row.contact, Some(one.row.child)),
        (Some(Gateway::ChildrenAct11), "A reason of some length."),
    );
    assert_eq!(begun.await, Err(Refusal::NotFound));
    // Who keeps accounts sees none at all, and places are for those who showed who they are.
    for stranger in [&house.staff.administrator, &house.staff.returns] {
        assert!(notices_view(app, stranger).await.is_err());
    }
    let mut duty = house.staff.duty.clone();
    assert!(notices_view(app, &duty).await.is_ok());
    duty.worker.as_mut().unwrap().stepped_up = false;
    assert!(notices_view(app, &duty).await.is_err());
}

async fn another_version_keeps_what_a_worker_said(on: Engine) {
    let house = house(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    let take_version = async |version: &str, school: &str| {
        let text = file(&[Child { school, ..tom() }], "yes");
        let mut lines = text.lines();
        let head = lines.next().unwrap();
        let rest: Vec<String> = lines.map(|line| format!("{line},{version}")).collect();
        house
            .kit
            .import(&format!("{head},version\n{}\n", rest.join("\n")))
            .await;
        house.rest().await;
    };
    take_version("1", "Nowhere").await;
    assert_eq!(only(&house).await.school, None);
    take_version("2", "Kittiwake").await;
    assert_eq!(
        only(&house).await.school.as_deref(),
        Some("Kittiwake CofE Academy")
    );
    let one = only(&house).await;
    let school = NoticeTyped {
        school: "100001".to_owned(),
        ..NoticeTyped::default()
    };
    notice_write(app, triage, one.row.notice, school)
        .await
        .unwrap();
    let unknown = NoticeTyped {
        school: "999999".to_owned(),
        ..NoticeTyped::default()
    };
    assert!(matches!(
        notice_write(app, triage, one.row.notice, unknown).await,
        Err(Refusal::Invalid(_))
    ));
    take_version("3", "Marram High").await;
    assert_eq!(
        only(&house).await.school.as_deref(),
        Some("Marram Primary School")
    );
}

async fn a_worker_may_tell_a_school_though_police_did_not_attend(on: Engine) {
    let house = house(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    house.kit.import(&file(&[tom()], "no")).await;
    house.rest().await;
    assert!(open(&house, triage).await.is_empty());
    let contact = house.contact("ENC-1").await;
    let page = house.page(triage, contact).await;
    let child = page
        .people
        .iter()
        .find(|one| one.row.child)
        .unwrap()
        .row
        .root;
    let adult = page
        .people
        .iter()
        .find(|one| !one.row.child)
        .unwrap()
        .row
        .root;
    let begin = |child, gateway, reason: &'static str| {
        notice_begin(app, triage, (contact, Some(child)), (gateway, reason))
    };
    let power = Some(Gateway::ChildrenAct11);
    assert!(
        matches!(begin(child, None, "").await, Err(Refusal::Invalid(problems)) if problems.len() == 2)
    );
    assert_eq!(
        begin(adult, power, "He told his teacher that he hides.").await,
        Err(Refusal::NotFound)
    );
    begin(child, power, "He told his teacher that he hides.")
        .await
        .unwrap();
    let twice = begin(child, power, "He told his teacher that he hides.").await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))));
    let one = only(&house).await;
    let page = notice_view(app, triage, one.row.notice).await.unwrap();
    assert_eq!(
        page.content.lawful.unwrap().gateway,
        Gateway::ChildrenAct11.code()
    );
}
