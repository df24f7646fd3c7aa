//! What an addressee may be told: a table of who against whose part. A document is composed through it, part by part, so that what
//! somebody may not be told is never put in, rather than taken out afterwards. The author's own sight does not matter here.

use super::Addressee;
use super::document::Block;
use crate::ids::PersonId;
use crate::seeded::{Leak, leaks};
use crate::strand::CompartmentKind;

/// What a part of a document is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Nobody's: what the house says of itself, and greetings.
    House,
    /// One person's side.
    Strand(CompartmentKind, PersonId),
    /// What the family's workers share.
    Shared,
    /// What was decided on a referral, to whoever made it.
    Outcome,
}

/// Whether the addressee may be told a part of this label. Places are never told by it: where an output goes is the renderer's
/// only place, and it is opened for that alone.
pub fn may_be_told(addressee: &Addressee, label: Label) -> bool {
    if seeded(addressee, label) {
        return true;
    }
    match (addressee, label) {
        (_, Label::House) | (Addressee::Agency { .. } | Addressee::School, Label::Outcome) => true,
        (Addressee::Person { person, side }, Label::Strand(kind, whose)) => {
            *person == whose && *side == kind
        }
        // On the child's side, and of that child alone.
        (Addressee::Parent { child, .. }, Label::Strand(CompartmentKind::Child, whose)) => {
            *child == whose || leaks(Leak::OtherChildTold)
        }
        (
            Addressee::Person { .. }
            | Addressee::Parent { .. }
            | Addressee::Agency { .. }
            | Addressee::School
            | Addressee::Worker { .. }
            | Addressee::Public,
            _,
        ) => false,
    }
}

/// Whether a seeded leak tells them.
fn seeded(addressee: &Addressee, label: Label) -> bool {
    let party = addressee.is_party();
    match label {
        _ if leaks(Leak::ToldAll) => true,
        Label::House => false,
        Label::Shared => party && leaks(Leak::SharedTold),
        Label::Outcome => party && leaks(Leak::OutcomeTold),
        Label::Strand(..) => !party && leaks(Leak::AgencyToldStrand),
    }
}

/// Composes the body of a document for one addressee.
pub struct Composer<'a> {
    addressee: &'a Addressee,
    blocks: Vec<Block>,
}

impl<'a> Composer<'a> {
    /// An empty body.
    pub fn new(addressee: &'a Addressee) -> Self {
        Self {
            addressee,
            blocks: Vec::new(),
        }
    }

    /// Adds a part, where the addressee may be told it; otherwise leaves no trace of it.
    #[must_use]
    pub fn part(mut self, label: Label, block: Block) -> Self {
        if may_be_told(self.addressee, label) {
            self.blocks.push(block);
        }
        self
    }

    /// The body.
    pub fn body(self) -> Vec<Block> {
        self.blocks
    }
}
