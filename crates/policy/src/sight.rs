//! What one principal may see of one subject now. Made by the engine alone: there is no way to make one outside this crate.

use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::standing::Subject;

/// What the policies answered: the part of a sight that does not name its subject, and so can be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct View {
    /// In the order of [`CompartmentKind::ALL`].
    pub(crate) aspects: [Aspect; CompartmentKind::ALL.len()],
    pub(crate) places: PlaceKinds,
    pub(crate) reason: &'static str,
}

impl View {
    /// Nothing at all, which is also what any doubt gives.
    pub(crate) const BLIND: Self = Self {
        aspects: [Aspect::None; CompartmentKind::ALL.len()],
        places: PlaceKinds::NONE,
        reason: "Nothing in your roles or your work lets you see this",
    };

    /// Everything: what a seeded leak answers, and nothing else does.
    pub(crate) const WHOLE: Self = Self {
        aspects: [Aspect::Full; CompartmentKind::ALL.len()],
        places: PlaceKinds::ALL,
        reason: "A leak put there by a test",
    };

    /// What either sees: the more of each compartment, with the reason of whoever sees most.
    pub(crate) fn or(self, other: Self) -> Self {
        let most = |view: &Self| view.aspects.into_iter().max();
        let reason = if most(&other) > most(&self) {
            other.reason
        } else {
            self.reason
        };
        let mut aspects = self.aspects;
        for (slot, aspect) in aspects.iter_mut().zip(other.aspects) {
            *slot = (*slot).max(aspect);
        }
        Self {
            aspects,
            places: self.places.or(other.places),
            reason,
        }
    }
}

/// A sight as it opens places of one kind. A value whose kind is not known opens to who may see every kind alone.
#[derive(Debug, Clone, Copy)]
pub struct SightOf<'a> {
    sight: &'a Sight,
    kind: PlaceKind,
}

impl SightOf<'_> {
    /// Whether places of that kind may be seen.
    pub fn located(&self) -> bool {
        self.sight.places().holds(self.kind)
    }
}

/// What one principal may see of one contact, family or person, at the instant it was asked. Not kept beyond the request.
#[derive(Debug, Clone)]
pub struct Sight {
    subject: Subject,
    view: View,
}

impl Sight {
    pub(crate) fn new(subject: Subject, view: View) -> Self {
        Self { subject, view }
    }

    /// What it is a sight of.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// How much of the subject's compartments of this kind may be seen.
    pub fn aspect(&self, kind: CompartmentKind) -> Aspect {
        let place = CompartmentKind::ALL.iter().position(|one| *one == kind);
        place
            .and_then(|place| self.view.aspects.get(place).copied())
            .unwrap_or(Aspect::None)
    }

    /// Whether at least that aspect may be seen.
    pub fn sees(&self, kind: CompartmentKind, at_least: Aspect) -> bool {
        let aspect = self.aspect(kind);
        aspect >= at_least || (aspect >= Aspect::Needs && leaks(Leak::AspectUnheeded))
    }

    /// The kinds of places that may be seen: every kind or none, but for a share, which may give some.
    pub fn places(&self) -> PlaceKinds {
        self.view.places
    }

    /// Whether every value from which a protected person could be found may be seen.
    pub fn located(&self) -> bool {
        self.places().is_all()
    }

    /// The same sight, to open places of one kind.
    pub fn of(&self, kind: PlaceKind) -> SightOf<'_> {
        SightOf { sight: self, kind }
    }

    /// Whether nothing may be seen: then the subject is to be the same, to the byte, as one that does not exist.
    pub fn is_blind(&self) -> bool {
        self.view
            .aspects
            .iter()
            .all(|aspect| *aspect == Aspect::None)
    }

    /// Why this viewer sees this, in plain words for the page.
    pub fn reason(&self) -> &'static str {
        self.view.reason
    }
}
