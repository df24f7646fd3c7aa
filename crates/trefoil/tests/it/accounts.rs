//! One's own account: another password, with everything that the old one opened closed; where one is signed in; tries that
//! run out; and nothing of a password in any answer or entry.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use jiff::SignedDuration;
use totp_rs::Totp;
use trefoil_app::accounts::link::link_make;
use trefoil_app::accounts::workers::{NewAccount, worker_create};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Role;
use trefoil_core::sign_in_link::Lost;
use trefoil_testkit::console;

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::House;

const EMAIL: &str = "robin@trefoil.example";
const OLD: &str = "copper kettle umbrella";
const NEW: &str = "seven quiet lanterns";

/// A worker with a password and an authenticator app.
struct Owner {
    house: House,
    worker: WorkerId,
    app: Totp,
}

impl Owner {
    async fn new() -> Self {
        let house = House::sqlite().await;
        let account = NewAccount {
            name: "Robin Hale".to_owned(),
            email: EMAIL.to_owned(),
            role: Role::Triage,
            team: None,
            password: Some(OLD.to_owned()),
        };
        let made = worker_create(house.app(), &console(), account)
            .await
            .unwrap();
        Self {
            app: Totp::from_url(made.totp_uri).unwrap(),
            worker: made.worker,
            house,
        }
    }

    /// The code of now; a minute later, so that it was never used.
    fn code(&self) -> String {
        self.house.kit.world.pass(SignedDuration::from_secs(61));
        let now = u64::try_from(self.house.app().now().as_second()).unwrap();
        self.app.generate(now).to_string()
    }

    async fn sign_in(&self, password: &str) -> (Browser, Answer) {
        let mut browser = self.house.stranger();
        let fields = [
            ("email", EMAIL.to_owned()),
            ("password", password.to_owned()),
            ("code", self.code()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let answer = browser.post("/sign-in", &fields).await;
        (browser, answer)
    }

    async fn change(&self, browser: &mut Browser, typed: [&str; 4]) -> Answer {
        let page = browser.open("/account").await;
        let form = page.form("/account/password", &[]).unwrap();
        let names = ["password", "new-password", "again", "code"];
        let typed: Vec<(&str, &str)> = names.into_iter().zip(typed).collect();
        let mut bare = form.clone();
        bare.fields.retain(|(name, _)| name == "csrf");
        browser.submit(&bare, &typed).await
    }
}

#[tokio::test]
async fn another_password_closes_what_the_old_one_opened() {
    let owner = Owner::new().await;
    let (mut here, _) = owner.sign_in(OLD).await;
    let (mut there, _) = owner.sign_in(OLD).await;
    let link = link_make(owner.house.app(), owner.worker, Lost::Password)
        .await
        .unwrap();
    let page = here.open("/account").await;
    assert!(page.words().contains("This is where you are now"));
    assert!(page.words().contains("Last used"), "{}", page.words());
    let before = owner.house.ledger_length().await;
    let code = owner.code();
    let answer = owner.change(&mut here, [OLD, NEW, NEW, &code]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/account?done=password")
    );
    let entries = owner.house.entries_from(before).await;
    let changed = entries
        .iter()
        .find(|entry| entry.act == Act::PasswordChange.code())
        .unwrap();
    assert_eq!(changed.outcome, ActOutcome::Done.code());
    assert_eq!(changed.principal, owner.worker.to_string());
    let page = here.open("/account?done=password").await;
    assert!(page.words().contains("You are signed in nowhere else."));
    assert_eq!(
        there.get("/account").await.status,
        303,
        "the other session is over"
    );
    let spent = owner
        .house
        .stranger()
        .get(&format!("/sign-in/link/{link}"))
        .await;
    assert_eq!(spent.status, 410, "an unused link is no way in any more");
    assert_eq!(owner.sign_in(OLD).await.1.status, 422);
    assert_eq!(owner.sign_in(NEW).await.1.status, 303);
}

#[tokio::test]
async fn a_link_stands_in_the_place_of_one_thing_and_asks_for_the_other() {
    let owner = Owner::new().await;
    let (mut there, _) = owner.sign_in(OLD).await;
    let link = |lost| link_make(owner.house.app(), owner.worker, lost);
    let path = |token: &str| format!("/sign-in/link/{token}");
    let post = async |path: &str, fields: &[(&str, &str)]| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        owner.house.stranger().post(path, &fields).await
    };

    let lost = path(&link(Lost::Password).await.unwrap());
    for _ in 0..2 {
        let asks = owner.house.stranger().get(&lost).await;
        assert_eq!(asks.status, 200, "a scanner that opens it uses nothing up");
        assert!(asks.header("set-cookie").is_none());
    }
    let typed = |code| [("code", code), ("new-password", NEW), ("again", NEW)];
    for wrong in ["", "000000"] {
        let refused = post(&lost, &typed(wrong)).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.header("set-cookie").is_none());
    }
    let code = owner.code();
    assert_eq!(post(&lost, &typed(&code)).await.status, 303);
    assert_eq!(there.get("/account").await.status, 303, "signed out there");
    assert_eq!(post(&lost, &typed(&owner.code())).await.status, 410);
    assert_eq!(owner.sign_in(OLD).await.1.status, 422);
    assert_eq!(owner.sign_in(NEW).await.1.status, 303);

    let lost = path(&link(Lost::Authenticator).await.unwrap());
    let typed = |password| [("opens", "authenticator"), ("password", password)];
    assert_eq!(post(&lost, &typed(OLD)).await.status, 422);
    let made = post(&lost, &typed(NEW)).await;
    assert_eq!(made.status, 200);
    assert!(
        made.words().contains("This is shown once"),
        "{}",
        made.words()
    );
    assert!(made.header("set-cookie").is_none(), "it signs nobody in");
    assert_eq!(
        owner.sign_in(NEW).await.1.status,
        422,
        "the old app is over"
    );
    assert_eq!(post(&lost, &typed(NEW)).await.status, 410);
}

#[tokio::test]
async fn what_will_not_do_is_said_at_its_box_and_never_sent_back() {
    let owner = Owner::new().await;
    let (mut here, _) = owner.sign_in(OLD).await;
    let code = owner.code();
    let check = [
        (
            [OLD, "short", "short", &code],
            "must have at least 12 characters",
        ),
        (
            [OLD, NEW, "seven quiet lantern", &code],
            "was not typed the same twice",
        ),
        (
            [OLD, OLD, OLD, &code],
            "must not be the one that you have now",
        ),
        (
            ["", NEW, NEW, &code],
            "Enter the password that you have now.",
        ),
        ([OLD, NEW, NEW, ""], "Enter the six-digit code"),
        (
            ["not the password", NEW, NEW, &code],
            "or the code, is not right",
        ),
        ([OLD, NEW, NEW, "000000"], "or the code, is not right"),
    ];
    for (typed, words) in check {
        let answer = owner.change(&mut here, typed).await;
        assert_eq!(answer.status, 422, "{words}");
        assert!(
            answer.words().contains(words),
            "{words}: {}",
            answer.words()
        );
        for secret in typed.iter().filter(|one| one.len() > 5) {
            assert!(!answer.body.contains(&format!("\"{secret}\"")), "{secret}");
        }
    }
    assert_eq!(
        owner.sign_in(OLD).await.1.status,
        303,
        "nothing was changed"
    );
}

#[tokio::test]
async fn tries_run_out_as_for_signing_in() {
    let owner = Owner::new().await;
    let (mut here, _) = owner.sign_in(OLD).await;
    let before = owner.house.ledger_length().await;
    for _ in 0..5 {
        let code = owner.code();
        let typed = ["not the password", NEW, NEW, code.as_str()];
        assert_eq!(owner.change(&mut here, typed).await.status, 422);
    }
    let entries = owner.house.entries_from(before).await;
    let refused = entries.iter().filter(|entry| {
        entry.act == Act::PasswordChange.code() && entry.outcome == ActOutcome::Refused.code()
    });
    assert_eq!(refused.count(), 5, "each try is written down");
    let code = owner.code();
    let answer = owner.change(&mut here, [OLD, NEW, NEW, &code]).await;
    assert_eq!(answer.status, 422, "the account waits");
    assert_eq!(owner.sign_in(OLD).await.1.status, 422, "for signing in too");
    owner.house.kit.world.pass(SignedDuration::from_mins(6));
    let code = owner.code();
    let answer = owner.change(&mut here, [OLD, NEW, NEW, &code]).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
}

#[tokio::test]
async fn a_code_is_good_once() {
    let owner = Owner::new().await;
    let (mut here, _) = owner.sign_in(OLD).await;
    let code = owner.code();
    let answer = owner.change(&mut here, [OLD, NEW, NEW, &code]).await;
    assert_eq!(answer.status, 303);
    let answer = owner.change(&mut here, [NEW, OLD, OLD, &code]).await;
    assert_eq!(answer.status, 422);
}

#[tokio::test]
async fn the_other_sessions_are_ended_and_nobody_elses() {
    let owner = Owner::new().await;
    let (mut here, _) = owner.sign_in(OLD).await;
    let (mut there, _) = owner.sign_in(OLD).await;
    let mut colleague = owner.house.browser(&owner.house.staff.triage).await;
    let page = here.open("/account").await;
    let form = page.form("/account/sessions/end", &[]).unwrap();
    assert_eq!(here.submit(&form, &[]).await.status, 303);
    assert_eq!(there.get("/account").await.status, 303);
    let page = here.open("/account?done=sessions").await;
    assert!(page.words().contains("You are signed in nowhere else."));
    assert!(page.form("/account/sessions/end", &[]).is_none());
    let page = colleague.open("/account").await;
    assert!(
        page.words().contains("You sign in by links"),
        "{}",
        page.words()
    );
    assert!(page.form("/account/password", &[]).is_none());
}
