//! A desk with work on it, and the pages that are opened there.

use trefoil_app::families::note::note_write;
use trefoil_app::families::shared::shared_write;
use trefoil_app::families::signal::signal_send;
use trefoil_core::budget::Limits;
use trefoil_core::signal::SignalKind;
use trefoil_testkit::feed;

use super::spread::Cost;
use crate::hub::browser::Browser;
use crate::hub::house::Engine;
use crate::hub::people::family;
use crate::wall::scene::Scene;

/// A kind of page.
pub(super) struct Page {
    pub(super) name: &'static str,
    /// How often it asks how a family stands.
    pub(super) standings: u32,
    browser: Browser,
    path: String,
    fields: Vec<(String, String)>,
}

impl Page {
    /// Opens it; what that took.
    pub(super) async fn open(&self) -> Cost {
        let mut browser = self.browser.clone();
        let started = Cost::begin();
        let answer = match self.fields.as_slice() {
            [] => browser.get(&self.path).await,
            fields => browser.post(&self.path, fields).await,
        };
        let cost = started.end();
        assert_eq!(answer.status, 200, "{}", self.name);
        cost
    }
}

/// Families, notes, warnings, and contacts that wait.
pub(super) struct Desk {
    pub(super) scene: Scene,
}

impl Desk {
    pub(super) async fn build(on: Engine) -> Self {
        let scene = Scene::build(on).await;
        let more = i64::MAX / 2;
        scene.house.kit.world.set_limits(Limits {
            tries_from_source: more,
            tries_at_account: more,
            searches_an_hour: more,
            searches_a_day: more,
            persons_an_hour: more,
            forms_from_source: more,
            forms_an_hour: more,
            api_from_source: more,
            api_an_hour: more,
        });
        let app = scene.house.app();
        for nth in 0..20 {
            let text = format!("She came, day {nth}.");
            for (by, place) in [(&scene.idva, 2), (&scene.social_worker, 0)] {
                note_write(app, by, scene.strand(place), &text)
                    .await
                    .unwrap();
            }
            if nth % 2 == 0 {
                shared_write(app, &scene.idva, scene.family, &text)
                    .await
                    .unwrap();
            }
            if nth % 5 == 0 {
                let (him, kind) = (&scene.perpetrator_worker, Some(SignalKind::ALL[0]));
                signal_send(app, him, scene.strand(3), kind, &text)
                    .await
                    .unwrap();
            }
        }
        let names: Vec<(String, String)> = (0..40)
            .map(|nth| (format!("W{nth}"), format!("Waiting{nth}")))
            .collect();
        let rows: Vec<_> = names
            .iter()
            .flat_map(|(reference, surname)| family(reference, surname))
            .collect();
        scene.house.kit.import(&feed(&rows)).await;
        scene.house.rest().await;
        Self { scene }
    }

    /// Every kind of page, each as somebody opens it who sees all of it by right.
    pub(super) async fn pages(&self) -> Vec<Page> {
        let scene = &self.scene;
        let staff = &scene.house.staff;
        let waiting = scene.house.contact("W7").await;
        let people = scene.house.page(&staff.duty, waiting).await.people;
        trefoil_app::matching::new::match_new(
            scene.house.app(),
            &staff.duty,
            waiting,
            people[0].row.sighting,
        )
        .await
        .ok();
        let people = scene.house.page(&staff.duty, waiting).await.people;
        let person = people[0].link.as_ref().unwrap().person;
        let triage = scene.house.browser(&staff.triage).await;
        let token = triage.clone().token().await;
        let lead = scene.house.browser(&scene.social_worker).await;
        let idva = scene.house.browser(&scene.idva).await;
        let page = |name, standings, browser: &Browser, path: String| Page {
            name,
            standings,
            browser: browser.clone(),
            path,
            fields: Vec::new(),
        };
        let typed = [
            ("csrf", token.as_str()),
            ("given", "Rosalind"),
            ("surname", "Waiting7"),
            ("birth-day", "2"),
            ("birth-month", "4"),
            ("birth-year", "1991"),
        ];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        vec![
            page("queue", 0, &triage, "/queue".to_owned()),
            page("contact", 0, &triage, format!("/contacts/{waiting}")),
            page("family", 1, &lead, format!("/families/{}", scene.family)),
            page("strand", 1, &lead, format!("/strands/{}", scene.strand(0))),
            page("person", 0, &triage, format!("/people/{person}")),
            Page {
                fields: typed.to_vec(),
                ..page("search", 0, &triage, "/people/search".to_owned())
            },
            page("signals", 1, &idva, "/signals".to_owned()),
        ]
    }

    /// Has PostgreSQL cut rows, or not.
    pub(super) async fn rows(&self, on: bool) {
        let raw = self.scene.house.behind().await;
        let tables = raw
            .column(
                "TEXT",
                "SELECT tablename::text FROM pg_policies GROUP BY tablename ORDER BY 1",
            )
            .await;
        let word = if on { "ENABLE" } else { "DISABLE" };
        for table in tables {
            if let crate::hub::raw::Cell::Text(table) = table {
                let change = format!("ALTER TABLE {table} {word} ROW LEVEL SECURITY");
                raw.change(&change, &[]).await;
            }
        }
    }
}
