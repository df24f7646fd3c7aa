//! Needles: the places to look for. They are opened here with the leave that is handed in, kept folded, wiped when dropped, and
//! can be neither printed nor compared: a scan says that one was found, and of whom.

use trefoil_core::located::{Located, Opens};
use trefoil_core::sighting::Places;
use zeroize::Zeroizing;

use super::fold::folded;
use super::variants;

/// What a located value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A house with its street, or the name of a house.
    House,
    /// A street without a number.
    Street,
    /// A postcode.
    Postcode,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A school, surgery or other named place.
    Named,
    /// The word by which a caller shows that they are no stranger: who has it can be taken for a friend.
    CodeWord,
}

impl PlaceKind {
    /// What people read; tells nothing of the value.
    pub fn words(self) -> &'static str {
        match self {
            Self::House => "an address",
            Self::Street => "the name of a street",
            Self::Postcode => "a postcode",
            Self::Phone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::Named => "the name of a school or another place",
            Self::CodeWord => "a code word",
        }
    }
}

/// One way in which a place may be written, folded.
pub(super) struct Pattern {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    pub(super) kind: PlaceKind,
    pub(super) owner: usize,
}

/// The places to look for, each somebody's. `owner` is a number of the caller's, told back with each hit.
#[derive(Default)]
pub struct Needles {
    patterns: Vec<Pattern>,
}

impl Needles {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Adds a value of one kind, where the leave opens it.
    pub fn value(
        &mut self,
        owner: usize,
        kind: PlaceKind,
        value: &Located<String>,
        leave: &impl Opens,
    ) {
        if let Some(text) = value.open(leave) {
            self.put(owner, variants::of_kind(kind, text));
        }
    }

    /// Adds everything that a source said of where somebody may be found.
    pub fn places(&mut self, owner: usize, places: &Places, leave: &impl Opens) {
        let kinds = [
            (PlaceKind::House, &places.address),
            (PlaceKind::Postcode, &places.postcode),
            (PlaceKind::Phone, &places.phone),
            (PlaceKind::Named, &places.school),
        ];
        for (kind, value) in kinds {
            if let Some(value) = value {
                self.value(owner, kind, value, leave);
            }
        }
        for (_, value) in &places.unread {
            self.value(owner, PlaceKind::Named, value, leave);
        }
    }

    /// Spares what a text holds: an output may hold the address that it is delivered to.
    pub fn spare(&mut self, text: &str) {
        let own = folded(text);
        let within = |one: &Pattern| {
            own.windows(one.bytes.len())
                .any(|window| window == one.bytes.as_slice())
        };
        self.patterns.retain(|one| !within(one));
    }

    /// Adds what is found of a text, each folded. Nothing at all would be found everywhere.
    pub(super) fn put(&mut self, owner: usize, found: Vec<(PlaceKind, Vec<u8>)>) {
        let told = found.into_iter().filter(|(_, bytes)| !bytes.is_empty());
        let patterns = told.map(|(kind, bytes)| Pattern {
            bytes: Zeroizing::new(bytes),
            kind,
            owner,
        });
        self.patterns.extend(patterns);
    }

    pub(super) fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }
}
