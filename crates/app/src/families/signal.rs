//! Sending a warning from the perpetrator's side. Who it goes to is computed here, and the sender learns nothing of it: neither who
//! reads it nor whether there is anybody.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, PersonId, SignalId, StrandId, WorkerId};
use trefoil_core::principal::{Job, Principal, Role};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::signal::{SignalContent, SignalKind};
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::{Entry, SubjectKind, Touch};
pub use trefoil_store::signal::Sent;
use trefoil_store::signal::{sent_of_strand, sent_put, signals_put};
use trefoil_store::strand::{StrandRow, strands_of_families};
use trefoil_store::version::{RecordKind, Recording, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::leave::{Met, leave_on_own, nowhere};
use crate::door::{App, read_of, refusal, subject_of};

/// The page on which a warning is written.
pub struct SignalPage {
    /// The strand from which it is sent.
    pub strand: StrandId,
    /// Whether the strand's page is the viewer's to open.
    pub opens: bool,
    /// What was sent before, newest first: for those who see the strand in full.
    pub sent: Vec<Sent>,
}

/// The page on which the asker writes a warning.
///
/// # Errors
/// `NotFound` where it is not theirs to send one from there.
pub async fn signal_form(app: &App, asker: &Asker, id: StrandId) -> Result<SignalPage, Refusal> {
    let act = Act::StrandView;
    let (_permit, met) = leave_on_own(app, asker, act, id).await?;
    let sends = app
        .policy
        .permit(asker, Act::SignalSend, Some(&met.standing))
        .is_ok();
    if !sends || !from_here(&met.strand) {
        return app.nothing(asker, act, nowhere(id)).await;
    }
    let sight = app.policy.sight(asker, &met.standing);
    let mut tx = app.read_as(asker).await?;
    let sent = sent_of_strand(&mut tx, &app.ring, app.authority, &sight).await;
    drop(tx);
    let page = SignalPage {
        strand: id,
        opens: super::strand::opens(&sight, &met.strand),
        sent: sent.map_err(refusal)?,
    };
    let on = subject_of(sight.subject());
    app.record(asker, act, on, read_of([id.uuid()])).await?;
    Ok(page)
}

/// A warning goes from the perpetrator's side to the other.
fn from_here(strand: &StrandRow) -> bool {
    strand.kind == CompartmentKind::Perpetrator && strand.closed_at.is_none()
}

/// Sends a warning.
///
/// # Errors
/// `Invalid` where nothing was chosen or written, or too much; `Conflict` where the strand is closed or is no perpetrator's.
pub async fn signal_send(
    app: &App,
    asker: &Asker,
    id: StrandId,
    kind: Option<SignalKind>,
    text: &str,
) -> Result<(), Refusal> {
    let act = Act::SignalSend;
    let (permit, met) = leave_on_own(app, asker, act, id).await?;
    if !from_here(&met.strand) {
        let words = "Warnings are sent from the open work with the person who harms. Ring the worker whom you want to warn.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let (kind, content) = SignalContent::new(kind, text)?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let sender = role_of(asker, &met, me);
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let sent = (kind, &content, sender);
            let now = door.now();
            let touched = carry(&door, tx, &permit, &met.strand, sent, (me, now)).await?;
            let on = (SubjectKind::Strand, Some(id.uuid()));
            let entry = door.entry(principal, act, on, touched);
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Keeps a warning for its sender and brings it to the other side; what the ledger must be told.
pub(crate) async fn carry(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    from: &StrandRow,
    (kind, content, sender): (SignalKind, &SignalContent, Option<Role>),
    (by, at): (WorkerId, Timestamp),
) -> Result<Vec<Touch>, Fault> {
    let mut recording = app.recording(at);
    let sent = SignalId::mint(&app.mint(at));
    let label = label_of(from);
    recording.put(RecordKind::Signal, sent.uuid(), 1, &label, content);
    let of = (sent, from.strand);
    sent_put(tx, app.authority, permit, of, kind, (by, at)).await?;
    let warning = (kind, content, sender);
    bring(app, tx, permit, (from.family, at), warning, &mut recording).await?;
    let touched = recording.touched();
    recording.write(tx).await?;
    Ok(touched)
}

/// Sends a warning by the program itself, inside the transaction of the act that gave reason for it: what somebody wrote on the
/// perpetrator's side says where a victim or a child may be found. Whoever wrote it must not be able to tell. The entry is for the
/// ledger, with those of the act.
///
/// # Errors
/// As the store.
pub async fn signal_send_by_job(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    family: FamilyId,
    (kind, text): (SignalKind, &str),
) -> Result<Entry, Fault> {
    let now = app.now();
    let content = SignalContent {
        text: text.to_owned(),
    };
    let mut recording = app.recording(now);
    let warning = (kind, &content, None);
    bring(app, tx, permit, (family, now), warning, &mut recording).await?;
    let job = Principal::Job(Job::Warning);
    let on = (SubjectKind::Family, Some(family.uuid()));
    let entry = app.entry(job, Act::SignalSend, on, recording.touched());
    recording.write(tx).await?;
    Ok(entry)
}

/// Brings a warning to the victim's and the children's strands of a family: the open ones; where all are closed to those, and so to
/// who is on emergency duty. Where nobody of the other side was ever found it stands on the side that it came from, for who is on
/// emergency duty alone: a warning that reaches nobody is worse than none, because its sender relies on it.
async fn bring(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (family, now): (FamilyId, Timestamp),
    (kind, content, sender): (SignalKind, &SignalContent, Option<Role>),
    recording: &mut Recording<'_>,
) -> Result<(), Fault> {
    let strands = strands_of_families(tx, app.authority, &[family]).await?;
    let (warned, others): (Vec<StrandRow>, Vec<StrandRow>) = strands
        .into_iter()
        .partition(|one| !one.kind.warned().is_empty() || leaks(Leak::WarningToHim));
    let there = if warned.is_empty() { others } else { warned };
    let (open, closed): (Vec<StrandRow>, Vec<StrandRow>) =
        there.into_iter().partition(|one| one.closed_at.is_none());
    let to = if open.is_empty() { closed } else { open };
    let to: Vec<&StrandRow> = to.iter().collect();
    let warning = (kind, content, sender);
    to_strands(app, tx, permit, (&to, None, now), warning, recording).await
}

/// Brings a warning to these strands, a record each; about whom it is, where it is settled by what becomes of them.
pub(crate) async fn to_strands(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (to, about, now): (&[&StrandRow], Option<PersonId>, Timestamp),
    (kind, content, sender): (SignalKind, &SignalContent, Option<Role>),
    recording: &mut Recording<'_>,
) -> Result<(), Fault> {
    let mut each = Vec::with_capacity(to.len());
    for strand in to {
        let signal = SignalId::mint(&app.mint(now));
        let label = label_of(strand);
        recording.put(RecordKind::Signal, signal.uuid(), 1, &label, content);
        each.push((signal, strand.strand));
    }
    let what = (kind, sender, about, now);
    signals_put(tx, app.authority, permit, &each, what).await
}

/// The compartment of a strand.
pub(crate) fn label_of(strand: &StrandRow) -> String {
    compartment_code(Compartment::Family {
        family: strand.family,
        kind: strand.kind,
        person: Some(strand.person),
    })
}

/// In which role the sender works: the one in which they are allocated, or one of theirs.
fn role_of(asker: &Asker, met: &Met, me: WorkerId) -> Option<Role> {
    let mut workers = met.family.workers.iter();
    let allocated = workers.find(|one| one.worker == me && one.strand == met.strand.strand);
    let roles = asker.worker.iter().flat_map(|facts| &facts.roles);
    allocated.map(|one| one.role).or(roles.copied().next())
}
