//! Whom of a family a decision may be told: the adults harmed, and never somebody who harms. Where it is in doubt who harms whom, nobody is
//! named: a person decides.

use serde::{Deserialize, Serialize};

use super::FollowKind;
use crate::aggressor::Finding;
use crate::decision::Route;
use crate::ids::{PersonId, SightingId};
use crate::located::Located;
use crate::name::PersonName;
use crate::person::SafeContact;
use crate::vocabulary::IncidentRole;

/// Somebody of the family who may be told.
#[derive(Clone)]
pub struct Told {
    /// Who it is held to be.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: PersonName,
    /// How they may be contacted safely, as sources said until it was decided.
    pub safe: SafeContact,
    /// Whom to ask first, and how they are contacted safely, as those who work with them held it when it was decided: it stands before what
    /// sources said, and no number stands beside it.
    pub terms: Option<String>,
    /// The number that the contact gives for them; none where it is not known that ringing them is safe.
    pub reached: Option<Located<String>>,
    /// By which routes they are helped, and who runs each: theirs alone to hear.
    pub routes: Vec<ToldRoute>,
}

/// A route of somebody who may be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRoute {
    /// Which.
    pub kind: FollowKind,
    /// Who runs it here, where they were named.
    pub service: String,
}

impl ToldRoute {
    /// The routes of one adult.
    pub fn of(adult: SightingId, routes: &[Route]) -> Vec<Self> {
        let own = routes.iter().filter(|one| one.adult == adult);
        let own = own.map(|one| Self {
            kind: one.kind,
            service: one.service.trim().to_owned(),
        });
        own.collect()
    }

    /// In words.
    pub fn words(&self) -> String {
        match self.service.as_str() {
            "" => self.kind.words().to_owned(),
            service => format!("{}: {service}", self.kind.words()),
        }
    }
}

/// On which side somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// They are harmed.
    Harmed,
    /// They harm.
    Harms,
    /// They were met as both, and nobody has recorded which.
    InDoubt,
    /// Neither.
    Neither,
}

/// From what somebody was in each incident that is known, and what was recorded of them where that was in doubt.
pub fn side(held: impl IntoIterator<Item = IncidentRole>, found: Option<Finding>) -> Side {
    let (mut harmed, mut harms) = (false, false);
    for role in held {
        harmed |= role == IncidentRole::Victim;
        harms |= role == IncidentRole::Perpetrator;
    }
    match (found, harmed, harms) {
        (Some(Finding::Harms), ..) | (None, false, true) => Side::Harms,
        (Some(Finding::Harmed), ..) | (None, true, false) => Side::Harmed,
        (None, true, true) => Side::InDoubt,
        (None, false, false) => Side::Neither,
    }
}

/// Those who may be told, of the people of a contact with their sides: the adults harmed, while nobody of it is in doubt.
pub fn may_be_told<T>(people: Vec<(T, Side, bool)>) -> Vec<T> {
    if people.iter().any(|(_, side, _)| *side == Side::InDoubt) {
        return Vec::new();
    }
    let people = people.into_iter();
    people
        .filter(|(_, side, child)| *side == Side::Harmed && !child)
        .map(|(one, ..)| one)
        .collect()
}

/// The rule that holds of two that are known of one person: what forbids before what limits, and what was said before silence.
pub fn safest(one: SafeContact, other: SafeContact) -> SafeContact {
    use SafeContact as S;
    match (one, other) {
        (S::No, _) | (_, S::No) => S::No,
        (S::Only(one), S::Only(other)) if one != other => S::Only(format!("{one}; {other}")),
        (only @ S::Only(_), _) | (_, only @ S::Only(_)) => only,
        (S::Yes, _) | (_, S::Yes) => S::Yes,
        (S::NotAsked, S::NotAsked) => S::NotAsked,
    }
}

/// Whether a number of theirs may be rung: somebody said so.
pub fn may_be_rung(safe: &SafeContact) -> bool {
    matches!(safe, SafeContact::Yes | SafeContact::Only(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_who_harms_or_may() {
        use IncidentRole::{Child, Perpetrator, Victim};
        let one = |name: &'static str, roles: &[IncidentRole], found, child| {
            (name, side(roles.iter().copied(), found), child)
        };
        let her = || one("her", &[Victim], None, false);
        let child = || one("child", &[Child, Victim], None, true);
        let told = |more| may_be_told(vec![her(), child(), more]);
        assert_eq!(told(one("him", &[Perpetrator], None, false)), ["her"]);
        let both = &[Victim, Perpetrator];
        assert!(told(one("him", both, None, false)).is_empty());
        let settled = |found| told(one("him", both, Some(found), false));
        assert_eq!(settled(Finding::Harms), ["her"]);
        assert_eq!(settled(Finding::Harmed), ["her", "him"]);
        let recorded = one("him", &[Victim], Some(Finding::Harms), false);
        assert_eq!(told(recorded), ["her"]);
        assert_eq!(told(one("aunt", &[], None, false)), ["her"]);
    }

    #[test]
    fn what_forbids_wins_and_silence_forbids_ringing() {
        use SafeContact::{No, NotAsked, Only, Yes};
        let only = || Only("mornings".to_owned());
        assert_eq!(safest(Yes, No), No);
        assert_eq!(safest(NotAsked, only()), only());
        assert_eq!(safest(only(), Yes), only());
        assert_eq!(safest(NotAsked, Yes), Yes);
        assert!(may_be_rung(&only()) && !may_be_rung(&NotAsked) && !may_be_rung(&No));
    }
}
