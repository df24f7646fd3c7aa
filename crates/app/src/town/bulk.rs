//! A part of the town's work as what is to be written of it: each act at its instant, sealed and with its entry.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::Answer;
use trefoil_core::family::{FamilyContent, family_name};
use trefoil_core::ids::{ContactId, DecisionId, FamilyId, LinkId, MatchId, PersonId, SightingId};
use trefoil_core::link::{How, card_of, card_with};
use trefoil_core::principal::Principal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Permit, Subject};
use trefoil_store::decision::DecisionRow;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::link::Link;
use trefoil_store::person::{Believed, Stands};
use trefoil_store::search;
use trefoil_store::sighting::SightingRow;
use trefoil_store::version::{RecordKind, Recording, Sealed, compartment_code};

use super::TownContact;
use super::known::Known;
use super::rows::Rows;
use crate::contacts::intake::{content_of, row_of, version_of};
use crate::door::{App, subject_of};
use crate::matching::describe::{keys_kept, sighting_record};

/// A part under way.
pub(super) struct Bulk<'a> {
    app: &'a App,
    permit: &'a Permit,
    by: Principal,
    known: &'a mut Known,
    recording: Recording<'a>,
    rows: Rows,
    entries: Vec<Entry>,
}

impl<'a> Bulk<'a> {
    pub(super) fn new(
        app: &'a App,
        permit: &'a Permit,
        by: Principal,
        known: &'a mut Known,
    ) -> Self {
        Self {
            app,
            permit,
            by,
            known,
            recording: app.recording(app.now()),
            rows: Rows::default(),
            entries: Vec::new(),
        }
    }

    /// What is to be written.
    pub(super) fn ready(self) -> (Sealed, Rows, Vec<Entry>) {
        (self.recording.sealed(), self.rows, self.entries)
    }

    /// Takes one contact with what was done about it.
    pub(super) fn take(&mut self, one: &TownContact) {
        let at = one.arrival.draft.received_at;
        self.recording.at(at);
        let contact = ContactId::mint(&self.app.mint(at));
        let sightings = self.told(one, contact, at);
        let matched = MatchId::mint(&self.app.mint(at));
        let (who, fresh) = self.matched(one, contact, &sightings, matched, at);
        self.family(one, contact, &who, &fresh, matched, at);
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
        for ((row, seen), number) in rows.iter().zip(&one.arrival.draft.people).zip(&one.who) {
            let (person, how) = self.met(*number, row, seen, at);
            if how == How::New {
                fresh.push(person);
            }
            let keys = keys_kept(self.app.ring.index(), &sighting_record(seen, self.permit));
            if self.known.are_news(*number, &keys) {
                self.rows
                    .keys
                    .extend(keys.into_iter().map(|key| (key, person)));
            }
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

    /// Somebody met, again or for the first time, with the card that now holds.
    fn met(
        &mut self,
        number: u64,
        row: &SightingRow,
        seen: &Sighting,
        at: Timestamp,
    ) -> (PersonId, How) {
        let (believed, how) = if let Some(before) = self.known.card(number) {
            let next = Believed {
                person: before.person,
                version: before.version + 1,
                protected: before.protected || row.protects,
                card: card_with(&seen.described, &before.card),
            };
            (next, How::Confirmed)
        } else {
            let first = Believed {
                person: PersonId::mint(&self.app.mint(at)),
                version: 1,
                protected: row.protects,
                card: card_of([&seen.described]),
            };
            (first, How::New)
        };
        let (person, version) = (believed.person, believed.version);
        self.recording.put(
            RecordKind::Person,
            person.uuid(),
            version,
            "shared",
            &believed.card,
        );
        let stands = Stands {
            person,
            version,
            protected: believed.protected,
            known_from: at,
        };
        let row = self.rows.persons.entry(person).or_insert(stands);
        (row.version, row.protected) = (version, believed.protected);
        self.known.believe(number, believed);
        (person, how)
    }

    fn family(
        &mut self,
        one: &TownContact,
        contact: ContactId,
        who: &[PersonId],
        fresh: &[PersonId],
        matched: MatchId,
        at: Timestamp,
    ) {
        let (family, joining) = if let Some(family) = self.known.family(one.household) {
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
            self.known.family_is(one.household, family);
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
