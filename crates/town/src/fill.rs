//! Sending a town in through the app: what was decided in bulk, what still waits by the ordinary way.

use std::collections::{HashMap, HashSet};

use trefoil_app::{App, Arrival, Asker, TownAnswer, TownContact, town_part, town_waiting};
use trefoil_core::ids::{FamilyId, PersonId as HeldId};
use trefoil_core::refusal::Refusal;

use crate::happening::{Happening, PlannedDecision};
use crate::household::{HouseholdId, PersonId};
use crate::town::Town;

/// What was sent in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Contacts in all.
    pub contacts: u64,
    /// Of those, waiting for a decision.
    pub waiting: u64,
    /// Persons made.
    pub persons: u64,
}

/// Contacts written in one transaction.
const PART: usize = 64;

struct Filling<'a> {
    app: &'a App,
    worker: &'a Asker,
    known: HashMap<PersonId, HeldId>,
    families: HashMap<HouseholdId, FamilyId>,
    part: Vec<(Happening, PlannedDecision)>,
    in_part: HashSet<HouseholdId>,
    waiting: Vec<Arrival>,
    filled: Filled,
}

/// Sends the whole town in; `worker` is who matched and decided. `progress` hears how many contacts of how many are done.
///
/// # Errors
/// As the acts of the app: what was acknowledged is kept.
pub async fn fill(
    app: &App,
    worker: &Asker,
    town: &Town,
    mut progress: impl FnMut(u64, u64) + Send,
) -> Result<Filled, Refusal> {
    let mut filling = Filling {
        app,
        worker,
        known: HashMap::new(),
        families: HashMap::new(),
        part: Vec::with_capacity(PART),
        in_part: HashSet::new(),
        waiting: Vec::new(),
        filled: Filled::default(),
    };
    for happening in town.happenings() {
        filling.add(happening).await?;
        progress(filling.filled.contacts, town.contacts());
    }
    filling.flush().await?;
    // The ordinary way comes last, so that what still waits is compared with everybody of the story.
    for arrivals in std::mem::take(&mut filling.waiting) {
        town_waiting(app, vec![arrivals]).await?;
    }
    Ok(filling.filled)
}

impl Filling<'_> {
    async fn add(&mut self, mut happening: Happening) -> Result<(), Refusal> {
        self.filled.contacts += 1;
        let Some(decision) = happening.decision.take() else {
            self.filled.waiting += 1;
            let arrival = self.arrival(&happening);
            self.waiting.push(arrival);
            return Ok(());
        };
        // Nobody twice in one part: what the first contact makes is what the second one meets.
        if self.part.len() >= PART || !self.in_part.insert(happening.household) {
            self.flush().await?;
            self.in_part.insert(happening.household);
        }
        self.part.push((happening, decision));
        Ok(())
    }

    fn arrival(&self, happening: &Happening) -> Arrival {
        let mut digest = [0; 32];
        for (byte, count) in digest.iter_mut().zip(self.filled.contacts.to_be_bytes()) {
            *byte = count;
        }
        let rows = i64::try_from(happening.truth.len()).unwrap_or(i64::MAX);
        Arrival {
            draft: happening.draft(),
            digest,
            rows,
        }
    }

    async fn flush(&mut self) -> Result<(), Refusal> {
        self.in_part.clear();
        let part = std::mem::take(&mut self.part);
        if part.is_empty() {
            return Ok(());
        }
        let contacts = part
            .iter()
            .map(|(happening, decision)| self.contact(happening, decision))
            .collect();
        let made = town_part(self.app, self.worker, contacts).await?;
        for ((happening, _), (who, family)) in part.iter().zip(made) {
            self.families.insert(happening.household, family);
            for (truth, person) in happening.truth.iter().zip(who) {
                self.filled.persons += u64::from(self.known.insert(*truth, person).is_none());
            }
        }
        Ok(())
    }

    fn contact(&self, happening: &Happening, decision: &PlannedDecision) -> TownContact {
        let answers = decision.answers.iter().map(|answer| {
            (
                answer.outcome,
                answer.reason.to_owned(),
                answer.service.map(str::to_owned),
            )
        });
        TownContact {
            arrival: self.arrival(happening),
            who: happening
                .truth
                .iter()
                .map(|truth| self.known.get(truth).copied())
                .collect(),
            family: self.families.get(&happening.household).copied(),
            answer: TownAnswer {
                at: decision.at,
                answers: answers.collect(),
            },
        }
    }
}
