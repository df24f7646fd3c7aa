//! Two authorities that are the same but for what one family's protected side wrote in the second, and what can be observed
//! of them.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::place_write;
use trefoil_app::families::share::share_make;
use trefoil_app::families::shared::{shared_opt_in, shared_write};
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::outputs::barred::barred_add;
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::reviews::list::reviews_view;
use trefoil_core::glass::{GlassAsked, GlassReason};
use trefoil_core::place::{PlaceKind, PlaceState, PlaceTyped};

use super::probe::{Answered, Look, Reader};
use trefoil_core::share::{LawfulBasis, SharePurpose, ShareTyped};
use trefoil_core::strand::Aspect;

use crate::hub::browser::Browser;
use crate::hub::house::Engine;
use crate::interests::{gareth, identify};
use crate::outputs::release::letter;
use crate::wall::scene::Scene;

const SECRETS: [&str; 2] = ["She moved to 4 Quay Street.", "He rang the school."];
/// Nothing has this id.
const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";
const READERS: [Reader; 7] = [
    Reader::PerpetratorWorker,
    Reader::TeamMate,
    Reader::TheirManager,
    Reader::Triage,
    Reader::Former,
    Reader::Returns,
    Reader::Interested,
];

/// One of the two.
struct Twin {
    scene: Scene,
    browsers: Vec<Browser>,
}

/// Two things by which the victim is found.
fn rosalind() -> GlassAsked {
    GlassAsked {
        given: "Rosalind".to_owned(),
        surname: "Ashdown".to_owned(),
        birth: "1991-04-02".parse().ok(),
        reason: Some(GlassReason::Danger),
        text: "She rang the ambulance.".to_owned(),
        ..GlassAsked::default()
    }
}

/// Both.
pub(super) struct Twins {
    plain: Twin,
    secret: Twin,
    written: u32,
}

impl Twin {
    async fn build(secret: bool) -> Self {
        let scene = Scene::build(Engine::Sqlite).await;
        scene.allocate(1, &scene.child_adviser).await;
        let app = scene.house.app();
        let next = scene.early_help.worker.as_ref().map(|facts| facts.worker);
        strand_allocate(app, &scene.house.staff.duty, scene.strand(1), next)
            .await
            .unwrap();
        shared_write(app, &scene.idva, scene.family, "The order ends in May.")
            .await
            .unwrap();
        let page = family_view(app, &scene.idva, scene.family).await.unwrap();
        let item = (scene.family, page.shared[0].note);
        shared_opt_in(app, &scene.idva, item, "He must keep to it.")
            .await
            .unwrap();
        let his = PlaceTyped {
            kind: Some(PlaceKind::Address),
            state: Some(PlaceState::Current),
            value: "7 Harbour Row".to_owned(),
            postcode: "TR1 9ZZ".to_owned(),
        };
        place_write(app, &scene.house.staff.duty, scene.strand(3), &his)
            .await
            .unwrap();
        let day = ShareTyped {
            aspect: Some(Aspect::Full),
            purpose: Some(SharePurpose::Safety),
            basis: Some(LawfulBasis::PublicTask),
            days: Some(1),
            ..ShareTyped::default()
        };
        let to = scene
            .child_adviser
            .worker
            .as_ref()
            .map(|facts| facts.worker);
        share_make(app, &scene.idva, scene.strand(2), to, &day)
            .await
            .unwrap();
        glass_break(app, &scene.house.staff.triage, &rosalind())
            .await
            .unwrap();
        scene.house.kit.world.pass(SignedDuration::from_hours(50));
        identify(&scene.house, &scene.house.staff.duty, &gareth("Ashdown")).await;
        let mut browsers = Vec::new();
        for reader in READERS {
            browsers.push(scene.house.browser(asker(&scene, reader)).await);
        }
        if secret {
            output_draft(app, &scene.idva, scene.strand(2), &letter("You did well."))
                .await
                .unwrap();
            let barred = ("Gareth", "", "She fears him.");
            barred_add(app, &scene.idva, scene.family, barred)
                .await
                .unwrap();
            for text in SECRETS {
                for (by, place) in [(&scene.idva, 2), (&scene.social_worker, 0)] {
                    note_write(app, by, scene.strand(place), text)
                        .await
                        .unwrap();
                }
                shared_write(app, &scene.social_worker, scene.family, text)
                    .await
                    .unwrap();
            }
        }
        Self { scene, browsers }
    }

    /// What the scene observes, and the pages of what leaves, of who looked and of who answers for it.
    async fn pages(&self, reader: Reader) -> BTreeMap<String, String> {
        let mut browser = self.browser(reader);
        let mut seen = self.scene.observed(&mut browser).await;
        let strands = self.scene.strands.iter();
        let of_strands = strands
            .flat_map(|(_, id)| ["outputs", "access"].map(|page| format!("/strands/{id}/{page}")));
        let others = [
            "/disclosures",
            "/reviews",
            "/interests",
            "/limits",
            "/glass/open",
        ];
        let barred = format!("/families/{}/barred", self.scene.family);
        let more = of_strands.chain(others.map(str::to_owned)).chain([barred]);
        for path in more {
            let answer = browser.get(&path).await;
            let whole = format!("{} {:?}\n{}", answer.status, answer.headers, answer.body);
            seen.insert(path, whole);
        }
        seen
    }

    fn browser(&self, reader: Reader) -> Browser {
        let place = READERS.iter().position(|one| *one == reader).unwrap();
        self.browsers[place].clone()
    }
}

fn asker(scene: &Scene, reader: Reader) -> &Asker {
    match reader {
        Reader::PerpetratorWorker => &scene.perpetrator_worker,
        Reader::TeamMate => &scene.team_mate,
        Reader::TheirManager => &scene.their_manager,
        Reader::Triage => &scene.house.staff.triage,
        Reader::Former => &scene.child_adviser,
        Reader::Returns => &scene.house.staff.returns,
        Reader::Interested => &scene.house.staff.duty,
    }
}

impl Twins {
    pub(super) async fn build() -> Self {
        Self {
            plain: Twin::build(false).await,
            secret: Twin::build(true).await,
            written: 0,
        }
    }

    /// What is seen, in words; `None` where nothing leaks.
    pub(super) async fn sees(&mut self, look: Look) -> Option<String> {
        match look {
            Look::Differs(reader) => self.differs(reader).await,
            Look::Reads(reader, word) => self.reads(reader, word).await,
            Look::Oracle(reader) => self.oracle(reader).await,
            Look::Unrecorded(reader, answered) => self.unrecorded(reader, answered).await,
            Look::Without(name, value) => self.without(name, value).await,
            Look::AtRest => self.at_rest().await,
            Look::AfterSignOut => self.after_sign_out().await,
            Look::ForeignForm => self.foreign_form().await,
            Look::IdOfNote => self.id_of_note().await,
            Look::Unreviewed => self.unreviewed().await,
        }
    }

    async fn differs(&self, reader: Reader) -> Option<String> {
        let mut of = Vec::new();
        for twin in [&self.plain, &self.secret] {
            of.push(twin.pages(reader).await);
        }
        let differs = of[0].iter().find(|(path, page)| of[1][*path] != **page);
        differs.map(|(path, _)| path.clone())
    }

    async fn reads(&self, reader: Reader, word: &str) -> Option<String> {
        let pages = self.secret.pages(reader).await;
        let found = pages.iter().find(|(_, page)| page.contains(word));
        found.map(|(path, _)| path.clone())
    }

    async fn oracle(&self, reader: Reader) -> Option<String> {
        let scene = &self.secret.scene;
        let mut browser = self.secret.browser(reader);
        let strands = scene
            .strands
            .iter()
            .map(|(_, id)| ("strands", id.to_string()));
        let others = [
            ("families", scene.family.to_string()),
            ("contacts", scene.contact.to_string()),
        ];
        for (kind, id) in strands.chain(others) {
            let hidden = browser.get(&format!("/{kind}/{id}")).await;
            let nothing = browser.get(&format!("/{kind}/{NOTHING}")).await;
            if hidden != nothing {
                return Some(format!("/{kind}/{id}"));
            }
        }
        None
    }

    async fn unrecorded(&self, reader: Reader, answered: Answered) -> Option<String> {
        let scene = &self.secret.scene;
        let mut browser = self.secret.browser(reader);
        let (place, status) = match answered {
            Answered::Opened => (3, 200),
            Answered::Refused => (2, 404),
        };
        let before = scene.house.ledger_length().await;
        let answer = browser
            .get(&format!("/strands/{}", scene.strand(place)))
            .await;
        assert_eq!(answer.status, status);
        let after = scene.house.ledger_length().await;
        (after == before).then(|| format!("strand {place}"))
    }

    async fn without(&self, name: &str, value: &str) -> Option<String> {
        let mut browser = self.secret.browser(Reader::PerpetratorWorker);
        let answer = browser.get("/families").await;
        let there = answer.header(name).is_some_and(|one| one.contains(value));
        (!there).then(|| name.to_owned())
    }

    /// Signs in by itself, signs out, and comes back with the cookie that it had.
    async fn after_sign_out(&self) -> Option<String> {
        let scene = &self.secret.scene;
        let mut browser = scene.house.browser(&scene.team_mate).await;
        let mut kept = browser.clone();
        let out = browser
            .open("/families")
            .await
            .form("/sign-out", &[])
            .unwrap();
        browser.submit(&out, &[]).await;
        let answer = kept.get("/families").await;
        (answer.status == 200).then(|| "/families".to_owned())
    }

    async fn unreviewed(&self) -> Option<String> {
        let staff = &self.secret.scene.house.staff;
        let app = self.secret.scene.house.app();
        let waiting = async || {
            reviews_view(app, &staff.custodian)
                .await
                .unwrap()
                .open
                .len()
        };
        let before = waiting().await;
        glass_break(app, &staff.second, &rosalind()).await.unwrap();
        (waiting().await == before).then(|| "the review queue".to_owned())
    }

    async fn foreign_form(&self) -> Option<String> {
        let scene = &self.secret.scene;
        let mut browser = self.secret.browser(Reader::PerpetratorWorker);
        let path = format!("/strands/{}/note", scene.strand(3));
        let fields = [("csrf", "0000"), ("text", "He rang.")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = browser.post(&path, &fields).await;
        (answer.status != 403).then(|| format!("{path}: {}", answer.status))
    }

    async fn id_of_note(&self) -> Option<String> {
        let scene = &self.secret.scene;
        let app = scene.house.app();
        scene.house.kit.world.pass(SignedDuration::from_mins(11));
        note_write(app, &scene.idva, scene.strand(2), "She rang.")
            .await
            .unwrap();
        let page = strand_view(app, &scene.idva, scene.strand(2))
            .await
            .unwrap();
        let id = page.notes[0].note.uuid();
        (id.get_version_num() != 4).then(|| id.to_string())
    }

    /// Writes a word that nobody wrote before, and looks for it in the file and its log.
    async fn at_rest(&mut self) -> Option<String> {
        self.written += 1;
        let word = format!("quoinstone{}", self.written);
        let scene = &self.secret.scene;
        note_write(scene.house.app(), &scene.idva, scene.strand(2), &word)
            .await
            .unwrap();
        let trefoil_app::Place::File(path) = &scene.house.kit.place else {
            return None;
        };
        for end in ["", "-wal"] {
            let mut file = path.clone().into_os_string();
            file.push(end);
            let bytes = std::fs::read(&file).unwrap_or_default();
            if bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
            {
                return Some(format!("database{end}"));
            }
        }
        None
    }
}
