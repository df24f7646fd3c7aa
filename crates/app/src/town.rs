//! A fictional authority's work, written in bulk: what its hub took in, matched and decided, at the instants at which it
//! would have happened, with a ledger entry for each act. Who is who is known, so nothing is compared here; what is still
//! open at the end comes in through the feed like anybody's.

// beside town: bulk (the acts of a part as versions and rows), decided (a few of what waits, as a worker decides), families (strands for what was decided of late), known (who was met), rows (the rows, and their writing), twice (who is there twice)
mod bulk;
mod decided;
mod families;
mod known;
mod rows;
mod twice;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::Outcome;
use trefoil_core::ids::PersonId;
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::scribe::{HandedIn, WEIGHT_FEED};
use trefoil_store::{Written, person};

pub use crate::contacts::intake::Arrival;
pub use decided::town_decided;
pub use families::{town_at_risk, town_families, town_signal};
pub use twice::town_twice;

use crate::contacts::intake::intake;
use crate::door::{App, refusal};
use bulk::Bulk;
use known::Known;

/// The answer that the town's hub gave.
#[derive(Debug, Clone)]
pub struct TownAnswer {
    /// When.
    pub at: Timestamp,
    /// Per child in the contact's order: the outcome, the reason, a service where one was named; one where there is no child.
    pub answers: Vec<(Outcome, String, Option<String>)>,
}

/// A contact of the town with what the hub did about it.
pub struct TownContact {
    /// What was told, and when.
    pub arrival: Arrival,
    /// Who each person truly is, by the town's own number.
    pub who: Vec<u64>,
    /// Their household, by the town's own number.
    pub household: u64,
    /// The answer.
    pub answer: TownAnswer,
}

/// A town on its way in. A part is made ready while the part before it is written. Nobody else may work on the town's people
/// meanwhile: a part that meets such work is refused as a conflict.
pub struct TownBook<'a> {
    app: &'a App,
    by: Principal,
    known: Known,
    writing: Option<HandedIn<()>>,
    parts: u64,
}

impl<'a> TownBook<'a> {
    /// Begins; `worker` is who matched and decided.
    pub fn begin(app: &'a App, worker: &Asker) -> Self {
        Self {
            app,
            by: worker.principal,
            known: Known::default(),
            writing: None,
            parts: 0,
        }
    }

    /// How many persons there are so far.
    pub fn persons(&self) -> u64 {
        self.known.persons()
    }

    /// Takes the next part of the town's work: one transaction.
    ///
    /// # Errors
    /// As the acts that it is made of, or the part before it; what was acknowledged is kept.
    pub async fn add(&mut self, part: Vec<TownContact>) -> Result<(), Refusal> {
        let town = Asker::machine(Principal::Job(Job::Town));
        let permit = self.app.leave(&town, Act::ContactImport, None).await?;
        self.recall(&permit, &part).await?;
        let mut bulk = Bulk::new(self.app, &permit, self.by, &mut self.known);
        for one in &part {
            bulk.take(one);
        }
        let (sealed, rows, entries) = bulk.ready();
        self.settled().await?;
        self.app.take_stock(self.parts).await?;
        self.parts += 1;
        let authority = self.app.authority;
        let writing = self.app.hand_in(WEIGHT_FEED, move |tx| {
            Box::pin(async move {
                sealed.write(tx).await?;
                rows.write(authority, tx, &permit).await?;
                Ok(Written { value: (), entries })
            })
        });
        self.writing = Some(writing.await?);
        Ok(())
    }

    /// Waits until everything is committed.
    ///
    /// # Errors
    /// As the part that is being written.
    pub async fn settled(&mut self) -> Result<(), Refusal> {
        match self.writing.take() {
            Some(writing) => writing.answer().await.map_err(refusal),
            None => Ok(()),
        }
    }

    /// Reads the cards of those who were met so long ago that they are not at hand. All that was written of them is committed.
    async fn recall(&mut self, permit: &Permit, part: &[TownContact]) -> Result<(), Refusal> {
        let numbers = part.iter().flat_map(|one| one.who.iter().copied());
        let away: Vec<PersonId> = self.known.away(numbers);
        if away.is_empty() {
            return Ok(());
        }
        let mut tx = self.app.read().await?;
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let cards = person::cards_for_act(&mut tx, ring, authority, permit, &away).await;
        self.known.recall(cards.map_err(refusal)?.into_values());
        Ok(())
    }
}

/// Takes a part of what still waits at the end of the town's story in, by the ordinary way: proposed, not matched.
///
/// # Errors
/// As the acts that it is made of.
pub async fn town_waiting(app: &App, arrivals: Vec<Arrival>) -> Result<(), Refusal> {
    let town = Asker::machine(Principal::Job(Job::Town));
    let permit = app.leave(&town, Act::ContactImport, None).await?;
    let door = app.clone();
    app.write_weighing(WEIGHT_FEED, move |tx| {
        Box::pin(async move {
            let mut entries = Vec::new();
            for arrival in arrivals {
                let at = arrival.draft.received_at;
                let taken = intake(&door, tx, &permit, std::slice::from_ref(&arrival), at).await?;
                entries.extend(taken.entries);
            }
            Ok(Written { value: (), entries })
        })
    })
    .await
}
