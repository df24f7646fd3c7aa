//! The question to Cedar, built from [`Facts`](crate::facts) in Rust values (never JSON), and its answer. No rule here.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, Response, RestrictedExpression,
};
use trefoil_core::strand::CompartmentKind;

use crate::facts::{Holder, Stand, SubjectKind, Who};
use crate::memo::Memo;
use crate::policies::{PolicyFault, Rules};
use crate::slices::Slices;

/// What is asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Resource {
    Authority,
    Compartment(CompartmentKind),
    Scope(&'static str),
    Record(SubjectKind),
}

/// One question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    pub(crate) action: &'static str,
    pub(crate) resource: Resource,
    pub(crate) stand: Option<Stand>,
}

/// The names of the schema's entity types, read once.
#[derive(Debug)]
struct Types(HashMap<&'static str, EntityTypeName>);

const TYPE_NAMES: &[&str] = &[
    "Action",
    "Authority",
    "Compartment",
    "Console",
    "Contact",
    "Family",
    "Feed",
    "Job",
    "Person",
    "Relationship",
    "Role",
    "Scope",
    "Worker",
];

impl Types {
    fn read() -> Result<Self, PolicyFault> {
        let pair = |name: &&'static str| {
            EntityTypeName::from_str(name)
                .map(|parsed| (*name, parsed))
                .map_err(|_| PolicyFault::Name((*name).to_owned()))
        };
        TYPE_NAMES
            .iter()
            .map(pair)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn uid(&self, kind: &str, id: &str) -> Option<EntityUid> {
        let kind = self.0.get(kind)?.clone();
        Some(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
    }
}

/// Cedar with our rules.
#[derive(Debug)]
pub(crate) struct Cedar {
    rules: Rules,
    slices: Slices,
    contexts: Memo<Stand, Option<Context>>,
    types: Types,
    authorizer: Authorizer,
}

/// The one who asks, as Cedar knows them.
#[derive(Debug)]
pub(crate) struct Presence {
    uid: EntityUid,
    entities: Entities,
}

impl Cedar {
    pub(crate) fn new(rules: Rules) -> Result<Self, PolicyFault> {
        Ok(Self {
            slices: Slices::of(&rules)?,
            contexts: Memo::new(),
            rules,
            types: Types::read()?,
            authorizer: Authorizer::new(),
        })
    }

    /// The one who asks, to be used for several questions. `None` is a principal about whom nothing can be asked.
    pub(crate) fn presence(&self, who: Who) -> Option<Presence> {
        let (uid, entity) = match who {
            Who::Worker { .. } => {
                let uid = self.types.uid("Worker", "asker")?;
                (uid.clone(), Some(self.worker(uid, who)?))
            }
            Who::Feed(feed) => (self.types.uid("Feed", feed.code())?, None),
            Who::Job(job) => (self.types.uid("Job", job.code())?, None),
            Who::Console => (self.types.uid("Console", "console")?, None),
            Who::Unknown => return None,
        };
        let entities = Entities::from_entities(entity, Some(&self.rules.schema)).ok()?;
        Some(Presence { uid, entities })
    }

    fn worker(&self, uid: EntityUid, who: Who) -> Option<Entity> {
        let Who::Worker {
            roles,
            hub_team,
            has_team,
            stepped_up,
            managing,
        } = who
        else {
            return None;
        };
        let parents: Option<HashSet<EntityUid>> = roles
            .iter()
            .map(|role| self.types.uid("Role", role.code()))
            .collect();
        let attributes = HashMap::from([
            truth("hub_team", hub_team),
            truth("has_team", has_team),
            truth("stepped_up", stepped_up),
            truth("managing", managing),
        ]);
        Entity::new(uid, attributes, parents?).ok()
    }

    /// Whether the rules allow it. A question that does not fit the schema is one that nobody may ask: no.
    pub(crate) fn allows(&self, presence: &Presence, question: Question) -> bool {
        self.ask(presence, question)
            .is_some_and(|response| response.decision() == Decision::Allow)
    }

    /// The words of the rules that allow it; of several the first by id, so that the answer is always the same.
    pub(crate) fn reason(&self, presence: &Presence, question: Question) -> Option<&'static str> {
        let response = self.ask(presence, question)?;
        let first = response.diagnostics().reason().min()?;
        self.rules.reasons.get(first).copied()
    }

    /// Cedar's whole answer, which names the rules that made it.
    pub(crate) fn ask(&self, presence: &Presence, question: Question) -> Option<Response> {
        let action = self.types.uid("Action", question.action)?;
        let slice = self.slices.get(&action)?;
        self.answer(presence, question, action, slice)
    }

    /// The same from every rule, those about other actions too.
    #[cfg(test)]
    pub(crate) fn ask_all(&self, presence: &Presence, question: Question) -> Option<Response> {
        let action = self.types.uid("Action", question.action)?;
        self.answer(presence, question, action, &self.rules.set)
    }

    /// What a set of rules says to it.
    fn answer(
        &self,
        presence: &Presence,
        question: Question,
        action: EntityUid,
        rules: &PolicySet,
    ) -> Option<Response> {
        let request = Request::new(
            presence.uid.clone(),
            action,
            self.resource(question.resource)?,
            self.context(question.stand)?,
            Some(&self.rules.schema),
        )
        .ok()?;
        Some(
            self.authorizer
                .is_authorized(&request, rules, &presence.entities),
        )
    }

    /// Every rule by its id.
    #[cfg(test)]
    pub(crate) fn all_rules(&self) -> std::collections::BTreeSet<cedar_policy::PolicyId> {
        let rules = self.rules.set.policies();
        rules.map(|rule| rule.id().clone()).collect()
    }

    fn resource(&self, resource: Resource) -> Option<EntityUid> {
        match resource {
            Resource::Authority => self.types.uid("Authority", "own"),
            Resource::Compartment(kind) => self.types.uid("Compartment", kind.code()),
            Resource::Scope(scope) => self.types.uid("Scope", scope),
            Resource::Record(SubjectKind::Contact) => self.types.uid("Contact", "subject"),
            Resource::Record(SubjectKind::Family) => self.types.uid("Family", "subject"),
            Resource::Record(SubjectKind::Person) => self.types.uid("Person", "subject"),
            Resource::Record(SubjectKind::Strand(kind)) => {
                self.types.uid("Compartment", kind.code())
            }
        }
    }

    fn context(&self, stand: Option<Stand>) -> Option<Context> {
        let Some(stand) = stand else {
            return Some(Context::empty());
        };
        self.contexts.get_or(stand, || self.facts(stand))
    }

    /// The facts of a standing, by the names that the rules give them.
    fn facts(&self, stand: Stand) -> Option<Context> {
        let relationships: Option<Vec<RestrictedExpression>> = stand
            .relationships
            .iter()
            .map(|one| self.types.uid("Relationship", one.code()))
            .map(|uid| uid.map(RestrictedExpression::new_entity_uid))
            .collect();
        let pairs = [
            truth("in_hub", stand.in_hub),
            truth("proposed", stand.proposed),
            truth("held", stand.holder != Holder::Nobody),
            truth("held_by_own_team", stand.holder == Holder::OwnTeam),
            truth("family", stand.subject == SubjectKind::Family),
            truth("strand", matches!(stand.subject, SubjectKind::Strand(_))),
            truth("unallocated", stand.unallocated),
            truth("unsettled", stand.unsettled),
            truth("in_plan", stand.in_plan),
            truth("team_opposite", stand.team_opposite),
            (
                "share".to_owned(),
                RestrictedExpression::new_long(stand.share as i64),
            ),
            truth("share_located", !stand.share_places.is_none()),
            (
                "relationships".to_owned(),
                RestrictedExpression::new_set(relationships?),
            ),
        ];
        Context::from_pairs(pairs).ok()
    }
}

fn truth(name: &str, value: bool) -> (String, RestrictedExpression) {
    (name.to_owned(), RestrictedExpression::new_bool(value))
}
