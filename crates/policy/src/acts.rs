//! What each act is on: the authority, or one record. Who may do it is said in the policies alone.

use trefoil_core::act::Act;

/// Whether the act is always on one contact, family or person, so that leave for it depends on the standing. Without a
/// standing such an act is on something that does not exist.
pub(crate) fn needs_standing(act: Act) -> bool {
    matches!(
        act,
        Act::ContactView
            | Act::ContactViewPast
            | Act::PersonView
            | Act::PersonViewPast
            | Act::ContactTake
            | Act::ContactHandOver
            | Act::ContactRelease
            | Act::ContactDecide
            | Act::MatchConfirm
            | Act::MatchNew
            | Act::MatchRefuse
            | Act::MatchFamily
            | Act::MatchUndo
            | Act::MatchSearch
    )
}
