//! What agencies' own systems tell by a token: taken in once, answered alike whoever it is about and whatever the token was, only so
//! often; and nothing about a family leaves by it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

use jiff::SignedDuration;
use serde_json::{Value, json};
use trefoil_app::agencies::add::agency_add;
use trefoil_app::agencies::token::{token_make, token_revoke};
use trefoil_app::agencies::view::agency_view;
use trefoil_app::contacts::view::ContactPage;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::budget::{Budget, Limits};
use trefoil_core::contact::CameBy;
use trefoil_core::ids::AgencyId;
use trefoil_core::receipt::spoken;
use trefoil_core::token::TokenTyped;

use crate::budgets::{at, refused};
use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::matching::{decide, everybody_new, take_in};

mod bad_input;
mod pages;

on_both_engines! {
    what_a_system_tells_is_in_the_queue_with_its_agency,
    the_answer_is_the_same_for_a_family_that_is_known,
    a_token_that_is_none_wrong_ended_or_revoked_is_one_answer,
    what_is_sent_again_is_taken_in_once,
    systems_run_out_by_network_and_by_token,
    a_receipt_is_its_agencys_alone_and_says_no_more,
}

const CONTACTS: &str = "/api/v1/contacts";

/// An agency whose system has a token.
struct System {
    agency: AgencyId,
    secret: String,
    browser: Browser,
}

impl System {
    async fn of(house: &House, name: &str) -> Self {
        let administrator = &house.staff.administrator;
        let agency = agency_add(house.app(), administrator, name).await.unwrap();
        Self {
            agency,
            secret: secret(house, agency, 30).await,
            browser: house.stranger(),
        }
    }

    async fn ask(&self, way: (&str, &str), more: &[(&str, &str)], body: &str) -> Answer {
        let bearer = format!("Bearer {}", self.secret);
        let mut headers = vec![
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
        ];
        headers.extend(more);
        self.browser.program(way, &headers, body).await
    }

    /// Sends what a health visitor wrote, with more; under a key, where there is one.
    async fn tell(&self, more: &Value, key: Option<&str>) -> Answer {
        let header = key.map(|key| ("idempotency-key", key));
        let header: Vec<(&str, &str)> = header.into_iter().collect();
        let body = told(more).to_string();
        self.ask(("POST", CONTACTS), &header, &body).await
    }

    async fn receipt(&self, number: &str) -> Answer {
        self.ask(("GET", &format!("{CONTACTS}/{number}")), &[], "")
            .await
    }
}

async fn secret(house: &House, agency: AgencyId, days: i64) -> String {
    let typed = TokenTyped {
        system: "Cases".to_owned(),
        days,
    };
    let made = token_make(house.app(), &house.staff.administrator, agency, &typed).await;
    made.unwrap().secret
}

/// What a health visitor writes, with more.
fn told(more: &Value) -> Value {
    let mut told = json!({
        "source": "health",
        "summary": "She had a bruise.",
        "teller": "A. Reed",
        "reached": "01632 960003",
    });
    let fields = told.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    told
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

fn number(answer: &Answer) -> String {
    let told = json_of(answer);
    told["receipt"].as_str().unwrap_or_default().to_owned()
}

async fn taken_in(house: &House, number: &str) -> ContactPage {
    let contact = house.contact(number).await;
    house.page(&house.staff.triage, contact).await
}

async fn what_a_system_tells_is_in_the_queue_with_its_agency(on: Engine) {
    let house = House::on(on).await;
    let system = System::of(&house, "Larch Trust").await;
    let from = house.ledger_length().await;
    let child = json!({
        "organisation": "Health visitors",
        "reference": "HV-7",
        "people": [{ "role": "child", "given": "Tom", "birth": "2019-04-05", "words": "I hid" }],
    });
    let answer = system.tell(&child, None).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let told = json_of(&answer);
    assert_eq!(told["received_at"], "2026-03-17T10:00:00Z");
    let number = number(&answer);
    assert_eq!(told["spoken"], spoken(&number));
    assert_eq!(answer.location(), format!("{CONTACTS}/{number}"));
    let page = taken_in(&house, &number).await;
    assert_eq!(page.content.came_by, Some(CameBy::PartnerApi));
    assert_eq!(page.people.len(), 1);
    let referrer = page.content.referrer.as_ref().unwrap();
    let organisation = referrer.organisation.as_deref();
    assert_eq!(organisation, Some("Health visitors (Larch Trust)"));
    assert_eq!(referrer.reference.as_deref(), Some("HV-7"));
    let entries = house.entries_from(from).await;
    let its = |one: &&trefoil_store::ledger::EntryRow| {
        one.principal == "partner_api" && one.act == "contact_import"
    };
    let entry = entries.iter().find(its).unwrap();
    assert!(entry.purpose.starts_with("token "), "{entry:?}");
    let used = agency_view(house.app(), &house.staff.administrator, system.agency).await;
    assert!(used.unwrap().tokens[0].used_at.is_some());
    // Whoever opens it is told what the token proves.
    let mut triage = house.browser(&house.staff.triage).await;
    let seen = triage
        .open(&format!("/contacts/{}", page.head.contact))
        .await;
    let words = seen.words();
    for expect in ["which proves the agency", "Health visitors (Larch Trust)"] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
}

/// The answer without what names it.
fn nameless(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let number = number(answer);
    let body = answer.body.replace(&spoken(&number), "SPOKEN");
    let body = body.replace(&number, "NUMBER");
    let mut headers = answer.headers.clone();
    // The letters of a number are spelled out, so its chance alone makes an answer longer.
    headers.retain(|(name, _)| name != "content-length");
    for (_, value) in &mut headers {
        *value = value.replace(&number, "NUMBER");
    }
    (answer.status, headers, body)
}

async fn the_answer_is_the_same_for_a_family_that_is_known(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &family("ONE", "Ashdown")).await;
    everybody_new(&house, house.contact("ONE").await).await;
    let system = System::of(&house, "Larch Trust").await;
    let named = |given: &str, surname: &str, birth: &str| json!({ "people": [{ "role": "victim", "given": given, "surname": surname, "birth": birth }] });
    let known = system
        .tell(&named("Rosalind", "Ashdown", "1991-04-02"), None)
        .await;
    let unknown = system
        .tell(&named("Florence", "Quist", "1977-05-03"), None)
        .await;
    let found = taken_in(&house, &number(&known)).await;
    assert!(found.whole_family.is_some(), "the hub knows them");
    let found = taken_in(&house, &number(&unknown)).await;
    assert!(found.whole_family.is_none() && found.people[0].candidates.is_empty());
    assert_eq!(nameless(&known), nameless(&unknown));
    let receipts = [&known, &unknown].map(number);
    let [known, unknown] = [
        system.receipt(&receipts[0]).await,
        system.receipt(&receipts[1]).await,
    ];
    assert_eq!(nameless(&known), nameless(&unknown));
}

async fn a_token_that_is_none_wrong_ended_or_revoked_is_one_answer(on: Engine) {
    let house = House::on(on).await;
    let system = System::of(&house, "Larch Trust").await;
    let administrator = &house.staff.administrator;
    let short = secret(&house, system.agency, 1).await;
    let page = agency_view(house.app(), administrator, system.agency).await;
    let tokens = page.unwrap().tokens.into_iter();
    let first = tokens.max_by_key(|one| one.expires_at);
    house.kit.world.pass(SignedDuration::from_hours(25));
    let good = system.tell(&json!({}), None).await;
    assert_eq!(good.status, 201, "{}", good.body);
    let first = first.unwrap().token;
    token_revoke(house.app(), administrator, system.agency, first)
        .await
        .unwrap();
    let revoked = format!("Bearer {}", system.secret);
    let ended = format!("Bearer {short}");
    let cut = ended[..ended.len() - 1].to_owned();
    let shown: [&[(&str, &str)]; 6] = [
        &[],
        &[("authorization", "")],
        &[("authorization", "Basic dTpw")],
        &[("authorization", cut.as_str())],
        &[("authorization", ended.as_str())],
        &[("authorization", revoked.as_str())],
    ];
    let receipt = format!("{CONTACTS}/{}", number(&good));
    for (way, body) in [
        (("POST", CONTACTS), told(&json!({})).to_string()),
        (("POST", CONTACTS), "nonsense".to_owned()),
        (("GET", receipt.as_str()), String::new()),
    ] {
        let mut answers = Vec::new();
        for headers in shown {
            let from = house.ledger_length().await;
            answers.push(system.browser.program(way, headers, &body).await);
            let entries = house.entries_from(from).await;
            let act = if way.0 == "POST" {
                Act::ContactImport
            } else {
                Act::ReceiptView
            };
            assert_eq!(entries.len(), 1, "{way:?} {headers:?}");
            assert_eq!(entries[0].act, act.code());
            assert_eq!(entries[0].outcome, ActOutcome::Refused.code());
        }
        assert_eq!(answers[0].status, 401);
        assert_eq!(answers[0].header("www-authenticate"), Some("Bearer"));
        assert!(answers.iter().all(|one| *one == answers[0]), "{answers:?}");
    }
    assert_eq!(house.waiting().await.len(), 1);
}

async fn what_is_sent_again_is_taken_in_once(on: Engine) {
    let house = House::on(on).await;
    let (larch, rowan) = (
        System::of(&house, "Larch Trust").await,
        System::of(&house, "Rowan Homes").await,
    );
    let same = |again: &Answer, first: &Answer| {
        assert_eq!((again.status, first.status), (200, 201));
        assert_eq!(json_of(again), json_of(first));
    };
    // By its key, whenever.
    let first = larch.tell(&json!({}), Some("k-1")).await;
    same(&larch.tell(&json!({}), Some("k-1")).await, &first);
    house.kit.world.pass(SignedDuration::from_hours(24));
    same(&larch.tell(&json!({}), Some("k-1")).await, &first);
    let other = larch
        .tell(&json!({ "summary": "She fell." }), Some("k-1"))
        .await;
    assert_eq!(other.status, 409, "{}", other.body);
    assert!(
        json_of(&other)["detail"]
            .as_str()
            .unwrap()
            .contains("Idempotency-Key")
    );
    // By its own reference, where it has no key.
    let named = json!({ "reference": "HV-7" });
    let first = larch.tell(&named, None).await;
    same(&larch.tell(&named, None).await, &first);
    let more = json!({ "reference": "HV-7", "summary": "She fell." });
    assert_eq!(larch.tell(&more, None).await.status, 409);
    assert_eq!(
        larch.tell(&more, Some("k-2")).await.status,
        201,
        "a key counts alone"
    );
    // By its words, for some minutes.
    let first = larch.tell(&json!({}), None).await;
    same(&larch.tell(&json!({}), None).await, &first);
    house.kit.world.pass(SignedDuration::from_mins(11));
    assert_eq!(larch.tell(&json!({}), None).await.status, 201);
    // What another agency sends is another's, whatever it calls it.
    for key in [Some("k-1"), None] {
        assert_eq!(rowan.tell(&named, key).await.status, 201);
    }
    assert_eq!(house.waiting().await.len(), 7);
}

async fn systems_run_out_by_network_and_by_token(on: Engine) {
    let house = House::on(on).await;
    house.kit.world.set_limits(Limits {
        api_from_source: 5,
        api_an_hour: 2,
        ..Limits::default()
    });
    let mut larch = System::of(&house, "Larch Trust").await;
    larch.browser = at(&house, "192.0.2.7");
    let wrong = larch.tell(&json!({ "teller": "" }), None).await;
    assert_eq!(wrong.status, 422, "what is not taken in is not counted");
    for key in ["a", "b"] {
        assert_eq!(larch.tell(&json!({}), Some(key)).await.status, 201);
    }
    let from = house.ledger_length().await;
    let over = larch.tell(&json!({}), Some("c")).await;
    assert_eq!(over.status, 429, "{}", over.body);
    assert_eq!(
        refused(&house, from, Act::ContactImport, Budget::ApiAnHour).await,
        1
    );
    // Questions are counted by their network, whatever the token.
    let unknown = larch.receipt("BBBB-BBBB").await;
    assert_eq!(unknown.status, 404);
    let over = larch.receipt("BBBB-BBBB").await;
    assert_eq!(over.status, 429, "{}", over.body);
    let network = refused(&house, from, Act::ReceiptView, Budget::ApiFromSource).await;
    assert_eq!(network, 1);
    let other = at(&house, "198.51.100.9");
    let none = other
        .program(("GET", &format!("{CONTACTS}/BBBB-BBBB")), &[], "")
        .await;
    assert_eq!(none.status, 401, "another network is another's");
    house.kit.world.pass(SignedDuration::from_hours(1));
    assert_eq!(larch.tell(&json!({}), Some("c")).await.status, 201);
    // On a disk that is nearly full nothing is taken in, and what was is read.
    house.kit.world.set_room(false);
    let full = larch.tell(&json!({}), Some("d")).await;
    assert_eq!(full.status, 507, "{}", full.body);
    assert_eq!(larch.receipt("BBBB-BBBB").await.status, 404);
}

async fn a_receipt_is_its_agencys_alone_and_says_no_more(on: Engine) {
    let house = House::on(on).await;
    let (larch, rowan) = (
        System::of(&house, "Larch Trust").await,
        System::of(&house, "Rowan Homes").await,
    );
    let child = json!({ "people": [{ "role": "child", "given": "Tom", "surname": "Quist" }] });
    let sent = larch.tell(&child, None).await;
    let number = number(&sent);
    let shown = larch.receipt(&number).await;
    assert_eq!(shown.status, 200);
    assert_eq!(json_of(&shown), json_of(&sent));
    let told = json_of(&shown);
    let mut keys: Vec<&String> = told.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["decided_by", "receipt", "received_at", "spoken"]);
    let heard = number.to_lowercase().replace('-', "%20");
    assert_eq!(larch.receipt(&heard).await.body, shown.body);
    // Another agency's, and what is none, are one answer.
    let others = rowan.receipt(&number).await;
    for none in ["BBBB-BBBB", "hello", "%ff", "a%2fb"] {
        assert_eq!(rowan.receipt(none).await, others, "{none}");
    }
    assert_eq!(others.status, 404);
    // One that a person sent without an account is no agency's.
    let contact = house.contact(&number).await;
    everybody_new(&house, contact).await;
    decide(&house, contact).await;
    assert_eq!(
        larch.receipt(&number).await,
        shown,
        "what came of it is not told"
    );
}
