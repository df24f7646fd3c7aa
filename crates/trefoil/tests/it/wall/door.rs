//! The door: what the victim's and the children's workers let through is seen on the other side (T13), and nothing else; what is taken
//! back is gone (T5).

use trefoil_app::Asker;
use trefoil_app::families::door::door_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_write, safe_contact_write};
use trefoil_app::families::release::{release_make, release_recall};
use trefoil_app::families::shared::{shared_opt_in, shared_recall, shared_write};
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_core::place::{Channel, PlaceKind, PlaceState, SafeContactContent};
use trefoil_core::refusal::Refusal;
use trefoil_core::release::{REVIEW_DAYS, ReleaseKind, ReleaseTyped};
use trefoil_core::vocabulary::Known;

use super::places::typed;
use super::scene::Scene;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    what_is_let_through_is_seen_and_what_is_taken_back_is_gone,
    what_leads_to_a_place_is_not_let_through,
    a_code_word_is_not_let_through,
    what_he_knows_already_is_said_to_be_known,
    the_usual_facts_are_offered_and_none_goes_by_itself,
    a_shared_item_is_let_through_and_taken_back_with_reasons,
}

/// A fact as typed.
pub(crate) fn fact(kind: ReleaseKind, text: &str) -> ReleaseTyped {
    ReleaseTyped {
        facts: vec![(kind, text.to_owned())],
        known: Vec::new(),
        reason: "He works on it.".to_owned(),
        review_days: Some(REVIEW_DAYS),
    }
}

/// What the other side sees of the family, and that their own strand's page says the same.
async fn seen(scene: &Scene, asker: &Asker) -> Vec<String> {
    let app = scene.house.app();
    let family = family_view(app, asker, scene.family).await.unwrap();
    assert!(family.shared.is_empty() && family.name.is_none());
    let strand = strand_view(app, asker, scene.strand(3)).await.unwrap();
    assert_eq!(family.released, strand.released);
    family.released.into_iter().map(|one| one.text).collect()
}

async fn what_is_let_through_is_seen_and_what_is_taken_back_is_gone(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let he = &scene.perpetrator_worker;
    assert!(seen(&scene, he).await.is_empty());
    let risk = fact(ReleaseKind::Risk, "The risk is high.");
    release_make(app, &scene.idva, her, &risk).await.unwrap();
    let contact = fact(ReleaseKind::Contact, "Saturdays, with a supervisor.");
    release_make(app, &scene.social_worker, scene.strand(0), &contact)
        .await
        .unwrap();
    let mut texts = seen(&scene, he).await;
    texts.sort();
    assert_eq!(
        texts,
        ["Saturdays, with a supervisor.", "The risk is high."]
    );
    // Who let it through, whose it is and why stay on their side.
    let mut browser = scene.house.browser(he).await;
    let page = browser.open(&format!("/families/{}", scene.family)).await;
    let words = page.words();
    assert!(words.contains("workers let through"), "{words}");
    assert!(words.contains("The risk is high."));
    for hidden in ["Ruchi", "Sade", "Rosalind", "Imogen", "He works on it."] {
        assert!(!words.contains(hidden), "{hidden}");
    }
    let door = door_view(app, &scene.idva, her).await.unwrap();
    let release = door.releases[0].release;
    // Not another strand's to take back, nor the other side's.
    let other = release_recall(app, &scene.social_worker, scene.strand(0), release, "No.").await;
    assert!(matches!(other, Err(Refusal::Conflict(_))), "{other:?}");
    let his = release_recall(app, he, her, release, "No.").await;
    assert_eq!(his, Err(Refusal::NotFound));
    let silent = release_recall(app, &scene.idva, her, release, " ").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))));
    release_recall(app, &scene.idva, her, release, "It has changed.")
        .await
        .unwrap();
    assert_eq!(seen(&scene, he).await, ["Saturdays, with a supervisor."]);
    let twice = release_recall(app, &scene.idva, her, release, "Again.").await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))));
    let door = door_view(app, &scene.idva, her).await.unwrap();
    let content = &door.releases[0].content;
    assert_eq!(content.text, "The risk is high.");
    assert_eq!(content.recalled.as_deref(), Some("It has changed."));
}

async fn what_leads_to_a_place_is_not_let_through(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let lives = typed(
        PlaceKind::Address,
        Some(PlaceState::Current),
        "9 Thistledown Lane",
        "TR1 9ZZ",
    );
    place_write(app, &scene.idva, her, &lives).await.unwrap();
    for text in [
        "She is at TR1 9ZZ.",
        "Ring 01632 960 001.",
        "At 4 Quay Street.",
        "She lives in Larkspur Road.",
        "They meet near thistle down lane.",
    ] {
        let order = fact(ReleaseKind::Order, text);
        let refused = release_make(app, &scene.idva, her, &order).await;
        let Err(Refusal::Invalid(problems)) = refused else {
            panic!("{text}: {refused:?}");
        };
        assert_eq!(problems[0].field, "text-order");
    }
    for blind in [&scene.perpetrator_worker, &scene.team_mate] {
        let risk = fact(ReleaseKind::Risk, "The risk is high.");
        let refused = release_make(app, blind, her, &risk).await;
        assert_eq!(refused, Err(Refusal::NotFound));
        let door = door_view(app, blind, her).await;
        assert_eq!(door.err(), Some(Refusal::NotFound));
    }
    assert!(seen(&scene, &scene.perpetrator_worker).await.is_empty());
}

/// Who says it is taken for a friend, so it is guarded as a place is.
async fn a_code_word_is_not_let_through(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let text = "When he rings, she says Marigold first.";
    let saying = fact(ReleaseKind::Contact, text);
    let release = async || release_make(app, &scene.idva, her, &saying).await;
    let rule = ("mornings", "marigold");
    let safe = SafeContactContent::new(Some(Known::Yes), Some(Channel::Phone), rule, (true, false));
    safe_contact_write(app, &scene.idva, her, safe)
        .await
        .unwrap();
    let came = release().await;
    let Err(Refusal::Invalid(problems)) = &came else {
        panic!("{came:?}");
    };
    assert_eq!(problems[0].field, "text-contact");
    // On his side the author is told nothing, and her worker is warned.
    let before = strand_view(app, &scene.idva, her).await.unwrap();
    note_write(app, &scene.perpetrator_worker, scene.strand(3), text)
        .await
        .unwrap();
    let after = strand_view(app, &scene.idva, her).await.unwrap();
    assert_eq!(after.warnings.len(), before.warnings.len() + 1);
}

async fn the_usual_facts_are_offered_and_none_goes_by_itself(on: Engine) {
    let scene = Scene::build(on).await;
    let her = scene.strand(2);
    let mut browser = scene.house.browser(&scene.idva).await;
    let path = format!("/strands/{her}/door");
    let page = browser.open(&path).await;
    let form = page.form("/releases", &[]).unwrap();
    for (kind, expect) in [
        ("risk", true),
        ("order", true),
        ("incident", true),
        ("contact", false),
    ] {
        let box_of = format!("value=\"{kind}\" checked");
        assert_eq!(page.body.contains(&box_of), expect, "{kind}");
    }
    // Sent as it is, it says what is missing, and keeps what was typed.
    let answer = browser
        .submit(&form, &[("reason", "He <works> on it.")])
        .await;
    assert_eq!(answer.status, 422, "{}", answer.words());
    assert!(answer.body.contains("He &#60;works&#62; on it."));
    assert!(seen(&scene, &scene.perpetrator_worker).await.is_empty());
}

async fn a_shared_item_is_let_through_and_taken_back_with_reasons(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, family) = (scene.house.app(), scene.family);
    for text in ["She moved to 4 Quay Street.", "The order ends in May."] {
        shared_write(app, &scene.idva, family, text).await.unwrap();
    }
    let page = family_view(app, &scene.idva, family).await.unwrap();
    let note = |word: &str| {
        let mut shared = page.shared.iter();
        shared.find(|one| one.text.contains(word)).unwrap().note
    };
    let moved = shared_opt_in(app, &scene.idva, (family, note("moved")), "He asked.").await;
    assert!(matches!(moved, Err(Refusal::Invalid(_))), "{moved:?}");
    let order = (family, note("order"));
    let silent = shared_opt_in(app, &scene.idva, order, "").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))));
    let early = shared_recall(app, &scene.idva, order, "No.").await;
    assert!(matches!(early, Err(Refusal::Conflict(_))), "{early:?}");
    for _ in 0..2 {
        shared_opt_in(app, &scene.idva, order, "He must keep to it.")
            .await
            .unwrap();
        let through = seen(&scene, &scene.perpetrator_worker).await;
        assert_eq!(through, ["The order ends in May."]);
        let his = shared_recall(app, &scene.perpetrator_worker, order, "No.").await;
        assert!(matches!(his, Err(Refusal::NotAllowed(_))), "{his:?}");
        shared_recall(app, &scene.social_worker, order, "It has changed.")
            .await
            .unwrap();
        assert!(seen(&scene, &scene.perpetrator_worker).await.is_empty());
    }
}

/// His worker may speak with him of what he knows, and must not give away the rest.
async fn what_he_knows_already_is_said_to_be_known(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let said = ReleaseTyped {
        facts: vec![
            (ReleaseKind::Order, "He must not ring her.".to_owned()),
            (ReleaseKind::Risk, "The risk is high.".to_owned()),
        ],
        known: vec![ReleaseKind::Order],
        ..fact(ReleaseKind::Risk, "")
    };
    release_make(app, &scene.idva, her, &said).await.unwrap();
    let he = &scene.perpetrator_worker;
    let family = family_view(app, he, scene.family).await.unwrap();
    let known = |kind| {
        family
            .released
            .iter()
            .find(|one| one.kind == kind)
            .unwrap()
            .known
    };
    assert!(known(ReleaseKind::Order) && !known(ReleaseKind::Risk));
    let mut browser = scene.house.browser(he).await;
    let words = browser
        .open(&format!("/strands/{}", scene.strand(3)))
        .await
        .words();
    assert!(words.contains("The person knows this already"), "{words}");
    assert!(words.contains("The person may not know this"), "{words}");
}
