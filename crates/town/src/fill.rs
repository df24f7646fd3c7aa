//! Sending a town in through the app: what was decided in bulk, what still waits by the ordinary way.

use trefoil_app::{App, Arrival, Asker, TownAnswer, TownBook, TownContact, town_waiting};
use trefoil_core::refusal::Refusal;

use crate::happening::{Happening, PlannedDecision};
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

/// Contacts written in one transaction: many, because nobody waits for a page meanwhile, and each page of an index is written
/// once for all of them.
const PART: usize = 1024;

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
    let mut book = TownBook::begin(app, worker);
    let mut filled = Filled::default();
    let (mut part, mut waiting) = (Vec::with_capacity(PART), Vec::new());
    for mut happening in town.happenings() {
        filled.contacts += 1;
        let arrival = arrival(&happening, filled.contacts);
        match happening.decision.take() {
            Some(decision) => part.push(decided(&happening, arrival, &decision)),
            None => waiting.push(arrival),
        }
        if part.len() == PART {
            book.add(std::mem::take(&mut part)).await?;
            progress(filled.contacts, town.contacts());
        }
    }
    if !part.is_empty() {
        book.add(part).await?;
    }
    book.settled().await?;
    filled.persons = book.persons();
    filled.waiting = waiting.len() as u64;
    // The ordinary way comes last, so that what still waits is compared with everybody of the story.
    for arrival in waiting {
        town_waiting(app, vec![arrival]).await?;
    }
    Ok(filled)
}

fn arrival(happening: &Happening, number: u64) -> Arrival {
    let mut digest = [0; 32];
    for (byte, count) in digest.iter_mut().zip(number.to_be_bytes()) {
        *byte = count;
    }
    let rows = i64::try_from(happening.truth.len()).unwrap_or(i64::MAX);
    Arrival {
        draft: happening.draft(),
        digest,
        rows,
    }
}

fn decided(happening: &Happening, arrival: Arrival, decision: &PlannedDecision) -> TownContact {
    let answers = decision.answers.iter().map(|answer| {
        (
            answer.outcome,
            answer.reason.to_owned(),
            answer.service.map(str::to_owned),
        )
    });
    TownContact {
        arrival,
        who: happening.truth.iter().map(|person| person.0).collect(),
        household: happening.household.0,
        answer: TownAnswer {
            at: decision.at,
            answers: answers.collect(),
        },
    }
}
