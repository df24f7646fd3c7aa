//! What a source said of somebody's address, where it is not simply known. That it is a refuge leads towards the place, so it is told
//! with leave for places alone; that somebody must be taken as hiding is told to all who see them, so that nobody gives them away.

use trefoil_core::vocabulary::AddressState;

use crate::components::{Content, SummaryRow, Tag, TagColour};

/// The mark of somebody who must be taken as hiding.
pub(super) fn protected(protected: bool) -> Option<Tag> {
    let words = "Protected: do not share where they are";
    protected.then(|| Tag {
        classes: "trefoil-mark".into(),
        ..Tag::coloured(words, TagColour::Red)
    })
}

/// "No fixed address", or the mark with "Refuge"; nothing where it is known, or nothing was said. Without leave for places the mark
/// alone.
pub(super) fn address_state(state: Option<AddressState>, located: bool) -> Option<SummaryRow> {
    let state = state.filter(|state| *state != AddressState::Known)?;
    if !located {
        let mark = protected(state.protects())?;
        return Some(SummaryRow::new("Address is", Content::part(mark)));
    }
    let words = Content::from(state.words());
    let value = match protected(state.protects()) {
        Some(mark) => Content::Several(vec![Content::part(mark), " ".into(), words]),
        None => words,
    };
    Some(SummaryRow::new("Address is", value))
}

#[cfg(test)]
mod tests;
