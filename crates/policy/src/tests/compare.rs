//! The engine's answers and the reference's, side by side. Holds no expectation of its own.

use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;

use super::reference::{self, Seen, Verdict};
use crate::{Asker, Policy, Standing, Target};

pub(super) fn seen(policy: &Policy, asker: &Asker, standing: &Standing) -> Seen {
    let sight = policy.sight(asker, standing);
    assert_eq!(sight.subject(), standing.subject);
    let mut aspects = reference::seen(asker, standing).0;
    for (slot, kind) in aspects.iter_mut().zip(CompartmentKind::ALL) {
        *slot = sight.aspect(*kind);
    }
    (aspects, sight.places())
}

pub(super) fn verdict(
    policy: &Policy,
    asker: &Asker,
    act: Act,
    standing: Option<&Standing>,
) -> Verdict {
    match policy.permit(asker, act, standing) {
        Ok(permit) => {
            let on = standing.map_or(Target::Authority, |one| Target::Subject(one.subject));
            assert_eq!((permit.act(), permit.on()), (act, on));
            assert_eq!(permit.principal(), asker.principal);
            Verdict::Allowed
        }
        Err(Refusal::NotAllowed(words)) => {
            assert!(words.ends_with('.'), "{words}");
            Verdict::Told
        }
        Err(Refusal::NotFound) => Verdict::Hidden,
        Err(other) => panic!("a permit is never refused with {other:?}"),
    }
}

/// The first disagreement about the asker and one standing.
pub(super) fn on_record(policy: &Policy, asker: &Asker, standing: &Standing) -> Result<(), String> {
    let told = |what: &str| Err(format!("{what}: {asker:?} {standing:?}"));
    if seen(policy, asker, standing) != reference::seen(asker, standing) {
        return told("sight");
    }
    for act in Act::ALL {
        let ours = verdict(policy, asker, *act, Some(standing));
        if ours != reference::verdict(asker, *act, Some(standing)) {
            return told(&format!("{act:?} is {ours:?}"));
        }
    }
    Ok(())
}

/// The first disagreement about the asker alone: lists, and acts on the authority.
pub(super) fn on_authority(policy: &Policy, asker: &Asker) -> Result<(), String> {
    let grants = policy.grants(asker);
    if grants != reference::grants(asker) {
        return Err(format!("grants: {asker:?} {grants:?}"));
    }
    for act in Act::ALL {
        let ours = verdict(policy, asker, *act, None);
        if ours != reference::verdict(asker, *act, None) {
            return Err(format!("{act:?} is {ours:?}: {asker:?}"));
        }
    }
    Ok(())
}
