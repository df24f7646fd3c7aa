//! Taking in a contact that a worker typed, by telephone, from a letter or across the desk: whoever types it has it. A form that is sent
//! twice is taken in once; so is one that is sent again in the same words from a page that the browser made anew on the way back.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::contact::ContactDraft;
use trefoil_core::contact_typed::ContactTyped;
use trefoil_core::draft::DraftForm;
use trefoil_core::ids::{ContactId, DraftId, TeamId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::draft::{draft_became, draft_done, draft_same};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::{Fault, Tx, Written, contact};

use super::intake::{Arrival, intake};
use super::leave::{contact_met, opening};
use crate::door::{App, sent_again_since, subject_of};
use crate::drafts::keep::overtaken;
use crate::drafts::open::{Draft, drafts_open};

/// What the form begins with.
pub struct ContactForm {
    /// For what is typed now.
    pub fresh: DraftId,
    /// What was begun before and not sent, the latest first.
    pub drafts: Vec<Draft>,
}

/// The form, for those who may take contacts in.
///
/// # Errors
/// As the policy refuses.
pub async fn contact_form(app: &App, asker: &Asker) -> Result<ContactForm, Refusal> {
    let _permit = app.leave(asker, Act::ContactImport, None).await?;
    Ok(ContactForm {
        fresh: DraftId::mint(&app.mint(app.now())),
        drafts: drafts_open(app, asker).await?,
    })
}

/// A contact as it was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The contact, where it is open to whoever typed it.
    pub contact: Option<ContactId>,
    /// Whether it had been taken in already.
    pub again: bool,
}

/// What is told where another window sent something else from the same form.
const OTHER_WORDS: &str = "This form was sent from another window in other words, and that is taken in. What you typed here is not: send it again where it is a contact of its own, or add to the other what is missing there.";

/// What is told where another window threw it away.
const THROWN: &str = "What you typed here was thrown away in another window. It is still here: send it again to take it in.";

/// Takes it in.
///
/// # Errors
/// `Invalid` naming each field that will not do; `Conflict` where another window sent or threw away this form, and what is typed here was
/// not taken in; as the policy refuses.
pub async fn contact_record(
    app: &App,
    asker: &Asker,
    (draft, from): (DraftId, Option<i64>),
    typed: &ContactTyped,
) -> Result<Recorded, Refusal> {
    let permit = app.leave(asker, Act::ContactImport, None).await?;
    let facts = asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let arrival = arrival_of(typed, typed.read(app.now())?);
    let recording = Typed {
        app: app.clone(),
        asker: asker.clone(),
        permit,
        draft,
        from,
        by: (facts.worker, facts.team),
        arrival,
    };
    app.write(move |tx| Box::pin(async move { recording.take(tx).await }))
        .await
}

/// What was typed, as any channel hands it in.
pub(super) fn arrival_of(typed: &ContactTyped, draft: ContactDraft) -> Arrival {
    let digest = Sha256::digest(serde_json::to_vec(typed).unwrap_or_default()).into();
    let rows = i64::try_from(draft.people.len()).unwrap_or(i64::MAX);
    Arrival {
        draft,
        digest,
        rows,
    }
}

struct Typed {
    app: App,
    asker: Asker,
    permit: Permit,
    draft: DraftId,
    /// The version of it that stood when the window last saw it.
    from: Option<i64>,
    by: (WorkerId, Option<TeamId>),
    arrival: Arrival,
}

impl Typed {
    async fn take(&self, tx: &mut Tx) -> Result<Written<Recorded>, Fault> {
        let (app, (me, _)) = (&self.app, self.by);
        let digest = self.arrival.digest;
        if let Some(became) = draft_became(tx, app.authority, (self.draft, me)).await? {
            let ever = (me, Timestamp::MIN);
            let same = draft_same(tx, app.authority, ever, digest).await?;
            let words = if became.is_some() {
                OTHER_WORDS
            } else {
                THROWN
            };
            let id = same.filter(|_| became.is_some());
            let id = id.ok_or_else(|| Refusal::Conflict(words.to_owned()))?;
            return self.taken_before(tx, id).await;
        }
        let now = app.now();
        // What another window kept of it since is not thrown away with what is sent here.
        let apart = overtaken(app, tx, (self.draft, me), self.from).await?;
        let own = || DraftId::mint(&app.mint(now));
        let which = (if apart { own() } else { self.draft }, DraftForm::Contact);
        let lately = (me, sent_again_since(now));
        if let Some(id) = draft_same(tx, app.authority, lately, digest).await? {
            let became = Some(id.uuid());
            draft_done(tx, app.authority, &self.permit, which, (me, now), became).await?;
            return self.taken_before(tx, id).await;
        }
        let taken = intake(
            app,
            tx,
            &self.permit,
            std::slice::from_ref(&self.arrival),
            now,
        )
        .await?;
        let fresh = taken.fresh.first().copied();
        let id = fresh.ok_or_else(|| Fault::Broken("a typed contact was not new".to_owned()))?;
        let became = Some(id.uuid());
        draft_done(tx, app.authority, &self.permit, which, (me, now), became).await?;
        let mut entries = taken.entries;
        entries.extend(self.hold(tx, id).await?);
        let value = self.recorded(tx, id, false).await?;
        Ok(Written { value, entries })
    }

    async fn recorded(&self, tx: &mut Tx, id: ContactId, again: bool) -> Result<Recorded, Fault> {
        let opens = opening(&self.app, tx, &self.asker, [id]).await?;
        Ok(Recorded {
            contact: opens.first().copied(),
            again,
        })
    }

    /// What it became when it was sent before.
    async fn taken_before(&self, tx: &mut Tx, id: ContactId) -> Result<Written<Recorded>, Fault> {
        Ok(Written {
            value: self.recorded(tx, id, true).await?,
            entries: vec![self.again()],
        })
    }

    /// Whoever typed it has it. Where it is closed to them it waits for a colleague, and they are told nothing of it.
    async fn hold(&self, tx: &mut Tx, id: ContactId) -> Result<Option<Entry>, Fault> {
        let (app, act, (me, team)) = (&self.app, Act::ContactTake, self.by);
        let met = contact_met(app, tx, &self.asker, id).await?;
        let standing = met.map(|(_, standing)| standing);
        let permit = app.policy.permit(&self.asker, act, standing.as_ref());
        let Ok(permit) = permit else {
            return Ok(None);
        };
        let to = Some((me, team));
        contact::hold(tx, app.authority, &permit, id, me, to, app.now()).await?;
        let on = subject_of(Subject::Contact(id));
        Ok(Some(app.entry(permit.principal(), act, on, Vec::new())))
    }

    /// Of a form that was sent again.
    fn again(&self) -> Entry {
        let on = (SubjectKind::Draft, Some(self.draft.uuid()));
        let principal = self.permit.principal();
        self.app
            .entry(principal, Act::ContactImport, on, Vec::new())
    }
}
