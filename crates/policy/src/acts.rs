//! How acts are put to the rules: which are always on one record, and which read or write a family's shared part. No rule here.

use trefoil_core::act::Act;

/// Whether the act is always on one contact, family, strand or person, so that leave for it depends on the standing. Without a
/// standing such an act is on something that does not exist.
pub(crate) fn needs_standing(act: Act) -> bool {
    on_shared_part(act)
        || matches!(
            act,
            Act::ContactView
                | Act::ContactViewPast
                | Act::PersonView
                | Act::PersonViewPast
                | Act::ContactTake
                | Act::ContactHandOver
                | Act::ContactRelease
                | Act::ContactRegrade
                | Act::ContactDecide
                | Act::AttachmentAdd
                | Act::ContactName
                | Act::ContactUnname
                | Act::MatchKin
                | Act::AttachmentOpen
                | Act::CheckAsk
                | Act::CheckEnd
                | Act::HighRiskPut
                | Act::MatchConfirm
                | Act::MatchNew
                | Act::MatchRefuse
                | Act::MatchFamily
                | Act::MatchUndo
                | Act::MatchSearch
                | Act::StrandView
                | Act::StrandClose
                | Act::StrandAllocate
                | Act::NoteWrite
                | Act::PlaceWrite
                | Act::ReleaseMake
                | Act::ReleaseRecall
                | Act::SignalSend
                | Act::SignalAcknowledge
                | Act::ShareMake
                | Act::ShareRecall
                | Act::AccessView
                | Act::OutputDraft
                | Act::OutputView
                | Act::OutputRelease
                | Act::OutputRefuse
                | Act::OutputSend
                | Act::AccessGather
        )
}

/// Whether the act on a family is on its shared part: it is asked about that compartment, as reading it is.
pub(crate) fn on_shared_part(act: Act) -> bool {
    matches!(
        act,
        Act::FamilyView
            | Act::StrandOpen
            | Act::SharedWrite
            | Act::SharedOptIn
            | Act::SharedRecall
            | Act::AggressorRecord
            | Act::BarredSet
            | Act::ListingMake
            | Act::ListingEnd
    )
}
