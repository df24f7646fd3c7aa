//! Writing for others to read, on a strand or for all who work with the family: one thing, in two places. What looks like a place is
//! asked about by its shape alone; what is written on the perpetrator's side and names a place of the other is told to the other
//! side's workers, and its author cannot tell (access model, the door).

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, NoteId, StrandId, WorkerId};
use trefoil_core::note::NoteContent;
use trefoil_core::principal::Principal;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::signal::SignalKind;
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_interop::guard::{spot, whereabouts};
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::note::{NotePlace, note_put, notes_lately};
use trefoil_store::strand::StrandRow;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::signal::{label_of, signal_send_by_job};
use crate::door::{App, sent_again_since};
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
    let looks = whereabouts(text);
    let holds = || {
        watch
            .finds_protected(text)
            .then_some("a place or a code word that is on record")
    };
    let what = looks.or_else(holds)?;
    let words = format!(
        "This seems to give away {what}. Write it without: nothing that could lead to somebody may go to the other side."
    );
    Some(Problem::new(field, words))
}

/// What the other side's workers are told. It says nothing of the place: they know it.
pub(crate) const MAY_KNOW: &str = "Something written on the other side names a place, or the code word, of this person or of somebody with them. Make sure now that they are safe, and tell your manager.";

/// Who looks over what is written there: on the perpetrator's side alone.
pub(super) async fn watched(app: &App, place: &Place) -> Result<Option<Watch>, Refusal> {
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
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let kept = Keeping {
                app: &door,
                permit: &permit,
                place: &place,
                by: (by, door.now()),
            };
            let entries = kept.keep(tx, (principal, act), &content, watch).await?;
            Ok(Written { value: (), entries })
        })
    })
    .await
}

/// Something written, on its way into the record.
pub(super) struct Keeping<'a> {
    pub(super) app: &'a App,
    pub(super) permit: &'a Permit,
    pub(super) place: &'a Place,
    pub(super) by: (WorkerId, Timestamp),
}

impl Keeping<'_> {
    /// Keeps it inside the caller's transaction, once however often the form is sent; what the ledger is told. Where the other
    /// side's workers are warned by what it names, that is part of it.
    ///
    /// # Errors
    /// As the store.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx,
        (principal, act): (Principal, Act),
        content: &NoteContent,
        watch: Option<Watch>,
    ) -> Result<Vec<Entry>, Fault> {
        let Self { app, place, .. } = *self;
        let on = match place.strand() {
            Some(strand) => (SubjectKind::Strand, Some(strand.uuid())),
            None => (SubjectKind::Family, Some(place.family().uuid())),
        };
        if self.sent_again(tx, content).await? {
            return Ok(vec![app.entry(principal, act, on, Vec::new())]);
        }
        let note = self.note();
        let mut recording = app.recording(note.at);
        let label = place.label();
        recording.put(RecordKind::Note, note.note.uuid(), 1, &label, content);
        note_put(tx, app.authority, self.permit, note).await?;
        let mut entries = vec![app.entry(principal, act, on, recording.touched())];
        recording.write(tx).await?;
        let names = watch
            .as_ref()
            .is_some_and(|watch| watch.finds_protected(&content.text));
        entries.extend(watch.map(|watch| watch.entry));
        if names {
            let warning = (SignalKind::HeMayKnow, MAY_KNOW);
            let family = place.family();
            entries.push(signal_send_by_job(app, tx, self.permit, family, warning).await?);
        }
        Ok(entries)
    }

    fn note(&self) -> NotePlace {
        let (by, at) = self.by;
        NotePlace {
            note: NoteId::mint(&self.app.mint(at)),
            family: self.place.family(),
            strand: self.place.strand(),
            by,
            at,
        }
    }

    async fn sent_again(&self, tx: &mut Tx, content: &NoteContent) -> Result<bool, Fault> {
        let (by, at) = self.by;
        let since = sent_again_since(at);
        let place = (self.place.family(), self.place.strand());
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let lately = notes_lately(tx, ring, authority, self.permit, place, (by, since)).await?;
        Ok(lately.iter().any(|one| one.text == content.text))
    }
}
