//! What holds a family's content: no role beside gives it to an administrator.

use trefoil_core::act::Act;

/// What an administrator may do beside other roles: nothing that holds a family's content.
pub(super) fn near_content(act: Act) -> bool {
    matches!(
        act,
        Act::QueueView
            | Act::PersonSearch
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
            | Act::GlassReview
            | Act::ReviewsView
            | Act::BudgetsView
            | Act::DisclosuresView
            | Act::NoticesView
            | Act::NoticeWrite
            | Act::NoticeSend
            | Act::NoticeOpen
            | Act::NoticeAcknowledge
            | Act::NoticeAnswer
            | Act::NoticeCopy
            | Act::AdultEnrol
            | Act::FollowsView
            | Act::FollowDeal
            | Act::ChecksView
            | Act::CheckView
            | Act::CheckAnswer
    )
}
