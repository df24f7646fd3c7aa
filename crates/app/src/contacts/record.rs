//! Taking in a contact that a worker typed, by telephone, from a letter or across the desk: whoever types it has it. A form that is sent
//! twice is taken in once; so is one that is sent again in the same words from a page that the browser made anew on the way back.

use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::contact::ContactDraft;
use trefoil_core::contact_typed::ContactTyped;
use trefoil_core::draft::DraftForm;
use trefoil_core::ids::{ContactId, DraftId, TeamId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Standing, Subject};
use trefoil_store::draft::{draft_became, draft_done, draft_same};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::{Fault, Tx, Written, contact};

use super::intake::{Arrival, intake};
use super::leave::contact_met;
use crate::door::{App, sent_again_since, subject_of};
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

/// Takes it in; the contact, where it is open to whoever typed it.
///
/// # Errors
/// `Invalid` naming each field that will not do; as the policy refuses.
pub async fn contact_record(
    app: &App,
    asker: &Asker,
    draft: DraftId,
    typed: &ContactTyped,
) -> Result<Option<ContactId>, Refusal> {
    let permit = app.leave(asker, Act::ContactImport, None).await?;
    let facts = asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let arrival = arrival_of(typed, typed.read(app.now())?);
    let recording = Typed {
        app: app.clone(),
        asker: asker.clone(),
        permit,
        draft,
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
    by: (WorkerId, Option<TeamId>),
    arrival: Arrival,
}

impl Typed {
    async fn take(&self, tx: &mut Tx) -> Result<Written<Option<ContactId>>, Fault> {
        let (app, (me, _)) = (&self.app, self.by);
        if let Some(became) = draft_became(tx, app.authority, (self.draft, me)).await? {
            let words =
                "What you typed here was thrown away in another window. Copy it, and begin again.";
            let gone = || Refusal::Conflict(words.to_owned());
            let id = became.map(ContactId::from).ok_or_else(gone)?;
            return self.taken_before(tx, id).await;
        }
        let now = app.now();
        let (which, digest) = ((self.draft, DraftForm::Contact), self.arrival.digest);
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
        let held = self.hold(tx, id).await?;
        let value = held.as_ref().map(|_| id);
        entries.extend(held);
        Ok(Written { value, entries })
    }

    /// What it became when it was sent before, where that is open to whoever sends it again.
    async fn taken_before(
        &self,
        tx: &mut Tx,
        id: ContactId,
    ) -> Result<Written<Option<ContactId>>, Fault> {
        let open = contact_met(&self.app, tx, &self.asker, id).await?;
        let sees = |standing: &Standing| !self.app.policy.sight(&self.asker, standing).is_blind();
        Ok(Written {
            value: open.filter(|(_, standing)| sees(standing)).map(|_| id),
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
