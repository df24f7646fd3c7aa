//! The two tellings, side by side.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng as _;

use super::acts::{Kept, Open};
use crate::hub::browser::Browser;
use crate::hub::house::Engine;
use crate::wall::scene::Scene;

/// Who looks, in turn.
pub(super) const READERS: [&str; 4] = [
    "perpetrator's worker",
    "their team-mate",
    "their manager",
    "returns officer",
];

/// What histories met: each situation is to be met before volume counts.
#[derive(Default)]
pub(super) struct Met {
    open: BTreeSet<Open>,
    kept: BTreeSet<Kept>,
    /// What the protected side did since the reader last looked, with each page that was then looked at.
    seen_after: BTreeSet<(Kept, String)>,
    pages: BTreeSet<String>,
}

impl Met {
    /// Acts that never came about, and pages that nobody looked at after one of them.
    pub(super) fn unmet(&self) -> Vec<String> {
        let open = Open::ALL.iter().filter(|one| !self.open.contains(one));
        let mut unmet: Vec<String> = open.map(|one| format!("{one:?}")).collect();
        for kept in Kept::ALL {
            if !self.kept.contains(&kept) {
                unmet.push(format!("{kept:?}"));
            }
            let pages = self.pages.iter();
            let pages = pages.filter(|page| !self.seen_after.contains(&(kept, (*page).clone())));
            unmet.extend(pages.map(|page| format!("{page} after {kept:?}")));
        }
        unmet
    }
}

struct Telling {
    scene: Scene,
    browsers: Vec<Browser>,
}

impl Telling {
    async fn build(on: Engine) -> Self {
        let scene = Scene::build(on).await;
        let mut browsers = Vec::new();
        for asker in [
            &scene.perpetrator_worker,
            &scene.team_mate,
            &scene.their_manager,
            &scene.house.staff.returns,
        ] {
            browsers.push(scene.house.browser(asker).await);
        }
        Self { scene, browsers }
    }
}

/// Both.
pub(super) struct Pair {
    without: Telling,
    with: Telling,
    acts: usize,
    lately: BTreeSet<Kept>,
}

impl Pair {
    pub(super) async fn build(on: Engine) -> Self {
        Self {
            without: Telling::build(on).await,
            with: Telling::build(on).await,
            acts: 0,
            lately: BTreeSet::new(),
        }
    }

    /// Some acts, a minute apart in both tellings.
    pub(super) async fn history(&mut self, chance: &mut ChaCha20Rng, met: &mut Met) {
        for _ in 0..6 {
            self.acts += 1;
            for telling in [&self.without, &self.with] {
                telling
                    .scene
                    .house
                    .kit
                    .world
                    .pass(SignedDuration::from_mins(1));
            }
            if chance.next_u32().is_multiple_of(2) {
                self.open(pick(&Open::ALL, chance), met).await;
            } else {
                self.keep(pick(&Kept::ALL, chance), met).await;
            }
        }
    }

    async fn open(&self, act: Open, met: &mut Met) {
        let came = act.happen(&self.without.scene, self.acts).await;
        let too = act.happen(&self.with.scene, self.acts).await;
        assert_eq!(came, too, "{act:?}: T3, what comes of an act");
        met.open.insert(act);
    }

    async fn keep(&mut self, act: Kept, met: &mut Met) {
        if act.happen(&self.with.scene, self.acts).await.is_ok() {
            met.kept.insert(act);
            self.lately.insert(act);
        }
    }

    /// What the reader sees differently, if anything.
    pub(super) async fn difference(&mut self, reader: usize, met: &mut Met) -> Option<String> {
        let mut without = self.without.browsers[reader].clone();
        let mut with = self.with.browsers[reader].clone();
        let first = self.without.scene.observed(&mut without).await;
        let second = self.with.scene.observed(&mut with).await;
        let (mut names, mut others) = (Names::default(), Names::default());
        for ((path, page), (other_path, other)) in first.iter().zip(&second) {
            let path = names.canonical(path);
            others.canonical(other_path);
            if names.canonical(page) != others.canonical(other) {
                return Some(format!("{} at {path}", READERS[reader]));
            }
            met.seen_after
                .extend(self.lately.iter().map(|act| (*act, path.clone())));
            met.pages.insert(path);
        }
        if reader + 1 == READERS.len() {
            self.lately.clear();
        }
        None
    }
}

fn pick<T: Copy>(all: &[T], chance: &mut ChaCha20Rng) -> T {
    let place = usize::try_from(chance.next_u32()).unwrap() % all.len();
    all[place]
}

/// Ids by the order in which they were met.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn canonical(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('-') {
            let start = at.saturating_sub(8);
            let id = rest.get(start..start + 36).filter(|id| is_id(id));
            let Some(id) = id else {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            };
            let next = self.0.len();
            let name = *self.0.entry(id.to_owned()).or_insert(next);
            out.push_str(&rest[..start]);
            out.extend(["<id ", name.to_string().as_str(), ">"]);
            rest = &rest[start + 36..];
        }
        out.push_str(rest);
        out
    }
}

fn is_id(text: &str) -> bool {
    text.bytes().enumerate().all(|(place, byte)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}
