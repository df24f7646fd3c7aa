//! What somebody is to the victim, in words as an officer writes them.

use trefoil_core::vocabulary::IncidentRole;

use crate::cast::Pattern;
use crate::household::{Kin, Member};
use crate::person::{Part, Scene, by_sex};

/// The relationship to the victim; `None` for the victim and where there is none.
pub(crate) fn relation(scene: &Scene<'_>, part: &Part, member: &Member) -> Option<&'static str> {
    let victim = scene.household.members.get(part.victim?)?;
    if victim.slot == member.slot {
        return None;
    }
    let is_child = part
        .roles
        .iter()
        .any(|(role, _)| *role == IncidentRole::Child);
    if is_child && !member.born(scene.date) {
        return Some("unborn child");
    }
    if matches!(member.kin, Kin::Child | Kin::HalfSibling) {
        return Some(child_of(victim.kin, member));
    }
    Some(grown(scene, part.pattern, victim, member))
}

fn child_of(victim: Kin, child: &Member) -> &'static str {
    let own = by_sex(child.sex, "daughter", "son");
    let step = by_sex(child.sex, "stepdaughter", "stepson");
    match (victim, child.kin) {
        (Kin::Grandparent, _) => by_sex(child.sex, "granddaughter", "grandson"),
        (Kin::StepParent | Kin::OtherPartner, Kin::Child) | (Kin::Parent, Kin::HalfSibling) => step,
        _ => own,
    }
}

fn grown(
    scene: &Scene<'_>,
    pattern: Option<Pattern>,
    victim: &Member,
    member: &Member,
) -> &'static str {
    let married = scene.household.married;
    match (pattern, member.kin) {
        (_, Kin::Relative) => by_sex(member.sex, "ex-partner's sister", "ex-partner's brother"),
        (Some(Pattern::Elder), _) => by_sex(member.sex, "daughter", "son"),
        (Some(Pattern::Ex | Pattern::Several), _) if married => {
            by_sex(member.sex, "ex-wife", "ex-husband")
        }
        (Some(Pattern::Ex | Pattern::Several), _) => "ex-partner",
        _ if married && victim.kin != Kin::StepParent && member.kin != Kin::StepParent => {
            by_sex(member.sex, "wife", "husband")
        }
        _ => "partner",
    }
}
