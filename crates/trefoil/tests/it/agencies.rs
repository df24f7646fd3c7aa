//! Agencies, teams, and who is in which as what: changed on pages, what was before kept, and what is open said before anything ends.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

use trefoil_app::Asker;
use trefoil_app::accounts::work::{Work, worker_change};
use trefoil_app::accounts::workers::teams_view;
use trefoil_app::agencies::view::agencies_view;
use trefoil_app::checks::ask::checks_ask;
use trefoil_app::contacts::hold::contact_take;
use trefoil_core::act::Act;
use trefoil_core::ids::{AgencyId, TeamId, WorkerId};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::feed;

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::wall::scene::{Scene, team, worker};

on_both_engines! {
    an_agency_and_its_team_are_added_renamed_and_ended_and_what_was_is_kept,
    what_is_open_is_said_and_nothing_ends,
    whoever_moves_takes_what_they_hold_along,
    a_role_that_is_taken_away_is_gone_at_once,
    nobody_is_left_without_whoever_works_with_them,
}

fn id(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}

async fn administrator(house: &House) -> Browser {
    house.browser(&house.staff.administrator).await
}

/// Sends the form of a page that goes there.
async fn sends(browser: &mut Browser, page: &str, to: &str, typed: &[(&str, &str)]) -> Answer {
    let page = browser.open(page).await;
    let form = page.form(to, &[]).unwrap();
    let mut bare = form.clone();
    bare.fields.retain(|(name, _)| name == "csrf");
    browser.submit(&bare, typed).await
}

async fn agency(house: &House, name: &str) -> AgencyId {
    let rows = agencies_view(house.app(), &house.staff.administrator).await;
    let rows = rows.unwrap();
    let found = rows.iter().find(|row| row.agency.name == name);
    found.unwrap_or_else(|| panic!("no {name}")).agency.agency
}

async fn team_of(house: &House, name: &str) -> TeamId {
    let teams = teams_view(house.app(), &house.staff.administrator).await;
    let teams = teams.unwrap();
    teams.iter().find(|team| team.name == name).unwrap().team
}

async fn an_agency_and_its_team_are_added_renamed_and_ended_and_what_was_is_kept(on: Engine) {
    let house = House::on(on).await;
    let mut browser = administrator(&house).await;
    let from = house.ledger_length().await;
    sends(
        &mut browser,
        "/agencies",
        "/agencies",
        &[("name", "Larch Trust")],
    )
    .await;
    let page = format!("/agencies/{}", agency(&house, "Larch Trust").await);
    let to = format!("{page}/teams");
    let added = sends(&mut browser, &page, &to, &[("team", "Nurses")]).await;
    assert_eq!(added.status, 303, "{}", added.words());
    let twice = sends(&mut browser, &page, &to, &[("team", "nurses")]).await;
    assert_eq!(twice.status, 422);
    let of_team = format!("/teams/{}", team_of(&house, "Nurses").await);
    let named = sends(&mut browser, &of_team, &of_team, &[("name", "Visitors")]).await;
    assert_eq!(named.status, 303);
    let named = sends(&mut browser, &page, &page, &[("name", "Rowan Trust")]).await;
    assert_eq!(named.status, 303);
    let unnamed = sends(&mut browser, &page, &page, &[("name", "")]).await;
    assert_eq!(unnamed.status, 422);
    let words = browser.open(&of_team).await.words();
    for expect in [
        "Visitors, before: Nurses",
        "Added: Nurses",
        "17 March 2026",
        "Rowan Trust",
    ] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
    // The team first, then the agency.
    let end = format!("{page}/end");
    let early = sends(&mut browser, &page, &end, &[]).await;
    assert_eq!(early.status, 422);
    assert!(
        early.words().contains("It has teams: Visitors"),
        "{}",
        early.words()
    );
    let of_end = format!("{of_team}/end");
    assert_eq!(
        sends(&mut browser, &of_team, &of_end, &[]).await.status,
        303
    );
    assert_eq!(sends(&mut browser, &page, &end, &[]).await.status, 303);
    let words = browser.open(&page).await.words();
    for expect in [
        "Rowan Trust, before: Larch Trust",
        "Ended",
        "Visitors, ended",
    ] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
    // What has ended is not changed, and nobody is put into it.
    assert!(browser.open(&page).await.form(&end, &[]).is_none());
    let offered = browser.open("/workers/new").await;
    assert!(!offered.body.contains("Visitors"));
    let entries = house.entries_from(from).await;
    let changes = entries
        .iter()
        .filter(|one| one.act == Act::AgencyChange.code());
    assert_eq!(changes.count(), 6, "each that was done has its entry");
    // Its name is free again.
    let again = sends(
        &mut browser,
        "/agencies",
        "/agencies",
        &[("name", "Rowan Trust")],
    )
    .await;
    assert_eq!(again.status, 303);
}

async fn what_is_open_is_said_and_nothing_ends(on: Engine) {
    let house = House::on(on).await;
    let nurses = team(&house, "Health", "Nurses").await;
    let ola = worker(&house, "Ola Reed", Role::HubPartner, nurses).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let contact = house.contact("I1").await;
    let health = agency(&house, "Health").await;
    checks_ask(house.app(), &house.staff.triage, contact, vec![health])
        .await
        .unwrap();
    let mut browser = administrator(&house).await;
    let page = format!("/agencies/{health}");
    let made = [("system", "Cases"), ("days", "30")];
    let made = sends(&mut browser, &page, &format!("{page}/tokens"), &made).await;
    assert_eq!(made.status, 200);
    let refused = sends(&mut browser, &page, &format!("{page}/end"), &[]).await;
    let words = refused.words();
    assert_eq!(refused.status, 422);
    for expect in [
        "It has teams: Nurses",
        "has not answered what it was asked (1)",
        "can send still (1)",
    ] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
    let of_team = format!("/teams/{nurses}");
    let refused = sends(&mut browser, &of_team, &format!("{of_team}/end"), &[]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.words().contains("These work in it: Ola Reed"),
        "{}",
        refused.words()
    );
    // With its only partner in another team the agency cannot be asked any more, and the other can.
    let other = team(&house, "Rowan Homes", "Housing").await;
    let work = Work {
        team: Some(other),
        roles: vec![Role::HubPartner],
    };
    worker_change(house.app(), &house.staff.administrator, id(&ola), work)
        .await
        .unwrap();
    let page = house.page(&house.staff.triage, contact).await;
    let asked = page.agencies.iter().map(|(_, name)| name.as_str());
    assert_eq!(asked.collect::<Vec<_>>(), ["Rowan Homes"]);
    let ended = sends(&mut browser, &of_team, &format!("{of_team}/end"), &[]).await;
    assert_eq!(ended.status, 303, "{}", ended.words());
}

async fn whoever_moves_takes_what_they_hold_along(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let contact = house.contact("I1").await;
    let triage = house.staff.triage.clone();
    contact_take(house.app(), &triage, contact).await.unwrap();
    let north = team(&house, "Council", "North").await;
    let mut browser = administrator(&house).await;
    let page = format!("/workers/{}", id(&triage));
    let there = north.to_string();
    let typed = [("team", there.as_str()), ("roles", "triage")];
    let moved = sends(&mut browser, &page, &format!("{page}/work"), &typed).await;
    assert_eq!(moved.status, 303, "{}", moved.words());
    let head = house.page(&house.staff.duty, contact).await.head;
    assert_eq!((head.worker, head.team), (Some(id(&triage)), Some(north)));
    let words = browser.open(&page).await.words();
    assert!(words.contains("North, Council, before: "), "{words}");
    // Whoever manages that team sees it now.
    let manager = worker(&house, "Ana Ruiz", Role::TeamManager, north).await;
    let seen = house.page(&manager, contact).await;
    assert_eq!(seen.head.contact, contact);
}

async fn a_role_that_is_taken_away_is_gone_at_once(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let contact = house.contact("I1").await;
    let triage = house.staff.triage.clone();
    contact_take(house.app(), &triage, contact).await.unwrap();
    let mut theirs = house.browser(&triage).await;
    theirs.open("/queue").await;
    let mut browser = administrator(&house).await;
    let page = format!("/workers/{}", id(&triage));
    let work = format!("{page}/work");
    let none = sends(&mut browser, &page, &work, &[("team", "")]).await;
    assert_eq!(none.status, 422, "whoever does nothing has no account");
    let from = house.ledger_length().await;
    let typed = [("team", ""), ("roles", "returns_officer")];
    let changed = sends(&mut browser, &page, &work, &typed).await;
    assert_eq!(changed.status, 303, "{}", changed.words());
    assert_eq!(
        theirs.get("/queue").await.status,
        403,
        "without signing in again"
    );
    assert_eq!(
        theirs.get(&format!("/contacts/{contact}")).await.status,
        404
    );
    theirs.open("/reports/scrutiny").await;
    // What they held is in the queue again.
    let head = house.page(&house.staff.duty, contact).await.head;
    assert_eq!((head.worker, head.team), (None, None));
    let entries = house.entries_from(from).await;
    for act in [Act::WorkerChange, Act::ContactRelease] {
        assert!(entries.iter().any(|one| one.act == act.code()), "{act:?}");
    }
    let words = browser.open(&page).await.words();
    assert!(
        words.contains("Returns officer, before: Hub triage worker"),
        "{words}"
    );
}

async fn nobody_is_left_without_whoever_works_with_them(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    let administrator = &house.staff.administrator;
    let allocated = id(&scene.social_worker);
    let facts = scene.social_worker.worker.as_ref().unwrap();
    let refused = |came: Result<(), Refusal>, expect: &str| {
        let Err(Refusal::Invalid(problems)) = came else {
            panic!("{came:?}");
        };
        let words = &problems.first().unwrap().message;
        assert!(words.contains(expect), "{words}");
    };
    let other = Work {
        team: facts.team,
        roles: vec![Role::EarlyHelp],
    };
    let came = worker_change(house.app(), administrator, allocated, other).await;
    refused(came, "Child's social worker (");
    let both = Work {
        team: facts.team,
        roles: vec![Role::SocialWorker, Role::EarlyHelp],
    };
    worker_change(house.app(), administrator, allocated, both)
        .await
        .unwrap();
    let own = Work {
        team: None,
        roles: vec![Role::ReturnsOfficer],
    };
    let came = worker_change(house.app(), administrator, id(administrator), own.clone()).await;
    refused(came, "ask another administrator");
    let ghost = scene.family.to_string().parse().unwrap();
    let came = worker_change(house.app(), administrator, ghost, own.clone()).await;
    assert_eq!(came, Err(Refusal::NotFound));
    let came = worker_change(house.app(), &scene.idva, allocated, own).await;
    assert!(matches!(came, Err(Refusal::NotAllowed(_))), "{came:?}");
}
