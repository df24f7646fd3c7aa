//! Leave for one act on one thing now. Made by the engine alone, and not to be cloned: one act, one permit.

use trefoil_core::act::Act;
use trefoil_core::principal::{Job, Principal};

use crate::standing::Subject;

/// What the act is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The authority as a whole.
    Authority,
    /// One contact, family or person.
    Subject(Subject),
}

/// Leave for one principal to do one act on one thing.
#[derive(Debug)]
pub struct Permit {
    act: Act,
    on: Target,
    principal: Principal,
}

impl Permit {
    pub(crate) fn new(act: Act, on: Target, principal: Principal) -> Self {
        Self { act, on, principal }
    }

    /// The act.
    pub fn act(&self) -> Act {
        self.act
    }

    /// What it is on.
    pub fn on(&self) -> Target {
        self.on
    }

    /// Who may do it.
    pub fn principal(&self) -> Principal {
        self.principal
    }

    /// Whether the act has to compare located values, so that this permit opens them: linking what is certain, and taking
    /// a contact in, where a sighting's address is compared with those on record; comparing workers with parties; looking once more at
    /// what was done under a cut sight;
    /// and the guard's look at what is written and sent. For a worker, only a quarantined row:
    /// it belongs to no contact, so no sight reaches it. And whoever tells schools: which school a child goes to is what they choose,
    /// and what the rules of schools let them see, after the contact too. As whoever tells those who told the hub what was decided: how they are reached is kept as a place.
    pub(crate) fn compares_located(&self) -> bool {
        matches!(
            (self.act, self.principal),
            (Act::MatchAuto, Principal::Job(Job::AutoLink))
                | (Act::GuardScan, Principal::Job(Job::Guard))
                | (
                    Act::ContactImport | Act::ContactRevise,
                    Principal::Feed(_) | Principal::Console | Principal::Job(Job::Town)
                )
                | (Act::InterestRaise, Principal::Job(Job::Interests))
                | (Act::SightCheck, Principal::Job(Job::Custody))
                | (
                    Act::QuarantineView
                        | Act::NoticesView
                        | Act::NoticeWrite
                        | Act::NoticeSend
                        | Act::FollowsView
                        | Act::FollowDeal,
                    Principal::Worker(_)
                )
                | (
                    Act::NoticeMake | Act::NoticeSend,
                    Principal::Job(Job::Notices)
                )
        )
    }
}
