//! What holds in every world: T14 (same verdict as the reference), and the laws that tie sight, reach and permit together.

use proptest::prelude::*;
use trefoil_core::act::Act;
use trefoil_core::located::{Located, Opens};
use trefoil_core::place::PlaceKind;
use trefoil_core::principal::Principal;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::reference::Verdict;
use super::{compare, worlds};
use crate::{Asker, GrantScope, Policy, Relationship, Sight, Standing, Subject, Work};

fn policy() -> Policy {
    Policy::load().expect("the embedded rules load")
}

#[test]
fn every_single_role_agrees_with_the_reference() {
    let policy = policy();
    let standings = worlds::standings();
    for (_, _, asker) in worlds::askers() {
        compare::on_authority(&policy, &asker).unwrap();
        for standing in &standings {
            compare::on_record(&policy, &asker, standing).unwrap();
        }
    }
}

#[test]
fn every_role_agrees_with_the_reference_about_families_and_strands() {
    let policy = policy();
    let standings = worlds::family_standings();
    for (_, _, asker) in worlds::askers() {
        for standing in &standings {
            compare::on_record(&policy, &asker, standing).unwrap();
        }
    }
}

#[test]
fn odd_askers_agree_with_the_reference() {
    let policy = policy();
    for asker in worlds::odd_askers() {
        compare::on_authority(&policy, &asker).unwrap();
        for standing in worlds::standings().iter().step_by(7) {
            compare::on_record(&policy, &asker, standing).unwrap();
        }
    }
}

/// Whether a list cut by the asker's grants would hold what the standing describes.
fn reached(policy: &Policy, asker: &Asker, standing: &Standing) -> bool {
    policy.grants(asker).iter().any(|grant| match grant.scope {
        GrantScope::Authority => true,
        GrantScope::Hub => standing.in_hub,
        GrantScope::Team(team) => standing.held_by_team == Some(team),
        GrantScope::Own(own) => {
            let allocated = standing.relationships.iter();
            let mut allocated = allocated
                .filter(|one| matches!(one, Relationship::Allocated | Relationship::Cover));
            matches!(standing.subject, Subject::Strand(_, kind) if kind == own)
                && allocated.next().is_some()
        }
    })
}

/// Conflicts and proposals are not in the grants: a conflict blocks on top of them, a proposal is shown on its contact. Nor are
/// the other strands of a family, shares, glass and meetings: they are met on the family's page, not in a list.
fn cut_by_grants_alone(standing: &Standing) -> bool {
    let own = [Relationship::Allocated, Relationship::Cover];
    let in_lists = match standing.subject {
        Subject::Contact(_) | Subject::Person(_) => true,
        Subject::Family(_) => false,
        Subject::Strand(..) => {
            standing.work == Work::default()
                && standing.held_by_team.is_none()
                && standing.relationships.iter().all(|one| own.contains(one))
        }
    };
    in_lists
        && !standing.proposed
        && !standing.relationships.iter().any(|one| {
            matches!(
                one,
                Relationship::ConflictConfirmed
                    | Relationship::ConflictPending
                    | Relationship::OtherAuthority
            )
        })
}

fn laws(policy: &Policy, asker: &Asker, standing: &Standing) {
    let sight = policy.sight(asker, standing);
    assert!(sight.places().is_none() || !sight.is_blind());
    assert_eq!(sight.opens(), sight.located());
    let each = |kind: &PlaceKind| sight.of(*kind).opens();
    assert_eq!(sight.opens(), PlaceKind::ALL.iter().all(each));
    for kind in PlaceKind::ALL {
        assert_eq!(each(kind), sight.places().holds(*kind), "{kind:?}");
    }
    let blind_words = "Nothing in your roles or your work lets you see this";
    assert_eq!(sight.is_blind(), sight.reason() == blind_words);
    assert!(
        CompartmentKind::ALL
            .iter()
            .all(|kind| ordered(&sight, *kind))
    );
    if cut_by_grants_alone(standing) {
        assert_eq!(!sight.is_blind(), reached(policy, asker, standing));
    }
    let record_acts = Act::ALL
        .iter()
        .filter(|act| crate::acts::needs_standing(**act));
    for act in record_acts {
        if compare::verdict(policy, asker, *act, Some(standing)) == Verdict::Allowed {
            assert!(!sight.is_blind(), "{act:?} on what is not seen");
        }
    }
    assert_eq!(
        policy.reach(asker).is_some(),
        !policy.grants(asker).is_empty()
    );
}

/// Each aspect holds those before it.
fn ordered(sight: &Sight, kind: CompartmentKind) -> bool {
    let seen: Vec<bool> = Aspect::ALL
        .iter()
        .map(|one| sight.sees(kind, *one))
        .collect();
    seen.is_sorted_by(|before, after| before >= after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Crowds of ten workers before twelve records each.
    #[test]
    fn random_worlds_agree_with_the_reference(
        askers in proptest::collection::vec(worlds::any_worker(), 10),
        standings in proptest::collection::vec(worlds::any_standing(), 12),
    ) {
        let policy = policy();
        for asker in &askers {
            prop_assert_eq!(compare::on_authority(&policy, asker), Ok(()));
            for standing in &standings {
                prop_assert_eq!(compare::on_record(&policy, asker, standing), Ok(()));
                laws(&policy, asker, standing);
            }
        }
    }
}

#[test]
fn each_list_is_open_exactly_where_there_is_a_reach() {
    let policy = policy();
    let named = worlds::askers().into_iter().map(|(_, _, asker)| asker);
    for asker in named.chain(worlds::odd_askers()) {
        let lists = [Act::QueueView, Act::StrandsView];
        let open = |act: &Act| policy.permit(&asker, *act, None).is_ok();
        let any = lists.iter().any(open);
        assert_eq!(any, policy.reach(&asker).is_some(), "{asker:?}");
    }
}

/// Who has a permit that opens places, and for which acts.
const OPENING: &[&str] = &[
    "1 quarantine_view",
    "1 notices_view",
    "1 notice_write",
    "1 notice_send",
    "1 follows_view",
    "1 follow_deal",
    "3 quarantine_view",
    "3 notices_view",
    "3 notice_write",
    "3 notice_send",
    "3 follows_view",
    "3 follow_deal",
    "10 quarantine_view",
    "10 notices_view",
    "10 notice_write",
    "10 notice_send",
    "10 follows_view",
    "10 follow_deal",
    "15 quarantine_view",
    "15 notices_view",
    "15 follows_view",
    "C contact_import",
    "C contact_revise",
    "Fp contact_import",
    "Fp contact_revise",
    "Fpf contact_import",
    "Fmd contact_import",
    "Fpa contact_import",
    "Ja match_auto",
    "Ji interest_raise",
    "Jt contact_import",
    "Jt contact_revise",
    "Jg guard_scan",
    "Jn notice_make",
    "Jn notice_send",
    "Jc sight_check",
];

#[test]
fn a_permit_opens_places_where_machines_compare_and_workers_tell_schools_or_read_quarantine() {
    let policy = policy();
    let place = Located::new("1 Example Street".to_owned());
    let mut opening = Vec::new();
    for (key, _, asker) in worlds::askers() {
        for act in Act::ALL {
            let permit = policy.permit(&asker, *act, None);
            if permit.is_ok_and(|permit| place.open(&permit).is_some()) {
                opening.push(format!("{key} {}", act.code()));
                let worker = matches!(asker.principal, Principal::Worker(_));
                let theirs = [
                    Act::QuarantineView,
                    Act::NoticesView,
                    Act::NoticeWrite,
                    Act::NoticeSend,
                    Act::FollowsView,
                    Act::FollowDeal,
                ];
                assert!(!worker || theirs.contains(act), "{key} {act:?}");
            }
        }
    }
    assert_eq!(opening, OPENING);
}

#[test]
fn an_answer_is_remembered_by_facts_and_not_by_name() {
    let policy = policy();
    let [contact, family, _] = worlds::subjects();
    let triage = worlds::worker(&[trefoil_core::principal::Role::Triage], None, true);
    let mut standing = Standing::unrelated(contact);
    standing.in_hub = true;
    let first = policy.sight(&triage, &standing);
    let again = policy.sight(&triage, &standing);
    assert_eq!((first.subject(), again.subject()), (contact, contact));
    assert!(!again.is_blind());
    standing.subject = family;
    assert_eq!(policy.sight(&triage, &standing).subject(), family);
    standing.in_hub = false;
    assert!(policy.sight(&triage, &standing).is_blind());
}
