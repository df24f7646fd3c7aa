//! Writing for others to read, on a strand or for all who work with the family: one thing, in two places. What looks like a place is
//! asked about by its shape alone; what is written on the perpetrator's side and names a place of the other is told to the other
//! side's workers, and its author cannot tell (access model, the door).

use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, NoteId, StrandId, WorkerId};
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::signal::SignalKind;
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_interop::guard::spot;
use trefoil_policy::{Asker, Permit};
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::note::{NotePlace, note_put};
use trefoil_store::strand::StrandRow;
use trefoil_store::version::{RecordKind, compartment_code};

use super::signal::{label_of, signal_send_by_job};
use crate::door::App;
use crate::outputs::guard::Watch;

/// What was typed, and why it stays as it is where it looks as if it told a place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed<'a> {
    /// As typed.
    pub text: &'a str,
    /// Why, once asked.
    pub kept: &'a str,
}

/// Asks about what looks like a place: the same of everybody who may not keep places here, whatever is on record.
///
/// # Errors
/// `Invalid` on `kept`, with what it looks like.
pub(super) fn asked(typed: Typed<'_>, keeps_places: bool) -> Result<(), Refusal> {
    let mut shapes: Vec<&str> = spot(typed.text)
        .iter()
        .map(|one| one.shape.words())
        .collect();
    shapes.dedup();
    if shapes.is_empty() || !typed.kept.trim().is_empty() || leaks(Leak::NoteUnasked) {
        return Ok(());
    }
    let looks = shapes.join(" and ");
    let words = if keeps_places {
        format!(
            "This looks like {looks}. Keep it under places, where it is protected, and take it out here. If it must stay, say why."
        )
    } else {
        format!("This looks like {looks}. Take it out, or say why it must stay.")
    };
    Err(Refusal::invalid("kept", words))
}

/// Where something is written.
pub(super) enum Place {
    Strand(StrandRow),
    Shared(FamilyId),
}

impl Place {
    fn family(&self) -> FamilyId {
        match self {
            Self::Strand(strand) => strand.family,
            Self::Shared(family) => *family,
        }
    }

    fn strand(&self) -> Option<StrandId> {
        match self {
            Self::Strand(strand) => Some(strand.strand),
            Self::Shared(_) => None,
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Strand(strand) => label_of(strand),
            Self::Shared(family) => compartment_code(Compartment::Family {
                family: *family,
                kind: CompartmentKind::Shared,
                person: None,
            }),
        }
    }
}

/// Why a text may not go through to the other side: what it looks like, or that it holds a place that is on record. Its author works
/// for the side whose places these are, so they are told nothing that they may not know.
pub(super) fn crosses(watch: &Watch, field: &str, text: &str) -> Option<Problem> {
    let found = spot(text);
    let looks = found.first().map(|one| one.shape.words());
    let holds = || {
        watch
            .finds_protected(text)
            .then_some("a place or a code word that is on record")
    };
    let what = looks.or_else(holds)?;
    let words = format!(
        "This seems to hold {what}. Write it without: nothing that could lead to somebody may go to the other side."
    );
    Some(Problem::new(field, words))
}

/// What the other side's workers are told. It says nothing of the place: they know it.
pub(crate) const MAY_KNOW: &str = "Something written on the other side names a place, or the code word, of this person or of somebody with them. Make sure now that they are safe, and tell your manager.";

/// Who looks over what is written there: on the perpetrator's side alone.
async fn watched(app: &App, place: &Place) -> Result<Option<Watch>, Refusal> {
    match place {
        Place::Strand(_) if leaks(Leak::TypedUnwatched) => Ok(None),
        Place::Strand(strand) if strand.kind == CompartmentKind::Perpetrator => {
            Watch::over(app, strand.family, "").await.map(Some)
        }
        Place::Strand(_) | Place::Shared(_) => Ok(None),
    }
}

/// Keeps it.
pub(super) async fn put(
    app: &App,
    asker: &Asker,
    (act, permit): (Act, Permit),
    place: Place,
    content: NoteContent,
) -> Result<(), Refusal> {
    let me: Option<WorkerId> = asker.worker.as_ref().map(|facts| facts.worker);
    let by = me.ok_or(Refusal::NotFound)?;
    let watch = watched(app, &place).await?;
    let names = watch
        .as_ref()
        .is_some_and(|watch| watch.finds_protected(&content.text));
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let at = door.now();
            let note = NotePlace {
                note: NoteId::mint(&door.mint(at)),
                family: place.family(),
                strand: place.strand(),
                by,
                at,
            };
            let mut recording = door.recording(at);
            recording.put(
                RecordKind::Note,
                note.note.uuid(),
                1,
                &place.label(),
                &content,
            );
            note_put(tx, door.authority, &permit, note).await?;
            let on = match place.strand() {
                Some(strand) => (SubjectKind::Strand, Some(strand.uuid())),
                None => (SubjectKind::Family, Some(place.family().uuid())),
            };
            let mut entries = vec![door.entry(principal, act, on, recording.touched())];
            recording.write(tx).await?;
            entries.extend(watch.map(|watch| watch.entry));
            if names {
                let warning = (SignalKind::HeMayKnow, MAY_KNOW);
                entries
                    .push(signal_send_by_job(&door, tx, &permit, place.family(), warning).await?);
            }
            Ok(Written { value: (), entries })
        })
    })
    .await
}
