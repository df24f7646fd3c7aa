//! What each role may do with a strand or with what a family's workers share, in plain Rust.

use trefoil_core::act::Act;
use trefoil_core::principal::Role;
use trefoil_core::strand::CompartmentKind;

use super::strands::{As, part};
use crate::{Relationship, Standing};

/// What the custodian does with what leaves: judges it, gathers a person's own file, and sends that.
pub(super) fn answers_for(act: Act) -> bool {
    matches!(
        act,
        Act::OutputRelease | Act::OutputRefuse | Act::OutputSend | Act::AccessGather
    )
}

/// What the custodian alone looks at and answers for.
pub(super) fn answered_for(act: Act) -> bool {
    matches!(
        act,
        Act::GlassReview
            | Act::ReviewsView
            | Act::BudgetsView
            | Act::CustodyView
            | Act::CustodyAnswer
            | Act::PairPut
            | Act::IdentityKeep
    )
}

/// What an administrator may do beside other roles: nothing that holds a family's content.
pub(super) fn near_content(act: Act) -> bool {
    answered_for(act)
        || matches!(
            act,
            Act::QueueView
                | Act::PersonSearch
                | Act::PairsView
                | Act::PairDecide
                | Act::PairUndo
                | Act::ContactImport
                | Act::ContactRevise
                | Act::ImportStart
                | Act::ImportFinish
                | Act::ImportView
                | Act::QuarantineView
                | Act::QuarantineClose
                | Act::ReportRows
                | Act::ConflictsReview
                | Act::ConflictDecide
                | Act::DisclosuresView
                | Act::NoticesView
                | Act::NoticeWrite
                | Act::NoticeSend
                | Act::NoticeOpen
                | Act::NoticeAcknowledge
                | Act::NoticeAnswer
                | Act::NoticeCopy
                | Act::AdultEnrol
                | Act::HighRiskView
                | Act::HighRiskDeal
                | Act::FollowsView
                | Act::FollowDeal
                | Act::ChecksView
                | Act::CheckView
                | Act::CheckAnswer
        )
}

impl As<'_> {
    /// Who can judge what leaves a strand: who sees every side, and a manager of the protected side.
    fn judges(&self, kind: CompartmentKind) -> bool {
        use CompartmentKind as K;
        let again = !self.managing || self.stepped_up();
        match (self.role, kind) {
            (Role::SocialWorker, K::Child) => again && self.same_side(),
            (Role::SocialWorker, K::Victim) => again && self.is(Relationship::AllocatedElsewhere),
            (Role::SocialWorker, K::Perpetrator) => {
                again && self.is(Relationship::AllocatedOpposite)
            }
            (Role::ChildAdviser, K::Child) | (Role::VictimAdviser, K::Victim) => {
                self.managing && again && self.own()
            }
            _ => false,
        }
    }

    pub(super) fn may(&self, act: Act, standing: &Standing) -> bool {
        let Some(kind) = part(standing) else {
            return false;
        };
        if kind == CompartmentKind::Shared {
            self.may_on_family(act)
        } else {
            self.may_on_strand(act, kind)
        }
    }

    /// The roles whose side the strand is.
    fn theirs(&self, kind: CompartmentKind) -> bool {
        match self.role {
            Role::SocialWorker | Role::ChildAdviser => kind == CompartmentKind::Child,
            Role::VictimAdviser => kind == CompartmentKind::Victim,
            _ => false,
        }
    }

    /// A manager in the place of the worker of a strand that fits the worker.
    fn as_worker(&self, kind: CompartmentKind) -> bool {
        use CompartmentKind as K;
        let fits = match kind {
            K::Child => matches!(
                self.role,
                Role::SocialWorker | Role::ChildAdviser | Role::EarlyHelp
            ),
            K::Victim => matches!(self.role, Role::VictimAdviser | Role::EarlyHelp),
            K::Perpetrator => matches!(
                self.role,
                Role::PerpetratorWorker | Role::EarlyHelp | Role::Facilitator
            ),
            _ => false,
        };
        self.managing && self.own() && fits
    }

    fn may_on_family(&self, act: Act) -> bool {
        let protects = matches!(
            self.role,
            Role::SocialWorker | Role::ChildAdviser | Role::VictimAdviser
        );
        let chairs = self.role == Role::MeetingChair && self.is(Relationship::Meeting);
        let leads = self.role == Role::SocialWorker && self.own();
        match act {
            Act::SharedOptIn | Act::SharedRecall | Act::BarredSet => protects && self.own(),
            Act::SharedWrite | Act::ListingMake | Act::ListingEnd => {
                (protects && self.own()) || chairs
            }
            Act::AggressorRecord => leads || chairs,
            Act::StrandOpen => leads,
            _ => false,
        }
    }

    fn may_on_strand(&self, act: Act, kind: CompartmentKind) -> bool {
        use CompartmentKind as K;
        let own = self.theirs(kind) && self.own();
        let as_worker = self.as_worker(kind);
        let with_him = kind == K::Perpetrator && self.own();
        match act {
            Act::NoteWrite | Act::PlaceWrite => {
                own || (self.role == Role::SocialWorker && kind == K::Child && self.same_side())
                    || (act == Act::NoteWrite && self.role == Role::PerpetratorWorker && with_him)
            }
            Act::ReleaseMake | Act::ReleaseRecall => own,
            Act::SignalAcknowledge => own || (as_worker && kind != K::Perpetrator),
            Act::OutputDraft | Act::OutputSend => {
                own || (self.role == Role::PerpetratorWorker && with_him)
            }
            Act::OutputRelease | Act::OutputRefuse => self.judges(kind),
            Act::AccessView => own || as_worker,
            Act::ShareMake | Act::ShareRecall => {
                (own && self.role != Role::ChildAdviser) || as_worker
            }
            Act::StrandClose => (own && self.role == Role::SocialWorker) || as_worker,
            Act::StrandAllocate => as_worker,
            Act::SignalSend => {
                with_him
                    && matches!(
                        self.role,
                        Role::PerpetratorWorker | Role::EarlyHelp | Role::Facilitator
                    )
            }
            _ => false,
        }
    }
}

/// What everybody who is signed in does for themselves, on nothing of a family's.
pub(super) fn own(act: Act) -> bool {
    matches!(
        act,
        Act::AccountView
            | Act::PasswordChange
            | Act::SessionsEnd
            | Act::PasskeyAdd
            | Act::PasskeyRemove
            | Act::AuthenticatorChange
            | Act::DraftKeep
            | Act::DraftView
            | Act::DraftDrop
            | Act::WorkView
            | Act::IdentityConfirm
            | Act::PageView
            | Act::SignIn
            | Act::SignOut
    )
}
