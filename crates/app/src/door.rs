//! The door itself: what every act goes through. A snapshot to read, a leave from the policy, a ledger entry committed
//! before the answer leaves; a refused act leaves its entry too.

use std::ops::Deref;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::calendar::Calendar;
use trefoil_core::chance::MintAt;
use trefoil_core::ids::AuthorityId;
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::{Asker, Permit, Policy, Reach, Standing, Subject};
use trefoil_store::ledger::{Entry, SubjectKind, Touch};
use trefoil_store::school::holidays_known;
use trefoil_store::scribe::{Boxed, HandedIn, WEIGHT_WRITE};
use trefoil_store::version::Recording;
use trefoil_store::{Db, Fault, Reader, Ring, Scribe, Tx, Written};
use uuid::Uuid;

use crate::matching::recall::Recall;
use crate::world::World;

/// One authority's door. Clones share it.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What stands behind the door.
pub struct Inner {
    pub(crate) authority: AuthorityId,
    pub(crate) name: String,
    pub(crate) db: Db,
    pub(crate) ring: Arc<Ring>,
    pub(crate) scribe: Scribe,
    pub(crate) policy: Policy,
    /// Everybody on record, in memory.
    pub(crate) recall: Recall,
    /// The bank holidays that are built in: what counts is [`App::calendar`].
    pub(crate) built_in: Calendar,
    pub(crate) world: Arc<dyn World>,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Turns a failure of the store into what a person is told. What is broken is said in the log by the caller, never here.
pub(crate) fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::Refused(refusal) => refusal,
        Fault::Full => Refusal::NoSpace,
        Fault::Stale | Fault::Duplicate => Refusal::Conflict(
            "This has changed since you opened it, by somebody else or by a second click of your own. Open it again to see it as it is now.".to_owned(),
        ),
        Fault::Unavailable(why) => {
            tracing::warn!(event = "store_unavailable", why);
            Refusal::Unavailable
        }
        Fault::Broken(what) => {
            tracing::error!(event = "store_broken", what);
            Refusal::Unavailable
        }
        fault @ (Fault::NoTable | Fault::Older) => {
            tracing::error!(event = "store_schema", what = %fault);
            Refusal::Unavailable
        }
        Fault::Unsealable(_) => {
            tracing::error!(event = "store_unsealable");
            Refusal::Unavailable
        }
    }
}

/// The ledger's words for a subject.
pub(crate) fn subject_of(subject: Subject) -> (SubjectKind, Option<Uuid>) {
    match subject {
        Subject::Contact(contact) => (SubjectKind::Contact, Some(contact.uuid())),
        Subject::Family(family) => (SubjectKind::Family, Some(family.uuid())),
        Subject::Strand(strand, _) => (SubjectKind::Strand, Some(strand.uuid())),
        Subject::Person(person) => (SubjectKind::Person, Some(person.uuid())),
    }
}

/// For how long the same thing by the same worker in the same place is a form that was sent again, and not done again.
const SENT_AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Since when the same thing is a form that was sent again.
pub(crate) fn sent_again_since(now: Timestamp) -> Timestamp {
    now.checked_sub(SENT_AGAIN).unwrap_or(now)
}

/// Records read, for the ledger.
pub(crate) fn read_of(records: impl IntoIterator<Item = Uuid>) -> Vec<Touch> {
    let touch = |record| Touch {
        record,
        version: 0,
        commitment: None,
    };
    records.into_iter().map(touch).collect()
}

impl App {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// The authority behind this door.
    pub fn authority(&self) -> AuthorityId {
        self.authority
    }

    /// What the authority is called.
    pub fn authority_name(&self) -> &str {
        &self.name
    }

    /// The time now, as the outside gives it.
    pub fn now(&self) -> Timestamp {
        self.world.now()
    }

    /// Which days are working days: but for the bank holidays that are built in, as far as none was struck, and those that were told since. Every clock of the
    /// hub and every school's counts by it.
    pub(crate) async fn calendar(&self, tx: &mut Tx) -> Result<Calendar, Fault> {
        let known = holidays_known(tx, self.authority).await?;
        Ok(self.built_in.told(&known))
    }

    /// Closes the database, so that an embedded one folds its log into its file.
    pub async fn close(&self) {
        self.db.close().await;
    }

    pub(crate) async fn read(&self) -> Result<Tx, Refusal> {
        self.db.read(self.authority).await.map_err(refusal)
    }

    /// A snapshot for what was met before: it reads as the asker from the start. Where a family's standing is asked for in the
    /// same transaction, that says so by itself.
    pub(crate) async fn read_as(&self, asker: &Asker) -> Result<Tx, Refusal> {
        let mut tx = self.read().await?;
        let reader = Reader::of(asker.principal);
        tx.reads_as(reader, self.now()).await.map_err(refusal)?;
        Ok(tx)
    }

    /// Has the database take stock before and while much comes in, after the 1st part, the 4th, the 16th and so on: what it
    /// plans by should not be what it held when it was empty.
    pub(crate) async fn take_stock(&self, part: u64) -> Result<(), Refusal> {
        if part.is_power_of_two() && part.trailing_zeros().is_multiple_of(2) {
            self.db.measure().await.map_err(refusal)?;
        }
        Ok(())
    }

    pub(crate) fn mint(&self, now: Timestamp) -> MintAt<'_> {
        MintAt {
            now,
            chance: self.world.as_ref(),
        }
    }

    pub(crate) fn recording(&self, now: Timestamp) -> Recording<'_> {
        Recording::new(self.authority, &self.ring, self.world.as_ref(), now)
    }

    pub(crate) fn entry(
        &self,
        principal: Principal,
        act: Act,
        on: (SubjectKind, Option<Uuid>),
        touched: Vec<Touch>,
    ) -> Entry {
        Entry {
            at: self.world.now(),
            principal,
            act,
            outcome: ActOutcome::Done,
            subject_kind: on.0,
            subject: on.1.filter(|_| !leaks(Leak::SubjectLost)),
            purpose: String::new(),
            touched,
        }
    }

    /// Commits the entry of a read, so that its answer may leave.
    pub(crate) async fn record(
        &self,
        asker: &Asker,
        act: Act,
        on: (SubjectKind, Option<Uuid>),
        touched: Vec<Touch>,
    ) -> Result<(), Refusal> {
        if leaks(Leak::ReadUnrecorded) {
            return Ok(());
        }
        let entry = self.entry(asker.principal, act, on, touched);
        self.append(entry).await
    }

    /// Appends an entry; on a disk that is full to the last byte, once more when the reserve has been given up.
    pub(crate) async fn append(&self, entry: Entry) -> Result<(), Refusal> {
        let again = entry.clone();
        match self.scribe.record(entry).await {
            Err(Fault::Full) => {
                self.world.room();
                self.scribe.record(again).await
            }
            other => other,
        }
        .map_err(refusal)
    }

    /// Leave for an act. A refusal is recorded before it is answered.
    pub(crate) async fn leave(
        &self,
        asker: &Asker,
        act: Act,
        standing: Option<&Standing>,
    ) -> Result<Permit, Refusal> {
        match self.policy.permit(asker, act, standing) {
            Ok(permit) => Ok(permit),
            Err(refused) => {
                let on = standing.map_or((SubjectKind::Authority, None), |standing| {
                    subject_of(standing.subject)
                });
                self.refused(asker, act, on).await?;
                Err(refused)
            }
        }
    }

    /// Leave for lists. A refusal is recorded before it is answered.
    pub(crate) async fn reach(&self, asker: &Asker, act: Act) -> Result<Reach, Refusal> {
        let _permit = self.leave(asker, act, None).await?;
        if let Some(reach) = self.policy.reach(asker) {
            return Ok(reach);
        }
        self.refused(asker, act, (SubjectKind::Authority, None))
            .await?;
        Err(Refusal::NotFound)
    }

    /// Records that an act was refused; also for a subject that is not there, so that the two leave the same trace.
    pub(crate) async fn refused(
        &self,
        asker: &Asker,
        act: Act,
        on: (SubjectKind, Option<Uuid>),
    ) -> Result<(), Refusal> {
        if leaks(Leak::RefusalUnrecorded) {
            return Ok(());
        }
        let entry = Entry {
            outcome: ActOutcome::Refused,
            ..self.entry(asker.principal, act, on, Vec::new())
        };
        self.append(entry).await
    }

    /// Records a refusal that was found only inside the act's transaction, whose own entries went with it.
    pub(crate) async fn refusal_kept<T>(
        &self,
        asker: &Asker,
        act: Act,
        on: (SubjectKind, Option<Uuid>),
        came: Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        if matches!(came, Err(Refusal::NotFound | Refusal::NotAllowed(_))) {
            self.refused(asker, act, on).await?;
        }
        came
    }

    /// Commits an act of the asker's; a refusal that was found only inside it is recorded by itself.
    pub(crate) async fn write_as<T, F>(
        &self,
        asker: &Asker,
        (act, on): (Act, (SubjectKind, Option<Uuid>)),
        work: F,
    ) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Written<T>, Fault>> + Send + 'static,
    {
        let came = self.write(work).await;
        self.refusal_kept(asker, act, on, came).await
    }

    /// What does not exist, told and recorded as what may not be seen.
    pub(crate) async fn nothing<T>(
        &self,
        asker: &Asker,
        act: Act,
        subject: Subject,
    ) -> Result<T, Refusal> {
        self.refused(asker, act, subject_of(subject)).await?;
        Err(Refusal::NotFound)
    }

    /// Commits a unit of work with its entries.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Written<T>, Fault>> + Send + 'static,
    {
        self.write_weighing(WEIGHT_WRITE, work).await
    }

    pub(crate) async fn write_weighing<T, F>(&self, weight: usize, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Written<T>, Fault>> + Send + 'static,
    {
        let handed_in = self.hand_in(weight, work).await?;
        handed_in.answer().await.map_err(refusal)
    }

    /// Hands a unit of work in, and does not wait for its commit.
    pub(crate) async fn hand_in<T, F>(&self, weight: usize, work: F) -> Result<HandedIn<T>, Refusal>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Written<T>, Fault>> + Send + 'static,
    {
        if !self.world.room() {
            return Err(Refusal::NoSpace);
        }
        self.scribe.hand_in(weight, work).await.map_err(refusal)
    }
}
