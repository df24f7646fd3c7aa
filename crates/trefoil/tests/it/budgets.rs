//! What may be done only so often: signing in, searching, opening people. "Wait" never depends on what is there, each time
//! leaves its entry, and the custodian sees it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

use std::net::{IpAddr, SocketAddr};

use axum::Extension;
use axum::extract::ConnectInfo;
use jiff::SignedDuration;
use totp_rs::Totp;
use trefoil_app::accounts::workers::{NewAccount, worker_create};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::budget::{Budget, Limits};
use trefoil_core::principal::Role;
use trefoil_testkit::console;

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::matching::{everybody_new, take_in};

on_both_engines! {
    searches_run_out_alike_for_found_and_not_found,
    people_run_out_alike_for_those_there_and_not,
    tries_from_one_place_run_out_alike_for_every_account,
    tries_at_one_account_run_out_and_nobody_can_tell,
}

const WORKER: &str = "robin@trefoil.example";
const NOBODY: &str = "nobody@trefoil.example";
const PASSWORD: &str = "copper kettle umbrella";

/// How many of the entries since `from` were refused past this budget.
pub(crate) async fn refused(house: &House, from: i64, act: Act, budget: Budget) -> usize {
    let entries = house.entries_from(from).await;
    let fits = entries.iter().filter(|one| {
        one.act == act.code()
            && one.outcome == ActOutcome::Refused.code()
            && one.purpose == budget.code()
    });
    fits.count()
}

async fn search(browser: &mut Browser, surname: &str) -> Answer {
    let page = browser.open("/people/search").await;
    let form = page.form("/people/search", &[]).unwrap();
    let mut bare = form.clone();
    bare.fields.retain(|(name, _)| name == "csrf");
    let typed = [
        ("given", "Rosalind"),
        ("surname", surname),
        ("birth-day", "2"),
        ("birth-month", "4"),
        ("birth-year", "1991"),
    ];
    browser.submit(&bare, &typed).await
}

async fn searches_run_out_alike_for_found_and_not_found(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &family("A", "Ashdown")).await;
    everybody_new(&house, house.contact("A").await).await;
    let limits = Limits {
        searches_an_hour: 3,
        searches_a_day: 5,
        ..Limits::default()
    };
    house.kit.world.set_limits(limits);
    let mut browser = house.browser(&house.staff.triage).await;
    let from = house.ledger_length().await;
    assert_eq!(
        search(&mut browser, "").await.status,
        200,
        "a given name will do"
    );
    for _ in 0..2 {
        let answer = search(&mut browser, "Ashdown").await;
        assert!(answer.words().contains("Ashdown"), "{}", answer.words());
    }
    let there = search(&mut browser, "Ashdown").await;
    let not = search(&mut browser, "Nobodyhere").await;
    assert_eq!((there.status, &there.body), (429, &not.body));
    assert!(
        there.words().contains("when the next hour begins"),
        "{}",
        there.words()
    );
    let told = refused(&house, from, Act::PersonSearch, Budget::SearchesAnHour).await;
    assert_eq!(told, 2, "each refused one is written down");
    let mut other = house.browser(&house.staff.duty).await;
    assert_eq!(
        search(&mut other, "Ashdown").await.status,
        200,
        "another worker's own"
    );
    house.kit.world.pass(SignedDuration::from_hours(1));
    let mut browser = house.browser(&house.staff.triage).await;
    let answer = search(&mut browser, "Ashdown").await;
    assert_eq!(
        answer.status, 429,
        "the day's are used up by those refused too"
    );
    assert!(answer.words().contains("tomorrow"), "{}", answer.words());
    house.kit.world.pass(SignedDuration::from_hours(24));
    let mut browser = house.browser(&house.staff.triage).await;
    assert_eq!(search(&mut browser, "Ashdown").await.status, 200);
    let mut custodian = house.browser(&house.staff.custodian).await;
    let page = custodian.open("/limits").await.words();
    assert!(
        page.contains("Searches for people in an hour: 5."),
        "{page}"
    );
    assert!(page.contains("Searches for people in a day: 6."), "{page}");
    house.kit.world.pass(SignedDuration::from_hours(24 * 91));
    let mut custodian = house.browser(&house.staff.custodian).await;
    let page = custodian.open("/limits").await.words();
    assert!(page.contains("No limit was passed"), "{page}");
}

async fn people_run_out_alike_for_those_there_and_not(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &family("A", "Ashdown")).await;
    let contact = house.contact("A").await;
    let [first, second, ..] = everybody_new(&house, contact).await[..] else {
        panic!("a family of two or more")
    };
    let limits = Limits {
        persons_an_hour: 2,
        ..Limits::default()
    };
    house.kit.world.set_limits(limits);
    take_in(&house, &family("B", "Ashdown")).await;
    let mut browser = house.browser(&house.staff.custodian).await;
    let nobody = "/people/018f0000-0000-7000-8000-00000000000";
    let one = format!("/people/{first}");
    for _ in 0..4 {
        assert_eq!(browser.get(&one).await.status, 200, "the same one again");
    }
    assert_eq!(browser.get(&format!("{nobody}1")).await.status, 404);
    let from = house.ledger_length().await;
    let there = browser.get(&format!("/people/{second}")).await;
    let not = browser.get(&format!("{nobody}2")).await;
    assert_eq!((there.status, &there.body), (429, &not.body));
    assert_eq!(browser.get(&one).await.status, 200, "opened before");
    let told = refused(&house, from, Act::PersonView, Budget::PersonsAnHour).await;
    assert_eq!(told, 2);
    house.kit.world.set_room(false);
    let answer = browser.get(&format!("/people/{second}")).await;
    assert_eq!(answer.status, 200, "on a full disk reading goes on");
    house.kit.world.set_room(true);
    house.kit.world.pass(SignedDuration::from_hours(1));
    let mut browser = house.browser(&house.staff.custodian).await;
    let answer = browser.get(&format!("/people/{second}")).await;
    assert_eq!(answer.status, 200);
}

/// A worker's authenticator app.
async fn with_password(house: &House) -> Totp {
    let account = NewAccount {
        name: "Robin Hale".to_owned(),
        email: WORKER.to_owned(),
        role: Role::Triage,
        team: None,
        password: Some(PASSWORD.to_owned()),
    };
    let made = worker_create(house.app(), &console(), account)
        .await
        .unwrap();
    Totp::from_url(made.totp_uri).unwrap()
}

/// A browser somewhere.
pub(crate) fn at(house: &House, address: &str) -> Browser {
    let from = SocketAddr::new(address.parse::<IpAddr>().unwrap(), 40_000);
    Browser::new(house.router.clone().layer(Extension(ConnectInfo(from))))
}

async fn attempt(browser: &mut Browser, email: &str, password: &str, code: &str) -> Answer {
    let fields = [("email", email), ("password", password), ("code", code)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    browser.post("/sign-in", &fields).await
}

/// A code that was never used.
fn code(house: &House, app: &Totp) -> String {
    house.kit.world.pass(SignedDuration::from_secs(61));
    let now = u64::try_from(house.app().now().as_second()).unwrap();
    app.generate(now).to_string()
}

async fn tries_from_one_place_run_out_alike_for_every_account(on: Engine) {
    let house = House::on(on).await;
    let app = with_password(&house).await;
    let limits = Limits {
        tries_from_source: 3,
        ..Limits::default()
    };
    house.kit.world.set_limits(limits);
    let mut here = at(&house, "2001:db8:1:2::7");
    for _ in 0..4 {
        let answer = attempt(&mut here, WORKER, PASSWORD, &code(&house, &app)).await;
        assert_eq!(answer.status, 303, "a right one is not counted");
    }
    let mut here = at(&house, "2001:db8:1:2::7");
    assert_eq!(attempt(&mut here, NOBODY, PASSWORD, "").await.status, 422);
    assert_eq!(attempt(&mut here, WORKER, "wrong", "").await.status, 422);
    assert_eq!(
        here.get("/sign-in/link/none").await.status,
        410,
        "a link is a try"
    );
    let from = house.ledger_length().await;
    let mut here = at(&house, "2001:db8:1:2::99");
    let right = attempt(&mut here, WORKER, PASSWORD, &code(&house, &app)).await;
    let nobody = attempt(&mut here, NOBODY, PASSWORD, "").await;
    let link = here.get("/sign-in/link/none").await;
    assert_eq!((right.status, &right.body), (429, &nobody.body));
    assert_eq!(right.body, link.body);
    let told = refused(&house, from, Act::SignInRefused, Budget::TriesFromSource).await;
    assert_eq!(told, 3);
    let mut there = at(&house, "2001:db8:1:3::7");
    let answer = attempt(&mut there, WORKER, PASSWORD, &code(&house, &app)).await;
    assert_eq!(answer.status, 303, "from elsewhere");
    house.kit.world.pass(SignedDuration::from_mins(15));
    let mut here = at(&house, "2001:db8:1:2::7");
    let answer = attempt(&mut here, WORKER, PASSWORD, &code(&house, &app)).await;
    assert_eq!(answer.status, 303, "after the wait");
    let mut custodian = house.browser(&house.staff.custodian).await;
    let page = custodian.open("/limits").await;
    assert!(
        page.words().contains("Nobody who was signed in"),
        "{}",
        page.words()
    );
    assert!(
        !page.body.contains("2001:db8"),
        "the address is kept nowhere"
    );
}

async fn tries_at_one_account_run_out_and_nobody_can_tell(on: Engine) {
    let house = House::on(on).await;
    let app = with_password(&house).await;
    let limits = Limits {
        tries_at_account: 2,
        ..Limits::default()
    };
    house.kit.world.set_limits(limits);
    let mut browser = house.stranger();
    let mut answers = Vec::new();
    for email in [WORKER, NOBODY] {
        for _ in 0..2 {
            answers.push(attempt(&mut browser, email, "wrong", "").await);
        }
        let code = code(&house, &app);
        answers.push(attempt(&mut browser, email, PASSWORD, &code).await);
    }
    let one = answers.first().unwrap().body.clone();
    for answer in &answers {
        assert_eq!(answer.status, 422);
        let same = answer.body.replace(NOBODY, WORKER);
        assert_eq!(same, one, "a right password past the limit too");
    }
    house.kit.world.pass(SignedDuration::from_mins(15));
    let answer = attempt(&mut browser, WORKER, PASSWORD, &code(&house, &app)).await;
    assert_eq!(answer.status, 303);
}
