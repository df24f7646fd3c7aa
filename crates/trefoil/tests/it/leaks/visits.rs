//! Visits: they end when nobody uses them, when they are old, when their owner says so and when the browser is closed.

use jiff::SignedDuration;
use totp_rs::Totp;
use trefoil_app::accounts::link::link_make;
use trefoil_app::accounts::workers::{NewAccount, worker_create};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Role;
use trefoil_core::sign_in_link::Lost;
use trefoil_testkit::console;

use super::seen::Seen;
use crate::hub::browser::Browser;
use crate::hub::house::House;

const PASSWORD: &str = "copper kettle umbrella";
const NEXT: &str = "seven quiet lanterns";

struct Owner {
    house: House,
    worker: WorkerId,
    app: Totp,
}

async fn owner() -> Owner {
    let house = House::sqlite().await;
    let account = NewAccount {
        name: "Robin Hale".to_owned(),
        email: "robin@trefoil.example".to_owned(),
        role: Role::Triage,
        team: None,
        password: Some(PASSWORD.to_owned()),
    };
    let made = worker_create(house.app(), &console(), account)
        .await
        .unwrap();
    Owner {
        app: Totp::from_url(made.totp_uri).unwrap(),
        worker: made.worker,
        house,
    }
}

impl Owner {
    /// Signed in by password and code; and what the browser is told to keep.
    async fn comes_in(&self, password: &str) -> (Browser, String) {
        let fields = [
            ("email", "robin@trefoil.example".to_owned()),
            ("password", password.to_owned()),
            ("code", self.code()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let mut browser = self.house.stranger();
        let answer = browser.post("/sign-in", &fields).await;
        let cookie = answer.header("set-cookie").unwrap_or_default().to_owned();
        (browser, cookie)
    }

    fn pass(&self, minutes: i64) {
        self.house
            .kit
            .world
            .pass(SignedDuration::from_mins(minutes));
    }

    fn code(&self) -> String {
        self.pass(2);
        let now = u64::try_from(self.house.app().now().as_second()).unwrap();
        self.app.generate(now).to_string()
    }
}

async fn inside(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == 200
}

pub(super) async fn sees() -> Seen {
    let mut seen = Seen::default();
    let owner = owner().await;
    let (mut here, cookie) = owner.comes_in(PASSWORD).await;
    seen.when(
        cookie.contains("Max-Age"),
        format!("a browser keeps {cookie}"),
    );
    let (mut there, _) = owner.comes_in(PASSWORD).await;
    assert!(inside(&mut here).await && inside(&mut there).await);
    let page = here.open("/account").await;
    let form = page.form("/account/sessions/end", &[]).unwrap();
    here.submit(&form, &[]).await;
    seen.when(inside(&mut there).await, "another session that was ended");
    let link = link_make(owner.house.app(), owner.worker, Lost::Password)
        .await
        .unwrap();
    let form = here
        .open("/account")
        .await
        .form("/account/password", &[])
        .unwrap();
    let mut bare = form.clone();
    bare.fields.retain(|(name, _)| name == "csrf");
    let code = owner.code();
    let typed = [
        ("password", PASSWORD),
        ("new-password", NEXT),
        ("again", NEXT),
        ("code", &code),
    ];
    let changed = here.submit(&bare, &typed).await;
    assert_eq!(changed.status, 303, "{}", changed.words());
    let spent = owner
        .house
        .stranger()
        .get(&format!("/sign-in/link/{link}"))
        .await;
    seen.when(spent.status != 410, "an old link after a new password");
    let foreign = [("csrf", "0000"), ("password", PASSWORD)];
    let foreign = foreign.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let refused = here.post("/account/password", &foreign).await;
    seen.words_in(&refused.body, &[PASSWORD], "a page that refuses");
    owner.pass(61);
    seen.when(
        inside(&mut here).await,
        "a visit that nobody used for an hour",
    );
    let (mut here, _) = owner.comes_in(NEXT).await;
    for _ in 0..14 {
        owner.pass(55);
        here.get("/account").await;
    }
    seen.when(inside(&mut here).await, "a visit of more than twelve hours");
    tried(&owner, &mut seen).await;
    seen
}

/// Wrong passwords until the account waits, and then the right one.
async fn tried(owner: &Owner, seen: &mut Seen) {
    let mut statuses = Vec::new();
    for password in ["wrong", "wrong", "wrong", "wrong", "wrong", NEXT] {
        let code = owner.code();
        let fields = [
            ("email", "robin@trefoil.example"),
            ("password", password),
            ("code", &code),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        statuses.push(
            owner
                .house
                .stranger()
                .post("/sign-in", &fields)
                .await
                .status,
        );
    }
    seen.when(statuses.contains(&303), "five wrong passwords, and no wait");
}
