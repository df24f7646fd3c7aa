//! A fictional authority's work, written in bulk: what its hub took in, matched and decided, at the instants at which it
//! would have happened, with a ledger entry for each act. Who is who is known, so nothing is compared here; what is still
//! open at the end comes in through the feed like anybody's.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::family::{FamilyContent, family_name};
use trefoil_core::ids::{ContactId, DecisionId, FamilyId, LinkId, MatchId, PersonId, SightingId};
use trefoil_core::link::{How, card_of, card_with};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::contact::{ContactVersion, contacts_put};
use trefoil_store::decision::{DecisionRow, decisions_put};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::link::{Link, links_put};
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::sighting::{SightingRow, sightings_put};
use trefoil_store::version::{RecordKind, Recording, compartment_code};
use trefoil_store::{Fault, Tx, Written, contact, family, person, search};

pub use crate::contacts::intake::Arrival;

use crate::contacts::intake::{content_of, intake, row_of, version_of};
use crate::door::{App, subject_of};
use crate::matching::describe::{keys_kept, sighting_record};

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
    /// Who each person is: somebody met before, or `None` for somebody new. Nobody twice in one part.
    pub who: Vec<Option<PersonId>>,
    /// Their family, once it was met.
    pub family: Option<FamilyId>,
    /// The answer.
    pub answer: TownAnswer,
}

/// Who a contact's people turned out to be, in its order, and their family.
pub type TownKnown = (Vec<PersonId>, FamilyId);

/// Writes a part of the town's work in one transaction.
///
/// # Errors
/// As the acts that it is made of.
pub async fn town_part(
    app: &App,
    worker: &Asker,
    part: Vec<TownContact>,
) -> Result<Vec<TownKnown>, Refusal> {
    let town = Asker::machine(Principal::Job(Job::Town));
    let permit = app.leave(&town, Act::ContactImport, None).await?;
    let (door, by) = (app.clone(), worker.principal);
    app.write_weighing(WEIGHT_FEED, move |tx| {
        Box::pin(async move {
            let ids: Vec<PersonId> = part
                .iter()
                .flat_map(|one| one.who.iter().flatten().copied())
                .collect();
            let known =
                person::cards_for_act(tx, &door.ring, door.authority, &permit, &ids).await?;
            let mut bulk = Bulk {
                app: &door,
                permit: &permit,
                by,
                known,
                recording: door.recording(door.now()),
                rows: Rows::default(),
                entries: Vec::new(),
            };
            let value: Vec<TownKnown> = part.iter().map(|one| bulk.take(one)).collect();
            let Bulk {
                recording,
                rows,
                entries,
                ..
            } = bulk;
            recording.write(tx).await?;
            rows.write(&door, tx, &permit).await?;
            Ok(Written { value, entries })
        })
    })
    .await
}

/// Rows gathered for each table.
#[derive(Default)]
struct Rows {
    contacts: Vec<(Timestamp, ContactVersion)>,
    sightings: Vec<SightingRow>,
    persons: Vec<(Timestamp, PersonId, bool)>,
    revised: Vec<(PersonId, i64, bool)>,
    keys: Vec<(i64, PersonId)>,
    links: Vec<Link>,
    families: Vec<(Timestamp, FamilyId)>,
    members: Vec<(Timestamp, MatchId, FamilyId, PersonId)>,
    about: Vec<(Timestamp, MatchId, ContactId, FamilyId)>,
    decisions: Vec<DecisionRow>,
}

struct Bulk<'a> {
    app: &'a App,
    permit: &'a Permit,
    by: Principal,
    known: BTreeMap<PersonId, person::Believed>,
    recording: Recording<'a>,
    rows: Rows,
    entries: Vec<Entry>,
}

impl Bulk<'_> {
    fn take(&mut self, one: &TownContact) -> TownKnown {
        let at = one.arrival.draft.received_at;
        self.recording.at(at);
        let contact = ContactId::mint(&self.app.mint(at));
        let sightings = self.told(one, contact, at);
        let matched = MatchId::mint(&self.app.mint(at));
        let (who, fresh) = self.matched(one, contact, &sightings, matched, at);
        let family = self.family(one, contact, &who, &fresh, matched, at);
        self.answered(one, contact, &sightings);
        self.rows
            .sightings
            .extend(
                sightings
                    .into_iter()
                    .zip(&who)
                    .map(|(row, person)| SightingRow {
                        person: Some(*person),
                        ..row
                    }),
            );
        (who, family)
    }

    fn enter(
        &mut self,
        principal: Principal,
        act: Act,
        on: (SubjectKind, Option<uuid::Uuid>),
        at: Timestamp,
    ) {
        let touched = self.recording.touched();
        let entry = self.app.entry(principal, act, on, touched);
        self.entries.push(Entry { at, ..entry });
    }

    fn told(&mut self, one: &TownContact, contact: ContactId, at: Timestamp) -> Vec<SightingRow> {
        let draft = &one.arrival.draft;
        let label = compartment_code(Compartment::Hub(contact));
        self.recording.put(
            RecordKind::Contact,
            contact.uuid(),
            1,
            &label,
            &content_of(draft),
        );
        let mut rows = Vec::with_capacity(draft.people.len());
        for (ordinal, seen) in (0..).zip(&draft.people) {
            let row = row_of(
                SightingId::mint(&self.app.mint(at)),
                contact,
                ordinal,
                seen,
                at,
                at,
            );
            self.recording
                .put(RecordKind::Sighting, row.sighting.uuid(), 1, &label, seen);
            rows.push(row);
        }
        self.rows.contacts.push((
            at,
            version_of(self.app, contact, 1, draft, &one.arrival.digest),
        ));
        self.enter(
            self.permit.principal(),
            Act::ContactImport,
            subject_of(Subject::Contact(contact)),
            at,
        );
        rows
    }

    /// The persons, and those among them who are new.
    fn matched(
        &mut self,
        one: &TownContact,
        contact: ContactId,
        rows: &[SightingRow],
        matched: MatchId,
        at: Timestamp,
    ) -> (Vec<PersonId>, Vec<PersonId>) {
        let (mut who, mut fresh) = (Vec::with_capacity(rows.len()), Vec::new());
        for ((row, seen), known) in rows.iter().zip(&one.arrival.draft.people).zip(&one.who) {
            let believed = known.and_then(|person| self.known.remove(&person));
            let (person, how) = match believed {
                Some(believed) => (self.met_again(row, seen, &believed), How::Confirmed),
                None => (self.new_person(row, seen, at), How::New),
            };
            if how == How::New {
                fresh.push(person);
            }
            let keys = keys_kept(self.app.ring.index(), &sighting_record(seen, self.permit));
            self.rows
                .keys
                .extend(keys.into_iter().map(|key| (key, person)));
            self.rows.links.push(Link {
                link: LinkId::mint(&self.app.mint(at)),
                matched,
                sighting: row.sighting,
                person,
                how,
                made_by: search::principal_key(&self.by),
                known_from: at,
                contact,
            });
            who.push(person);
        }
        (who, fresh)
    }

    fn met_again(
        &mut self,
        row: &SightingRow,
        seen: &Sighting,
        believed: &person::Believed,
    ) -> PersonId {
        let (person, next) = (believed.person, believed.version + 1);
        let card = card_with(&seen.described, &believed.card);
        self.recording
            .put(RecordKind::Person, person.uuid(), next, "shared", &card);
        let protected = believed.protected || row.protects;
        self.rows
            .revised
            .push((person, believed.version, protected));
        person
    }

    fn new_person(&mut self, row: &SightingRow, seen: &Sighting, at: Timestamp) -> PersonId {
        let person = PersonId::mint(&self.app.mint(at));
        let card = card_of([&seen.described]);
        self.recording
            .put(RecordKind::Person, person.uuid(), 1, "shared", &card);
        self.rows.persons.push((at, person, row.protects));
        person
    }

    fn family(
        &mut self,
        one: &TownContact,
        contact: ContactId,
        who: &[PersonId],
        fresh: &[PersonId],
        matched: MatchId,
        at: Timestamp,
    ) -> FamilyId {
        let (family, joining) = if let Some(family) = one.family {
            (family, fresh)
        } else {
            let family = FamilyId::mint(&self.app.mint(at));
            let people = &one.arrival.draft.people;
            let ordered = people
                .iter()
                .filter(|seen| seen.described.is_child())
                .chain(people.iter().filter(|seen| !seen.described.is_child()));
            let name = family_name(ordered.map(|seen| seen.described.name.surname.as_str()));
            self.recording.put(
                RecordKind::Family,
                family.uuid(),
                1,
                "shared",
                &FamilyContent { name },
            );
            self.rows.families.push((at, family));
            (family, who)
        };
        self.rows
            .members
            .extend(joining.iter().map(|person| (at, matched, family, *person)));
        self.rows.about.push((at, matched, contact, family));
        self.enter(
            self.by,
            Act::MatchFamily,
            subject_of(Subject::Contact(contact)),
            at,
        );
        family
    }

    fn answered(&mut self, one: &TownContact, contact: ContactId, rows: &[SightingRow]) {
        let at = one.answer.at;
        self.recording.at(at);
        let label = compartment_code(Compartment::Hub(contact));
        let children: Vec<Option<SightingId>> = rows
            .iter()
            .filter(|row| row.child)
            .map(|row| Some(row.root))
            .collect();
        let asked = if children.is_empty() {
            vec![None]
        } else {
            children
        };
        for (child, (outcome, reason, service)) in asked.into_iter().zip(&one.answer.answers) {
            let decision = DecisionId::mint(&self.app.mint(at));
            let answer = Answer {
                child,
                outcome: *outcome,
                reason: reason.clone(),
                service: service.clone(),
            };
            self.recording
                .put(RecordKind::Decision, decision.uuid(), 1, &label, &answer);
            self.rows.decisions.push(DecisionRow {
                decision,
                contact,
                child,
                outcome: *outcome,
                decided_at: at,
                decided_by: search::principal_key(&self.by),
            });
        }
        self.enter(
            self.by,
            Act::ContactDecide,
            subject_of(Subject::Contact(contact)),
            at,
        );
    }
}

impl Rows {
    async fn write(self, app: &App, tx: &mut Tx, permit: &Permit) -> Result<(), Fault> {
        let authority = app.authority;
        contacts_put(tx, authority, &self.contacts).await?;
        contact::states_decided(
            tx,
            authority,
            &self
                .contacts
                .iter()
                .map(|(_, one)| one.contact)
                .collect::<Vec<_>>(),
        )
        .await?;
        sightings_put(tx, authority, &self.sightings).await?;
        person::persons_put(tx, authority, &self.persons).await?;
        for (person, version, protected) in self.revised {
            person::person_revise(tx, authority, person, version, protected, None).await?;
        }
        person::keys_put(tx, authority, &self.keys).await?;
        links_put(tx, authority, &self.links).await?;
        family::families_put(tx, authority, permit, &self.families).await?;
        family::members_put(tx, authority, &self.members).await?;
        family::about_put(tx, authority, &self.about).await?;
        decisions_put(tx, authority, permit, &self.decisions).await
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
