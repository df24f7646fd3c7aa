//! A contact without a child: what is half typed about its adults is kept, and whoever is slower to decide is told, with what they typed.

use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::feed;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;

on_both_engines! {
    what_is_half_typed_about_adults_is_kept,
    whoever_is_slower_to_decide_is_told_and_loses_nothing,
}

async fn what_is_half_typed_about_adults_is_kept(on: Engine) {
    let house = House::on(on).await;
    let wren = row("ADULT", "victim", "Wren", "Birchwood", "1990-05-06");
    house.kit.import(&feed(&[wren])).await;
    let contact = house.contact("ADULT").await;
    let base = format!("/contacts/{contact}");
    let mut browser = house.browser(&house.staff.triage).await;
    let take = browser.open(&base).await.form("/take", &[]).unwrap();
    let half = [
        ("outcome-0", "information_and_advice"),
        ("reason-0", "Half a reason"),
        ("service-0", "Lantern Quay"),
    ];
    assert_eq!(browser.submit(&take, &half).await.status, 303);
    let page = browser.open(&base).await;
    for words in ["Half a reason", "Lantern Quay"] {
        assert!(page.body.contains(words), "{words}");
    }
}

async fn whoever_is_slower_to_decide_is_told_and_loses_nothing(on: Engine) {
    let house = House::on(on).await;
    let wren = row("TWICE", "victim", "Wren", "Birchwood", "1990-05-06");
    house.kit.import(&feed(&[wren])).await;
    let contact = house.contact("TWICE").await;
    let base = format!("/contacts/{contact}");
    let mut slow = house.browser(&house.staff.second).await;
    let form = slow.open(&base).await.form("/decide", &[]).unwrap();
    let answer = Answer {
        child: None,
        outcome: Outcome::InformationAndAdvice,
        reason: "She was told whom to ring.".to_owned(),
        service: None,
    };
    trefoil_app::contacts::decide::contact_decide(
        house.app(),
        &house.staff.triage,
        contact,
        vec![answer],
    )
    .await
    .unwrap();
    let late = [
        ("outcome-0", "no_further_action"),
        ("reason-0", "Nobody was <hurt> here"),
    ];
    let answer = slow.submit(&form, &late).await;
    assert_eq!(answer.status, 409, "{}", answer.words());
    let words = answer.words();
    assert!(
        words.contains("Somebody has decided this contact"),
        "{words}"
    );
    assert!(answer.body.contains("Nobody was &#60;hurt&#62; here"));
    // Whoever never opened it is told what everybody is told of a contact that is not there.
    let unseen = trefoil_app::contacts::decide::contact_decide(
        house.app(),
        &house.staff.manager,
        contact,
        Vec::new(),
    )
    .await;
    assert_eq!(unseen, Err(Refusal::NotFound));
}
