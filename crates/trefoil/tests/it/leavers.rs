//! Leavers: whoever's account is closed is out at once, by every way in; what was theirs for a time ends; and whoever may allocate
//! another to their families is told.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::accounts::close::account_close;
use trefoil_app::accounts::link::link_make;
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::covers::covers_view;
use trefoil_app::families::share::share_make;
use trefoil_app::families::strand::strand_view;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::WorkerId;
use trefoil_core::place::PlaceKinds;
use trefoil_core::refusal::Refusal;
use trefoil_core::sign_in_link::Lost;
use trefoil_core::strand::Aspect;
use trefoil_testkit::feed;

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::passkeys::key::{Key, Says};
use crate::passkeys::scene::{SIGN_IN, asked};
use crate::wall::scene::Scene;
use crate::wall::shares::terms;

on_both_engines! {
    whoever_leaves_is_out_at_once_by_every_way_in,
    what_was_theirs_for_a_time_ends_and_the_manager_is_told,
    an_administrator_signs_somebody_out_and_nobody_else,
    an_account_is_closed_by_somebody_else_who_is_sure,
}

fn id(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}

/// The administrator presses a button on a worker's page.
async fn presses(house: &House, worker: WorkerId, which: &str, typed: &[(&str, &str)]) -> Answer {
    let mut browser = house.browser(&house.staff.administrator).await;
    let page = browser.open(&format!("/workers/{worker}")).await;
    // Every page has a form to sign out oneself.
    let form = page
        .form(&format!("/workers/{worker}{which}"), &[])
        .unwrap();
    browser.submit(&form, typed).await
}

async fn closes(house: &House, worker: WorkerId) {
    let answer = presses(house, worker, "/close", &[("sure", "yes")]).await;
    let there = format!("/workers/{worker}?done=close");
    assert_eq!((answer.status, answer.location()), (303, there.as_str()));
}

async fn is_out(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == 303
}

async fn whoever_leaves_is_out_at_once_by_every_way_in(on: Engine) {
    let house = House::on(on).await;
    let leaver = house.staff.triage.clone();
    let (mut here, mut there) = (house.browser(&leaver).await, house.browser(&leaver).await);
    let mut key = Key::new(1, false);
    let question = asked(&here.open("/account/passkeys").await, "/account/passkeys").unwrap();
    let said = key.made(&question.asked, &Says::default());
    let added = question.send(&mut here, &said, &[("name", "Mine")]).await;
    assert_eq!(added.status, 303);
    let early = link_make(house.app(), id(&leaver), Lost::Password)
        .await
        .unwrap();
    let from = house.ledger_length().await;
    closes(&house, id(&leaver)).await;
    let entries = house.entries_from(from).await;
    let closed = entries
        .iter()
        .find(|one| one.act == Act::AccountClose.code());
    let by = closed.map(|one| (one.principal.clone(), one.outcome.clone()));
    let administrator = id(&house.staff.administrator).to_string();
    assert_eq!(
        by,
        Some((administrator, ActOutcome::Done.code().to_owned()))
    );
    assert!(is_out(&mut here).await && is_out(&mut there).await);
    let late = link_make(house.app(), id(&leaver), Lost::Password)
        .await
        .unwrap();
    for link in [early, late] {
        let answer = house.stranger().get(&format!("/sign-in/link/{link}")).await;
        assert_eq!(answer.status, 410);
    }
    let mut stranger = house.stranger();
    let question = asked(&stranger.open(SIGN_IN).await, SIGN_IN).unwrap();
    let said = key.said(&question.asked, &Says::default());
    assert_eq!(question.send(&mut stranger, &said, &[]).await.status, 422);
    let mut administrator = house.browser(&house.staff.administrator).await;
    let list = administrator.open("/workers").await.words();
    let (_, gone) = list.split_once("Closed accounts").unwrap();
    assert!(gone.contains("Farida Lomas"), "{list}");
    let page = administrator
        .open(&format!("/workers/{}", id(&leaver)))
        .await;
    assert!(page.words().contains("This account is closed."));
    assert!(page.form("/close", &[]).is_none());
    let again = account_close(house.app(), &house.staff.administrator, id(&leaver), true).await;
    assert_eq!(again, Err(Refusal::NotFound), "closed once");
    let mut colleague = house.browser(&house.staff.second).await;
    assert_eq!(
        colleague.get("/queue").await.status,
        200,
        "nobody else is out"
    );
}

async fn what_was_theirs_for_a_time_ends_and_the_manager_is_told(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, app) = (&scene.house, scene.house.app());
    let (worker, mate) = (&scene.perpetrator_worker, &scene.team_mate);
    let manager = &scene.their_manager;
    // A share with an early help worker; a cover; a contact in the hub's queue.
    let share = terms(Aspect::Full, PlaceKinds::NONE);
    let to = Some(id(&scene.early_help));
    share_make(app, &scene.idva, scene.strand(2), to, &share)
        .await
        .unwrap();
    assert!(
        strand_view(app, &scene.early_help, scene.strand(2))
            .await
            .is_ok()
    );
    let until = app
        .now()
        .checked_add(SignedDuration::from_hours(48))
        .unwrap();
    cover_set(app, manager, (id(worker), id(mate)), until)
        .await
        .unwrap();
    house.kit.import(&feed(&family("NEXT", "Birchwood"))).await;
    let held = house.contact("NEXT").await;
    contact_take(app, &house.staff.triage, held).await.unwrap();
    let mut browser = house.browser(manager).await;
    let before = browser.open("/families").await.words();
    assert!(!before.contains("has gone"), "{before}");
    for leaver in [&scene.early_help, worker, &house.staff.triage] {
        closes(house, id(leaver)).await;
    }
    let door = trefoil_app::families::door::door_view(app, &scene.idva, scene.strand(2)).await;
    let shares = door.unwrap().shares;
    assert!(
        shares.iter().all(|one| one.recalled.is_some()),
        "{shares:?}"
    );
    let covers = covers_view(app, manager).await.unwrap();
    assert!(covers.covers.is_empty(), "{:?}", covers.covers);
    assert!(!covers.workers.iter().any(|(one, _)| *one == id(worker)));
    let page = house.page(&house.staff.duty, held).await;
    assert_eq!(page.head.worker, None, "back in the queue");
    let after = browser.open("/families").await.words();
    assert!(after.contains("Morgan Hughes (has gone)"), "{after}");
    assert!(after.contains("Allocate somebody else now"), "{after}");
    let back = strand_allocate(app, manager, scene.strand(3), Some(id(worker))).await;
    assert!(back.is_err(), "who has gone is given nothing");
    strand_allocate(app, manager, scene.strand(3), Some(id(mate)))
        .await
        .unwrap();
    let then = browser.open("/families").await.words();
    assert!(!then.contains("has gone"), "{then}");
}

async fn an_administrator_signs_somebody_out_and_nobody_else(on: Engine) {
    let house = House::on(on).await;
    let mut theirs = house.browser(&house.staff.triage).await;
    let mut also = house.browser(&house.staff.triage).await;
    let mut other = house.browser(&house.staff.second).await;
    let worker = id(&house.staff.triage);
    let from = house.ledger_length().await;
    let answer = presses(&house, worker, "/sign-out", &[]).await;
    let there = format!("/workers/{worker}?done=sign-out");
    assert_eq!((answer.status, answer.location()), (303, there.as_str()));
    assert!(is_out(&mut theirs).await && is_out(&mut also).await);
    assert!(!is_out(&mut other).await);
    let entries = house.entries_from(from).await;
    assert!(
        entries
            .iter()
            .any(|one| one.act == Act::SessionsEndOf.code())
    );
    let mut again = house.browser(&house.staff.triage).await;
    assert!(!is_out(&mut again).await, "they sign in anew");
}

async fn an_account_is_closed_by_somebody_else_who_is_sure(on: Engine) {
    let house = House::on(on).await;
    let worker = id(&house.staff.triage);
    let from = house.ledger_length().await;
    let answer = presses(&house, worker, "/close", &[]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.words().contains("Say that you are sure"),
        "{}",
        answer.words()
    );
    let own = id(&house.staff.administrator);
    let answer = presses(&house, own, "/close", &[("sure", "yes")]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.words().contains("your own account"),
        "{}",
        answer.words()
    );
    let entries = house.entries_from(from).await;
    let refused = entries.iter().filter(|one| {
        one.act == Act::AccountClose.code() && one.outcome == ActOutcome::Refused.code()
    });
    assert_eq!(refused.count(), 2);
    let manager = account_close(house.app(), &house.staff.manager, worker, true).await;
    assert!(
        matches!(manager, Err(Refusal::NotAllowed(_))),
        "{manager:?}"
    );
    let mut here = house.browser(&house.staff.triage).await;
    assert!(!is_out(&mut here).await);
}
