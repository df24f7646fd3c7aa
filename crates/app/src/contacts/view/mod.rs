//! Opening a contact: what was told, who it is about, who they may be, what is known of them, and how it was decided;
//! now, or as it was known at any past instant.

mod alike;
mod done;
mod family;
mod people;
mod read;
mod stand;

use std::collections::BTreeSet;

pub use self::alike::AlikeContact;
use jiff::Timestamp;
use trefoil_core::act::Act;
pub use trefoil_core::attachment::AttachmentFacts;
use trefoil_core::attachment::Sizes;
use trefoil_core::carried::Carried;
use trefoil_core::check::CheckAnswer;
use trefoil_core::clock::Standing as ClockStanding;
use trefoil_core::contact::ContactContent;
use trefoil_core::decision::Answer;
use trefoil_core::family::FamilyFit;
use trefoil_core::high_risk::OnBy;
use trefoil_core::ids::{AgencyId, ContactId, DraftId, FamilyId, MatchId, PersonId, WorkerId};
use trefoil_core::link::How;
use trefoil_core::rag::Rag;
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Sight, Subject};
pub use trefoil_store::attachment::AttachmentRow;
use trefoil_store::check::CheckRow;
use trefoil_store::contact::ContactHead;
use trefoil_store::decision::DecisionRow;
use trefoil_store::ledger::Touch;
pub use trefoil_store::person::Believed;
use trefoil_store::person::PersonContact;
pub use trefoil_store::rag::Grading;
use trefoil_store::sighting::SightingRow;

use self::read::Reading;
use super::leave::contact_met;
use crate::door::{App, read_of, refusal};
pub use crate::drafts::open::Draft;
use crate::families::terms::Terms;
use crate::follows::list::Follow;
use crate::matching::evidence::Candidate;
use crate::notices::list::Listed;
use crate::persons::current::CurrentWorker;

/// A link shown beside a sighting.
#[derive(Debug, Clone)]
pub struct LinkShown {
    /// The act that made it, by which it can be undone.
    pub matched: MatchId,
    /// The person.
    pub person: PersonId,
    /// How it came to be.
    pub how: How,
    /// By whom, by name where it was a worker.
    pub made_by: String,
    /// Since when.
    pub since: Timestamp,
}

/// One person of a contact.
pub struct ContactPerson {
    /// The sighting's row.
    pub row: SightingRow,
    /// As described.
    pub seen: Sighting,
    /// Who it is held to be of.
    pub link: Option<LinkShown>,
    /// What is believed of that person, where the viewer may see it.
    pub believed: Option<Believed>,
    /// Where nobody is decided on: who it may be, best first, with the evidence in words.
    pub candidates: Vec<Candidate>,
    /// Other contacts of that person, newest first.
    pub earlier: Vec<PersonContact>,
    /// Of a child: other waiting contacts that seem to be about them; none of the past.
    pub alike: Vec<AlikeContact>,
    /// What those who work with them hold now, as far as the viewer may know: nothing of the past.
    pub terms: Option<Terms>,
    /// Who works with them as with one who harms, as far as the viewer may know that anybody does; nobody of the past.
    pub harming: Option<Vec<WorkerId>>,
    /// Whether they are known as harmed and as harming, by all that the viewer sees, and nobody has recorded which is right.
    pub in_doubt: bool,
    /// By which rules they are on the list of high risk now, and since when.
    pub at_risk: Vec<OnBy>,
}

/// A family that the contact is held to be about.
#[derive(Debug, Clone)]
pub struct FamilyShown {
    /// The family.
    pub family: FamilyId,
    /// Its name.
    pub name: String,
    /// Its other members, who are not in this contact.
    pub others: Vec<FamilyOther>,
}

/// A member of the family who is not in the contact.
#[derive(Debug, Clone)]
pub struct FamilyOther {
    /// What is believed of them.
    pub believed: Believed,
    /// What goes with them if they are added, as far as the viewer may see what they were told to be.
    pub carried: Carried,
}

/// The page of a contact.
pub struct ContactPage {
    /// Its row, now.
    pub head: ContactHead,
    /// What was told, in the version known at [`ContactPage::at`].
    pub content: ContactContent,
    /// Where nobody was proved by how it came: when somebody at the hub said who sent it, and who did, by name.
    pub proved: Option<(Timestamp, String)>,
    /// Where its clock stands.
    pub standing: ClockStanding,
    /// When the time to decide ends.
    pub due: Timestamp,
    /// How soon the hub itself decides it.
    pub urgency: Urgency,
    /// Its people, in its order.
    pub people: Vec<ContactPerson>,
    /// The whole family that may be confirmed in one act, with its name.
    pub whole_family: Option<(FamilyFit, String)>,
    /// Families that it is held to be about.
    pub families: Vec<FamilyShown>,
    /// Contacts of those families and people, newest first, each once; this one left out.
    pub history: Vec<PersonContact>,
    /// Which of those the viewer may open now.
    pub opens: BTreeSet<ContactId>,
    /// How it was decided; the reasons with it.
    pub decisions: Vec<(DecisionRow, Answer, String)>,
    /// What follows its decision, as it stands now.
    pub follows: Vec<Follow>,
    /// Files that came with it or were added, with who added each.
    pub attachments: Vec<AttachmentSeen>,
    /// How large files may be.
    pub sizes: Sizes,
    /// Which agencies were asked what they know, with what each had answered.
    pub checks: Vec<CheckSeen>,
    /// Which can be asked beside those that have not answered yet.
    pub agencies: Vec<(AgencyId, String)>,
    /// What schools are told of its children, as it stands now.
    pub notices: Vec<Listed>,
    /// Who has it, by name.
    pub worker: Option<String>,
    /// Colleagues in the hub who opened it a moment ago, each with when last: two who work on one contact talk to each other.
    pub beside: Vec<(String, Timestamp)>,
    /// Who works with its people or their family, as known then; whoever has it too.
    pub workers: Vec<CurrentWorker>,
    /// Workers to whom it can be handed over.
    pub colleagues: Vec<(WorkerId, String)>,
    /// Why the viewer sees it.
    pub why: &'static str,
    /// The viewer's sight of the contact, which opens its places.
    pub sight: Sight,
    /// Whether the viewer may match, decide, take, hand over and release now.
    pub may: MayDo,
    /// The instant as known at; now, unless a past one was asked for.
    pub at: Timestamp,
    /// What the viewer typed on it before and did not send; with the past there is none.
    pub draft: Option<Draft>,
    /// For what the viewer types now, where nothing was kept before.
    pub fresh: DraftId,
    /// Whether a past instant was asked for.
    pub past: bool,
}

/// A file of a contact.
#[derive(Debug, Clone)]
pub struct AttachmentSeen {
    /// Its row.
    pub row: AttachmentRow,
    /// What it is.
    pub facts: AttachmentFacts,
    /// Who added it, by name.
    pub added_by: String,
}

/// An agency that was asked what it knows.
#[derive(Debug, Clone)]
pub struct CheckSeen {
    /// Its row.
    pub row: CheckRow,
    /// What it had answered.
    pub answer: Option<CheckAnswer>,
    /// Who asked, by name.
    pub asked_by: String,
    /// Who answered, by name.
    pub answered_by: String,
}

/// How soon the hub itself decides a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgency {
    /// Its level.
    pub level: Rag,
    /// The levels that somebody gave it, the latest first; none: the level is that of its source's grade.
    pub gradings: Vec<Grading>,
    /// Where its clock stands.
    pub standing: ClockStanding,
    /// When its time ends.
    pub due: Timestamp,
    /// The rule, in words.
    pub rule: String,
}

/// What the viewer may do on the page; the acts ask again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent leaves, each asked of the policy by its own act"
)]
pub struct MayDo {
    /// Say who people are.
    pub link: bool,
    /// Decide, and say how soon it must be.
    pub decide: bool,
    /// Take on.
    pub take: bool,
    /// Give to somebody else.
    pub hand_over: bool,
    /// Give back to the queue.
    pub release: bool,
}

/// The contact as the asker may see it: now, or as known at `at`.
///
/// # Errors
/// `NotFound` where it does not exist, or the asker may not know that it does.
pub async fn contact_view(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    at: Option<Timestamp>,
) -> Result<ContactPage, Refusal> {
    let subject = Subject::Contact(contact);
    let act = if at.is_some() {
        Act::ContactViewPast
    } else {
        Act::ContactView
    };
    let mut tx = app.read().await?;
    let met = contact_met(app, &mut tx, asker, contact)
        .await
        .map_err(refusal)?;
    let Some((head, standing)) = met else {
        drop(tx);
        return app.nothing(asker, act, subject).await;
    };
    let permit = app.leave(asker, act, Some(&standing)).await?;
    let sight = app.policy.sight(asker, &standing);
    let now = app.now();
    let reading = Reading {
        app,
        asker,
        permit: &permit,
        at: at.unwrap_or(now).min(now),
        past: at.is_some(),
        standing: &standing,
    };
    let page = reading.page(&mut tx, sight, head).await.map_err(refusal)?;
    drop(tx);
    let Some(page) = page else {
        return app.nothing(asker, act, subject).await;
    };
    let touched = page.touched();
    app.record_seen(asker, act, (&standing, &page.sight), touched)
        .await?;
    Ok(page)
}

impl ContactPage {
    /// The one clock by which it is decided: the law's, or the hub's own where that ends sooner; with until when, and whether it is the
    /// hub's own.
    pub fn clock(&self) -> (ClockStanding, Timestamp, bool) {
        let own = self.urgency.due < self.due;
        if own {
            (self.urgency.standing, self.urgency.due, own)
        } else {
            (self.standing, self.due, own)
        }
    }

    /// Every record that the page shows something of.
    fn touched(&self) -> Vec<Touch> {
        let people = self.people.iter();
        let seen = people.clone().map(|one| one.row.sighting.uuid());
        let believed = people.clone().filter_map(|one| one.believed.as_ref());
        let proposed = people
            .flat_map(|one| &one.candidates)
            .map(|one| &one.believed);
        let persons = believed.chain(proposed).map(|one| one.person.uuid());
        let notices = self.notices.iter().map(|one| one.row.notice.uuid());
        let files = self.attachments.iter();
        let files = files.map(|one| one.row.attachment.uuid());
        let draft = self.draft.iter().map(|one| one.draft.uuid());
        let records = seen.chain(persons).chain(notices).chain(files);
        let alike = self.people.iter().flat_map(|one| &one.alike);
        let records = records.chain(draft);
        let records = records.chain(alike.map(|one| one.contact.uuid()));
        read_of(records.chain([self.head.contact.uuid()]))
    }
}
