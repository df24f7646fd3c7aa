//! T14 by volume: random worlds in which the rules and the reference must agree, drawn so that every rule has its say in at
//! least one world of a hundred. `cargo xtask prove` asks for more.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cedar_policy::PolicyId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use trefoil_core::act::Act;
use trefoil_core::strand::CompartmentKind;

use super::{compare, rules, worlds};
use crate::cedar::Cedar;
use crate::policies::Rules;
use crate::{Asker, Policy, Standing};

/// Asked for where the environment names no other number.
const DECISIONS: u64 = 2_000_000;
/// Of the worlds drawn, one in so many is asked which rules had their say in it.
const TOLD: u64 = 8;
/// A rule that had its say in fewer worlds of a hundred is not proved by volume.
const LEAST_SHARE: f64 = 0.01;
/// Worlds kept of each rule to start from.
const KEPT: usize = 24;

pub(super) type World = (Asker, Standing);

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on, and from which seed, is said from outside"
)]
pub(super) fn number(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok().and_then(|text| text.parse().ok());
    told.unwrap_or(otherwise)
}

/// Worlds in which each rule has its say.
pub(super) static BANK: LazyLock<BTreeMap<PolicyId, Vec<World>>> = LazyLock::new(bank);

fn bank() -> BTreeMap<PolicyId, Vec<World>> {
    let cedar = &Cedar::new(Rules::embedded().unwrap()).unwrap();
    let named = worlds::askers().into_iter().map(|(_, _, asker)| asker);
    let askers: Vec<Asker> = worlds::odd_askers().into_iter().chain(named).collect();
    let mut bank: BTreeMap<PolicyId, Vec<World>> = BTreeMap::new();
    for standing in rules::telling() {
        for asker in &askers {
            for rule in rules::heard(cedar, asker, &standing) {
                let worlds = bank.entry(rule).or_default();
                if worlds.len() < KEPT {
                    worlds.push((asker.clone(), standing.clone()));
                }
            }
        }
    }
    bank
}

pub(super) struct Draw {
    runner: TestRunner,
    bank: Vec<(PolicyId, Vec<World>)>,
    /// In how many of the worlds that were told each rule had its say.
    heard: BTreeMap<PolicyId, u64>,
    told: u64,
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_be_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let bank = BANK.clone();
        Self {
            runner: TestRunner::new_with_rng(Config::default(), rng),
            heard: bank.keys().map(|rule| (rule.clone(), 0)).collect(),
            bank: bank.into_iter().collect(),
            told: 0,
        }
    }

    fn any<T: std::fmt::Debug>(&mut self, of: impl Strategy<Value = T>) -> T {
        of.new_tree(&mut self.runner).unwrap().current()
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.any(0..many) == 0
    }

    /// A world of the rule that had its say least, or of any, changed in places; now and then one from nowhere.
    fn world(&mut self) -> World {
        if self.one_in(6) {
            return (
                self.any(worlds::any_worker()),
                self.any(worlds::any_standing()),
            );
        }
        let least = self.heard.iter().min_by_key(|(_, count)| **count);
        let least = least.map(|(rule, _)| rule.clone());
        let place = if self.one_in(2) {
            self.bank
                .iter()
                .position(|(rule, _)| Some(rule) == least.as_ref())
        } else {
            None
        };
        let rules = self.bank.len();
        let place = place.unwrap_or_else(|| self.any(0..rules));
        let worlds = self.bank[place].1.len();
        let one = self.any(0..worlds);
        let (asker, standing) = self.bank[place].1[one].clone();
        self.changed(asker, standing)
    }

    pub(super) fn changed(&mut self, mut asker: Asker, mut standing: Standing) -> World {
        let (other, elsewhere) = (
            self.any(worlds::any_worker()),
            self.any(worlds::any_standing()),
        );
        if let (Some(mine), Some(theirs)) = (asker.worker.as_mut(), other.worker.as_ref()) {
            if self.one_in(5) {
                mine.roles.extend(&theirs.roles);
            }
            if self.one_in(5) {
                (mine.team, mine.hub_team) = (theirs.team, theirs.hub_team);
            }
            if self.one_in(5) {
                mine.stepped_up = theirs.stepped_up;
            }
        }
        if self.one_in(5) {
            standing.relationships.extend(&elsewhere.relationships);
        }
        if self.one_in(5) {
            (standing.in_hub, standing.proposed) = (elsewhere.in_hub, elsewhere.proposed);
        }
        if self.one_in(5) {
            standing.work = elsewhere.work;
        }
        if self.one_in(8) {
            standing.subject = elsewhere.subject;
        }
        (asker, standing)
    }

    fn tell(&mut self, cedar: &Cedar, (asker, standing): &World) {
        self.told += 1;
        for rule in rules::heard(cedar, asker, standing) {
            *self.heard.entry(rule).or_default() += 1;
        }
    }
}

/// Asks until so many decisions were compared; the draw, to be asked what it met.
///
/// # Errors
/// The first disagreement.
pub(super) fn compared(
    policy: &Policy,
    cedar: &Cedar,
    seed: u64,
    decisions: u64,
) -> Result<Draw, String> {
    let on_record = u64::try_from(Act::ALL.len() + CompartmentKind::ALL.len() + 1).unwrap();
    let mut draw = Draw::new(seed);
    let (mut made, mut drawn) = (0, 0);
    while made < decisions {
        let world = draw.world();
        compare::on_record(policy, &world.0, &world.1)?;
        made += on_record;
        if drawn % TOLD == 0 {
            compare::on_authority(policy, &world.0)?;
            made += on_record;
            draw.tell(cedar, &world);
        }
        drawn += 1;
    }
    Ok(draw)
}

#[test]
fn two_million_random_decisions_agree_with_the_reference() {
    let policy = Policy::load().unwrap();
    let cedar = Cedar::new(Rules::embedded().unwrap()).unwrap();
    let decisions = number("TREFOIL_PROVE_DECISIONS", DECISIONS);
    let seed = number("TREFOIL_PROVE_SEED", 1);
    let draw = compared(&policy, &cedar, seed, decisions).unwrap();
    let rules = cedar.all_rules();
    assert_eq!(rules.len(), draw.heard.len(), "a rule that no world hears");
    let least = |count: u64| {
        f64::from(u32::try_from(count).unwrap()) / f64::from(u32::try_from(draw.told).unwrap())
    };
    let few: Vec<String> = draw
        .heard
        .iter()
        .filter(|(_, count)| least(**count) < LEAST_SHARE)
        .map(|(rule, count)| format!("{rule}: {:.4}", least(*count)))
        .collect();
    assert!(few.is_empty(), "of {} worlds: {few:?}", draw.told);
}

/// The control: a comparison that misses a rule that is gone would miss one that is wrong.
#[test]
fn a_rule_less_is_found() {
    let cedar = Cedar::new(Rules::embedded().unwrap()).unwrap();
    for rule in cedar.all_rules().iter().step_by(40) {
        let mut rules = Rules::embedded().unwrap();
        rules.set.remove_static(rule.clone()).unwrap();
        let policy = Policy::with(rules).unwrap();
        let found = compared(&policy, &cedar, 2, DECISIONS / 4);
        assert!(found.is_err(), "{rule} is not missed");
    }
}
