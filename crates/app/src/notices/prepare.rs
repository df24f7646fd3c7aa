//! Preparing notices: one for each child of school age of a contact in which police attended, when it comes in and with each later
//! version. What a worker has dealt with is left. Nothing is sent here but where everything is certain and that was agreed.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::chance::random;
use trefoil_core::contact::ContactContent;
use trefoil_core::ids::{ContactId, NoticeId, SightingId};
use trefoil_core::located::Located;
use trefoil_core::looks_like::trace;
use trefoil_core::notice::{FoundHow, Lawful, NoticeContent, NoticeState, WORDS_LONGEST};
use trefoil_core::output::number;
use trefoil_core::principal::{Job, Principal};
use trefoil_core::school::Urn;
use trefoil_core::school::age::{SchoolAge, school_age};
use trefoil_core::school::found::{SchoolFound, school_find};
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_core::vocabulary::{Known, Source};
use trefoil_interop::guard::{Guard, Needles};
use trefoil_policy::{Asker, Permit};
use trefoil_store::contact::{self, ContactHead};
use trefoil_store::custody::rerouted_from;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::notice::{
    NoticeRow, Whole, contact_told, notice_move, notice_put, notices_for_act,
};
use trefoil_store::school::schools_by_words;
use trefoil_store::search::principal_key;
use trefoil_store::sighting::{SightingRow, sightings_for_act};
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx};

use super::send::send_by_itself;
use crate::door::App;
use crate::schools::settings::{Telling, telling};

/// Everything that is the same for the children of one contact.
struct Preparing<'a> {
    app: &'a App,
    permit: &'a Permit,
    head: ContactHead,
    content: ContactContent,
    people: Vec<(SightingRow, Sighting)>,
    telling: Telling,
    now: Timestamp,
}

/// Prepares what a contact needs; the entries of it. For the job.
pub(crate) async fn prepare(
    app: &App,
    tx: &mut Tx,
    contact: ContactId,
) -> Result<Vec<Entry>, Fault> {
    let job = Asker::machine(Principal::Job(Job::Notices));
    let permit = app.policy.permit(&job, Act::NoticeMake, None)?;
    let Some(preparing) = Preparing::read(app, tx, &permit, contact).await? else {
        return Ok(Vec::new());
    };
    if !preparing.is_wanted() {
        return Ok(Vec::new());
    }
    preparing.all(tx, None).await
}

/// Prepares the notice of one child though police did not attend, as a worker decided with its grounds.
pub(crate) async fn prepare_for(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (contact, child): (ContactId, SightingId),
    lawful: Lawful,
) -> Result<Vec<Entry>, Fault> {
    match Preparing::read(app, tx, permit, contact).await? {
        Some(preparing) => preparing.all(tx, Some((child, lawful))).await,
        None => Ok(Vec::new()),
    }
}

impl<'a> Preparing<'a> {
    async fn read(
        app: &'a App,
        tx: &mut Tx,
        permit: &'a Permit,
        contact: ContactId,
    ) -> Result<Option<Self>, Fault> {
        let (ring, authority, now) = (&app.ring, app.authority, app.now());
        let Some(head) = contact::head(tx, authority, contact).await? else {
            return Ok(None);
        };
        // What goes on as another was told to schools as what it was.
        if rerouted_from(tx, authority, contact).await?.is_some() {
            return Ok(None);
        }
        let told = contact_told(tx, ring, authority, permit, (contact, head.version)).await?;
        let Some(content) = told else {
            return Ok(None);
        };
        Ok(Some(Self {
            people: sightings_for_act(tx, ring, authority, permit, contact, now).await?,
            telling: telling(app, tx).await?,
            app,
            permit,
            head,
            content,
            now,
        }))
    }

    /// Police tell of domestic abuse to which they went.
    fn is_wanted(&self) -> bool {
        self.head.facts.source == Source::Police
            && self.content.police_attended == Known::Yes
            && self.head.facts.domestic_abuse != Known::No
    }

    fn day(&self) -> Date {
        local_date(
            self.content
                .incident_started_at
                .unwrap_or(self.head.facts.received_at),
        )
    }

    async fn all(
        &self,
        tx: &mut Tx,
        only: Option<(SightingId, Lawful)>,
    ) -> Result<Vec<Entry>, Fault> {
        let (app, contact) = (self.app, self.head.contact);
        let known = notices_for_act(tx, &app.ring, app.authority, self.permit, contact).await?;
        let mut entries = Vec::new();
        for (row, seen) in self.people.iter().filter(|(row, _)| row.child) {
            if only.as_ref().is_some_and(|(child, _)| *child != row.root) {
                continue;
            }
            let age = school_age(&seen.described.birth, self.day());
            if matches!(age, SchoolAge::Younger | SchoolAge::Older) {
                continue;
            }
            let lawful = only.as_ref().map(|(_, lawful)| lawful.clone());
            let content = self.content_of(tx, seen, (age, lawful)).await?;
            let held = known.iter().find(|(one, _)| one.child == row.root);
            entries.extend(match held {
                None => self.fresh(tx, row.root, content).await?,
                Some(held) => self.renewed(tx, held, content).await?,
            });
        }
        Ok(entries)
    }

    async fn content_of(
        &self,
        tx: &mut Tx,
        seen: &Sighting,
        (age, lawful): (SchoolAge, Option<Lawful>),
    ) -> Result<NoticeContent, Fault> {
        let said = seen.places.school.clone();
        let written = said
            .as_ref()
            .and_then(|said| said.open(self.permit))
            .cloned()
            .unwrap_or_default();
        let area = i64::from(self.app.authority.code());
        let register = schools_by_words(tx, self.app.authority, &written).await?;
        let found = school_find(&written, &register, self.day(), area);
        let (found, school, possible) = match found {
            SchoolFound::Certain(urn) => (FoundHow::Certain, Some(urn), Vec::new()),
            SchoolFound::NotInSchool => (FoundHow::Nowhere, Some(Urn::OFFICER), Vec::new()),
            SchoolFound::Possible(urns) => (FoundHow::Possible, None, urns),
            SchoolFound::Closed(urns) => (FoundHow::Closed, None, urns),
            SchoolFound::Unknown => (FoundHow::Unknown, None, Vec::new()),
        };
        let located = |urn: Urn| Located::new(urn.to_string());
        let words = seen.described.child_words.clone().unwrap_or_default();
        let left_out = self.holds_a_place(&words, &written);
        Ok(NoticeContent {
            child: seen.described.name.clone(),
            birth: seen.described.birth.clone(),
            reference: self.content.reference.clone(),
            incident_at: self.content.incident_started_at,
            present: seen.described.child_present,
            spoken_to: seen.described.child_spoken_to,
            words: if left_out { String::new() } else { words },
            left_out,
            parents: self.telling.parents,
            school: school.map(located),
            possible: possible.into_iter().map(located).collect(),
            said,
            found,
            hides: self.people.iter().any(|(_, one)| one.protects()),
            age_unknown: age == SchoolAge::Unknown,
            lawful,
            ..NoticeContent::default()
        })
    }

    /// Whether words hold a place, by their pattern or because it is one of these people's.
    fn holds_a_place(&self, words: &str, school: &str) -> bool {
        let mut needles = Needles::new();
        for (owner, (_, seen)) in self.people.iter().enumerate() {
            needles.places(owner, &seen.places, self.permit);
        }
        needles.spare(school);
        let long = words.chars().count() > WORDS_LONGEST;
        long || trace(words).is_some() || Guard::new(needles).finds(words.as_bytes())
    }

    async fn fresh(
        &self,
        tx: &mut Tx,
        child: SightingId,
        content: NoticeContent,
    ) -> Result<Vec<Entry>, Fault> {
        let (app, now) = (self.app, self.now);
        let row = NoticeRow {
            notice: NoticeId::mint(&app.mint(now)),
            contact: self.head.contact,
            child,
            state: NoticeState::ToDo,
            why: None,
            number: number(random(app.world.as_ref())),
            version: 1,
            known_at: self.head.facts.received_at,
            made_at: now,
            moved_at: now,
            moved_by: principal_key(&self.permit.principal()),
            told_at: None,
            sent_at: None,
        };
        if !notice_put(tx, app.authority, self.permit, &row).await? {
            return Ok(Vec::new());
        }
        let entry = self.written(tx, &row, &content).await?;
        let mut entries = vec![entry];
        entries.extend(self.sent_by_itself(tx, &(row, content)).await?);
        Ok(entries)
    }

    /// What came in a later version; where a worker said which school it is, or dealt with it, theirs stands.
    async fn renewed(
        &self,
        tx: &mut Tx,
        held: &Whole,
        content: NoticeContent,
    ) -> Result<Vec<Entry>, Fault> {
        let (row, known) = held;
        let dealt = row.state != NoticeState::ToDo || known.found == FoundHow::Chosen;
        let changed = known.found != content.found
            || known.child != content.child
            || known.birth != content.birth;
        if dealt || !changed {
            return Ok(Vec::new());
        }
        let next = NoticeRow {
            version: row.version + 1,
            ..row.clone()
        };
        notice_move(tx, self.app.authority, self.permit, row, &next).await?;
        let entry = self.written(tx, &next, &content).await?;
        let mut entries = vec![entry];
        entries.extend(self.sent_by_itself(tx, &(next, content)).await?);
        Ok(entries)
    }

    async fn written(
        &self,
        tx: &mut Tx,
        row: &NoticeRow,
        content: &NoticeContent,
    ) -> Result<Entry, Fault> {
        let app = self.app;
        let label = compartment_code(Compartment::Hub(row.contact));
        let mut recording = app.recording(self.now);
        recording.put(
            RecordKind::Notice,
            row.notice.uuid(),
            row.version,
            &label,
            content,
        );
        let on = (SubjectKind::Notice, Some(row.notice.uuid()));
        let (principal, act) = (self.permit.principal(), self.permit.act());
        let entry = app.entry(principal, act, on, recording.touched());
        recording.write(tx).await?;
        Ok(entry)
    }

    async fn sent_by_itself(&self, tx: &mut Tx, whole: &Whole) -> Result<Option<Entry>, Fault> {
        if self.telling.agreement.is_none() || whole.1.lawful.is_some() {
            return Ok(None);
        }
        let people: Vec<Sighting> = self.people.iter().map(|(_, seen)| seen.clone()).collect();
        send_by_itself(self.app, tx, whole, &people).await
    }
}
