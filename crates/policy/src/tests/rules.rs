//! The files of rules themselves: all are used, each rule has a source and matters, and no word differs from the program's.

use std::collections::{BTreeSet, HashMap};

use cedar_policy::PolicyId;
use trefoil_core::act::Act;
use trefoil_core::principal::{Feed, Job, Role};
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::worlds;
use crate::cedar::{Cedar, Question, Resource};
use crate::facts::{Stand, Who};
use crate::policies::{FILES, PolicyFault, Rules, SCHEMA};
use crate::{Asker, Policy, Relationship, Standing, Work};

/// Acts that nobody may do yet, each with its reason. Empty: every act of the list has its principal.
const NOBODY_YET: &[Act] = &[];

/// What a key adult does beyond the pages that every worker opens: with the one notice that they were sent.
const OWN_NOTICE: [Act; 5] = [
    Act::NoticeOpen,
    Act::NoticeAcknowledge,
    Act::NoticeAnswer,
    Act::NoticeCopy,
    Act::AdultEnrol,
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

#[test]
fn whoever_can_be_allocated_to_a_strand_sees_it() {
    let policy = Policy::load().unwrap();
    for kind in CompartmentKind::STRANDS {
        let standing = Standing {
            relationships: vec![Relationship::Allocated],
            ..Standing::unrelated(worlds::strand(kind))
        };
        for role in kind.roles() {
            let asker = worlds::worker(&[*role], None, false);
            let sight = policy.sight(&asker, &standing);
            assert!(sight.sees(kind, Aspect::Needs), "{role:?} of {kind:?}");
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
fn a_key_adult_holds_their_own_notice_alone() {
    let policy = Policy::load().unwrap();
    let anybodys = [
        Act::SignIn,
        Act::SignOut,
        Act::PageView,
        Act::AccountView,
        Act::PasswordChange,
        Act::SessionsEnd,
        Act::PasskeyAdd,
        Act::PasskeyRemove,
        Act::AuthenticatorChange,
        Act::DraftKeep,
        Act::DraftView,
        Act::DraftDrop,
        Act::WorkView,
        Act::IdentityConfirm,
    ];
    let asker = worlds::worker(&[Role::KeyAdult], Some(worlds::hub_team()), true);
    assert!(policy.reach(&asker).is_none());
    for act in Act::ALL {
        let may = policy.permit(&asker, *act, None).is_ok();
        let theirs = anybodys.contains(act) || OWN_NOTICE.contains(act);
        assert_eq!(may, theirs, "{act:?}");
    }
    for standing in worlds::standings() {
        assert!(policy.sight(&asker, &standing).is_blind());
    }
}

/// Standings enough to tell every rule from its absence; few, because each is asked again for each rule.
pub(super) fn telling() -> Vec<Standing> {
    let [contact, _, person] = worlds::subjects();
    let standing = |in_hub, proposed, held_by_team| Standing {
        subject: if proposed { person } else { contact },
        relationships: Vec::new(),
        in_hub,
        held_by_team,
        proposed,
        work: Work::default(),
    };
    let related = |relationship| Standing {
        relationships: vec![relationship],
        ..standing(true, false, Some(worlds::hub_team()))
    };
    let hub = vec![
        standing(true, false, None),
        standing(false, true, None),
        related(Relationship::Allocated),
        related(Relationship::ConflictPending),
        related(Relationship::OtherAuthority),
    ];
    hub.into_iter().chain(worlds::telling_families()).collect()
}

/// Every question that the engine would put to the rules about these askers and standings.
fn questions() -> Vec<(Who, Question)> {
    let named = worlds::askers().into_iter().map(|(_, _, asker)| asker);
    let askers: Vec<Asker> = worlds::odd_askers().into_iter().chain(named).collect();
    let standings = telling();
    let mut all = Vec::new();
    for asker in &askers {
        all.extend(alone(asker));
        for standing in &standings {
            all.extend(on_record(asker, standing));
        }
    }
    all
}

/// Those about the asker alone: lists, and acts on the authority.
fn alone(asker: &Asker) -> Vec<(Who, Question)> {
    let who = Who::of(asker);
    let mut all = Vec::new();
    for scope in schema_list("Scope") {
        let list = |action| Question {
            action,
            resource: Resource::Scope(scope),
            stand: None,
        };
        all.extend(["list", "list_located"].map(|action| (who, list(action))));
    }
    let on_authority = |act: &Act| Question {
        action: act.code(),
        resource: Resource::Authority,
        stand: None,
    };
    all.extend(Act::ALL.iter().map(|act| (who, on_authority(act))));
    all
}

/// Those about one record, with those asked in the place of each worker of a manager's team.
fn on_record(asker: &Asker, standing: &Standing) -> Vec<(Who, Question)> {
    let (who, stand) = (Who::of(asker), Stand::of(asker, standing));
    let beside = who.workers_of(standing, stand);
    let all = [(who, stand)].into_iter().chain(beside);
    let questions = |(who, stand)| about(stand).into_iter().map(move |one| (who, one));
    all.flat_map(questions).collect()
}

/// The rules that have their say in some question about the asker, alone and before one record.
pub(super) fn heard(cedar: &Cedar, asker: &Asker, standing: &Standing) -> BTreeSet<PolicyId> {
    let mut heard = BTreeSet::new();
    let mut present: HashMap<Who, _> = HashMap::new();
    for (who, question) in alone(asker).into_iter().chain(on_record(asker, standing)) {
        let presence = present.entry(who).or_insert_with(|| cedar.presence(who));
        let answer = presence.as_ref().and_then(|one| cedar.ask(one, question));
        if let Some(answer) = answer {
            heard.extend(answer.diagnostics().reason().cloned());
        }
    }
    heard
}

/// What may be asked about one record: each aspect of each compartment, places, and every act.
fn about(stand: Stand) -> Vec<Question> {
    let mut all = Vec::new();
    let reads = ["read_full", "read_safety", "read_needs", "read_released"];
    for kind in CompartmentKind::ALL {
        let resource = Resource::Compartment(*kind);
        all.extend(reads.map(|action| Question {
            action,
            resource,
            stand: Some(stand),
        }));
    }
    let shared = Resource::Compartment(CompartmentKind::Shared);
    let record = Resource::Record(stand.subject);
    for resource in [record, shared] {
        all.push(Question {
            action: "locate",
            resource,
            stand: Some(stand),
        });
        let act = |act: &Act| Question {
            action: act.code(),
            resource,
            stand: Some(stand),
        };
        all.extend(Act::ALL.iter().map(act));
    }
    all
}

#[test]
fn the_rules_fit_their_schema_and_one_that_does_not_is_found() {
    Rules::embedded().unwrap().validate().unwrap();
    let stray = r#"@id("stray") permit(principal is Worker, action == Action::"list", resource) when { principal.shoes };"#;
    let changed = Rules::changed(0, stray);
    assert!(matches!(changed, Err(PolicyFault::Validation(_))));
}

/// The rules without one of them.
fn without(id: &PolicyId) -> Cedar {
    let mut rules = Rules::embedded().unwrap();
    rules.set.remove_static(id.clone()).unwrap();
    Cedar::new(rules).unwrap()
}

/// A rule matters where it alone allows something, or alone forbids what would be allowed: the answers agree with the reference,
/// so an answer that changes without the rule is one in which the reference would disagree.
#[test]
fn without_any_one_rule_an_answer_changes() {
    let cedar = Cedar::new(Rules::embedded().unwrap()).unwrap();
    let all = cedar.all_rules();
    assert!(all.len() > 100);
    let mut matters = BTreeSet::new();
    let mut fewer: HashMap<PolicyId, Cedar> = HashMap::new();
    let mut present: HashMap<Who, _> = HashMap::new();
    for (who, question) in questions() {
        let presence = present.entry(who).or_insert_with(|| cedar.presence(who));
        let Some(presence) = presence.as_ref() else {
            continue;
        };
        let Some(answer) = cedar.ask(presence, question) else {
            continue;
        };
        let reasons: Vec<PolicyId> = answer.diagnostics().reason().cloned().collect();
        let [alone] = reasons.as_slice() else {
            continue;
        };
        if matters.contains(alone) {
            continue;
        }
        let less = fewer.entry(alone.clone()).or_insert_with(|| without(alone));
        if less.allows(presence, question) != cedar.allows(presence, question) {
            matters.insert(alone.clone());
        }
    }
    let idle: Vec<String> = all.difference(&matters).map(ToString::to_string).collect();
    assert!(idle.is_empty(), "nothing changes without {idle:?}");
}

#[test]
fn the_rules_about_an_action_answer_as_all_rules_do() {
    let cedar = Cedar::new(Rules::embedded().unwrap()).unwrap();
    let mut allowed = 0;
    for (who, question) in questions().into_iter().step_by(23) {
        let Some(presence) = cedar.presence(who) else {
            continue;
        };
        let told = |answer: Option<cedar_policy::Response>| {
            answer.map(|answer| {
                let mut rules: Vec<PolicyId> = answer.diagnostics().reason().cloned().collect();
                rules.sort_unstable();
                (answer.decision(), rules)
            })
        };
        let few = told(cedar.ask(&presence, question));
        assert_eq!(
            few,
            told(cedar.ask_all(&presence, question)),
            "{question:?}"
        );
        allowed += u32::from(few.is_some_and(|(_, rules)| !rules.is_empty()));
    }
    assert!(allowed > 100, "{allowed}");
}
