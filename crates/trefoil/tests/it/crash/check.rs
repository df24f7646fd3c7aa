//! Looking, with nobody serving, for what was acknowledged and for acts half done.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use trefoil_app::Place;
use trefoil_core::contact::ContactState;
use trefoil_core::ids::{AuthorityId, ContactId, SightingId, WorkerId};
use trefoil_store::{Db, contact, decision, link, sighting};
use trefoil_testkit::TestApp;

use crate::hub::raw::{Cell, Raw};
use crate::hub::server::Server;

use super::load::{Ack, Case};

/// What an import must have left.
pub(super) enum Held<'a> {
    /// Whatever came before it was killed.
    Some,
    /// So many contacts more than before, by a file of this name.
    All(&'a str, i64),
}

/// A second way into the database.
pub(super) struct Looked {
    pub(super) authority: AuthorityId,
    pub(super) db: Db,
    pub(super) raw: Raw,
    held: i64,
}

impl Looked {
    pub(super) async fn open(kit: &TestApp, server: Option<&Server>) -> Self {
        Self::at(kit.app.authority(), &kit.place, server).await
    }

    /// The same of an authority anywhere.
    pub(super) async fn at(authority: AuthorityId, place: &Place, server: Option<&Server>) -> Self {
        let db = Db::open(place).await.unwrap();
        let raw = match (server, place) {
            (Some(server), _) => Raw::server(server).await,
            (None, Place::File(path)) => Raw::file(path),
            (None, Place::Server(_)) => unreachable!("a server's database is its own"),
        };
        if server.is_some() {
            raw.change("SET trefoil.authority = '890'", &[]).await;
        }
        let mut looked = Self {
            authority,
            db,
            raw,
            held: 0,
        };
        looked.held = looked.contacts().await.len().try_into().unwrap();
        looked
    }

    /// Changes what is held behind everybody's back.
    pub(super) async fn spoil(&self, statement: &'static str, contact: ContactId) {
        let contact = Cell::Blob(Some(contact.uuid().as_bytes().to_vec()));
        let changed = self.raw.change(statement, &[contact]).await;
        assert!(changed > 0, "{statement} changes nothing");
    }

    async fn contacts(&self) -> Vec<ContactId> {
        let all = "SELECT contact_id FROM contact ORDER BY contact_id";
        let id = |cell: Cell| {
            let Cell::Blob(Some(bytes)) = cell else {
                unreachable!("an id is sixteen bytes");
            };
            let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            digits.concat().parse().unwrap()
        };
        let cells = self.raw.column("BLOB", all).await;
        cells.into_iter().map(id).collect()
    }

    /// What waits to be worked on, newest last.
    pub(super) async fn cases(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        for id in self.contacts().await {
            let mut tx = self.db.read(self.authority).await.unwrap();
            let head = contact::head(&mut tx, self.authority, id)
                .await
                .unwrap()
                .unwrap();
            let rows = sighting::rows_of_contact(&mut tx, self.authority, id)
                .await
                .unwrap();
            if head.state == ContactState::Waiting && cases.len() < super::PER_ROUND {
                let open = rows
                    .iter()
                    .filter(|row| row.person.is_none())
                    .map(|row| row.sighting)
                    .collect();
                let children = rows
                    .iter()
                    .filter(|row| row.child)
                    .map(|row| row.root)
                    .collect();
                cases.push(Case {
                    contact: id,
                    open,
                    children,
                    free: head.worker.is_none(),
                });
            }
        }
        cases
    }

    /// Everything that is not as it should be, in words.
    pub(super) async fn wrong(&mut self, acked: &[Ack], import: Held<'_>) -> Vec<String> {
        let mut wrong = Vec::new();
        let contacts = self.contacts().await;
        let now: i64 = contacts.len().try_into().unwrap();
        if let Held::All(name, number) = import
            && now - self.held < number
        {
            wrong.push(format!(
                "the import {name} ended well, and {} of its {number} contacts are there",
                now - self.held
            ));
        }
        self.held = now;
        let mut found = BTreeMap::new();
        for id in &contacts {
            found.insert(*id, self.state_of(*id, &mut wrong).await);
        }
        for ack in acked {
            Self::lost(*ack, acked, &found, &mut wrong);
        }
        wrong
    }

    /// How a contact stands; what is half done in it is told.
    async fn state_of(&self, id: ContactId, wrong: &mut Vec<String>) -> Stands {
        let mut tx = self.db.read(self.authority).await.unwrap();
        let head = contact::head(&mut tx, self.authority, id)
            .await
            .unwrap()
            .unwrap();
        let rows = sighting::rows_of_contact(&mut tx, self.authority, id)
            .await
            .unwrap();
        let links = link::links_of_contact(&mut tx, self.authority, id, Timestamp::MAX)
            .await
            .unwrap();
        let outcomes = decision::outcomes_of(&mut tx, self.authority, &[id], Timestamp::MAX)
            .await
            .unwrap();
        let children: BTreeSet<Option<SightingId>> = rows
            .iter()
            .filter(|row| row.child)
            .map(|row| Some(row.root))
            .collect();
        let answered: BTreeSet<Option<SightingId>> =
            outcomes.iter().map(|(_, child, _)| *child).collect();
        let decided = head.state == ContactState::Decided;
        if answered != (if decided { children } else { BTreeSet::new() }) {
            wrong.push(format!(
                "contact {id} is half decided: {:?} with {} answers",
                head.state,
                answered.len()
            ));
        }
        for row in &rows {
            let linked = links
                .iter()
                .find(|link| link.sighting == row.sighting)
                .map(|link| link.person);
            if linked != row.person {
                wrong.push(format!(
                    "sighting {}: its row says {:?}, its link {linked:?}",
                    row.sighting, row.person
                ));
            }
        }
        let matched = rows
            .iter()
            .filter(|row| row.person.is_some())
            .map(|row| row.sighting)
            .collect();
        Stands {
            decided,
            matched,
            worker: head.worker,
        }
    }

    fn lost(ack: Ack, acked: &[Ack], found: &BTreeMap<ContactId, Stands>, wrong: &mut Vec<String>) {
        match ack {
            Ack::Decided(contact) if !found[&contact].decided => {
                wrong.push(format!("contact {contact} was acknowledged as decided"));
            }
            Ack::Matched(contact, sighting) if !found[&contact].matched.contains(&sighting) => {
                wrong.push(format!(
                    "sighting {sighting} of {contact} was acknowledged as matched"
                ));
            }
            Ack::Taken(contact, worker)
                if found[&contact].worker != Some(worker) && still_has(contact, worker, acked) =>
            {
                wrong.push(format!(
                    "contact {contact} was acknowledged as taken by {worker}"
                ));
            }
            _ => {}
        }
    }
}

/// Whether the worker was told so last, and has not asked since to give the contact back: a release that was asked for may have
/// been done and not been heard of.
fn still_has(contact: ContactId, worker: WorkerId, acked: &[Ack]) -> bool {
    let about =
        |ack: &&Ack| matches!(ack, Ack::Taken(one, _) | Ack::Leaving(one) if *one == contact);
    let last = acked.iter().rev().find(about);
    matches!(last, Some(Ack::Taken(_, by)) if *by == worker)
}

struct Stands {
    decided: bool,
    matched: BTreeSet<SightingId>,
    worker: Option<WorkerId>,
}
