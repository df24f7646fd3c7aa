//! What the steps of the journey share: the browsers, the contacts, the clock, and the telling.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::accounts::link::link_make;
use trefoil_core::ids::ContactId;
use trefoil_core::sign_in_link::Lost;

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::House;
use crate::hub::markup::masked;

/// The journey under way.
pub(super) struct Tale {
    pub(super) house: House,
    pub(super) triage: Browser,
    pub(super) second: Browser,
    pub(super) manager: Browser,
    pub(super) custodian: Browser,
    /// What was seen, by step.
    pub(super) told: Vec<(String, String)>,
    /// The first contact, and the second about the same family.
    pub(super) first: Option<ContactId>,
    pub(super) again: Option<ContactId>,
    /// Just before the second version of the second contact.
    pub(super) before_second_version: Option<Timestamp>,
}

impl Tale {
    /// Everybody signs in by a link, which works once.
    pub(super) async fn begin(house: House) -> Self {
        let mut browsers = Vec::new();
        for asker in [
            &house.staff.triage,
            &house.staff.second,
            &house.staff.manager,
            &house.staff.custodian,
        ] {
            let token = link_make(
                house.app(),
                asker.worker.as_ref().unwrap().worker,
                Lost::Password,
            )
            .await
            .unwrap();
            let mut browser = house.stranger();
            let entered = browser.get(&format!("/sign-in/link/{token}")).await;
            assert_eq!((entered.status, entered.location()), (303, "/"));
            assert_eq!(
                house
                    .stranger()
                    .get(&format!("/sign-in/link/{token}"))
                    .await
                    .status,
                410
            );
            browsers.push(browser);
        }
        let [triage, second, manager, custodian] = <[Browser; 4]>::try_from(browsers).ok().unwrap();
        Self {
            house,
            triage,
            second,
            manager,
            custodian,
            told: Vec::new(),
            first: None,
            again: None,
            before_second_version: None,
        }
    }

    /// Keeps what was seen.
    pub(super) fn tell(&mut self, step: &str, answer: &Answer) {
        self.told.push((step.to_owned(), masked(&answer.body)));
    }

    /// A moment passes: acts do not share an instant, and no word on a page changes.
    pub(super) fn tick(&self) {
        self.house.kit.world.pass(SignedDuration::from_millis(5));
    }

    /// Sends a file by the upload page, and waits until it is taken in and what follows is done.
    pub(super) async fn upload(&mut self, name: &str, text: &str) -> Answer {
        self.tick();
        let page = self.triage.open("/imports").await;
        let token = page
            .form("/imports", &[])
            .unwrap()
            .field("csrf")
            .unwrap()
            .to_owned();
        let sent = self.triage.upload("/imports", &token, name, text).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        self.house.rest().await;
        self.triage.open(sent.location()).await
    }

    /// The path of a contact.
    pub(super) fn path(contact: Option<ContactId>) -> String {
        format!("/contacts/{}", contact.unwrap())
    }

    /// Triage opens the contact.
    pub(super) async fn open(&mut self, contact: Option<ContactId>) -> Answer {
        self.tick();
        self.triage.open(&Self::path(contact)).await
    }

    /// Triage sends the form of the contact's page that goes there and has all of these in it.
    pub(super) async fn submit(&mut self, contact: Option<ContactId>, act: &str, has: &[&str]) {
        let page = self.open(contact).await;
        let form = page.form(act, has);
        let form =
            form.unwrap_or_else(|| panic!("no form {act} with {has:?} in: {}", page.words()));
        self.tick();
        let done = self.triage.submit(&form, &[]).await;
        assert_eq!(done.status, 303, "{act}: {}", done.words());
    }
}
