//! PostgreSQL's rows with the application's own cut switched off: the policy shows everybody everything, and yet the
//! perpetrator's side reads nothing of what the other side wrote, because the database has no such rows for it.

use std::collections::BTreeMap;

use trefoil_app::Asker;
use trefoil_app::families::note::note_write;
use trefoil_app::families::shared::shared_write;
use trefoil_core::seeded::{Leak, Opened};

use super::scene::Scene;
use crate::hub::house::Engine;

const SECRETS: [&[&str]; 2] = [&[], &["She moved to 4 Quay Street.", "He rang the school."]];

type Pages = BTreeMap<String, String>;

/// What three readers are shown while the policy leaks everything.
async fn story(secrets: &[&str]) -> BTreeMap<&'static str, Pages> {
    let scene = Scene::build(Engine::Postgres).await;
    let readers: [(&'static str, &Asker); 4] = [
        ("perpetrator's worker", &scene.perpetrator_worker),
        ("their team-mate", &scene.team_mate),
        ("their manager", &scene.their_manager),
        ("victim's adviser", &scene.idva),
    ];
    let mut browsers = Vec::new();
    for (name, asker) in readers {
        browsers.push((name, scene.house.browser(asker).await));
    }
    let app = scene.house.app();
    for text in secrets {
        for (asker, place) in [(&scene.idva, 2), (&scene.social_worker, 0)] {
            note_write(app, asker, scene.strand(place), text)
                .await
                .unwrap();
        }
        shared_write(app, &scene.idva, scene.family, text)
            .await
            .unwrap();
    }
    let _open = Opened::on_this_thread(Leak::EverySight);
    let mut observed = BTreeMap::new();
    for (name, mut browser) in browsers {
        observed.insert(name, scene.observed(&mut browser).await);
    }
    observed
}

#[tokio::test]
async fn the_rows_hold_where_the_policy_does_not() {
    if !Engine::Postgres.is_here() {
        return;
    }
    let [first, second] = [story(SECRETS[0]).await, story(SECRETS[1]).await];
    for blind in ["perpetrator's worker", "their team-mate", "their manager"] {
        for (path, seen) in &first[blind] {
            assert_eq!(seen, &second[blind][path], "{blind} at {path}");
        }
    }
    // The control: the policy does leak, and who has a tie to that side reads it.
    let shown = |reader: &str, word: &str| second[reader].values().any(|page| page.contains(word));
    assert!(shown("victim's adviser", "Quay Street"));
    assert!(
        shown("perpetrator's worker", "Rosalind"),
        "the policy's own cut is still there"
    );
}
