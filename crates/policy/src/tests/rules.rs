//! The files of rules themselves: all are used, each rule has a source and matters, and no word differs from the program's.

use std::collections::BTreeSet;

use cedar_policy::PolicyId;
use trefoil_core::act::Act;
use trefoil_core::principal::{Feed, Job, Role};
use trefoil_core::strand::CompartmentKind;

use super::{compare, worlds};
use crate::policies::{FILES, Rules, SCHEMA};
use crate::{Policy, Relationship, Standing};

/// Acts that nobody may do yet, each with its reason. Empty: every act of the list has its principal.
const NOBODY_YET: &[Act] = &[];

/// Roles that hold nothing yet beyond the pages that every worker opens.
const NOTHING_YET: &[Role] = &[
    Role::HubPartner,
    Role::SocialWorker,
    Role::ChildAdviser,
    Role::VictimAdviser,
    Role::PerpetratorWorker,
    Role::EarlyHelp,
    Role::Facilitator,
    Role::MeetingChair,
    Role::MeetingMember,
    Role::KeyAdult,
];

#[test]
fn every_file_of_rules_is_embedded() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");
    let found: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "schema.cedarschema")
        .collect();
    let embedded: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, embedded);
}

#[test]
fn every_rule_says_where_it_comes_from() {
    for (file, text) in FILES {
        assert!(text.starts_with("// "), "{file} opens with what it is");
        for rule in text.split("@id(").skip(1) {
            let head = rule.split(" (\n").next().unwrap_or(rule);
            assert!(head.contains("\n// "), "{file}: no source for {head}");
        }
    }
}

/// The words between the brackets after `entity <name> enum`.
fn schema_list(name: &str) -> BTreeSet<&'static str> {
    let start = SCHEMA
        .split(&format!("entity {name} enum ["))
        .nth(1)
        .unwrap();
    let list = start.split(']').next().unwrap();
    list.split('"').skip(1).step_by(2).collect()
}

#[test]
fn the_schema_has_the_programs_words() {
    let check = |name: &str, ours: Vec<&'static str>| {
        assert_eq!(schema_list(name), ours.into_iter().collect(), "{name}");
    };
    check("Role", Role::ALL.iter().map(|one| one.code()).collect());
    check("Feed", Feed::ALL.iter().map(|one| one.code()).collect());
    check("Job", Job::ALL.iter().map(|one| one.code()).collect());
    check(
        "Compartment",
        CompartmentKind::ALL.iter().map(|one| one.code()).collect(),
    );
    check(
        "Relationship",
        Relationship::ALL.iter().map(|one| one.code()).collect(),
    );
    let numbers: Vec<u8> = Relationship::ALL.iter().map(|one| one.number()).collect();
    assert_eq!(numbers, (1..=14).collect::<Vec<u8>>());
}

#[test]
fn every_act_is_somebodys_or_says_why_not() {
    let policy = Policy::load().unwrap();
    let standings = telling();
    for act in Act::ALL {
        let somebodys = worlds::askers().iter().any(|(_, _, asker)| {
            policy.permit(asker, *act, None).is_ok()
                || standings
                    .iter()
                    .any(|standing| policy.permit(asker, *act, Some(standing)).is_ok())
        });
        assert_eq!(somebodys, !NOBODY_YET.contains(act), "{act:?}");
    }
}

#[test]
fn ten_roles_hold_nothing_yet() {
    assert_eq!(NOTHING_YET.len(), 10);
    let policy = Policy::load().unwrap();
    let anybodys = [
        Act::SignIn,
        Act::SignOut,
        Act::PageView,
        Act::AccountView,
        Act::PasswordChange,
        Act::SessionsEnd,
    ];
    for role in NOTHING_YET {
        let asker = worlds::worker(&[*role], Some(worlds::hub_team()), true);
        assert!(policy.reach(&asker).is_none());
        for act in Act::ALL {
            let may = policy.permit(&asker, *act, None).is_ok();
            assert_eq!(may, anybodys.contains(act), "{role:?} {act:?}");
        }
        for standing in worlds::standings() {
            assert!(policy.sight(&asker, &standing).is_blind(), "{role:?}");
        }
    }
}

/// Standings enough to tell every rule from its absence; few, because each is asked again for each rule.
fn telling() -> Vec<Standing> {
    let [contact, _, person] = worlds::subjects();
    let standing = |in_hub, proposed, held_by_team| Standing {
        subject: if proposed { person } else { contact },
        relationships: Vec::new(),
        in_hub,
        held_by_team,
        proposed,
    };
    let related = |relationship| Standing {
        relationships: vec![relationship],
        ..standing(true, false, Some(worlds::hub_team()))
    };
    vec![
        standing(true, false, None),
        standing(false, true, None),
        related(Relationship::Allocated),
        related(Relationship::ConflictPending),
        related(Relationship::OtherAuthority),
    ]
}

/// Whether any asker meets a difference from the reference.
fn disagrees(policy: &Policy) -> bool {
    let named = worlds::askers().into_iter().map(|(_, _, asker)| asker);
    let askers: Vec<_> = worlds::odd_askers().into_iter().chain(named).collect();
    let standings = telling();
    askers
        .iter()
        .any(|asker| compare::on_authority(policy, asker).is_err())
        || askers.iter().any(|asker| {
            standings
                .iter()
                .any(|standing| compare::on_record(policy, asker, standing).is_err())
        })
}

#[test]
fn without_any_one_rule_the_reference_disagrees() {
    let all: Vec<PolicyId> = Rules::embedded()
        .unwrap()
        .set
        .policies()
        .map(|policy| policy.id().clone())
        .collect();
    assert!(all.len() > 40);
    assert!(
        !disagrees(&Policy::load().unwrap()),
        "with every rule they agree"
    );
    for id in all {
        let mut rules = Rules::embedded().unwrap();
        rules.set.remove_static(id.clone()).unwrap();
        let policy = Policy::with(rules).unwrap();
        assert!(disagrees(&policy), "nothing changes without {id}");
    }
}
