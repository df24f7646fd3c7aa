//! The scribe: the one writer of a process. Acts that come together are committed together, so that a ledger entry for every
//! read costs little; each is answered only after its commit. A unit that fails is undone alone.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};
use trefoil_core::ids::AuthorityId;

use crate::db::{Db, Tx};
use crate::fault::Fault;
use crate::ledger::{Entry, append};
use crate::ring::Ring;

/// A boxed future that may borrow the transaction.
pub type Boxed<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// What a unit of work leaves: its value, and the acts that it was.
pub struct Written<T> {
    /// For the caller, once all is committed.
    pub value: T,
    /// For the ledger; never empty, because nothing is written without an act.
    pub entries: Vec<Entry>,
}

type Answer = Box<dyn FnOnce(Option<Fault>) + Send>;
type Work = Box<
    dyn for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<(Vec<Entry>, Answer), (Fault, Answer)>>
        + Send,
>;

struct Unit {
    work: Work,
    weight: usize,
    /// For the fault, where the work is never begun.
    unbegun: oneshot::Sender<Fault>,
}

/// Units waiting for the writer; past this many a caller waits before it can ask.
const QUEUE: usize = 1024;
/// Weight of what one commit carries: a read weighs 1, a page's write 8, a feed's part all of it.
const CARRIED: usize = 64;
/// The weight of an act that only reads.
pub const WEIGHT_READ: usize = 1;
/// The weight of a write from a page.
pub const WEIGHT_WRITE: usize = 8;
/// The weight of a part of a feed: it travels alone, so that pages never wait behind more than one.
pub const WEIGHT_FEED: usize = CARRIED;

/// A handle to the writer; clones share it.
#[derive(Clone)]
pub struct Scribe {
    units: mpsc::Sender<Unit>,
}

impl Scribe {
    /// Starts the writer of one authority; it ends when the last handle is dropped.
    pub fn start(db: Db, ring: Arc<Ring>, authority: AuthorityId) -> Self {
        let (units, queue) = mpsc::channel(QUEUE);
        tokio::spawn(write_all(db, ring, authority, queue));
        Self { units }
    }

    /// Commits one unit of work with its ledger entries; returns its value after the commit.
    ///
    /// # Errors
    /// The work's own fault, with nothing written; or the commit's, with nothing written.
    pub async fn write<T, F>(&self, weight: usize, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Written<T>, Fault>> + Send + 'static,
    {
        self.hand_in(weight, work).await?.answer().await
    }

    /// Hands one unit of work in, to be committed in its turn, and does not wait for its commit.
    ///
    /// # Errors
    /// `Unavailable` where the writer has stopped.
    pub async fn hand_in<T, F>(&self, weight: usize, work: F) -> Result<HandedIn<T>, Fault>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Written<T>, Fault>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let (unbegun, why_unbegun) = oneshot::channel();
        let work: Work = Box::new(move |tx| {
            Box::pin(async move {
                match work(tx).await {
                    Ok(Written { value, entries }) => Ok((entries, committed(value, answer))),
                    Err(fault) => Err((fault, refused::<T>(answer))),
                }
            })
        });
        self.units
            .send(Unit {
                work,
                weight,
                unbegun,
            })
            .await
            .map_err(|_| gone())?;
        Ok(HandedIn {
            answered,
            why_unbegun,
        })
    }

    /// Commits the ledger entry of a read, so that the answer may leave.
    pub async fn record(&self, entry: Entry) -> Result<(), Fault> {
        self.write(WEIGHT_READ, move |_| {
            Box::pin(std::future::ready(Ok(Written {
                value: (),
                entries: vec![entry],
            })))
        })
        .await
    }
}

/// A unit of work that waits for its commit.
pub struct HandedIn<T> {
    answered: oneshot::Receiver<Result<T, Fault>>,
    /// Where its transaction could not begin.
    why_unbegun: oneshot::Receiver<Fault>,
}

impl<T> HandedIn<T> {
    /// Its value, after the commit.
    ///
    /// # Errors
    /// The work's own fault, with nothing written; or the commit's, with nothing written.
    pub async fn answer(self) -> Result<T, Fault> {
        match self.answered.await {
            Ok(answer) => answer,
            Err(_) => Err(self.why_unbegun.await.unwrap_or_else(|_| gone())),
        }
    }
}

fn gone() -> Fault {
    Fault::Unavailable("the writer has stopped".to_owned())
}

/// Answers with the value when the commit held, with its fault when not. A caller who has gone away is not missed.
fn committed<T: Send + 'static>(value: T, answer: oneshot::Sender<Result<T, Fault>>) -> Answer {
    Box::new(move |fault| {
        let _ = answer.send(fault.map_or(Ok(value), Err));
    })
}

fn refused<T: Send + 'static>(answer: oneshot::Sender<Result<T, Fault>>) -> Answer {
    Box::new(move |fault| {
        let _ = answer.send(Err(fault.unwrap_or_else(|| {
            Fault::Broken("a unit failed without saying why".to_owned())
        })));
    })
}

async fn write_all(
    db: Db,
    ring: Arc<Ring>,
    authority: AuthorityId,
    mut queue: mpsc::Receiver<Unit>,
) {
    let mut held: Option<Unit> = None;
    loop {
        let Some(first) = (match held.take() {
            Some(unit) => Some(unit),
            None => queue.recv().await,
        }) else {
            return;
        };
        let mut weight = first.weight;
        let mut batch = vec![first];
        while let Ok(unit) = queue.try_recv() {
            if weight + unit.weight > CARRIED {
                held = Some(unit);
                break;
            }
            weight += unit.weight;
            batch.push(unit);
        }
        write_batch(&db, &ring, authority, batch).await;
    }
}

async fn write_batch(db: &Db, ring: &Ring, authority: AuthorityId, batch: Vec<Unit>) {
    let mut tx = match db.write(authority).await {
        Ok(tx) => tx,
        Err(fault) => return unbegun(batch, &fault),
    };
    let alone = batch.len() == 1;
    let mut entries = Vec::new();
    let mut answers: Vec<Answer> = Vec::with_capacity(batch.len());
    let mut broken: Option<Fault> = None;
    for unit in batch {
        // A read only adds its entry, so it needs no place to go back to.
        let guarded = !alone && unit.weight > WEIGHT_READ;
        if broken.is_none() && guarded {
            broken = tx.script("SAVEPOINT unit").await.err();
        }
        match (unit.work)(&mut tx).await {
            Ok((acts, answer)) => {
                if broken.is_none() && guarded {
                    broken = tx.script("RELEASE SAVEPOINT unit").await.err();
                }
                entries.extend(acts);
                answers.push(answer);
            }
            Err((fault, answer)) => {
                if alone {
                    drop(tx);
                    return answer(Some(fault));
                }
                answer(Some(fault));
                if broken.is_none() && guarded {
                    broken = tx
                        .script("ROLLBACK TO SAVEPOINT unit; RELEASE SAVEPOINT unit")
                        .await
                        .err();
                }
            }
        }
    }
    let outcome = match broken {
        Some(fault) => Err(fault),
        None => finish(tx, ring, authority, &entries).await,
    };
    for answer in answers {
        answer(outcome.as_ref().err().map(copy_of));
    }
}

/// Tells everybody why no transaction could begin. A caller who has gone away is not missed.
fn unbegun(batch: Vec<Unit>, fault: &Fault) {
    for unit in batch {
        let _ = unit.unbegun.send(copy_of(fault));
    }
}

async fn finish(
    mut tx: Tx,
    ring: &Ring,
    authority: AuthorityId,
    entries: &[Entry],
) -> Result<(), Fault> {
    append(&mut tx, ring, authority, entries).await?;
    tx.commit().await
}

/// The same fault for everybody whose act was in the commit that failed.
fn copy_of(fault: &Fault) -> Fault {
    match fault {
        Fault::Full => Fault::Full,
        Fault::Unavailable(why) => Fault::Unavailable(why.clone()),
        other => Fault::Broken(other.to_string()),
    }
}
