//! Versions of one incident: the same again, a higher one, a late one, one that contradicts; nothing held is lost.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use jiff::{SignedDuration, Timestamp};
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::persons::view::person_view;
use trefoil_core::contact::ContactState;
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::ContactId;
use trefoil_testkit::{FeedRow, feed};

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::matching::{decide, everybody_new};

on_both_engines! {
    the_same_again_is_held_once,
    a_higher_one_supersedes_a_late_one_is_history_a_contradiction_is_flagged_and_nothing_is_lost,
    each_version_that_came_is_held_unchanged_when_it_comes_again,
    a_decided_contact_waits_again_with_a_child_not_decided_about,
}

fn told<'a>(version: &'a str, summary: &'a str) -> Vec<FeedRow<'a>> {
    family("LC-7", "Ashdown")
        .into_iter()
        .map(|row| FeedRow {
            version,
            summary,
            ..row
        })
        .collect()
}

/// Takes rows in a minute later; contacts created, given another version, held unchanged.
async fn taken(house: &House, rows: &[FeedRow<'_>]) -> (i64, i64, i64) {
    house.kit.world.pass(SignedDuration::from_mins(1));
    let counts = house.kit.import(&feed(rows)).await.counts;
    house.rest().await;
    (counts.created, counts.updated, counts.unchanged)
}

async fn seen(
    house: &House,
    contact: ContactId,
    at: Option<Timestamp>,
) -> (Option<String>, Vec<FlagCode>) {
    let page = contact_view(house.app(), &house.staff.duty, contact, at)
        .await
        .unwrap();
    (
        page.content.summary,
        page.content.flags.iter().map(|flag| flag.code).collect(),
    )
}

async fn the_same_again_is_held_once(on: Engine) {
    let house = House::on(on).await;
    let rows = told("1", "One.");
    assert_eq!(taken(&house, &rows).await, (1, 0, 0));
    assert_eq!(taken(&house, &rows).await, (0, 0, 1), "the same file");
    let turned: Vec<FeedRow<'_>> = rows.iter().rev().copied().collect();
    assert_eq!(
        taken(&house, &turned).await,
        (0, 0, 1),
        "its rows in another order"
    );
    let apart = [
        &[row("LC-8", "child", "Ed", "Holt", "2012-01-01")],
        rows.as_slice(),
    ]
    .concat();
    assert_eq!(taken(&house, &apart).await, (1, 0, 1), "beside another");
    let contact = house.contact("LC-7").await;
    assert_eq!(
        seen(&house, contact, None).await,
        (Some("One.".to_owned()), vec![])
    );
}

async fn a_higher_one_supersedes_a_late_one_is_history_a_contradiction_is_flagged_and_nothing_is_lost(
    on: Engine,
) {
    let house = House::on(on).await;
    let steps = [
        (told("1", "One."), (1, 0, 0), "One.", vec![]),
        (
            told("3", "Three."),
            (0, 1, 0),
            "Three.",
            vec![FlagCode::Superseded],
        ),
        (
            told("2", "Two, late."),
            (0, 1, 0),
            "Three.",
            vec![FlagCode::Superseded],
        ),
        (
            told("3", "Three, but otherwise."),
            (0, 1, 0),
            "Three, but otherwise.",
            vec![FlagCode::VersionConflict],
        ),
        (
            told("4", "Four."),
            (0, 1, 0),
            "Four.",
            vec![FlagCode::Superseded],
        ),
    ];
    let mut known = Vec::new();
    for (rows, counts, summary, flags) in steps {
        assert_eq!(taken(&house, &rows).await, counts, "{summary}");
        known.push((house.app().now(), summary, flags));
        let contact = house.contact("LC-7").await;
        // Each instant so far still shows what was known then.
        for (at, summary, flags) in &known {
            assert_eq!(
                seen(&house, contact, Some(*at)).await,
                (Some((*summary).to_owned()), flags.clone()),
                "as known at {at}"
            );
        }
    }
    let contact = house.contact("LC-7").await;
    let mut tx = house.tx().await;
    let versions = trefoil_store::contact::version_last(&mut tx, house.app().authority(), contact)
        .await
        .unwrap();
    assert_eq!(versions, 5, "the late one is kept too");
    assert_eq!(house.waiting().await.len(), 1);
}

async fn each_version_that_came_is_held_unchanged_when_it_comes_again(on: Engine) {
    let house = House::on(on).await;
    for (version, summary) in [("1", "One."), ("3", "Three."), ("2", "Two, late.")] {
        taken(&house, &told(version, summary)).await;
    }
    for (version, summary) in [("3", "Three."), ("2", "Two, late."), ("1", "One.")] {
        assert_eq!(
            taken(&house, &told(version, summary)).await,
            (0, 0, 1),
            "version {version} again"
        );
    }
}

async fn a_decided_contact_waits_again_with_a_child_not_decided_about(on: Engine) {
    let house = House::on(on).await;
    taken(&house, &told("1", "One.")).await;
    let contact = house.contact("LC-7").await;
    let persons = everybody_new(&house, contact).await;
    decide(&house, contact).await;
    let state = async || house.page(&house.staff.duty, contact).await.head.state;
    taken(&house, &told("2", "Two: the same people.")).await;
    assert_eq!(
        state().await,
        ContactState::Decided,
        "nobody new, no higher risk"
    );
    let mut more = told("3", "Three: a child more.");
    more.push(FeedRow {
        person: "p5",
        version: "3",
        ..row("LC-7", "child", "Ottilie", "Ashdown", "2023-01-09")
    });
    taken(&house, &more).await;
    assert_eq!(state().await, ContactState::Waiting);
    let page = house.page(&house.staff.triage, contact).await;
    let linked: Vec<_> = page
        .people
        .iter()
        .filter_map(|one| one.link.as_ref().map(|link| link.person))
        .collect();
    assert_eq!(linked, persons, "who is the same keeps who they are");
    decide(&house, contact).await;
    assert_eq!(state().await, ContactState::Decided);
    let riskier: Vec<FeedRow<'_>> = more
        .iter()
        .map(|row| FeedRow {
            version: "4",
            grade: "high",
            ..*row
        })
        .collect();
    taken(&house, &riskier).await;
    assert_eq!(state().await, ContactState::Waiting, "at a higher risk");
}

/// A contact that was decided and came back with more waits again; another contact's page and a person's tell it as it was
/// known at each instant, with who had it then.
#[tokio::test]
async fn contacts_of_a_person_are_told_as_they_were_known() {
    let house = House::sqlite().await;
    let (app, triage, duty) = (house.app(), &house.staff.triage, &house.staff.duty);
    taken(&house, &told("1", "One.")).await;
    let contact = house.contact("LC-7").await;
    let person = everybody_new(&house, contact).await[0];
    let mut steps = Vec::new();
    let mut step = async |state: ContactState, worker: Option<&trefoil_app::Asker>| {
        let worker = worker
            .and_then(|asker| asker.worker.as_ref())
            .map(|facts| facts.worker);
        steps.push((app.now(), state, worker));
        house.kit.world.pass(SignedDuration::from_mins(1));
    };
    step(ContactState::Waiting, None).await;
    contact_take(app, triage, contact).await.unwrap();
    step(ContactState::Waiting, Some(triage)).await;
    decide(&house, contact).await;
    step(ContactState::Decided, Some(triage)).await;
    let riskier = told("2", "Two.").into_iter().map(|row| FeedRow {
        grade: "high",
        ..row
    });
    taken(&house, &riskier.collect::<Vec<_>>()).await;
    step(ContactState::Waiting, Some(triage)).await;
    decide(&house, contact).await;
    step(ContactState::Decided, Some(triage)).await;
    for (at, state, worker) in steps {
        let page = person_view(app, duty, person, Some(at)).await.unwrap();
        let found = page
            .contacts
            .iter()
            .find(|one| one.contact == contact)
            .unwrap();
        assert_eq!(
            (found.state, found.worker),
            (state, worker),
            "the person at {at}"
        );
        let page_of_contact = contact_view(app, duty, contact, Some(at)).await.unwrap();
        assert_eq!(page_of_contact.head.state, state, "the contact at {at}");
        let working: Vec<_> = page.workers.iter().map(|one| one.worker).collect();
        let waiting = worker.filter(|_| state == ContactState::Waiting);
        assert_eq!(
            working,
            waiting.into_iter().collect::<Vec<_>>(),
            "who works with them at {at}"
        );
    }
    let now = person_view(app, duty, person, None).await.unwrap();
    assert_eq!(now.contacts[0].state, ContactState::Decided);
    assert!(now.workers.is_empty(), "a decided contact is nobody's work");
}
