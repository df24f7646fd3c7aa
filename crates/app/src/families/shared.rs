//! What a family's workers share: writing an item, and letting one through to the other side, one at a time.

use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, NoteId, ReleaseId};
use trefoil_core::note::NoteContent;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::release::{REVIEW_DAYS, ReleaseContent, held_back};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::note::note_for_act;
use trefoil_store::release::{note_recall, release_content, release_note};
use trefoil_store::version::{RecordKind, compartment_code};

use super::leave::leave_on_family;
use super::release::{review_at, taken_back};
use super::writing::crosses;
use super::writing::{Place, Typed, asked, put};
use crate::door::App;
use crate::outputs::guard::Watch;

/// Writes a shared item as a person does: what looks like a place is asked about first.
///
/// # Errors
/// `Invalid` where it is empty or too long, or on `kept` where it looks as if it told a place.
pub async fn shared_typed(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    typed: Typed<'_>,
) -> Result<(), Refusal> {
    write(app, asker, family, (typed, true)).await
}

/// Writes a shared item as it is.
///
/// # Errors
/// `Invalid` where it is empty or too long.
pub async fn shared_write(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    text: &str,
) -> Result<(), Refusal> {
    let typed = Typed { text, kept: "" };
    write(app, asker, family, (typed, false)).await
}

async fn write(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    (typed, asks): (Typed<'_>, bool),
) -> Result<(), Refusal> {
    let act = Act::SharedWrite;
    let (permit, standing) = leave_on_family(app, asker, act, family).await?;
    let content = NoteContent::new(typed.text)?.kept_because(typed.kept);
    if asks && !leaks(Leak::SharedUnasked) {
        let sight = app.policy.sight(asker, &standing.family);
        asked(typed, sight.located())?;
    }
    put(app, asker, (act, permit), Place::Shared(family), content).await
}

/// Lets a shared item through.
///
/// # Errors
/// `Invalid` without a reason, or where it seems to hold a place; `Conflict` where it is through already, or is no item of this
/// family.
pub async fn shared_opt_in(
    app: &App,
    asker: &Asker,
    (family, note): (FamilyId, NoteId),
    why: &str,
) -> Result<(), Refusal> {
    let act = Act::SharedOptIn;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let field = format!("why-{note}");
    let why = Reason::read(&field, why)?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let watch = Watch::over(app, family, "").await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let item = (family, note);
            let said = note_for_act(tx, &door.ring, door.authority, &permit, item).await?;
            let wrong = said.and_then(|said| crossing(&watch, &field, &said.text));
            if let Some(problem) = wrong {
                return Err(Refusal::Invalid(vec![problem]).into());
            }
            let release = ReleaseId::mint(&door.mint(now));
            let (id, dates) = (
                (release, family, note),
                (me, now, review_at(now, REVIEW_DAYS)),
            );
            release_note(tx, door.authority, &permit, id, dates).await?;
            let content = ReleaseContent {
                text: String::new(),
                reason: why.text,
                known: false,
                recalled: None,
            };
            let mut recording = door.recording(now);
            let label = shared_label(family);
            recording.put(RecordKind::Release, release.uuid(), 1, &label, &content);
            let on = (SubjectKind::Family, Some(family.uuid()));
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

/// Why an item may not go through.
fn crossing(watch: &Watch, field: &str, text: &str) -> Option<Problem> {
    let wrong = held_back(field, text).or_else(|| crosses(watch, field, text));
    wrong.filter(|_| !leaks(Leak::ItemUnheld))
}

/// Takes a shared item back: it is shown to the other side no more.
///
/// # Errors
/// `Invalid` without a reason; `Conflict` where it is not through.
pub async fn shared_recall(
    app: &App,
    asker: &Asker,
    (family, note): (FamilyId, NoteId),
    why: &str,
) -> Result<(), Refusal> {
    let act = Act::SharedRecall;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let why = Reason::read(&format!("why-{note}"), why)?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let release =
                note_recall(tx, door.authority, &permit, (family, note), (me, now)).await?;
            let made = release_content(tx, &door.ring, door.authority, &permit, release).await?;
            let mut recording = door.recording(now);
            let label = shared_label(family);
            let taken_back = taken_back(made, why);
            recording.put(RecordKind::Release, release.uuid(), 2, &label, &taken_back);
            let on = (SubjectKind::Family, Some(family.uuid()));
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

fn shared_label(family: FamilyId) -> String {
    compartment_code(Compartment::Family {
        family,
        kind: CompartmentKind::Shared,
        person: None,
    })
}
