//! A notice whose sender could not see that the key adult is of the child's family: it does not leave before the custodian has answered,
//! and to its sender it reads as one that went.

use trefoil_app::custody::answer::{Said, task_answer};
use trefoil_app::custody::list::custody_view;
use trefoil_app::notices::list::notices_view;
use trefoil_app::notices::mail::mails_send;
use trefoil_app::notices::send::notice_send;
use trefoil_core::custody::{CustodyAnswer, CutAct, UnseenFact};
use trefoil_core::ids::NoticeId;
use trefoil_testkit::{FeedRow, feed};

use super::played::{Post, SITE, agreed, enrolled};
use super::scene::{house, open};
use crate::custody::story::decide;
use crate::histories::names::Names;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::interests::{called, identify};

on_both_engines! {
    a_notice_that_is_held_reads_as_one_that_went,
    one_that_is_stopped_never_leaves,
    one_that_nobody_holds_goes_once_it_was_looked_at,
}

/// Tom's mother works the hub. Of his family, where it is known, the key adult is one; the notice of a later contact, in which he is
/// alone, as his mother sends it.
pub(crate) async fn held(on: Engine, known: bool) -> (House, NoticeId) {
    let house = house(on).await;
    let (app, staff) = (house.app(), &house.staff);
    let mother = called("Rosalind", "Ashdown", "1991-04-02");
    identify(&house, &staff.second, &mother).await;
    enrolled(&house, 100_001, 0).await;
    if known {
        let person = |person, role, given, surname, born| FeedRow {
            person,
            ..row("OPEN", role, given, surname, born)
        };
        let rows = [
            person("p1", "victim", "Rosalind", "Ashdown", "1991-04-02"),
            person("p2", "perpetrator", "Ada", "Novak", "1988-11-21"),
            person("p3", "child", "Tom", "Ashdown", "2016-05-04"),
        ];
        house.kit.import(&feed(&rows)).await;
        let contact = house.contact("OPEN").await;
        for one in house.page(&staff.duty, contact).await.people {
            let sighting = one.row.sighting;
            trefoil_app::matching::new::match_new(app, &staff.duty, contact, sighting)
                .await
                .unwrap();
        }
        decide(
            &house,
            &staff.duty,
            contact,
            trefoil_core::decision::Outcome::Referral,
        )
        .await;
        house.rest().await;
    }
    let alone = "incident_reference,received_at,police_attended,domestic_abuse,person_reference,role,given_names,surname,date_of_birth,school_name\nENC-7,2026-03-17T08:50:00Z,yes,yes,c7,child,Tom,Ashdown,2016-05-04,Marram Primary\n";
    house.kit.import(alone).await;
    house.rest().await;
    agreed(&house).await;
    let waiting = open(&house, &staff.second).await;
    let notice = waiting[0].row.notice;
    notice_send(app, &staff.second, notice).await.unwrap();
    (house, notice)
}

/// Looks at what was sent, and sends what goes; the mails that the server took.
pub(crate) async fn posted(house: &House) -> usize {
    house.rest().await;
    mailed(house).await
}

async fn mailed(house: &House) -> usize {
    let post = Post::default();
    mails_send(house.app(), &post, SITE).await.unwrap();
    post.taken().len()
}

async fn page(house: &House, notice: NoticeId) -> String {
    let mut browser = house.browser(&house.staff.second).await;
    let list = browser.open("/notices").await.words();
    let one = browser.open(&format!("/notices/{notice}")).await.words();
    Names::default().canonical(&format!("{list}\n{one}"))
}

async fn answer(house: &House, answer: CustodyAnswer) {
    let (app, custodian) = (house.app(), &house.staff.custodian);
    let task = custody_view(app, custodian).await.unwrap().open.pop();
    let task = task.unwrap();
    assert_eq!(task.row.act, CutAct::Notice);
    let facts = &task.content.unseen[0].facts;
    assert!(facts.contains(&UnseenFact::KeyAdult), "{facts:?}");
    let said = Said {
        answer: Some(answer),
        to: None,
        reason: "She is his aunt.".to_owned(),
    };
    task_answer(app, custodian, task.row.custody, said)
        .await
        .unwrap();
}

async fn a_notice_that_is_held_reads_as_one_that_went(on: Engine) {
    let (house, notice) = held(on, true).await;
    let (other, others) = held(on, false).await;
    assert_eq!((posted(&house).await, posted(&other).await), (0, 1));
    let read = page(&other, others).await;
    assert_eq!(page(&house, notice).await, read);
    assert!(
        custody_view(other.app(), &other.staff.custodian)
            .await
            .unwrap()
            .open
            .is_empty()
    );
    answer(&house, CustodyAnswer::Leave).await;
    assert_eq!(mailed(&house).await, 1, "it goes once it is answered");
    assert_eq!(mailed(&house).await, 0);
    assert_eq!(page(&house, notice).await, read);
}

async fn one_that_is_stopped_never_leaves(on: Engine) {
    let (house, notice) = held(on, true).await;
    assert_eq!(posted(&house).await, 0);
    let read = page(&house, notice).await;
    answer(&house, CustodyAnswer::Stop).await;
    assert_eq!(posted(&house).await, 0);
    assert_eq!(page(&house, notice).await, read);
    let sent = notices_view(house.app(), &house.staff.second)
        .await
        .unwrap();
    assert!(
        sent.open
            .iter()
            .chain(&sent.done)
            .any(|one| one.row.notice == notice)
    );
}

async fn one_that_nobody_holds_goes_once_it_was_looked_at(on: Engine) {
    let (house, _) = held(on, false).await;
    assert_eq!(mailed(&house).await, 0, "not before it was looked at");
    assert_eq!(posted(&house).await, 1);
}
