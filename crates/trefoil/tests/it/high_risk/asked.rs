//! Doing less for somebody who is at high risk: it is asked once, and nothing typed is lost.

use trefoil_core::rag::Rag;

use super::harmed;
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    nothing_for_somebody_at_high_risk_is_asked_about_and_then_done,
    a_contact_is_made_green_by_who_says_that_they_know,
}

async fn nothing_for_somebody_at_high_risk_is_asked_about_and_then_done(engine: Engine) {
    let house = House::on(engine).await;
    let contact = harmed(&house, "N", "high").await;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    assert!(!page.body.contains("decide-sure"), "nobody asked yet");
    let form = page.form("/decide", &[]).unwrap();
    let nothing = [
        ("outcome-0", "no_further_action"),
        ("reason-0", "She is <abroad>."),
    ];
    let asked = browser.submit(&form, &nothing).await;
    assert_eq!(asked.status, 422);
    let words = asked.words();
    assert!(
        words.contains("is on the list of people at high risk, and this decision"),
        "{words}"
    );
    assert!(asked.body.contains("She is &#60;abroad&#62;."));
    let form = asked.form("/decide", &[]).unwrap();
    let sure = [&nothing[..], &[("decide-sure", "yes")]].concat();
    let answer = browser.submit(&form, &sure).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    assert!(house.waiting().await.is_empty(), "it is decided");

    // Whoever is on no list is nothing to ask about.
    let contact = harmed(&house, "S", "standard").await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let form = page.form("/decide", &[]).unwrap();
    let answer = browser.submit(&form, &nothing).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
}

async fn a_contact_is_made_green_by_who_says_that_they_know(engine: Engine) {
    let house = House::on(engine).await;
    let contact = harmed(&house, "G", "high").await;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let form = page.form("/regrade", &[]).unwrap();
    let green = [("rag", "green"), ("rag-reason", "He is in <prison>.")];
    let asked = browser.submit(&form, &green).await;
    assert_eq!(asked.status, 422);
    assert!(
        asked.words().contains("Leave it more urgent"),
        "{}",
        asked.words()
    );
    assert!(asked.body.contains("He is in &#60;prison&#62;."));
    let level = async || house.page(&house.staff.triage, contact).await.urgency.level;
    assert_eq!(level().await, Rag::Red);
    let form = asked.form("/regrade", &[]).unwrap();
    let sure = [&green[..], &[("rag-sure", "yes")]].concat();
    let answer = browser.submit(&form, &sure).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    assert_eq!(level().await, Rag::Green);
    // Amber is nothing to ask about.
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let form = page.form("/regrade", &[]).unwrap();
    let amber = [("rag", "amber"), ("rag-reason", "He may come out.")];
    let answer = browser.submit(&form, &amber).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
}
