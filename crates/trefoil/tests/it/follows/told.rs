//! Telling who told the hub and the family: what is needed for it is on the page, nobody who harms is named, and what was recorded wrong is
//! put right.

use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::follows::list::follow_view;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::follow::{FollowKind, FollowState};
use trefoil_testkit::{FeedRow, feed};

use super::{decide, of, to_do, told};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;

on_both_engines! {
    the_page_has_what_is_to_be_told,
    nobody_who_harms_is_named_to_be_told,
    what_was_wrong_is_put_right_and_stays,
}

async fn the_page_has_what_is_to_be_told(on: Engine) {
    let house = House::on(on).await;
    let contact = told(&house).await;
    decide(&house, contact, "Caring Dads").await;
    let all = to_do(&house, &house.staff.triage).await;
    let path = format!("/follow-ups/{}", of(&all, FollowKind::Referrer).row.follow);
    let leads = format!("href=\"/contacts/{contact}\"");
    let page = house.browser(&house.staff.triage).await.open(&path).await;
    for words in [
        "Kit Marlow: Early help (Caring Dads)",
        "Heron Lane Primary",
        "01253 496 0999",
    ] {
        assert!(page.words().contains(words), "{words}: {}", page.words());
    }
    assert!(
        !page.body.contains(&leads),
        "it is closed to the hub by now"
    );
    let mut custodian = house.browser(&house.staff.custodian).await;
    assert!(custodian.open(&path).await.body.contains(&leads));
    custodian.open(&format!("/contacts/{contact}")).await;
}

async fn nobody_who_harms_is_named_to_be_told(on: Engine) {
    let house = House::on(on).await;
    let me = &house.staff.triage;
    let her = FeedRow {
        person: "p1",
        phone: "01253 496 0123",
        safe_to_contact: "10:00-14:00 only",
        ..row("CLEAR", "victim", "Wren", "Birchwood", "1990-05-06")
    };
    let him = FeedRow {
        person: "p2",
        ..row("CLEAR", "perpetrator", "Ivor", "Quince", "1985-02-03")
    };
    let in_doubt = |row: &FeedRow<'static>| FeedRow {
        incident: "DOUBT",
        ..*row
    };
    let also = FeedRow {
        role: "victim",
        ..in_doubt(&him)
    };
    let rows = [her, him, in_doubt(&her), in_doubt(&him), also];
    house.kit.import(&feed(&rows)).await;
    let mut browser = house.browser(me).await;
    for (reference, named) in [("CLEAR", true), ("DOUBT", false)] {
        let contact = house.contact(reference).await;
        let advice = Answer {
            child: None,
            outcome: Outcome::InformationAndAdvice,
            reason: "They were spoken to.".to_owned(),
            service: None,
        };
        contact_decide(house.app(), me, contact, vec![advice])
            .await
            .unwrap();
        let all = to_do(&house, me).await;
        let mut all = all.iter().filter(|one| one.row.contact == contact);
        let family = all.find(|one| one.row.kind == FollowKind::Family).unwrap();
        let page = browser
            .open(&format!("/follow-ups/{}", family.row.follow))
            .await;
        let words = page.words();
        for his in ["Ivor", "Quince"] {
            assert!(!page.body.contains(his), "{words}");
        }
        assert_eq!(
            words.contains("Wren Birchwood. Safe to contact only"),
            named,
            "{words}"
        );
        assert_eq!(words.contains("01253 496 0123"), named, "{words}");
        assert_eq!(
            words.contains("A person must decide whom"),
            !named,
            "{words}"
        );
        assert_eq!(family.people().len(), usize::from(named));
    }
}

async fn what_was_wrong_is_put_right_and_stays(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let contact = told(&house).await;
    decide(&house, contact, "").await;
    let family = of(&to_do(&house, me).await, FollowKind::Family).row.follow;
    let path = format!("/follow-ups/{family}");
    let mut browser = house.browser(me).await;
    let form = browser.open(&path).await.form(&path, &[]).unwrap();
    let made_up = [
        ("step", "told"),
        ("how", "phone"),
        ("why", "unsafe"),
        ("note", "Her aunt."),
    ];
    let both = browser.submit(&form, &made_up).await;
    assert_eq!(both.status, 422);
    assert!(
        both.words().contains("A reason is for not telling."),
        "{}",
        both.words()
    );
    let bare = browser.submit(&form, &[("step", "told")]).await;
    assert!(
        bare.words().contains("Say how they were told."),
        "{}",
        bare.words()
    );
    let told = [("step", "told"), ("how", "phone"), ("note", "Her aunt.")];
    assert_eq!(browser.submit(&form, &told).await.status, 303);
    let page = browser.open(&path).await;
    assert!(
        page.words().contains("By telephone. Her aunt. By you,"),
        "{}",
        page.words()
    );
    assert!(page.form(&path, &[]).is_none(), "nothing leads on from it");

    let form = browser.open(&format!("{path}?right=yes")).await;
    let form = form.form(&path, &[]).unwrap();
    let silent = browser.submit(&form, &[("step", "to_do")]).await;
    assert_eq!(silent.status, 422, "what was wrong?");
    let right = [("step", "to_do"), ("note", "It was another family.")];
    assert_eq!(browser.submit(&form, &right).await.status, 303);
    let again = browser.submit(&form, &right).await;
    assert_eq!(
        again.status, 409,
        "it puts right what was seen, and nothing later"
    );
    let page = browser.open(&path).await.words();
    for words in ["Her aunt.", "It was another family. Put right by you"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let due = of(&to_do(&house, me).await, FollowKind::Family);
    assert_eq!((due.row.state, due.entries.len()), (FollowState::ToDo, 2));
    let other = follow_view(app, &house.staff.second, family).await.unwrap();
    assert_eq!(other.follow.entries[1].1, "Farida Lomas");
}
