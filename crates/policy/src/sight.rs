//! What one principal may see of one subject now. Made by the engine alone: there is no way to make one outside this crate.

use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::standing::Subject;

/// What the policies answered: the part of a sight that does not name its subject, and so can be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct View {
    /// In the order of [`CompartmentKind::ALL`].
    pub(crate) aspects: [Aspect; CompartmentKind::ALL.len()],
    pub(crate) located: bool,
    pub(crate) reason: &'static str,
}

impl View {
    /// Nothing at all, which is also what any doubt gives.
    pub(crate) const BLIND: Self = Self {
        aspects: [Aspect::None; CompartmentKind::ALL.len()],
        located: false,
        reason: "Nothing in your roles or your work lets you see this",
    };

    /// Everything: what a seeded leak answers, and nothing else does.
    pub(crate) const WHOLE: Self = Self {
        aspects: [Aspect::Full; CompartmentKind::ALL.len()],
        located: true,
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
            located: self.located || other.located,
            reason,
        }
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

    /// Whether values from which a protected person could be found may be seen.
    pub fn located(&self) -> bool {
        self.view.located
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
