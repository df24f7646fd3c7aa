//! Raising an interest, in the transaction of whatever brought the two together: nobody can have looked before it closes. A new
//! interest waits for a decision and closes at once; what was decided to be none is not raised again on the same evidence.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ConflictId, ContactId, PersonId, WorkerId};
use trefoil_core::interest::{InterestState, Likenesses, WorkerIdentity};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Permit};
use trefoil_store::interest::{
    Held, InterestRow, Refused, held_in, identities_for_act, in_put, interest_covering,
    interest_put, interests_at, likeness_put, principals_live, refused_of, reroute,
    workers_by_keys,
};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::person::persons_by_keys;
use trefoil_store::sighting::{
    SightingRow, sightings_for_act, sightings_of_persons, waiting_by_keys,
};
use trefoil_store::{Fault, Tx};

use super::compare::{Known, same_name_and_birth};
use crate::door::{App, read_of};
use crate::matching::describe::{keys_around, sighting_record};

/// Persons met by a worker's lookups and compared: more share a common name than anybody could look at.
pub(super) const COMPARED: usize = 500;

/// Somebody of a contact who is like a worker.
pub(super) struct Met<'a> {
    pub(super) worker: WorkerId,
    pub(super) row: &'a SightingRow,
    pub(super) seen: &'a Sighting,
    pub(super) likeness: Likenesses,
}

/// Interests being raised at one instant.
pub(crate) struct Raising<'a> {
    pub(super) app: &'a App,
    pub(super) permit: Permit,
    pub(super) now: Timestamp,
    pub(super) entries: Vec<Entry>,
}

impl<'a> Raising<'a> {
    /// The system's own leave to compare workers with parties.
    pub(crate) fn new(app: &'a App, now: Timestamp) -> Result<Self, Fault> {
        let job = Asker::machine(Principal::Job(Job::Interests));
        let permit = app.policy.permit(&job, Act::InterestRaise, None);
        Ok(Self {
            app,
            permit: permit.map_err(Fault::Refused)?,
            now,
            entries: Vec::new(),
        })
    }

    /// The leave.
    pub(crate) fn permit(&self) -> &Permit {
        &self.permit
    }

    /// Compares people who came in with every worker who shares a lookup with one of them. The entries of what was raised.
    pub(crate) async fn people(
        mut self,
        tx: &mut Tx,
        pairs: &[(&SightingRow, &Sighting)],
    ) -> Result<Vec<Entry>, Fault> {
        let app = self.app;
        let keys_of =
            |seen: &Sighting| keys_around(app.ring.index(), &sighting_record(seen, &self.permit));
        let keyed: Vec<Vec<i64>> = pairs.iter().map(|(_, seen)| keys_of(seen)).collect();
        let all = keyed.iter().flatten().copied().collect();
        let mut by_key: HashMap<i64, Vec<WorkerId>> = HashMap::new();
        for (key, worker) in workers_by_keys(tx, app.authority, all).await? {
            by_key.entry(key).or_default().push(worker);
        }
        if by_key.is_empty() || leaks(Leak::NewcomersUncompared) {
            return Ok(self.entries);
        }
        let mut workers: Vec<WorkerId> = by_key.values().flatten().copied().collect();
        workers.sort_unstable();
        workers.dedup();
        let known = self.known(tx, &workers).await?;
        let mut met = Vec::new();
        for ((row, seen), keys) in pairs.iter().zip(&keyed) {
            let mut theirs: Vec<WorkerId> = keys
                .iter()
                .filter_map(|key| by_key.get(key))
                .flatten()
                .copied()
                .collect();
            theirs.sort_unstable();
            theirs.dedup();
            for worker in theirs {
                let Some(known) = known.get(&worker) else {
                    continue;
                };
                let likeness = known.likeness(seen, &self.permit);
                met.push(Met {
                    worker,
                    row,
                    seen,
                    likeness,
                });
            }
        }
        self.raise(tx, met).await?;
        Ok(self.entries)
    }

    /// Compares a worker with everybody who shares a lookup with them, or with whom they declared.
    pub(crate) async fn worker(
        mut self,
        tx: &mut Tx,
        worker: WorkerId,
        identity: &WorkerIdentity,
    ) -> Result<Vec<Entry>, Fault> {
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let known = Known::new(identity, &self.permit);
        let keys: Vec<i64> = known
            .records()
            .flat_map(|one| keys_around(ring.index(), one))
            .collect();
        let met = persons_by_keys(tx, authority, keys.clone()).await?;
        let mut persons: Vec<PersonId> = met.into_iter().map(|(_, person)| person).collect();
        persons.sort_unstable();
        persons.dedup();
        persons.truncate(COMPARED);
        let mut seen =
            sightings_of_persons(tx, ring, authority, &self.permit, &persons, self.now).await?;
        let waiting = waiting_by_keys(tx, authority, &keys).await?;
        let mut contacts: Vec<ContactId> =
            waiting.into_iter().map(|(_, contact)| contact).collect();
        contacts.sort_unstable();
        contacts.dedup();
        contacts.truncate(COMPARED);
        for contact in contacts {
            let of =
                sightings_for_act(tx, ring, authority, &self.permit, contact, self.now).await?;
            seen.extend(of.into_iter().filter(|(row, _)| row.person.is_none()));
        }
        let met = seen.iter().map(|(row, seen)| Met {
            worker,
            row,
            seen,
            likeness: known.likeness(seen, &self.permit),
        });
        let met = met.collect();
        self.raise(tx, met).await?;
        self.worker_kept(tx, worker, (identity, &known)).await?;
        Ok(self.entries)
    }

    pub(super) async fn known(
        &self,
        tx: &mut Tx,
        workers: &[WorkerId],
    ) -> Result<BTreeMap<WorkerId, Known>, Fault> {
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let found = identities_for_act(tx, ring, authority, &self.permit, workers).await?;
        let known = found
            .into_iter()
            .map(|(worker, identity)| (worker, Known::new(&identity, &self.permit)));
        Ok(known.collect())
    }

    pub(super) async fn raise(&mut self, tx: &mut Tx, mut met: Vec<Met<'_>>) -> Result<(), Fault> {
        met.retain(|one| !one.likeness.is_empty());
        // The surest first, so that others of the same family join it.
        met.sort_by_key(|one| {
            let strong = std::cmp::Reverse(one.likeness.is_strong());
            (one.worker, strong, one.row.contact, one.row.ordinal)
        });
        let mut raised: Vec<WorkerId> = Vec::new();
        for one in &met {
            if self.raise_one(tx, one).await? {
                raised.push(one.worker);
            }
        }
        raised.dedup();
        for worker in raised {
            self.entries.push(self.rerouted(tx, worker).await?);
        }
        Ok(())
    }

    /// Whether something is closed that was not.
    async fn raise_one(&self, tx: &mut Tx, one: &Met<'_>) -> Result<bool, Fault> {
        let (authority, permit) = (self.app.authority, &self.permit);
        let (worker, row) = (one.worker, one.row);
        let held = held_in(tx, authority, worker, row.root).await?;
        if held.is_some_and(|held| held.likeness.hold(one.likeness)) {
            return Ok(false);
        }
        let likeness = held.map_or(one.likeness, |held| held.likeness.and(one.likeness));
        if held.is_some_and(|held| held.state != InterestState::Refused) {
            likeness_put(tx, authority, permit, (worker, row.root), likeness).await?;
            return Ok(false);
        }
        let place = (row.root, row.contact);
        let (interest, state) = match self.joined(tx, one).await? {
            Some(joined) => joined,
            None => (self.fresh(tx, worker).await?, InterestState::Pending),
        };
        let held = Held {
            interest,
            state,
            likeness,
        };
        in_put(tx, authority, permit, worker, place, held).await?;
        Ok(state != InterestState::Refused)
    }

    /// The interest to which it belongs: one that closes the contact already, or one of the same evidence in the same person or
    /// contact, or in somebody of that name and birth date, that was decided to be none.
    async fn joined(
        &self,
        tx: &mut Tx,
        one: &Met<'_>,
    ) -> Result<Option<(ConflictId, InterestState)>, Fault> {
        let (authority, row) = (self.app.authority, one.row);
        for (interest, state) in interests_at(tx, authority, one.worker).await? {
            if interest_covering(tx, authority, interest, row.contact).await? {
                return Ok(Some((interest, state)));
            }
        }
        let ring = &self.app.ring;
        let refused = refused_of(tx, ring, authority, &self.permit, one.worker).await?;
        let same = |known: &&Refused| {
            let person = row.person.is_some() && known.row.person == row.person;
            let near = person || known.row.contact == row.contact;
            let record = |seen| sighting_record(seen, &self.permit);
            let likely = || same_name_and_birth(&record(&known.seen), &record(one.seen));
            known.likeness.hold(one.likeness) && (near || likely())
        };
        let same = refused.iter().find(same);
        Ok(same.map(|known| (known.interest, InterestState::Refused)))
    }

    async fn fresh(&self, tx: &mut Tx, worker: WorkerId) -> Result<ConflictId, Fault> {
        let row = InterestRow {
            interest: ConflictId::mint(&self.app.mint(self.now)),
            worker,
            state: InterestState::Pending,
            raised_at: self.now,
            version: 0,
        };
        interest_put(tx, self.app.authority, &self.permit, &row).await?;
        Ok(row.interest)
    }

    /// Takes from a worker what is closed to them; the entry of it.
    async fn rerouted(&self, tx: &mut Tx, worker: WorkerId) -> Result<Entry, Fault> {
        let taken = reroute(tx, self.app.authority, &self.permit, worker, self.now).await?;
        let on = (SubjectKind::Worker, Some(worker.uuid()));
        let principal = self.permit.principal();
        let entry = self
            .app
            .entry(principal, Act::InterestRaise, on, read_of(taken));
        Ok(Entry {
            at: self.now,
            ..entry
        })
    }

    /// After links changed, or work was handed over: takes from these workers, or from everybody, what has become closed to them.
    pub(crate) async fn settle(
        self,
        tx: &mut Tx,
        only: Option<WorkerId>,
    ) -> Result<Vec<Entry>, Fault> {
        let mut workers = principals_live(tx, self.app.authority).await?;
        workers.retain(|worker| only.is_none_or(|only| only == *worker));
        let mut entries = Vec::new();
        for worker in workers {
            let entry = self.rerouted(tx, worker).await?;
            if !entry.touched.is_empty() {
                entries.push(entry);
            }
        }
        Ok(entries)
    }
}
