//! What a partner tells without an account: taken in once, answered alike whoever it is about, only so often, and never lost.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

use jiff::SignedDuration;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::view::ContactPage;
use trefoil_core::act::Act;
use trefoil_core::budget::{Budget, Limits};
use trefoil_core::contact::CameBy;
use trefoil_core::flag::FlagCode;
use trefoil_core::receipt::spoken;
use trefoil_core::vocabulary::Source;

use crate::budgets::{at, refused};
use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::matching::{everybody_new, take_in};

mod bad_input;

on_both_engines! {
    what_a_partner_tells_is_in_the_queue_with_who_told_it,
    what_is_sent_twice_is_taken_in_once,
    the_answer_is_the_same_for_a_family_that_is_known,
    forms_run_out_by_network_and_of_all_and_nothing_typed_is_lost,
    where_the_authority_does_not_want_it_there_is_no_page,
    whoever_rings_is_found_by_their_receipt,
}

/// What a teacher writes; the last of a name counts.
fn told<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("source", "school"),
        ("summary", "He came with bruises."),
        ("teller", "F. Lomas"),
        ("organisation", "Larch School"),
        ("reached", "01632 960002"),
        ("reference", "L-7"),
    ];
    let kept = all.into_iter();
    let mut kept: Vec<_> = kept
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
        .collect();
    kept.extend(more);
    kept
}

/// A page of the form, filled in and sent.
pub(crate) async fn tell(browser: &mut Browser, more: &[(&str, &str)]) -> Answer {
    let form = browser.open("/tell").await.form("/tell", &[]).unwrap();
    browser.submit(&form, &told(more)).await
}

/// The number on the receipt.
pub(crate) fn number(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.words());
    let words = answer.words();
    let (_, after) = words.split_once("Your receipt ").unwrap();
    after.chars().take(9).collect()
}

/// The receipt without what names it.
fn nameless(answer: &Answer) -> String {
    let number = number(answer);
    let body = answer.body.replace(&spoken(&number), "SPOKEN");
    body.replace(&number, "NUMBER")
}

async fn taken_in(house: &House, number: &str) -> ContactPage {
    let contact = house.contact(number).await;
    house.page(&house.staff.triage, contact).await
}

async fn what_a_partner_tells_is_in_the_queue_with_who_told_it(on: Engine) {
    let house = House::on(on).await;
    let from = house.ledger_length().await;
    let child = [
        ("p0-role", "child"),
        ("p0-given", "Tom"),
        ("p0-birth", "about 7"),
    ];
    let answer = tell(&mut house.stranger(), &child).await;
    let words = answer.words();
    assert!(
        words.contains("ring 999") && words.contains("17 March 2026"),
        "{words}"
    );
    assert!(
        words.contains("by the end of Wednesday 18 March"),
        "{words}"
    );
    let page = taken_in(&house, &number(&answer)).await;
    assert_eq!(page.head.facts.source, Source::School);
    assert_eq!(page.content.came_by, Some(CameBy::PartnerForm));
    assert_eq!(page.people.len(), 1);
    assert!(page.head.worker.is_none(), "nobody has it yet");
    let referrer = page.content.referrer.as_ref().unwrap();
    assert_eq!(referrer.name.as_deref(), Some("F. Lomas"));
    assert_eq!(referrer.reference.as_deref(), Some("L-7"));
    let entries = house.entries_from(from).await;
    let by = |one: &&trefoil_store::ledger::EntryRow| one.principal == "partner_form";
    assert!(
        entries
            .iter()
            .any(|one| by(&one) && one.act == "contact_import")
    );
    // Whoever opens it is told that nobody's account stands behind it.
    let mut triage = house.browser(&house.staff.triage).await;
    let seen = triage
        .open(&format!("/contacts/{}", page.head.contact))
        .await;
    let words = seen.words();
    for expect in [
        "who sent it is not proved",
        "The partners' form",
        "01632 960002",
    ] {
        assert!(
            words.replace('\u{2019}', "'").contains(expect),
            "{expect}: {words}"
        );
    }
}

async fn what_is_sent_twice_is_taken_in_once(on: Engine) {
    let house = House::on(on).await;
    let mut browser = house.stranger();
    let form = browser.open("/tell").await.form("/tell", &[]).unwrap();
    let first = browser.submit(&form, &told(&[])).await;
    let again = browser.submit(&form, &told(&[])).await;
    assert_eq!(first, again);
    // From another page within ten minutes, too: somebody went back and began again.
    assert_eq!(number(&tell(&mut browser, &[]).await), number(&first));
    assert_eq!(house.waiting().await.len(), 1);
    // What was changed is not the same: it is taken in, so that nothing is lost.
    let changed = browser
        .submit(&form, &told(&[("summary", "And he limps.")]))
        .await;
    assert_ne!(number(&changed), number(&first));
    assert_eq!(house.waiting().await.len(), 2);
    house.kit.world.pass(SignedDuration::from_mins(11));
    // A phone that loads its receipt again the next morning sends the form again.
    assert_eq!(browser.submit(&form, &told(&[])).await, first);
    let later = tell(&mut browser, &[]).await;
    assert_ne!(
        number(&later),
        number(&first),
        "people tell the same thing twice"
    );
    assert_eq!(house.waiting().await.len(), 3);
}

async fn the_answer_is_the_same_for_a_family_that_is_known(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &family("ONE", "Ashdown")).await;
    everybody_new(&house, house.contact("ONE").await).await;
    let mut browser = house.stranger();
    let named = |given, surname, birth| {
        [
            ("p0-role", "victim"),
            ("p0-given", given),
            ("p0-surname", surname),
            ("p0-birth", birth),
        ]
    };
    let known = tell(&mut browser, &named("Rosalind", "Ashdown", "2 4 1991")).await;
    let unknown = tell(&mut browser, &named("Florence", "Quist", "3 5 1977")).await;
    let found = taken_in(&house, &number(&known)).await;
    assert!(found.whole_family.is_some(), "the hub knows them");
    let found = taken_in(&house, &number(&unknown)).await;
    assert!(found.whole_family.is_none() && found.people[0].candidates.is_empty());
    assert_eq!(nameless(&known), nameless(&unknown));
    // The letters of a number are spelled out, so its chance alone makes a page longer.
    let lengthless = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.retain(|(name, _)| name != "content-length");
        headers
    };
    assert_eq!(lengthless(&known), lengthless(&unknown));
}

async fn forms_run_out_by_network_and_of_all_and_nothing_typed_is_lost(on: Engine) {
    let house = House::on(on).await;
    house.kit.world.set_limits(Limits {
        forms_from_source: 2,
        forms_an_hour: 3,
        ..Limits::default()
    });
    let mut here = at(&house, "192.0.2.7");
    let wrong = tell(&mut here, &[("teller", "")]).await;
    assert_eq!(wrong.status, 422, "what is not taken in is not counted");
    for summary in ["One.", "Two."] {
        number(&tell(&mut here, &[("summary", summary)]).await);
    }
    let from = house.ledger_length().await;
    let over = tell(&mut here, &[("summary", "Three of <them>.")]).await;
    assert_eq!(over.status, 429);
    let words = over.words();
    assert!(
        words.contains("yours was not") && words.contains("ring the hub now"),
        "{words}"
    );
    assert!(
        over.body.contains("Three of &#60;them&#62;."),
        "{}",
        over.body
    );
    assert!(over.body.contains("value=\"F. Lomas\""));
    let told = refused(&house, from, Act::ContactImport, Budget::FormsFromSource).await;
    assert_eq!(told, 1);
    // What one network sent too much was not counted against all others.
    let mut there = at(&house, "198.51.100.9");
    number(&tell(&mut there, &[("summary", "Three.")]).await);
    let over = tell(&mut there, &[("summary", "Four.")]).await;
    assert_eq!(over.status, 429);
    let told = refused(&house, from, Act::ContactImport, Budget::FormsAnHour).await;
    assert_eq!(told, 1);
    assert_eq!(house.waiting().await.len(), 3);
    house.kit.world.pass(SignedDuration::from_hours(1));
    number(&tell(&mut here, &[("summary", "Three of <them>.")]).await);
    // A disk that is nearly full takes nothing in, and the words stay.
    house.kit.world.set_room(false);
    let full = tell(&mut here, &[("summary", "No room.")]).await;
    assert_eq!(full.status, 503);
    assert!(full.body.contains("No room.") && full.words().contains("ring the hub now"));
}

async fn where_the_authority_does_not_want_it_there_is_no_page(on: Engine) {
    let house = House::on(on).await;
    let mut browser = Browser::new(house.router_without_partners());
    let leads = |page: &Answer| page.body.contains("href=\"/tell\"");
    assert!(leads(&house.stranger().open("/sign-in").await));
    assert!(!leads(&browser.open("/sign-in").await));
    let nothing = browser.get("/no-such-page").await;
    let page = browser.get("/tell").await;
    assert_eq!((page.status, &page.body), (404, &nothing.body));
    let fields = told(&[]);
    let fields = fields.iter();
    let fields: Vec<(String, String)> = fields
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    assert_eq!(browser.post("/tell", &fields).await.status, 404);
    assert!(house.waiting().await.is_empty());
}

async fn whoever_rings_is_found_by_their_receipt(on: Engine) {
    let house = House::on(on).await;
    let number = number(&tell(&mut house.stranger(), &[]).await);
    let contact = house.contact(&number).await;
    let mut triage = house.browser(&house.staff.triage).await;
    assert!(
        triage
            .open("/queue")
            .await
            .words()
            .contains("Their receipt")
    );
    let heard = number.to_lowercase().replace('-', "%20");
    let found = triage.get(&format!("/receipts?number={heard}")).await;
    assert_eq!(found.location(), format!("/contacts/{contact}"));
    let none = triage.get("/receipts?number=BBBB-BBBB").await;
    let unread = triage.get("/receipts?number=hello").await;
    // Who may not know of the contact is answered as if there were none.
    let mut returns = house.browser(&house.staff.returns).await;
    let closed = returns.get(&format!("/receipts?number={number}")).await;
    let nobody = returns.get("/receipts?number=BBBB-BBBB").await;
    let without = |answer: &Answer, number: &str| answer.body.replace(number, "");
    assert_eq!((closed.status, nobody.status), (404, 404));
    assert_eq!(without(&closed, &number), without(&nobody, "BBBB-BBBB"));
    for (answer, said) in [
        (&none, "No receipt that you can open"),
        (&unread, "eight letters"),
    ] {
        assert_eq!(answer.status, 404);
        assert!(answer.words().contains(said), "{}", answer.words());
        assert!(answer.words().contains("Their receipt"));
    }
    // Decided, it leads to what is to be told; whoever may not know of it is answered as before.
    let me = &house.staff.triage;
    let answer = trefoil_core::decision::Answer {
        child: None,
        outcome: trefoil_core::decision::Outcome::InformationAndAdvice,
        reason: "The school keeps watch.".to_owned(),
        service: None,
    };
    contact_decide(house.app(), me, contact, vec![answer])
        .await
        .unwrap();
    let told = triage.get(&format!("/receipts?number={heard}")).await;
    assert!(
        told.location().starts_with("/follow-ups/"),
        "{}",
        told.words()
    );
    let page = triage.open(told.location()).await.words();
    assert!(
        page.contains("F. Lomas") && page.contains("Information and advice"),
        "{page}"
    );
    let mut custodian = house.browser(&house.staff.custodian).await;
    let opened = custodian.get(&format!("/receipts?number={heard}")).await;
    assert_eq!(opened.location(), format!("/contacts/{contact}"));
    let closed = returns.get(&format!("/receipts?number={number}")).await;
    assert_eq!(without(&closed, &number), without(&nobody, "BBBB-BBBB"));
    assert!(
        house
            .stranger()
            .get("/receipts")
            .await
            .location()
            .starts_with("/sign-in")
    );
}

/// What is hidden in a text is said of it.
fn hides(page: &ContactPage) -> bool {
    let mut flags = page.content.flags.iter();
    flags.any(|flag| flag.code == FlagCode::HiddenCharacters)
}
