//! The hub keeps track of what police told: overdue in words, told, mended, and known beside.

use trefoil_app::contacts::view::contact_view;
use trefoil_app::notices::deal::{Dealt, notice_deal};
use trefoil_app::notices::list::notices_view;
use trefoil_app::notices::send::notice_send;
use trefoil_app::outputs::register::disclosures_view;
use trefoil_core::notice::{NoticeState, NoticeStep, WhyNot};
use trefoil_core::refusal::Refusal;
use trefoil_core::school::clock::SchoolClock;

use super::scene::{Child, house, open, take};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    the_hub_keeps_track_of_what_police_told,
}

fn tom() -> Child<'static> {
    Child::default()
}

async fn the_hub_keeps_track_of_what_police_told(on: Engine) {
    let house = house(on).await;
    let (app, triage) = (house.app(), &house.staff.triage);
    take(
        &house,
        &[
            tom(),
            Child {
                given: "Tam",
                school: "Marram High",
                ..tom()
            },
        ],
    )
    .await;
    // Tuesday at ten: the primary school has an inset day on Wednesday, so the high school is the first to open.
    let all = open(&house, triage).await;
    let due: Vec<(String, String)> = all
        .iter()
        .map(|one| (one.child.clone(), one.due.unwrap().opens.to_string()))
        .collect();
    assert_eq!(
        due,
        [
            ("Tam Ashdown", "2026-03-18T08:30:00Z"),
            ("Tom Ashdown", "2026-03-19T08:45:00Z")
        ]
        .map(|(child, at)| (child.to_owned(), at.to_owned()))
    );
    let (tam, tom) = (all[0].row.notice, all[1].row.notice);
    // Nothing is sent where no agreement is recorded.
    let sent = notice_send(app, triage, tam).await;
    assert!(matches!(sent, Err(Refusal::Conflict(words)) if words.contains("police")));
    house.kit.world.pass(jiff::SignedDuration::from_hours(22));
    assert_eq!(open(&house, triage).await[0].clock, SchoolClock::Alarm);
    house.kit.world.pass(jiff::SignedDuration::from_mins(31));
    let page = notices_view(app, triage).await.unwrap();
    assert_eq!(
        (page.open[0].row.notice, page.open[0].clock),
        (tam, SchoolClock::Overdue)
    );
    let told = |step, note: &str| Dealt {
        step: Some(step),
        note: note.to_owned(),
        ..Dealt::default()
    };
    notice_deal(app, triage, tam, told(NoticeStep::PoliceTold, ""))
        .await
        .unwrap();
    let again = notice_deal(app, triage, tam, told(NoticeStep::PoliceTold, "")).await;
    assert!(matches!(again, Err(Refusal::Conflict(_))));
    let nobody = notice_deal(app, triage, tom, told(NoticeStep::Telephoned, "")).await;
    assert!(matches!(nobody, Err(Refusal::Invalid(_))));
    notice_deal(app, triage, tom, told(NoticeStep::Telephoned, "Ms Novak"))
        .await
        .unwrap();
    let page = notices_view(app, triage).await.unwrap();
    assert_eq!((page.open.len(), page.done.len()), (0, 2));
    // A mistake is mended, with a reason.
    notice_deal(
        app,
        triage,
        tom,
        told(NoticeStep::Again, "It was the wrong school."),
    )
    .await
    .unwrap();
    let why = Dealt {
        step: Some(NoticeStep::Cannot),
        why: Some(WhyNot::Unsafe),
        ..Dealt::default()
    };
    notice_deal(app, triage, tom, why).await.unwrap();
    known_beside(&house).await;
}

/// What was told is known to the register of disclosures, the ledger and the contact's page.
async fn known_beside(house: &House) {
    let (app, triage) = (house.app(), &house.staff.triage);
    let page = notices_view(app, triage).await.unwrap();
    // The register of disclosures knows what was told, and by whom it was dealt with is in the ledger.
    let register = disclosures_view(app, &house.staff.custodian, 1)
        .await
        .unwrap();
    let (count, rows) = register.schools.unwrap();
    assert_eq!((count, rows[0].row.state), (1, NoticeState::PoliceTold));
    let acts: Vec<String> = house
        .entries_from(0)
        .await
        .into_iter()
        .map(|entry| entry.act)
        .collect();
    assert_eq!(acts.iter().filter(|act| *act == "notice_make").count(), 2);
    assert_eq!(acts.iter().filter(|act| *act == "notice_write").count(), 4);
    // On the contact's page too, now and not in the past.
    let contact = page.done[0].row.contact;
    let seen = contact_view(app, triage, contact, None).await.unwrap();
    assert_eq!(seen.notices.len(), 2);
    let before = contact_view(app, triage, contact, Some(crate::hub::house::now())).await;
    assert!(before.is_ok_and(|page| page.notices.is_empty()));
}
