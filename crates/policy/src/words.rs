//! What a person is told when an act is not allowed: who may do it, and how to get leave. No rule is decided here.

use trefoil_core::act::Act;

/// Plain words for a refusal of the act.
pub(crate) fn refusal(act: Act) -> &'static str {
    match act {
        Act::QueueView | Act::PersonSearch | Act::MatchSearch => {
            "The queue and the search are for people who work the hub. If that is your work, ask your administrator to give you the role."
        }
        Act::ContactTake | Act::ContactRegrade | Act::ContactDecide => {
            "Contacts are taken and decided by hub triage workers while they wait in the hub. If this is your work, ask your team manager."
        }
        Act::ContactHandOver => {
            "Somebody else holds this contact. They can hand it over, or their team manager can."
        }
        Act::ContactRelease => {
            "Only the worker who holds this contact can release it. Their team manager can hand it over."
        }
        Act::MatchConfirm | Act::MatchNew | Act::MatchRefuse | Act::MatchFamily | Act::MatchKin => {
            "Matching is done by hub triage workers while the contact waits in the hub. Ask your team manager if this needs to change."
        }
        Act::MatchUndo => {
            "A match is undone by hub triage workers while the contact waits in the hub, and afterwards by the Caldicott guardian. Ask them."
        }
        Act::ContactImport
        | Act::ContactRevise
        | Act::ImportStart
        | Act::ImportFinish
        | Act::ImportView
        | Act::QuarantineView
        | Act::QuarantineClose => {
            "Files are taken in by hub triage workers. If that is your work, ask your administrator to give you the role."
        }
        Act::ReportView | Act::ReportPublish => {
            "Reports are for the hub, its managers and returns officers. If that is your work, ask your administrator to give you the role."
        }
        Act::ReportRows => {
            "The rows behind a number are for team managers, returns officers and the Caldicott guardian. Ask one of them to look."
        }
        Act::ClockRulesView | Act::ClockRuleSet => {
            "The authority's own clocks are set by administrators. Ask yours."
        }
        Act::AuthorityCreate
        | Act::LedgerVerify
        | Act::LedgerCheckpoint
        | Act::KeyRotate
        | Act::KeyExport
        | Act::TownMake => "This is done from the console of the server. Ask your IT officer.",
        other => families(other),
    }
}

/// Words for acts on families and strands.
fn families(act: Act) -> &'static str {
    match act {
        Act::NoteWrite | Act::PlaceWrite | Act::SharedWrite => {
            "Only the workers whose side this is can write here. If you need to add something, ask the worker named on the page."
        }
        Act::StrandOpen | Act::StrandClose | Act::StrandAllocate => {
            "Strands of work are opened, allocated and closed by team managers and the child's social worker. Ask one of them."
        }
        Act::SharedOptIn | Act::SharedRecall | Act::ReleaseMake | Act::ReleaseRecall => {
            "What the other side may know is for the workers whose side it is. Ask the worker named on the page."
        }
        Act::SignalSend | Act::SignalAcknowledge => {
            "Warnings are sent by workers on the perpetrator's side and acknowledged by those of the victim and the children. Tell one of them, or your manager, now."
        }
        Act::ShareMake | Act::ShareRecall => {
            "A strand is shared by the worker whose side it is, or their manager. Ask them."
        }
        Act::AggressorRecord => {
            "Who the primary aggressor is is recorded by the child's social worker or a meeting's chair, with reasons. Ask one of them."
        }
        Act::MeetingsView | Act::MeetingMake => {
            "Meetings are arranged by those who chair them. If that is your work, ask your administrator to give you the role."
        }
        Act::ListingMake | Act::ListingEnd => {
            "A family is listed for a meeting by the workers of the victim and the children, and by its chair. Ask one of them."
        }
        Act::AccessView => {
            "Who can see a strand is shown to the worker whose side it is and to the Caldicott guardian. Ask one of them."
        }
        Act::ConflictsReview | Act::ConflictDecide => {
            "This is for the Caldicott guardian and team managers. Ask yours."
        }
        Act::GlassReview
        | Act::ReviewsView
        | Act::BudgetsView
        | Act::CustodyView
        | Act::CustodyAnswer => "This is for the Caldicott guardian. Ask yours.",
        Act::GlassBreak | Act::GlassView => {
            "Your role does not break the glass. In an emergency ring the emergency duty team."
        }
        Act::CoverSet | Act::CoversView => {
            "Who covers for whom is set by team managers. Ask yours."
        }
        Act::StrandsView => {
            "This list is for workers who are allocated to families. If that is your work, ask your team manager."
        }
        other => leaving(other),
    }
}

/// Words for acts on accounts and agencies.
fn accounts(act: Act) -> &'static str {
    match act {
        Act::WorkerCreate
        | Act::WorkersView
        | Act::WorkerChange
        | Act::WorkerIdentify
        | Act::SignInLink => "Accounts are looked after by administrators. Ask yours.",
        Act::AgenciesView | Act::AgencyChange | Act::TokenMake | Act::TokenRevoke => {
            "Agencies and their systems are looked after by administrators. Ask yours."
        }
        _ => {
            "Your account does not allow this. If you need it for your work, ask your administrator."
        }
    }
}

/// Words for acts on what leaves.
fn leaving(act: Act) -> &'static str {
    match act {
        Act::OutputDraft | Act::OutputSend => {
            "Letters and files are written and sent by the worker whose side this is. Ask the worker named on the page."
        }
        Act::OutputRelease | Act::OutputRefuse => {
            "Whether this leaves is decided by the child's social worker, a manager of the protected side or the Caldicott guardian, after they have shown who they are again. Ask one of them."
        }
        Act::OutputView => {
            "What was written for this person is shown to those who see their side in full. Ask the worker named on the page."
        }
        Act::AccessGather => {
            "What is held about a person is gathered for them by the Caldicott guardian, after they have shown who they are again. Ask yours."
        }
        Act::BarredSet => {
            "Those to whom nothing of this family goes are kept by the workers of the victim and the children. Ask one of them."
        }
        Act::DisclosuresView => {
            "The register of disclosures is for the Caldicott guardian and team managers. Ask yours."
        }
        Act::SchoolsView | Act::SchoolsChange | Act::AgreementSet => {
            "The register of schools, and how schools are told, is looked after by administrators. Ask yours."
        }
        Act::CheckAsk | Act::CheckEnd => {
            "Agencies are asked by whoever may decide the contact. Ask a worker of the hub."
        }
        Act::FollowsView | Act::FollowDeal => {
            "What follows a decision is seen to by people who work the hub. Managers, emergency duty and the Caldicott guardian first show again who they are, on their account page."
        }
        Act::ChecksView | Act::CheckView | Act::CheckAnswer => {
            "What an agency is asked is answered by its partner in the hub. If that is your work, ask your administrator to give you the role and a team."
        }
        Act::NoticesView | Act::NoticeWrite | Act::NoticeSend => {
            "Schools are told by people who work the hub. Managers, emergency duty and the Caldicott guardian first show again who they are, on their account page."
        }
        other => of_contacts(other),
    }
}

/// Words for acts on a contact and those at risk in it.
fn of_contacts(act: Act) -> &'static str {
    match act {
        Act::AttachmentAdd
        | Act::AttachmentOpen
        | Act::ContactName
        | Act::ContactUnname
        | Act::MatchKin => {
            "The people and files of a contact are for workers of the hub while it waits, and for the Caldicott guardian. Ask one of them."
        }
        Act::HighRiskView | Act::HighRiskDeal => {
            "Who is at high risk is for those who work the hub, with the people harmed or with the children. If that is your work, ask your administrator to give you the role."
        }
        Act::PairsView | Act::PairDecide | Act::PairUndo => {
            "Whether two people are one is said by people who work the hub. If that is your work, ask your administrator to give you the role."
        }
        Act::PairPut | Act::IdentityKeep => {
            "What is kept apart, and what nothing has put beside each other, is for the Caldicott guardian. Ask yours."
        }
        Act::HighRiskPut => {
            "Somebody is put on the list of high risk by whoever may decide the contact. Ask a worker of the hub."
        }
        other => accounts(other),
    }
}
