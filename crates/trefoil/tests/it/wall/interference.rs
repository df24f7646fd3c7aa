//! Two runs of one story that differ only in what the perpetrator's side may not know (theorem T1): everything that side can
//! observe is the same to the byte. The same harness must see the difference where the reader may know it.

use std::collections::BTreeMap;

use trefoil_app::Asker;
use trefoil_app::families::acknowledge::signal_acknowledge;
use trefoil_app::families::door::door_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_write, safe_contact_write};
use trefoil_app::families::release::{release_make, release_recall};
use trefoil_app::families::share::share_make;
use trefoil_app::families::shared::shared_write;
use trefoil_app::families::signal::signal_send;
use trefoil_app::families::signals::signals_view;
use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::release::ReleaseKind;
use trefoil_core::signal::SignalKind;
use trefoil_core::strand::Aspect;

use super::door::fact;
use super::places::{safe, typed};
use super::scene::Scene;
use super::shares::terms;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    the_other_side_cannot_tell_two_stories_apart,
}

/// What differs between the stories: the victim's and the children's strands, and what their workers share.
const SECRETS: [&[&str]; 3] = [
    &[],
    &["She moved to 4 Quay Street, TR1 9ZZ."],
    &[
        "She is at her sister's.",
        "He rang the school.",
        "New phone 01632 960 001.",
    ],
];

/// Who looks, by name.
fn readers(scene: &Scene) -> [(&'static str, &Asker); 5] {
    [
        ("perpetrator's worker", &scene.perpetrator_worker),
        ("their team-mate", &scene.team_mate),
        ("their manager", &scene.their_manager),
        ("victim's adviser", &scene.idva),
        ("social worker", &scene.social_worker),
    ]
}

type Observed = BTreeMap<&'static str, BTreeMap<String, String>>;

/// One story: the readers sign in first, so that nothing of theirs is drawn after the secrets.
async fn story(on: Engine, secrets: &[&str]) -> Observed {
    let scene = Scene::build(on).await;
    let mut browsers = Vec::new();
    for (name, asker) in readers(&scene) {
        browsers.push((name, scene.house.browser(asker).await));
    }
    let app = scene.house.app();
    for text in secrets {
        note_write(app, &scene.idva, scene.strand(2), text)
            .await
            .unwrap();
        note_write(app, &scene.social_worker, scene.strand(0), text)
            .await
            .unwrap();
        let (school, window) = (typed(PlaceKind::School, None, text, ""), "after nine");
        place_write(app, &scene.idva, scene.strand(2), &school)
            .await
            .unwrap();
        safe_contact_write(app, &scene.social_worker, scene.strand(0), safe(window))
            .await
            .unwrap();
        shared_write(app, &scene.idva, scene.family, text)
            .await
            .unwrap();
    }
    // What the perpetrator's worker does is the same in every story; what becomes of it is not.
    let (him, threat) = (scene.strand(3), Some(SignalKind::Threat));
    signal_send(app, &scene.perpetrator_worker, him, threat, "He shouted.")
        .await
        .unwrap();
    if !secrets.is_empty() {
        let heard = signals_view(app, &scene.idva).await.unwrap();
        signal_acknowledge(app, &scene.idva, heard[0].signal.signal)
            .await
            .unwrap();
    }
    // What was let through is the same in every story, though one was taken back in some; so is who was given a share.
    let risk = fact(ReleaseKind::Risk, "The risk is high.");
    release_make(app, &scene.idva, scene.strand(2), &risk)
        .await
        .unwrap();
    for text in secrets {
        let taken = fact(ReleaseKind::Other, "He knows.");
        let child = scene.strand(0);
        release_make(app, &scene.social_worker, child, &taken)
            .await
            .unwrap();
        let door = door_view(app, &scene.social_worker, child).await.unwrap();
        let mut live = door.releases.iter();
        let live = live.find(|one| one.recalled.is_none());
        let release = live.unwrap().release;
        release_recall(app, &scene.social_worker, child, release, text)
            .await
            .unwrap();
        let helper = scene.early_help.worker.as_ref().unwrap().worker;
        let terms = terms(Aspect::Safety, PlaceKinds::ALL);
        share_make(app, &scene.idva, scene.strand(2), Some(helper), &terms)
            .await
            .unwrap();
    }
    // Nothing but what it says may differ: the second child gets an adviser in one story and not in another.
    if secrets.len() > 1 {
        scene.allocate(1, &scene.child_adviser).await;
    }
    let mut observed = Observed::new();
    for (name, mut browser) in browsers {
        observed.insert(name, scene.observed(&mut browser).await);
    }
    observed
}

async fn the_other_side_cannot_tell_two_stories_apart(on: Engine) {
    let mut stories = Vec::new();
    for secrets in SECRETS {
        stories.push(story(on, secrets).await);
    }
    for (place, other) in stories.iter().enumerate().skip(1) {
        let first = &stories[0];
        for blind in ["perpetrator's worker", "their team-mate", "their manager"] {
            for (path, seen) in &first[blind] {
                assert_eq!(
                    seen, &other[blind][path],
                    "{blind} at {path}, story {place}"
                );
            }
        }
        // The control: a harness that sees no difference here would see none anywhere.
        for knowing in ["victim's adviser", "social worker"] {
            assert_ne!(
                first[knowing], other[knowing],
                "{knowing} sees story {place}"
            );
        }
    }
    let shown = |reader: &str, word: &str| {
        stories
            .iter()
            .any(|story| story[reader].values().any(|page| page.contains(word)))
    };
    for secret in SECRETS.into_iter().flatten() {
        let text = secret.replace('\'', "&#39;");
        assert!(shown("victim's adviser", &text), "{text}");
        assert!(!shown("perpetrator's worker", &text), "{text}");
    }
    for name in ["Rosalind", "Imogen", "Tobias", "Ruchi Patel", "Sade Okoro"] {
        assert!(!shown("perpetrator's worker", name), "{name}");
    }
}
