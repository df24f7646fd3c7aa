//! Words folded lately. In a file written in capitals a few thousand names are most of what is said, and folding one costs more
//! than finding it. Nothing depends on what is remembered.

use super::hash;
use super::read;

/// Values with what they come to, each in the one place where it would be.
#[derive(Default)]
pub(super) struct Folded {
    kept: Vec<(String, String)>,
    once: String,
    asked: u32,
}

/// Who asks for a few is not worth the room.
const FEW: u32 = 100;

const PLACES: usize = 1 << 13;
/// Longer values hardly come again.
const LONGEST: usize = 48;

impl Folded {
    /// As [`read::plain`].
    pub(super) fn plain<'s>(&'s mut self, value: &'s str) -> &'s str {
        self.asked = self
            .asked
            .saturating_add(u32::from(!read::is_folded(value)));
        if self.asked < FEW || read::is_folded(value) || value.len() > LONGEST {
            self.once.clear();
            self.once.push_str(&read::plain(value));
            return &self.once;
        }
        if self.kept.is_empty() {
            self.kept = vec![Default::default(); PLACES];
        }
        let at = (hash::text(value) >> 40) as usize % PLACES;
        let (kept, folded) = &mut self.kept[at];
        if kept != value {
            value.clone_into(kept);
            *folded = read::plain(value).into_owned();
        }
        folded
    }
}
