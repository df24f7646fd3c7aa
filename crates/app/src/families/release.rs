//! Letting facts of a strand through to the perpetrator's side, and taking them back.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::ids::{ReleaseId, StrandId};
use trefoil_core::reason::Reason;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::release::{ReleaseContent, ReleaseKind, ReleaseTyped};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::release::{release_content, release_recall as recall, releases_put};
use trefoil_store::version::RecordKind;

use super::leave::leave_on_strand;
use super::signal::label_of;
use super::writing::crosses;
use crate::door::{App, subject_of};
use crate::outputs::guard::Watch;

/// When something made at `at` is looked at again.
pub(super) fn review_at(at: Timestamp, days: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(24 * days))
        .unwrap_or(Timestamp::MAX)
}

/// Lets facts through.
///
/// # Errors
/// `Invalid` naming each field that will not do; `Conflict` where the strand is closed.
pub async fn release_make(
    app: &App,
    asker: &Asker,
    id: StrandId,
    typed: &ReleaseTyped,
) -> Result<(), Refusal> {
    let act = Act::ReleaseMake;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    if met.strand.closed_at.is_some() {
        let words =
            "This side of the family's work is closed, so nothing more is let through from it.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let (facts, days) = typed.read()?;
    let watch = Watch::over(app, met.strand.family, "").await?;
    may_cross(&watch, &facts)?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let mut recording = door.recording(now);
            let label = label_of(&met.strand);
            let mut made: Vec<(ReleaseId, ReleaseKind)> = Vec::with_capacity(facts.len());
            for (kind, content) in &facts {
                let release = ReleaseId::mint(&door.mint(now));
                recording.put(RecordKind::Release, release.uuid(), 1, &label, content);
                made.push((release, *kind));
            }
            let place = (met.strand.family, id);
            let dates = (me, now, review_at(now, days));
            releases_put(tx, door.authority, &permit, place, &made, dates).await?;
            let on = subject_of(met.standing.subject);
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry, watch.entry],
            })
        })
    })
    .await
}

/// Each fact held against the guard.
fn may_cross(watch: &Watch, facts: &[(ReleaseKind, ReleaseContent)]) -> Result<(), Refusal> {
    let crossing = |(kind, content): &(ReleaseKind, ReleaseContent)| {
        crosses(watch, &format!("text-{}", kind.code()), &content.text)
    };
    let problems: Vec<Problem> = facts.iter().filter_map(crossing).collect();
    if problems.is_empty() || leaks(Leak::FactUnheld) {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// Takes a fact back: nothing of it is shown to the other side any more.
///
/// # Errors
/// `Invalid` without a reason; `Conflict` where it was taken back already, or is none of this strand.
pub async fn release_recall(
    app: &App,
    asker: &Asker,
    id: StrandId,
    release: ReleaseId,
    why: &str,
) -> Result<(), Refusal> {
    let act = Act::ReleaseRecall;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let why = Reason::read(&format!("recall-{release}"), why)?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            recall(tx, door.authority, &permit, (release, id), (me, now)).await?;
            let made = release_content(tx, &door.ring, door.authority, &permit, release).await?;
            let mut recording = door.recording(now);
            let label = label_of(&met.strand);
            let taken_back = taken_back(made, why);
            recording.put(RecordKind::Release, release.uuid(), 2, &label, &taken_back);
            let on = subject_of(met.standing.subject);
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// What is sealed of a release that was taken back.
pub(super) fn taken_back(made: Option<ReleaseContent>, why: Reason) -> ReleaseContent {
    let nothing = ReleaseContent {
        text: String::new(),
        reason: String::new(),
        known: false,
        recalled: None,
    };
    ReleaseContent {
        recalled: Some(why.text),
        ..made
            .filter(|_| !leaks(Leak::RecalledEmpty))
            .unwrap_or(nothing)
    }
}
