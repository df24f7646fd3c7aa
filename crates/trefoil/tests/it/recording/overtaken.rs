//! What is typed of a contact that a colleague decides: disposed of with the decision, and told to who is still typing.

use trefoil_testkit::feed;

use super::disposed;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;

on_both_engines! {
    a_decision_ends_what_a_colleague_typed_of_it,
}

async fn a_decision_ends_what_a_colleague_typed_of_it(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("ONE", "Alderton"))).await;
    let base = format!("/contacts/{}", house.contact("ONE").await);
    let mut other = house.browser(&house.staff.second).await;
    let page = other.open(&base).await;
    let form = page.form("/decide", &[]).unwrap();
    let draft = format!("/drafts/{}", form.field("draft").unwrap());
    let keeps = page.form(&draft, &[]).unwrap();
    let kept = other
        .submit(&keeps, &[("reason-all", "Let us wait.")])
        .await;
    assert_eq!(kept.status, 303, "{}", kept.words());
    let before = disposed(&house).await;

    let mut browser = house.browser(&house.staff.triage).await;
    let form = browser.open(&base).await.form("/decide", &[]).unwrap();
    let whole = [("outcome-all", "early_help"), ("reason-all", "She asked.")];
    let answer = browser.submit(&form, &whole).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    assert_eq!(disposed(&house).await, before + 1);
    let late = other
        .submit(&keeps, &[("reason-all", "No more of it.")])
        .await;
    assert_eq!(late.status, 409, "{}", late.words());
    assert!(late.words().contains("No more of it."), "{}", late.words());
    assert!(late.words().contains("This contact is decided"));
}
