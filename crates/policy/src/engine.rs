//! The one place where leave is made: sights, reaches and permits, from facts and the rules. Unknown is no.

use std::sync::Arc;

use trefoil_core::act::Act;
use trefoil_core::place::PlaceKinds;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::acts::{needs_standing, on_shared_part};
use crate::asker::Asker;
use crate::cedar::{Cedar, Presence, Question, Resource};
use crate::facts::{Stand, SubjectKind, Who};
use crate::memo::Memo;
use crate::permit::{Permit, Target};
use crate::policies::{PolicyFault, Rules};
use crate::reach::{Grant, GrantScope, Reach};
use crate::sight::{Sight, View};
use crate::standing::Standing;
use crate::words;

/// The aspects with the action that asks for each, the most first.
const ASPECTS: [(Aspect, &str); 4] = [
    (Aspect::Full, "read_full"),
    (Aspect::Safety, "read_safety"),
    (Aspect::Needs, "read_needs"),
    (Aspect::Released, "read_released"),
];

/// The rules, loaded. One for the program; shared between threads.
#[derive(Debug)]
pub struct Policy {
    cedar: Cedar,
    presences: Memo<Who, Option<Arc<Presence>>>,
    views: Memo<(Who, Stand), View>,
    acts: Memo<(Who, Act, ActPlace), bool>,
    scopes: Memo<(Who, &'static str, &'static str), bool>,
}

/// Where an act is done, as far as a rule may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ActPlace {
    Authority,
    Record(Stand),
    /// A record to which the asker's standing does not matter: machines have none.
    Unranked(SubjectKind),
}

impl Policy {
    /// Reads the embedded rules.
    ///
    /// # Errors
    /// The first file that does not read: a fault of the build, not of the installation.
    pub fn load() -> Result<Self, PolicyFault> {
        Self::with(Rules::embedded()?)
    }

    /// With given rules: tests take one away to see that it matters.
    pub(crate) fn with(rules: Rules) -> Result<Self, PolicyFault> {
        Ok(Self {
            cedar: Cedar::new(rules)?,
            presences: Memo::new(),
            views: Memo::new(),
            acts: Memo::new(),
            scopes: Memo::new(),
        })
    }

    /// What the asker may see of the subject now. Never fails: what cannot be answered is blind.
    pub fn sight(&self, asker: &Asker, standing: &Standing) -> Sight {
        if leaks(Leak::EverySight) {
            return Sight::new(standing.subject, View::WHOLE);
        }
        let (who, stand) = (Who::of(asker), Stand::of(asker, standing));
        let own = self.seen(who, stand);
        let theirs = who.workers_of(standing, stand).into_iter();
        let mut view = theirs.fold(own, |view, (who, stand)| view.or(self.seen(who, stand)));
        if leaks(Leak::EverybodyLocated) {
            view.places = PlaceKinds::ALL;
        }
        Sight::new(standing.subject, view)
    }

    fn seen(&self, who: Who, stand: Stand) -> View {
        self.views.get_or((who, stand), || self.view(who, stand))
    }

    /// What the asker's lists and searches may cover, as rows to store with their roles and team.
    pub fn grants(&self, asker: &Asker) -> Vec<Grant> {
        let who = Who::of(asker);
        let team = asker.worker.as_ref().and_then(|facts| facts.team);
        let scopes = [
            ("authority", Some(GrantScope::Authority)),
            ("hub", Some(GrantScope::Hub)),
            ("team", team.map(GrantScope::Team)),
            ("own_child", Some(GrantScope::Own(CompartmentKind::Child))),
            ("own_victim", Some(GrantScope::Own(CompartmentKind::Victim))),
            (
                "own_perpetrator",
                Some(GrantScope::Own(CompartmentKind::Perpetrator)),
            ),
        ];
        let grant = |(name, scope): (&'static str, Option<GrantScope>)| {
            self.lists(who, "list", name).then_some(())?;
            Some(Grant {
                scope: scope?,
                located: self.lists(who, "list_located", name),
            })
        };
        scopes.into_iter().filter_map(grant).collect()
    }

    /// Leave to list and search within the asker's stored grants; `None` where their roles give no list at all.
    pub fn reach(&self, asker: &Asker) -> Option<Reach> {
        let grants = self.grants(asker);
        let located = grants.iter().all(|grant| grant.located);
        (!grants.is_empty()).then(|| Reach::new(asker.principal, located))
    }

    /// Leave for one act: on the authority without a standing, on a contact, family or person with it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where the asker may not know that the subject exists; otherwise [`Refusal::NotAllowed`] with
    /// words on how to get leave.
    pub fn permit(
        &self,
        asker: &Asker,
        act: Act,
        standing: Option<&Standing>,
    ) -> Result<Permit, Refusal> {
        if self.may(asker, act, standing) || leaks(Leak::EveryAct) {
            let on = standing.map_or(Target::Authority, |one| Target::Subject(one.subject));
            return Ok(Permit::new(act, on, asker.principal));
        }
        let hidden = match standing {
            Some(standing) => self.sight(asker, standing).is_blind(),
            None => needs_standing(act),
        };
        if hidden && !leaks(Leak::HiddenIsNamed) {
            return Err(Refusal::NotFound);
        }
        Err(Refusal::NotAllowed(words::refusal(act).to_owned()))
    }

    fn may(&self, asker: &Asker, act: Act, standing: Option<&Standing>) -> bool {
        let who = Who::of(asker);
        let place = ActPlace::of(asker, act, standing);
        let allowed = |who, place| {
            self.acts
                .get_or((who, act, place), || self.allows(who, act, place))
        };
        let (ActPlace::Record(stand), Some(standing)) = (place, standing) else {
            return allowed(who, place);
        };
        let theirs = || who.workers_of(standing, stand).into_iter();
        allowed(who, place) || theirs().any(|(who, stand)| allowed(who, ActPlace::Record(stand)))
    }

    fn view(&self, who: Who, stand: Stand) -> View {
        let Some(presence) = self.presence(who) else {
            return View::BLIND;
        };
        let mut view = View::BLIND;
        let kinds = view.aspects.iter_mut().zip(CompartmentKind::ALL);
        let seen = kinds.filter_map(|(slot, kind)| {
            // A strand is one compartment; a sight of it says nothing of the others.
            let apart = matches!(stand.subject, SubjectKind::Strand(own) if own != *kind);
            let asked = (!apart).then(|| self.aspect(&presence, *kind, stand));
            let (aspect, action) = asked.flatten()?;
            *slot = aspect;
            Some((aspect, read(action, *kind, stand)))
        });
        let most = seen.max_by_key(|(aspect, _)| *aspect);
        if let Some((_, question)) = most {
            let reason = self.cedar.reason(&presence, question);
            view.reason = reason.unwrap_or(view.reason);
            view.places = self.places(&presence, stand);
        }
        view
    }

    /// The kinds of places that may be seen. Of a share the rules know whether it gives places of the kind that is asked about, so
    /// they are asked about the kinds that it gives, and about all others as if it gave none.
    fn places(&self, presence: &Presence, stand: Stand) -> PlaceKinds {
        let given = stand.share_places;
        let opens = |kinds: &PlaceKinds| {
            let share_places = given.both(*kinds);
            let locate = Question {
                action: "locate",
                resource: Resource::Record(stand.subject),
                stand: Some(Stand {
                    share_places,
                    ..stand
                }),
            };
            !kinds.is_none() && self.cedar.allows(presence, locate)
        };
        let parts = [given, given.others()].into_iter().filter(opens);
        parts.fold(PlaceKinds::NONE, PlaceKinds::or)
    }

    /// The most that may be seen of one kind of compartment, with the action that asked for it.
    fn aspect(
        &self,
        presence: &Presence,
        kind: CompartmentKind,
        stand: Stand,
    ) -> Option<(Aspect, &'static str)> {
        let allows = |action| self.cedar.allows(presence, read(action, kind, stand));
        // Leave for any aspect is leave for the least, so most compartments are closed by one question.
        if !allows("read_released") {
            return None;
        }
        ASPECTS.into_iter().find(|(_, action)| allows(action))
    }

    fn lists(&self, who: Who, action: &'static str, scope: &'static str) -> bool {
        self.scopes.get_or((who, action, scope), || {
            let question = Question {
                action,
                resource: Resource::Scope(scope),
                stand: None,
            };
            self.answer(who, question)
        })
    }

    fn allows(&self, who: Who, act: Act, place: ActPlace) -> bool {
        // What is done to a family's shared part is not done to a strand, though both are compartments to the rules.
        let family =
            matches!(place, ActPlace::Record(stand) if stand.subject == SubjectKind::Family);
        if on_shared_part(act) && !family {
            return false;
        }
        let (resource, stand) = match place {
            ActPlace::Authority => (Resource::Authority, None),
            ActPlace::Record(stand) if on_shared_part(act) => {
                (Resource::Compartment(CompartmentKind::Shared), Some(stand))
            }
            ActPlace::Record(stand) => (Resource::Record(stand.subject), Some(stand)),
            ActPlace::Unranked(kind) => (Resource::Record(kind), None),
        };
        let question = Question {
            action: act.code(),
            resource,
            stand,
        };
        self.answer(who, question)
    }

    /// The one who asks, as Cedar knows them: dearer to build than a question is to answer.
    fn presence(&self, who: Who) -> Option<Arc<Presence>> {
        self.presences
            .get_or(who, || self.cedar.presence(who).map(Arc::new))
    }

    fn answer(&self, who: Who, question: Question) -> bool {
        self.presence(who)
            .is_some_and(|presence| self.cedar.allows(&presence, question))
    }
}

impl ActPlace {
    fn of(asker: &Asker, act: Act, standing: Option<&Standing>) -> Self {
        let Some(standing) = standing else {
            return Self::Authority;
        };
        let stand = Stand::of(asker, standing);
        if needs_standing(act) {
            Self::Record(stand)
        } else {
            Self::Unranked(stand.subject)
        }
    }
}

fn read(action: &'static str, kind: CompartmentKind, stand: Stand) -> Question {
    Question {
        action,
        resource: Resource::Compartment(kind),
        stand: Some(stand),
    }
}
