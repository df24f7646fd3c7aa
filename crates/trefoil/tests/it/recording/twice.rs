//! A contact that is sent twice, or typed in two windows: taken in once, with nothing lost.

use jiff::SignedDuration;
use trefoil_app::contacts::record::contact_record;
use trefoil_app::drafts::keep::draft_keep;
use trefoil_app::drafts::open::drafts_open;
use trefoil_core::draft::{DraftContent, DraftForm};
use trefoil_core::refusal::Refusal;

use super::{fresh, record, typed};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    a_form_that_is_sent_twice_is_taken_in_once,
    two_windows_of_a_draft_lose_nothing,
    whoever_sends_again_is_led_to_what_it_became,
}

async fn a_form_that_is_sent_twice_is_taken_in_once(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let draft = fresh(&house, me).await;
    let told = typed("He shouted.", Vec::new());
    let which = (draft, None);
    let once = contact_record(app, me, which, &told).await.unwrap();
    let again = contact_record(app, me, which, &told).await.unwrap();
    assert!((once.again, again.again) == (false, true));
    assert!(once.contact.is_some());
    assert_eq!(once.contact, again.contact);
    let once = once.contact;
    let page = house.page(me, once.unwrap()).await;
    assert_eq!(
        page.head.worker,
        me.worker.as_ref().map(|facts| facts.worker)
    );
    assert_eq!(page.content.summary.as_deref(), Some("He shouted."));
    // Somebody went back, and the browser made the page anew. A colleague who types the same was told it too.
    assert_eq!(record(&house, me, &told).await, once);
    let colleague = record(&house, &house.staff.second, &told).await;
    assert_ne!(colleague, once);
    // Later the same words are another contact: people tell the same thing twice.
    house.kit.world.pass(SignedDuration::from_mins(11));
    assert_ne!(record(&house, me, &told).await, once);
    let late = draft_keep(
        app,
        me,
        ((draft, DraftForm::Contact), None),
        Some(DraftContent {
            fields: vec![("summary".to_owned(), "He".to_owned())],
        }),
    );
    assert!(matches!(late.await, Err(Refusal::Conflict(_))));
}

/// Another window sent, kept or threw away the same draft: what is typed in this one is not taken for that.
async fn two_windows_of_a_draft_lose_nothing(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let draft = fresh(&house, me).await;
    let which = |draft, from| ((draft, DraftForm::Contact), Some(from));
    let content = |words: &str| {
        let fields = [("summary".to_owned(), words.to_owned())];
        DraftContent::of(fields)
    };
    let keep = async |draft, from, words: &str| {
        let kept = draft_keep(app, me, which(draft, from), content(words)).await;
        kept.unwrap().unwrap()
    };
    let one = keep(draft, 0, "He shouted").await;
    let one = keep(draft, one.version, "He shouted at her").await;
    assert_eq!((one.draft, one.version, one.apart), (draft, 2, false));
    // The other window saw the first version last.
    let other = keep(draft, 1, "She left").await;
    assert!(other.apart && other.draft != draft);
    let other = keep(other.draft, other.version, "She left him").await;
    assert!(!other.apart);
    let mut kept: Vec<String> = drafts_open(app, me)
        .await
        .unwrap()
        .iter()
        .map(|one| one.content.get("summary").to_owned())
        .collect();
    kept.sort_unstable();
    assert_eq!(kept, ["He shouted at her", "She left him"]);
    // Sent from a window that saw an earlier version: what the other kept since stays.
    let told = typed("He shouted, she says.", Vec::new());
    let sent = contact_record(app, me, (draft, Some(1)), &told).await;
    assert!(!sent.unwrap().again);
    assert_eq!(drafts_open(app, me).await.unwrap().len(), 2);
    let told = typed("He shouted at her.", Vec::new());
    let sent = contact_record(app, me, (draft, Some(2)), &told).await;
    let sent = sent.unwrap().contact;
    assert_eq!(drafts_open(app, me).await.unwrap().len(), 1);
    // In the same words it is that contact; in others it is nothing yet, and whoever typed them is told.
    let again = contact_record(app, me, (draft, Some(2)), &told).await;
    let again = again.unwrap();
    assert_eq!((again.contact, again.again), (sent, true));
    let more = typed("He shouted at her. She left.", Vec::new());
    let refused = contact_record(app, me, (draft, Some(2)), &more).await;
    assert!(matches!(refused, Err(Refusal::Conflict(words)) if words.contains("another window")));
}

/// Whoever sends the same words again is led to the contact that they became, and told that they were taken in before.
async fn whoever_sends_again_is_led_to_what_it_became(on: Engine) {
    let house = House::on(on).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let words = [("source", "school"), ("summary", "He shouted.")];
    let page = browser.open("/contacts/new").await;
    let form = page.form("/contacts/new", &[]).unwrap();
    let first = browser.submit(&form, &words).await;
    let (contact, _) = first.location().split_once('?').unwrap();
    let again = browser.open("/contacts/new").await;
    let again = again.form("/contacts/new", &[]).unwrap();
    for form in [&again, &form] {
        let again = browser.submit(form, &words).await;
        let expect = format!("{contact}?done=recorded-before");
        assert_eq!((again.status, again.location()), (303, expect.as_str()));
    }
    let page = browser
        .open(&format!("{contact}?done=recorded-before"))
        .await;
    assert!(page.words().contains("It is taken in once."));
    // Other words from the form that was sent: they are still there, and the page can be sent.
    let more = [("source", "school"), ("summary", "He shouted. She left.")];
    let refused = browser.submit(&form, &more).await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("another window"));
    assert!(refused.body.contains("He shouted. She left."));
    let form = refused.form("/contacts/new", &[]).unwrap();
    let sent = browser.submit(&form, &more).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    assert_ne!(sent.location().split_once('?').unwrap().0, contact);
}
