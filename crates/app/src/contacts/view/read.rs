//! One reading of a contact: everything on its page, of one snapshot, as known at one instant.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::clock::{self, DECISION};
use trefoil_core::contact::{CameBy, ContactContent, ContactState};
use trefoil_core::ids::{ContactId, DraftId, FamilyId, PersonId, SightingId};
use trefoil_core::rag::Rag;
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Permit, Sight, Standing, Subject};
use trefoil_store::contact::{self, ContactHas, ContactHead};
use trefoil_store::interest::{Closed, closed_to};
use trefoil_store::ledger::opened;
use trefoil_store::rag::{gradings_of, rag_rule};
use trefoil_store::sighting::SightingRow;
use trefoil_store::{Fault, Tx, family, link, person, sighting, worker};

use super::family::{families_shown, whole_family};
use super::people::{Beside, persons_of};
use super::stand::may_do;
use super::{ContactPage, ContactPerson, MayDo, Urgency};
use crate::contacts::leave::opening;
use crate::door::App;
use crate::drafts::open::{Draft, drafts_about};
use crate::matching::evidence::{Candidate, candidates_for};
use crate::persons::current::{CurrentWorker, current_workers, holders_of};
use crate::persons::sights_of;

/// For how long somebody who opened a contact is taken to be at it.
const MOMENT: SignedDuration = SignedDuration::from_mins(10);

/// Who reads, and as known when.
pub(super) struct Reading<'a> {
    pub(super) app: &'a App,
    pub(super) asker: &'a Asker,
    pub(super) permit: &'a Permit,
    pub(super) at: Timestamp,
    pub(super) past: bool,
    /// How the contact stands to who reads.
    pub(super) standing: &'a Standing,
}

/// Who was told of.
pub(super) type Seen = Vec<(SightingRow, Sighting)>;
/// Of each who is still to be matched, who they may be.
pub(super) type Candidates = Vec<(SightingId, Vec<Candidate>)>;

impl Reading<'_> {
    /// The page; `None` where the hub did not know of the contact then, or the sight does not reach its content.
    pub(super) async fn page(
        &self,
        tx: &mut Tx,
        sight: Sight,
        now: ContactHead,
    ) -> Result<Option<ContactPage>, Fault> {
        let (app, at, id) = (self.app, self.at, now.contact);
        let Some((head, content)) = self.told(tx, &sight, now).await? else {
            return Ok(None);
        };
        let has = contact::contact_has(tx, app.authority, &sight).await?;
        let beside = self.beside(tx, id).await?;
        let told = self.seen(tx, &sight, &beside).await?;
        let whole_family = whole_family(app, tx, &sight, &told.0, &told.1, at).await?;
        let families = families_shown(app, tx, &sight, &beside).await?;
        let (due, urgency) = self.clocks(tx, &sight, (&head, has)).await?;
        let (checks, agencies) = self.checks(tx, &sight, (&beside, has)).await?;
        let people = self.stand_now(tx, &sight, (told, &beside)).await?;
        Ok(Some(ContactPage {
            standing: clock::standing(&DECISION, due, at),
            due,
            urgency,
            history: beside.history(),
            opens: self.opens(tx, &beside).await?,
            workers: self.current(tx, &head, (&beside, &people)).await?,
            people,
            decisions: self.decisions(tx, &sight, (id, &beside, has)).await?,
            worker: beside.holder(head.worker),
            colleagues: beside.colleagues(head.worker),
            notices: self.notices(tx, &sight, has).await?,
            follows: self.follows(tx, &sight, has).await?,
            attachments: self.attachments(tx, &sight, (&beside, has)).await?,
            sizes: app.world.sizes(),
            beside: self.others(tx, id, &beside).await?,
            checks,
            agencies,
            may: self.may(&head),
            draft: self.draft(tx, id).await?,
            fresh: DraftId::mint(&app.mint(app.now())),
            why: sight.reason(),
            past: self.past,
            proved: self.proved(tx, &content, &beside, id).await?,
            head,
            content,
            whole_family,
            families,
            sight,
            at,
        }))
    }

    /// Its people as they were described then, and who they may be.
    async fn seen(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        beside: &Beside,
    ) -> Result<(Seen, Candidates), Fault> {
        let (ring, authority, of) = (&self.app.ring, self.app.authority, beside.this);
        let seen = sighting::sightings_of_contact(tx, ring, authority, sight, of, self.at).await?;
        let candidates = self.candidates(tx, beside, &seen).await?;
        Ok((seen, candidates))
    }

    /// When the time ends that the law gives; and how soon the hub itself decides it, as known then: by the last level that somebody gave it, else by its source's grade.
    async fn clocks(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        (head, has): (&ContactHead, ContactHas),
    ) -> Result<(Timestamp, Urgency), Fault> {
        let (app, at) = (self.app, self.at);
        let of = (head.contact, at);
        let gradings = if has.gradings {
            gradings_of(tx, &app.ring, app.authority, sight, of).await?
        } else {
            Vec::new()
        };
        let rule = rag_rule(tx, app.authority, at).await?;
        let given = gradings.first().map(|one| one.level);
        let level = given.unwrap_or_else(|| Rag::of_grade(head.facts.grade));
        let received = head.facts.received_at;
        let calendar = app.calendar(tx).await?;
        let urgency = Urgency {
            level,
            gradings,
            standing: rule.standing(level, received, at, &calendar),
            due: rule.due(level, received, &calendar),
            rule: rule.words(level),
        };
        Ok((clock::due(&DECISION, received, &calendar), urgency))
    }

    /// By whom it was said by then who sent it, where how it came proves nobody.
    async fn proved(
        &self,
        tx: &mut Tx,
        content: &ContactContent,
        beside: &Beside,
        id: ContactId,
    ) -> Result<Option<(Timestamp, String)>, Fault> {
        if !content.came_by.is_some_and(CameBy::proves_nobody) {
            return Ok(None);
        }
        let proved = contact::proved(tx, self.app.authority, id).await?;
        let proved = proved.filter(|(at, _)| *at <= self.at);
        Ok(proved.map(|(at, by)| (at, beside.by_words(&by))))
    }

    /// Who the open people may be: of the past nobody is asked.
    async fn candidates(
        &self,
        tx: &mut Tx,
        beside: &Beside,
        seen: &[(SightingRow, Sighting)],
    ) -> Result<Candidates, Fault> {
        if self.past {
            return Ok(Vec::new());
        }
        let mut found = candidates_for(self.app, tx, self.asker, beside.this, seen).await?;
        for (_, list) in &mut found {
            for one in &mut *list {
                one.of_family = beside.is_of_family(one.believed.person);
            }
            list.sort_by_key(|one| !one.of_family);
        }
        Ok(found)
    }

    /// Which of the other contacts the viewer may open now.
    async fn opens(&self, tx: &mut Tx, beside: &Beside) -> Result<BTreeSet<ContactId>, Fault> {
        let others = beside.contacts.iter().map(|one| one.contact);
        opening(self.app, tx, self.asker, others).await
    }

    /// Colleagues in the hub who opened it a moment ago. The past has none, and a decided contact is nobody's work.
    async fn others(
        &self,
        tx: &mut Tx,
        id: ContactId,
        beside: &Beside,
    ) -> Result<Vec<(String, Timestamp)>, Fault> {
        if self.past || !self.standing.in_hub {
            return Ok(Vec::new());
        }
        let since = self.at.checked_sub(MOMENT).unwrap_or(self.at);
        let (authority, permit) = (self.app.authority, self.permit);
        let all = opened(tx, authority, permit, &[id.uuid()], since).await?;
        let me = self.asker.worker.as_ref().map(|facts| facts.worker);
        let mut named: Vec<(String, Timestamp)> = Vec::new();
        for one in all.into_iter().filter(|one| Some(one.worker) != me) {
            let mut colleagues = beside.workers.iter().filter(|facts| facts.hub_team);
            let found = colleagues.find(|facts| facts.worker == one.worker);
            if let Some(facts) = found
                && !named.iter().any(|(name, _)| *name == facts.name)
            {
                named.push((facts.name.clone(), one.at));
            }
        }
        Ok(named)
    }

    /// Who works with the people or the family: whoever has this contact while it waits, or another that waits; whoever works on a strand.
    async fn current(
        &self,
        tx: &mut Tx,
        head: &ContactHead,
        (beside, people): (&Beside, &[ContactPerson]),
    ) -> Result<Vec<CurrentWorker>, Fault> {
        let mut holders = holders_of(&beside.contacts);
        let terms = people.iter().filter_map(|one| one.terms.as_ref());
        holders.extend(terms.flat_map(|one| &one.ids));
        let harming = people.iter().filter_map(|one| one.harming.as_ref());
        holders.extend(harming.flatten());
        holders.extend(head.worker.filter(|_| head.state == ContactState::Waiting));
        current_workers(self.app, tx, &beside.workers, &holders).await
    }

    /// What the viewer typed here and did not send.
    async fn draft(&self, tx: &mut Tx, id: ContactId) -> Result<Option<Draft>, Fault> {
        if self.past {
            return Ok(None);
        }
        let found = drafts_about(self.app, tx, self.asker, id).await?;
        Ok(found.into_iter().next())
    }

    /// Nothing is done to the past.
    fn may(&self, head: &ContactHead) -> MayDo {
        if self.past {
            return MayDo::default();
        }
        may_do(self.app, self.asker, self.standing, head)
    }

    /// The row and what was told, as known then.
    async fn told(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        now: ContactHead,
    ) -> Result<Option<(ContactHead, ContactContent)>, Fault> {
        let app = self.app;
        let head = if self.past {
            contact::head_at(tx, app.authority, &now, self.at).await?
        } else {
            Some(now)
        };
        let Some(head) = head else { return Ok(None) };
        let (id, version) = (head.contact, head.version);
        let content = contact::content(tx, &app.ring, app.authority, sight, id, version).await?;
        Ok(content.map(|content| (head, content)))
    }

    /// In which roles those were told of who can be added: nobody is added to the past.
    async fn roles(
        &self,
        tx: &mut Tx,
        sights: &[Sight],
        (links, members): (&[link::Link], &[(PersonId, FamilyId)]),
        closed: &Closed,
    ) -> Result<Vec<(PersonId, IncidentRole)>, Fault> {
        let here = |person: PersonId| links.iter().any(|link| link.person == person);
        let other = |sight: &&Sight| match sight.subject() {
            Subject::Person(one) => {
                members.iter().any(|(member, _)| *member == one) && !here(one) && !self.past
            }
            Subject::Contact(_) | Subject::Family(_) | Subject::Strand(..) => false,
        };
        let whose: Vec<Sight> = sights.iter().filter(other).cloned().collect();
        let (ring, authority) = (&self.app.ring, self.app.authority);
        sighting::roles_of_persons(tx, ring, authority, &whose, closed, self.at).await
    }

    /// What is known beside the contact's own content.
    async fn beside(&self, tx: &mut Tx, this: ContactId) -> Result<Beside, Fault> {
        let (app, at) = (self.app, self.at);
        let links = link::links_of_contact(tx, app.authority, this, at).await?;
        let about = family::families_of_contacts(tx, app.authority, &[this], at).await?;
        let about: Vec<FamilyId> = about.into_iter().map(|(_, family)| family).collect();
        let members = family::members_of_families(tx, app.authority, &about, at).await?;
        let sights = sights_of(app, tx, self.asker, &persons_of(&links, &members)).await?;
        let cards = person::cards_seen(tx, &app.ring, app.authority, &sights).await?;
        let closed = closed_to(tx, app.authority, &self.asker.principal).await?;
        let contacts = person::contacts_of_persons(tx, app.authority, &sights, &closed, at).await?;
        let roles = self.roles(tx, &sights, (&links, &members), &closed).await?;
        let workers = worker::workers(tx, app.authority).await?;
        let workers = workers.into_iter().map(|(facts, _)| facts).collect();
        Ok(Beside {
            this,
            links,
            about,
            members,
            cards,
            contacts,
            roles,
            at,
            workers,
        })
    }
}
