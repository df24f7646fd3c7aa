//! A house whose workers have passkeys, and what a browser's script does on their pages.

use serde_json::Value;
use trefoil_app::Asker;
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::WorkerId;
use trefoil_web::State;

use super::key::{Key, Says};
use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House};
use crate::hub::markup::{Form, attribute};

pub(crate) const OWN: &str = "/account/passkeys";
pub(crate) const SIGN_IN: &str = "/sign-in/passkey";

/// The scene.
pub(crate) struct Scene {
    pub(crate) house: House,
}

/// The question of a page: what the script puts to the key, and the form that carries the answer.
pub(crate) struct Asked {
    pub(crate) asked: Value,
    pub(crate) form: Form,
}

/// The question of a page, where it has one.
pub(crate) fn asked(page: &Answer, action: &str) -> Option<Asked> {
    let asked = attribute(&page.body, "data-asked")?;
    Some(Asked {
        asked: serde_json::from_str(&asked).unwrap(),
        form: page.form(action, &[])?,
    })
}

impl Asked {
    /// The form with an answer in it.
    pub(crate) async fn send(
        &self,
        browser: &mut Browser,
        said: &str,
        typed: &[(&str, &str)],
    ) -> Answer {
        let mut form = self.form.clone();
        form.fields.retain(|(name, _)| name != "said");
        let typed = [&[("said", said)], typed].concat();
        browser.submit(&form, &typed).await
    }
}

impl Scene {
    pub(crate) async fn new(on: Engine) -> Self {
        let house = House::on(on).await;
        // As it is outside tests.
        let usual = jiff::SignedDuration::from_mins(15);
        house.kit.world.set_places_open_for(usual);
        Self { house }
    }

    pub(crate) fn triage(&self) -> &Asker {
        &self.house.staff.triage
    }

    /// A browser of nobody at a house that asks for the password too.
    pub(crate) fn strict(&self) -> Browser {
        let router = trefoil_web::router(State {
            app: self.house.app().clone(),
            demo: false,
            secure: false,
            proxies: std::sync::Arc::new([]),
            provider: None,
            passkeys: Passkeys::new("https://trefoil.test", true).ok(),
            partners: None,
            stopwatch: std::sync::Arc::new(|| 0),
            beat: std::time::Duration::ZERO,
            metrics: trefoil_web::Metrics::default(),
        });
        Browser::new(router)
    }

    /// Adds a key to the account of whoever is signed in there.
    pub(crate) async fn add(&self, browser: &mut Browser, key: &mut Key, says: &Says) -> Answer {
        let page = browser.open(OWN).await;
        let asked = asked(&page, OWN).unwrap();
        let said = key.made(&asked.asked, says);
        asked.send(browser, &said, &[("name", "Work laptop")]).await
    }

    /// A key that was added to a worker's account.
    pub(crate) async fn key_of(&self, asker: &Asker, seed: u8, counts: bool) -> Key {
        let browser = self.house.browser(asker).await;
        self.key_in(browser, seed, counts).await
    }

    /// A key that was added in a browser where somebody is signed in.
    pub(crate) async fn key_in(&self, mut browser: Browser, seed: u8, counts: bool) -> Key {
        let mut key = Key::new(seed, counts);
        let answer = self.add(&mut browser, &mut key, &Says::default()).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        key
    }

    /// Signs in with a key, in a browser of its own.
    pub(crate) async fn signs_in(&self, key: &mut Key, says: &Says) -> (Browser, Answer) {
        let mut browser = self.house.stranger();
        let page = browser.open("/sign-in/passkey?next=%2Faccount").await;
        let asked = asked(&page, SIGN_IN).unwrap();
        let said = key.said(&asked.asked, says);
        let answer = asked.send(&mut browser, &said, &[]).await;
        (browser, answer)
    }

    /// Why acts of a kind were refused since, as the ledger has it.
    pub(crate) async fn why(&self, act: Act, from: i64) -> Vec<String> {
        let entries = self.house.entries_from(from).await;
        let refused = entries
            .into_iter()
            .filter(|one| one.act == act.code() && one.outcome == ActOutcome::Refused.code());
        refused.map(|one| one.purpose).collect()
    }
}

/// Who somebody is.
pub(crate) fn worker(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}
