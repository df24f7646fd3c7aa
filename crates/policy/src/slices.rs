//! The rules that can apply to each action, set apart once. Cedar looks at every rule of the set it is given; which action a
//! rule is about stands in its head, so leaving out the rules about other actions cannot change an answer (a test asks both).

use std::collections::{HashMap, HashSet};

use cedar_policy::{ActionConstraint, Entities, EntityUid, PolicySet};

use crate::policies::{PolicyFault, Rules};

/// The rules by action.
#[derive(Debug)]
pub(crate) struct Slices(HashMap<EntityUid, PolicySet>);

impl Slices {
    /// Of every action of the schema.
    pub(crate) fn of(rules: &Rules) -> Result<Self, PolicyFault> {
        let named = |error: &dyn std::fmt::Display| PolicyFault::Schema(error.to_string());
        let actions = rules.schema.action_entities();
        let actions = actions.map_err(|error| named(&error))?;
        let mut all = HashMap::new();
        for action in rules.schema.actions() {
            all.insert(action.clone(), slice(rules, &actions, action)?);
        }
        Ok(Self(all))
    }

    /// Those of one action; none for what the schema does not know.
    pub(crate) fn get(&self, action: &EntityUid) -> Option<&PolicySet> {
        self.0.get(action)
    }
}

fn slice(rules: &Rules, actions: &Entities, action: &EntityUid) -> Result<PolicySet, PolicyFault> {
    let groups = actions.ancestors(action).into_iter().flatten();
    let mut names: HashSet<&EntityUid> = groups.collect();
    names.insert(action);
    let mut set = PolicySet::new();
    for policy in rules.set.policies() {
        let about = match policy.action_constraint() {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(one) => names.contains(&one),
            ActionConstraint::In(some) => some.iter().any(|one| names.contains(one)),
        };
        if about {
            let added = set.add(policy.clone());
            added.map_err(|error| PolicyFault::Validation(error.to_string()))?;
        }
    }
    Ok(set)
}
