//! Writing a note on a strand: read by those who see the strand in full, and by nobody else.

use trefoil_core::act::Act;
use trefoil_core::ids::StrandId;
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;

use super::leave::leave_on_strand;
use super::writing::{Place, Typed, asked, put};
use crate::door::App;

/// Writes the note as a person does: what looks like a place is asked about first.
///
/// # Errors
/// `Invalid` where it is empty or too long, or on `kept` where it looks as if it told a place; `Conflict` where the strand is closed.
pub async fn note_typed(
    app: &App,
    asker: &Asker,
    id: StrandId,
    typed: Typed<'_>,
) -> Result<(), Refusal> {
    write(app, asker, id, (typed, true)).await
}

/// Writes the note as it is.
///
/// # Errors
/// `Invalid` where it is empty or too long; `Conflict` where the strand is closed.
pub async fn note_write(app: &App, asker: &Asker, id: StrandId, text: &str) -> Result<(), Refusal> {
    let typed = Typed { text, kept: "" };
    write(app, asker, id, (typed, false)).await
}

async fn write(
    app: &App,
    asker: &Asker,
    id: StrandId,
    (typed, asks): (Typed<'_>, bool),
) -> Result<(), Refusal> {
    let act = Act::NoteWrite;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let content = NoteContent::new(typed.text)?.kept_because(typed.kept);
    if met.strand.closed_at.is_some() {
        let words = "This strand was closed while you wrote. Copy your note, and ask the team manager where it belongs.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    if asks {
        let sight = app.policy.sight(asker, &met.standing);
        let may = app
            .policy
            .permit(asker, Act::PlaceWrite, Some(&met.standing));
        asked(typed, sight.located() && may.is_ok())?;
    }
    put(
        app,
        asker,
        (act, permit),
        Place::Strand(met.strand),
        content,
    )
    .await
}
