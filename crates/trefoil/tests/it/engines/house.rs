//! An authority with a few acts in its ledger and a few sealed sightings, for the tests that then go behind its back.

use std::sync::Arc;

use jiff::Timestamp;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::chance::MintAt;
use trefoil_core::ids::{AuthorityId, ContactId, SightingId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::seal::Authority32;
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_store::authority::{Authority, authority_create};
use trefoil_store::ledger::{
    Checkpoint, Entry, SubjectKind, checkpoint_make, checkpoint_since, verify,
};
use trefoil_store::scribe::WEIGHT_WRITE;
use trefoil_store::sighting::{SightingRow, keys_put, sightings_put};
use trefoil_store::version::{RecordKind, Recording};
use trefoil_store::{Ring, Scribe, Written};

use super::ground::{Ground, Seeded};

/// Stored in the clear, so that a search of raw bytes is seen to find what is there.
pub(super) const NAME: &str = "Borough of Example Marsh";

/// One authority and its writer.
pub(super) struct House {
    pub(super) authority: AuthorityId,
    pub(super) ring: Arc<Ring>,
    scribe: Scribe,
    chance: Arc<Seeded>,
}

fn now() -> Timestamp {
    "2026-03-02T09:30:00Z".parse().unwrap()
}

/// A day after everything else.
pub(super) fn later() -> Timestamp {
    "2026-03-03T09:30:00Z".parse().unwrap()
}

fn entry(act: Act, subject: Option<ContactId>) -> Entry {
    Entry {
        at: now(),
        principal: Principal::Job(Job::Town),
        act,
        outcome: ActOutcome::Done,
        subject_kind: if subject.is_some() {
            SubjectKind::Contact
        } else {
            SubjectKind::Authority
        },
        subject: subject.map(ContactId::uuid),
        purpose: "a test".to_owned(),
        touched: Vec::new(),
    }
}

impl House {
    /// Makes the authority: its ledger then has one entry.
    pub(super) async fn build(ground: &Ground, code: u16) -> Self {
        let chance = Arc::new(Seeded::new(u64::from(code)));
        let authority = Authority {
            authority: AuthorityId::new(code).unwrap(),
            name: NAME.to_owned(),
        };
        let key = Authority32::new([7; 32]);
        let first = entry(Act::AuthorityCreate, None);
        let ring = authority_create(&ground.db, &authority, &key, &*chance, first)
            .await
            .unwrap();
        let (authority, ring) = (authority.authority, Arc::new(ring));
        let scribe = Scribe::start(ground.db.clone(), ring.clone(), authority);
        Self {
            authority,
            ring,
            scribe,
            chance,
        }
    }

    /// One read: an entry that touches nothing.
    pub(super) async fn read(&self) {
        self.scribe
            .record(entry(Act::QueueView, None))
            .await
            .unwrap();
    }

    /// One write: a contact's one sighting, sealed, with its row and its lookup key.
    pub(super) async fn write(&self, sighting: Sighting) {
        self.write_at(now(), sighting).await;
    }

    /// As [`House::write`], at another time.
    pub(super) async fn write_at(&self, now: Timestamp, sighting: Sighting) {
        let (authority, ring, chance) = (self.authority, self.ring.clone(), self.chance.clone());
        let unit = self.scribe.write(WEIGHT_WRITE, move |tx| {
            Box::pin(async move {
                let mint = MintAt {
                    now,
                    chance: &*chance,
                };
                let (id, contact) = (SightingId::mint(&mint), ContactId::mint(&mint));
                let mut recording = Recording::new(authority, &ring, &*chance, now);
                let hub = format!("hub:{contact}");
                recording.put(RecordKind::Sighting, id.uuid(), 1, &hub, &sighting);
                let touched = recording.touched();
                recording.write(tx).await?;
                sightings_put(tx, authority, &[row(id, contact)]).await?;
                let key = ring
                    .index()
                    .hash("surname", &sighting.described.name.surname);
                keys_put(tx, authority, &[(key, id)]).await?;
                let entry = entry(Act::ContactImport, Some(contact));
                Ok(Written {
                    value: (),
                    entries: vec![Entry { touched, ..entry }],
                })
            })
        });
        unit.await.unwrap();
    }

    /// What verification finds, in words; a database that cannot be read through is found out too.
    pub(super) async fn findings(
        &self,
        ground: &Ground,
        checkpoint: Option<&Checkpoint>,
    ) -> Vec<String> {
        let mut tx = ground.db.read(self.authority).await.unwrap();
        match verify(&mut tx, &self.ring, self.authority, checkpoint).await {
            Ok(verified) => verified.findings.into_iter().map(|one| one.0).collect(),
            Err(fault) => vec![fault.to_string()],
        }
    }

    /// A checkpoint of now.
    pub(super) async fn checkpoint(&self, ground: &Ground) -> Checkpoint {
        let mut tx = ground.db.read(self.authority).await.unwrap();
        checkpoint_make(&mut tx, &self.ring, self.authority)
            .await
            .unwrap()
    }

    /// A checkpoint of now that proves that it continues one of that many entries.
    pub(super) async fn checkpoint_since(&self, ground: &Ground, from: u64) -> Checkpoint {
        let mut tx = ground.db.read(self.authority).await.unwrap();
        checkpoint_since(&mut tx, &self.ring, self.authority, from)
            .await
            .unwrap()
    }
}

fn row(sighting: SightingId, contact: ContactId) -> SightingRow {
    SightingRow {
        sighting,
        root: sighting,
        contact,
        ordinal: 0,
        role: IncidentRole::Victim,
        child: false,
        protects: false,
        person: None,
        known_from: now(),
        received_at: now(),
    }
}

/// An authority with six acts, of which three wrote a sighting.
pub(super) async fn lived_in(ground: &Ground, code: u16) -> House {
    let house = House::build(ground, code).await;
    for _ in 0..2 {
        house.write(Sighting::default()).await;
        house.read().await;
    }
    house.write(Sighting::default()).await;
    house
}
