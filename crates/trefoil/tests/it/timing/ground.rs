//! What is asked for in pairs: something that is there and hidden, and something that is not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use trefoil_core::budget::Limits;
use trefoil_testkit::feed;
use trefoil_web::{Partners, State};

use crate::hub::browser::Browser;
use crate::hub::house::Engine;
use crate::hub::people::row;
use crate::hub::real;
use crate::outputs::release::letter;
use crate::wall::scene::Scene;
use trefoil_app::outputs::draft::output_draft;

/// Nothing has this id.
const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";

/// A question, or a form.
type Asking = (String, Vec<(String, String)>);

/// Two questions that one who may not know must not tell apart.
#[derive(Clone)]
pub(super) struct Pair {
    pub(super) name: &'static str,
    browser: Browser,
    asking: [Asking; 2],
    status: u16,
    /// Of so many pairs one is asked: some answers take long by themselves.
    one_in: usize,
    /// Where the same twice is answered otherwise: the box that says something else each time.
    differs: Option<(&'static str, Arc<AtomicU64>)>,
}

impl Pair {
    /// Asks for the one or the other.
    pub(super) async fn ask(&self, kind: usize) {
        let mut browser = self.browser.clone();
        let (path, mut fields) = self.asking[kind].clone();
        if let Some((name, turn)) = &self.differs {
            let turn = turn.fetch_add(1, Ordering::Relaxed);
            fields.push(((*name).to_owned(), turn.to_string()));
        }
        let path = path.as_str();
        let answer = match fields.as_slice() {
            [] => browser.get(path).await,
            fields => browser.post(path, fields).await,
        };
        assert_eq!(answer.status, self.status, "{path}: {}", answer.words());
    }

    /// How many of so many pairs are asked.
    pub(super) fn of(&self, pairs: usize) -> usize {
        pairs.div_ceil(self.one_in)
    }
}

/// A family at work, on a program that keeps its beat or does not.
pub(super) struct Ground {
    scene: Scene,
    router: axum::Router,
}

impl Ground {
    pub(super) async fn build(beat: Duration) -> Self {
        let scene = Scene::build(Engine::Sqlite).await;
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
        let zeno = row("ZENO", "child", "Zeno", "Quail", "2015-08-07");
        scene.house.kit.import(&feed(&[zeno])).await;
        let started = real::started();
        let router = trefoil_web::router(State {
            app: scene.house.app().clone(),
            demo: false,
            secure: false,
            proxies: Arc::new([]),
            provider: None,
            passkeys: None,
            partners: Some(Partners::default()),
            stopwatch: Arc::new(move || u64::try_from(started.elapsed().as_micros()).unwrap()),
            beat,
            metrics: trefoil_web::Metrics::default(),
        });
        Self { scene, router }
    }

    async fn browser(&self, asker: &trefoil_app::Asker) -> (Browser, String) {
        let session = self.scene.house.kit.signed_in(asker).await;
        let mut browser = Browser::with_session(self.router.clone(), &session);
        let token = browser.token().await;
        (browser, token)
    }

    /// Every kind of pair, the strand first.
    pub(super) async fn pairs(&self) -> Vec<Pair> {
        let scene = &self.scene;
        let (him, _) = self.browser(&scene.perpetrator_worker).await;
        let (triage, token) = self.browser(&scene.house.staff.triage).await;
        let contact = scene
            .house
            .page(&scene.house.staff.duty, scene.contact)
            .await;
        let person = contact.people[0].link.as_ref().unwrap().person;
        let (app, draft) = (scene.house.app(), letter("Well."));
        let output = output_draft(app, &scene.idva, scene.strand(2), &draft)
            .await
            .unwrap();
        let page = |name, browser: &Browser, kind: &str, id: String| Pair {
            name,
            browser: browser.clone(),
            asking: [
                (format!("/{kind}/{id}"), Vec::new()),
                (format!("/{kind}/{NOTHING}"), Vec::new()),
            ],
            status: 404,
            one_in: 1,
            differs: None,
        };
        let mut pairs = vec![
            page("strand", &him, "strands", scene.strand(2).to_string()),
            page("family", &triage, "families", scene.family.to_string()),
            page("contact", &triage, "contacts", scene.contact.to_string()),
            page("person", &triage, "people", person.to_string()),
            page("output", &him, "outputs", output.to_string()),
        ];
        pairs.push(Pair {
            name: "search",
            browser: triage.clone(),
            asking: [("Rosalind", "Ashdown"), ("Florence", "Askwith")]
                .map(|name| ("/people/search".to_owned(), search(&token, name, &[]))),
            status: 200,
            one_in: 1,
            differs: None,
        });
        let waiting = scene.house.contact("ZENO").await;
        let seen = scene.house.page(&scene.house.staff.duty, waiting).await;
        let sighting = seen.people[0].row.sighting.to_string();
        let more = [("sighting", sighting.as_str())];
        let path = format!("/contacts/{waiting}/match/search");
        pairs.push(Pair {
            name: "match",
            browser: triage,
            asking: [("Rosalind", "Ashdown"), ("Florence", "Askwith")]
                .map(|name| (path.clone(), search(&token, name, &more))),
            status: 200,
            one_in: 1,
            differs: None,
        });
        pairs.push(Pair {
            name: "sign-in",
            browser: Browser::new(self.router.clone()),
            asking: ["ruchi.patel", "ruchi.petal"].map(|name| {
                let email = format!("{name}@trefoil.example");
                let typed = [
                    ("email", email.as_str()),
                    ("password", "guessed"),
                    ("code", "123456"),
                ];
                ("/sign-in".to_owned(), fields(&typed))
            }),
            status: 422,
            one_in: 10,
            differs: None,
        });
        pairs.push(Pair {
            name: "tell",
            browser: Browser::new(self.router.clone()),
            asking: [("Rosalind", "Ashdown"), ("Florence", "Askwith")].map(told),
            status: 200,
            one_in: 5,
            differs: Some(("summary", Arc::new(AtomicU64::new(0)))),
        });
        pairs
    }
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

/// What a partner tells of somebody.
fn told((given, surname): (&str, &str)) -> Asking {
    let typed = [
        ("source", "school"),
        ("teller", "F. Lomas"),
        ("organisation", "Larch School"),
        ("reached", "office@larch.example"),
        ("p0-role", "victim"),
        ("p0-given", given),
        ("p0-surname", surname),
        ("p0-birth", "2 4 1991"),
    ];
    ("/tell".to_owned(), fields(&typed))
}

fn search(
    token: &str,
    (given, surname): (&str, &str),
    more: &[(&str, &str)],
) -> Vec<(String, String)> {
    let mut typed = vec![
        ("csrf", token),
        ("given", given),
        ("surname", surname),
        ("birth-day", "2"),
        ("birth-month", "4"),
        ("birth-year", "1991"),
    ];
    typed.extend(more);
    fields(&typed)
}
