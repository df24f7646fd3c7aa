//! A mail server that a test plays, and key adults with their apps.

use std::sync::Mutex;

use jiff::SignedDuration;
use totp_rs::Totp;
use trefoil_app::notices::mail::{Letter, Mailer, Mailing, NotMailed};
use trefoil_app::schools::adults::enrol_link;
use trefoil_app::schools::list::school_view;
use trefoil_app::schools::settings::telling_set;
use trefoil_core::ids::WorkerId;
use trefoil_core::school::Urn;

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::House;

pub(crate) const SITE: &str = "https://trefoil.test";

/// A mail server that a test plays.
#[derive(Default)]
pub(crate) struct Post {
    pub(crate) away: Mutex<bool>,
    pub(super) taken: Mutex<Vec<Letter>>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Mailer for Post {
    fn mail<'a>(&'a self, letter: &'a Letter) -> Mailing<'a> {
        Box::pin(async move {
            self.asked.lock().unwrap().push(letter.id.clone());
            if *self.away.lock().unwrap() {
                return Err(NotMailed::Away("no answer".to_owned()));
            }
            self.taken.lock().unwrap().push(letter.clone());
            Ok(())
        })
    }
}

impl Post {
    pub(crate) fn taken(&self) -> Vec<Letter> {
        self.taken.lock().unwrap().clone()
    }
}

/// The path of a letter's link.
pub(super) fn path(letter: &Letter) -> String {
    let at = letter.words.find(SITE).unwrap();
    letter.words[at + SITE.len()..]
        .lines()
        .next()
        .unwrap()
        .to_owned()
}

/// A key adult with their app.
pub(super) struct Adult {
    pub(super) app: Totp,
    pub(super) worker: WorkerId,
}

impl Adult {
    /// The code of now; a minute later, so that it was never used.
    pub(super) fn code(&self, house: &House) -> String {
        house.kit.world.pass(SignedDuration::from_mins(1));
        let now = u64::try_from(house.app().now().as_second()).unwrap();
        self.app.generate(now).to_string()
    }
}

/// Sends a form without a page.
pub(super) async fn sent(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let fields: Vec<(String, String)> = fields.iter().map(own).collect();
    browser.post(path, &fields).await
}

/// Sets up the codes of a school's key adult, through the pages.
pub(super) async fn enrolled(house: &House, urn: i64, place: usize) -> Adult {
    let (app, admin, urn) = (
        house.app(),
        &house.staff.administrator,
        Urn::new(urn).unwrap(),
    );
    let page = school_view(app, admin, Some(urn)).await.unwrap();
    let worker = page.adults[place].worker;
    let token = enrol_link(app, admin, urn, worker).await.unwrap();
    let mut phone = house.stranger();
    let path = format!("/school-codes/{token}");
    let before = phone.get(&path).await;
    assert!(
        !before.body.contains("otpauth"),
        "a link that is followed shows no secret"
    );
    let shown = sent(&mut phone, &path, &[]).await;
    let at = shown.body.find("otpauth").unwrap();
    let uri = shown.body[at..].split(['<', '"']).next().unwrap();
    let uri = uri.trim().replace("&amp;", "&").replace("&#38;", "&");
    let adult = Adult {
        app: Totp::from_url(uri).unwrap(),
        worker,
    };
    let wrong = sent(
        &mut phone,
        &path,
        &[("step", "confirm"), ("code", "000000")],
    )
    .await;
    assert_eq!(wrong.status, 422);
    let code = adult.code(house);
    let done = sent(&mut phone, &path, &[("step", "confirm"), ("code", &code)]).await;
    assert_eq!(done.status, 200, "{}", done.words());
    let again = sent(&mut phone, &path, &[]).await;
    assert_eq!(again.status, 422);
    adult
}

pub(super) async fn agreed(house: &House) {
    let words = (Some(true), "With the force's lead, 1 March 2026.");
    telling_set(house.app(), &house.staff.administrator, words, None)
        .await
        .unwrap();
}

pub(super) async fn enter(
    house: &House,
    browser: &mut Browser,
    path: &str,
    adult: &Adult,
) -> Answer {
    let code = adult.code(house);
    sent(browser, path, &[("code", &code)]).await
}
