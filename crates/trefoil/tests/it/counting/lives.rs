//! Random lives of a hub through its doors: versions that come late, contacts about two families, matches undone, answers
//! given twice, over bank holidays and the nights on which the clocks change; each asked for random days as known at random
//! instants.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::view::ContactPage;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::new::match_new;
use trefoil_app::matching::undo::match_undo;
use trefoil_core::contact::ContactState;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::ContactId;
use trefoil_testkit::{FeedRow, feed};

use super::by_hand::{Told, Version, london_day};
use super::compare;
use crate::hub::house::{House, now};

/// Worlds of a run, what happens in each, and how often each is asked: thousands of reports.
const WORLDS: u64 = 12;
const STEPS: usize = 30;
const ASKED: usize = 180;

/// The children there are: name and birth date; the last is not born yet.
const CHILDREN: [(&str, &str, &str); 7] = [
    ("Imogen", "Ashdown", "2014-03-14"),
    ("Tobias", "Ashdown", "2017-09-30"),
    ("Wilfred", "Birchwood", "2015-06-07"),
    ("Xanthe", "Birchwood", "2011-10-11"),
    ("Ottilie", "Cole", "2023-01-09"),
    ("Priya", "Nair", "2021-05-04"),
    ("Baby", "Nair", "expected 2026-12-20"),
];

const ADULTS: [(&str, &str, &str); 3] = [
    ("Rosalind", "Ashdown", "1991-04-02"),
    ("Oluwaseun", "Birchwood", "1979-12-30"),
    ("Gareth", "Cole", "1988-11-21"),
];

struct Life {
    house: House,
    dice: ChaCha8Rng,
    told: Vec<(ContactId, Told)>,
    began: Timestamp,
}

impl Life {
    async fn begin(seed: u64) -> Self {
        let house = House::sqlite().await;
        // Every second one in the autumn, when the clocks go back and Christmas comes.
        let hours = if seed.is_multiple_of(2) { 0 } else { 24 * 221 };
        house.kit.world.pass(SignedDuration::from_hours(hours));
        Self {
            began: house.app().now(),
            house,
            dice: ChaCha8Rng::seed_from_u64(seed),
            told: Vec::new(),
        }
    }

    fn draw(&mut self, sides: usize) -> usize {
        usize::try_from(self.dice.next_u32()).unwrap() % sides
    }

    fn now(&self) -> Timestamp {
        self.house.app().now()
    }

    /// A second of the last days; often near a midnight of London or of UTC.
    fn lately(&mut self) -> Timestamp {
        let back = SignedDuration::from_secs(i64::try_from(self.draw(12 * 86_400)).unwrap());
        let at = self.now() - back;
        let Ok(whole) = Timestamp::from_second(at.as_second() - at.as_second().rem_euclid(3600))
        else {
            return at;
        };
        match self.draw(3) {
            0 => whole,
            1 => whole - SignedDuration::from_secs(1),
            _ => Timestamp::from_second(at.as_second()).unwrap(),
        }
    }

    async fn step(&mut self) {
        let minutes = [1, 30, 300, 900, 2_000][self.draw(5)];
        self.house
            .kit
            .world
            .pass(SignedDuration::from_mins(minutes));
        match self.draw(10) {
            0..=2 => self.new_contact().await,
            3 => self.later_version(1).await,
            4 => self.later_version(-1).await,
            5 | 6 => self.decide().await,
            7 => self.everybody_new().await,
            8 => self.as_proposed().await,
            _ => self.undo().await,
        }
        self.house.rest().await;
        self.look_at_families().await;
    }

    fn version(&mut self, number: i64) -> Version {
        let count = [0, 1, 1, 2, 3][self.draw(5)];
        let mut children: Vec<String> = Vec::new();
        for _ in 0..count {
            let name = CHILDREN[self.draw(CHILDREN.len())].0.to_owned();
            if !children.contains(&name) {
                children.push(name);
            }
        }
        Version {
            known: self.now(),
            number,
            received: self.lately(),
            abuse: self.draw(2) == 0,
            children,
        }
    }

    async fn send(&mut self, reference: &str, version: &Version) {
        let number = version.number.to_string();
        let received = version.received.to_string();
        let adult = ADULTS[self.draw(ADULTS.len())];
        let row = |role, (given, surname, born)| FeedRow {
            incident: reference,
            version: &number,
            received_at: &received,
            domestic_abuse: if version.abuse { "yes" } else { "no" },
            grade: "medium",
            person: given,
            role,
            given,
            surname,
            born,
            ..FeedRow::default()
        };
        let mut rows = vec![row("victim", adult)];
        let here = CHILDREN
            .iter()
            .filter(|(given, ..)| version.children.iter().any(|child| child == given));
        rows.extend(here.map(|child| row("child", *child)));
        self.house.kit.import(&feed(&rows)).await;
    }

    async fn new_contact(&mut self) {
        let reference = format!("R{}", self.told.len());
        let version = self.version(5);
        self.send(&reference, &version).await;
        self.house.rest().await;
        let contact = self.house.contact(&reference).await;
        let told = Told {
            police: true,
            versions: vec![version],
            decisions: Vec::new(),
            families: Vec::new(),
        };
        self.told.push((contact, told));
    }

    /// A version with a higher or a lower number than all before it.
    async fn later_version(&mut self, step: i64) {
        if self.told.is_empty() {
            return;
        }
        let place = self.draw(self.told.len());
        let numbers = self.told[place].1.versions.iter().map(|one| one.number);
        let number = if step > 0 {
            numbers.max()
        } else {
            numbers.min()
        }
        .unwrap()
            + step;
        if number < 1 {
            return;
        }
        let mut version = self.version(number);
        self.send(&format!("R{place}"), &version).await;
        // A child who was left out by a version and comes back is to be decided about again.
        let versions = &mut self.told[place].1.versions;
        let before = versions.iter().max_by_key(|one| one.number).unwrap();
        for child in &mut version.children {
            let same = |known: &&String| plain(known) == child.as_str();
            let again = versions.len();
            *child = match before.children.iter().find(same) {
                Some(known) => known.clone(),
                None => format!("{child}, version {again}"),
            };
        }
        versions.push(version);
    }

    /// A contact that waits, with its place.
    async fn waiting(&mut self) -> Option<(usize, ContactPage)> {
        let mut waiting = Vec::new();
        for place in 0..self.told.len() {
            let page = self.page(place).await;
            if page.head.state == ContactState::Waiting {
                waiting.push((place, page));
            }
        }
        let drawn = self.draw(waiting.len().max(1));
        (!waiting.is_empty()).then(|| waiting.swap_remove(drawn))
    }

    async fn page(&self, place: usize) -> ContactPage {
        self.house
            .page(&self.house.staff.duty, self.told[place].0)
            .await
    }

    async fn decide(&mut self) {
        let Some((place, page)) = self.waiting().await else {
            return;
        };
        let children: Vec<_> = page.people.iter().filter(|one| one.row.child).collect();
        let mut answers = Vec::new();
        for one in &children {
            answers.push(Answer {
                child: Some(one.row.root),
                outcome: Outcome::ALL[self.draw(5)],
                reason: "Asked for.".to_owned(),
                service: None,
            });
        }
        if answers.is_empty() {
            answers.push(Answer {
                child: None,
                outcome: Outcome::Referral,
                reason: "Asked for.".to_owned(),
                service: None,
            });
        }
        let now = self.now();
        for (one, answer) in children.iter().zip(&answers) {
            let given = &one.seen.described.name.given;
            let told = &mut self.told[place].1;
            let known = told.versions.iter().max_by_key(|one| one.number).unwrap();
            let same = |known: &&String| plain(known) == given.as_str();
            let child = known.children.iter().find(same).unwrap().clone();
            told.decisions.push((now, child, answer.outcome));
        }
        let (app, triage) = (self.house.app(), &self.house.staff.triage);
        contact_decide(app, triage, self.told[place].0, answers)
            .await
            .unwrap();
    }

    async fn everybody_new(&mut self) {
        let Some((place, page)) = self.waiting().await else {
            return;
        };
        for one in page.people.iter().filter(|one| one.link.is_none()) {
            let (app, triage) = (self.house.app(), &self.house.staff.triage);
            match_new(app, triage, self.told[place].0, one.row.sighting)
                .await
                .unwrap();
        }
    }

    /// Everybody is who they are proposed to be: of two families, where they are.
    async fn as_proposed(&mut self) {
        let Some((place, page)) = self.waiting().await else {
            return;
        };
        for one in page.people.iter().filter(|one| one.link.is_none()) {
            if let Some(candidate) = one.candidates.first() {
                let (app, triage) = (self.house.app(), &self.house.staff.triage);
                let person = candidate.believed.person;
                match_confirm(app, triage, self.told[place].0, one.row.sighting, person)
                    .await
                    .unwrap();
            }
        }
    }

    async fn undo(&mut self) {
        let Some((place, page)) = self.waiting().await else {
            return;
        };
        let link = page.people.iter().find_map(|one| one.link.as_ref());
        if let Some(link) = link {
            let (app, triage) = (self.house.app(), &self.house.staff.triage);
            match_undo(app, triage, self.told[place].0, link.matched)
                .await
                .unwrap();
        }
    }

    /// How many families the page of each contact shows now.
    async fn look_at_families(&mut self) {
        for place in 0..self.told.len() {
            let families = self.page(place).await.families.len() as u64;
            let now = self.now();
            let known = &mut self.told[place].1.families;
            if known.last().map(|(_, families)| *families) != Some(families) {
                known.push((now, families));
            }
        }
    }

    /// Random days and instants, many of them those at which something happened.
    fn asked(&mut self) -> (Date, Date, Timestamp) {
        let span = self.now().duration_since(self.began).as_secs();
        let span = usize::try_from(span).unwrap().max(1);
        let instant = |life: &mut Self| {
            let secs = i64::try_from(life.draw(span)).unwrap();
            life.began + SignedDuration::from_secs(secs)
        };
        let as_at = match self.draw(4) {
            0 => self.now(),
            1 => instant(self),
            _ => {
                let place = self.draw(self.told.len());
                let told = &self.told[place].1;
                let times: Vec<Timestamp> = told
                    .versions
                    .iter()
                    .map(|one| one.known)
                    .chain(told.decisions.iter().map(|one| one.0))
                    .chain(told.families.iter().map(|one| one.0))
                    .collect();
                let at = times[self.draw(times.len())];
                // As it happened, or the moment before.
                at - SignedDuration::from_micros(i64::try_from(self.draw(2)).unwrap())
            }
        };
        let first = self.draw(30);
        let place = self.draw(self.told.len());
        let near = self.told[place].1.versions[0].received;
        let from = london_day(near).saturating_sub(i64::try_from(first / 3).unwrap().days());
        let days = i64::try_from(self.draw(20)).unwrap();
        (from, from.saturating_add(days.days()), as_at)
    }
}

/// The name without the version that brought the child back.
fn plain(child: &str) -> &str {
    child.split(", ").next().unwrap()
}

#[tokio::test]
async fn random_lives_count_what_was_told() {
    let mut met: BTreeMap<u64, usize> = BTreeMap::new();
    for seed in 0..WORLDS {
        let mut life = Life::begin(seed).await;
        life.new_contact().await;
        for _ in 0..STEPS {
            life.step().await;
        }
        let told: Vec<Told> = life.told.iter().map(|(_, told)| told.clone()).collect();
        for one in told.iter().flat_map(|one| &one.families) {
            *met.entry(one.1).or_default() += 1;
        }
        for nth in 0..ASKED {
            let asked = life.asked();
            let manager = &life.house.staff.manager;
            compare(life.house.app(), manager, &told, asked, nth).await;
        }
        assert!(now() <= life.now());
    }
    // The lives are worth counting: contacts about one family, about two, and about none again.
    assert!(
        met.contains_key(&0) && met.contains_key(&1) && met.contains_key(&2),
        "{met:?}"
    );
}
