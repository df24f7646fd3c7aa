//! One telling: a family at work, and those of the other side who look on.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::outputs::send::output_collect;
use trefoil_core::ids::{OutputId, PersonId, WorkerId};
use trefoil_core::principal::Role;

use super::asked::Ask;
use crate::hub::browser::{Answer, Browser};
use crate::hub::house::Engine;
use crate::outputs::tools;
use crate::wall::scene::{Scene, worker as made};

/// Who looks, in turn.
pub(super) const READERS: [&str; 4] = [
    "perpetrator's worker",
    "their team-mate",
    "their manager",
    "returns officer",
];

/// A telling.
pub(super) struct Telling {
    pub(super) scene: Scene,
    /// Manages the team of the victim's adviser.
    pub(super) her_manager: Asker,
    /// What of his left last, in each format.
    pub(super) left: BTreeMap<&'static str, OutputId>,
    /// How much has left.
    pub(super) leavings: usize,
    persons: BTreeMap<String, PersonId>,
    browsers: Vec<(Browser, String)>,
}

impl Telling {
    /// The readers sign in first, so that nothing of theirs is drawn after what they may not know.
    pub(super) async fn build(on: Engine) -> Self {
        let scene = Scene::build(on).await;
        let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
        let her_manager = made(&scene.house, "Noor Aziz", Role::TeamManager, charity).await;
        let page = scene
            .house
            .page(&scene.house.staff.duty, scene.contact)
            .await;
        let linked = page.people.iter().filter_map(|one| {
            let given = one.seen.described.name.given.clone();
            Some((given, one.link.as_ref()?.person))
        });
        let persons = linked.collect();
        let mut browsers = Vec::new();
        for asker in readers(&scene) {
            let mut browser = scene.house.browser(asker).await;
            let token = browser.token().await;
            browsers.push((browser, token));
        }
        Self {
            scene,
            her_manager,
            left: BTreeMap::new(),
            leavings: 0,
            persons,
            browsers,
        }
    }

    /// A minute passes.
    pub(super) fn pass(&self) {
        let world = &self.scene.house.kit.world;
        world.pass(SignedDuration::from_mins(1));
    }

    /// Somebody of the family.
    pub(super) fn person(&self, given: &str) -> PersonId {
        self.persons[given]
    }

    /// What a reader is answered; nothing where what is asked for has not come about in either telling.
    pub(super) async fn answer(&self, reader: usize, ask: &Ask) -> Option<String> {
        let (browser, token) = &self.browsers[reader];
        let mut browser = browser.clone();
        let mut answer = match ask {
            Ask::Get(path) => browser.get(&self.filled(path)).await,
            Ask::Post(path, fields) => {
                let mut fields: Vec<(String, String)> = fields
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), self.filled(value)))
                    .collect();
                fields.push(("csrf".to_owned(), token.clone()));
                browser.post(&self.filled(path), &fields).await
            }
            Ask::Output(format) => {
                let id = self.left.get(format)?;
                browser.get(&format!("/outputs/{id}")).await
            }
            Ask::File(format) => self.file(reader, format, &mut browser).await?,
        };
        answer.headers.retain(|(name, _)| name != "content-length");
        Some(format!(
            "{} {:?}\n{}",
            answer.status, answer.headers, answer.body
        ))
    }

    /// A file, with what it says in place of its bytes where those are no text.
    async fn file(&self, reader: usize, format: &str, browser: &mut Browser) -> Option<Answer> {
        let id = *self.left.get(format)?;
        let mut answer = browser.get(&format!("/outputs/{id}/file")).await;
        if answer.status == 200 {
            let asker = readers(&self.scene)[reader];
            let file = output_collect(self.scene.house.app(), asker, id).await;
            answer.body = tools::words(&file.unwrap().bytes, format);
        }
        Some(answer)
    }

    /// With this telling's ids in place of their names.
    fn filled(&self, text: &str) -> String {
        let mut text = text
            .replace("{family}", &self.scene.family.to_string())
            .replace("{contact}", &self.scene.contact.to_string());
        for (place, (_, strand)) in self.scene.strands.iter().enumerate() {
            text = text.replace(&format!("{{strand {place}}}"), &strand.to_string());
        }
        for (given, person) in &self.persons {
            text = text.replace(&format!("{{{given}}}"), &person.to_string());
        }
        text
    }
}

fn readers(scene: &Scene) -> [&Asker; 4] {
    [
        &scene.perpetrator_worker,
        &scene.team_mate,
        &scene.their_manager,
        &scene.house.staff.returns,
    ]
}

pub(super) fn worker(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}
