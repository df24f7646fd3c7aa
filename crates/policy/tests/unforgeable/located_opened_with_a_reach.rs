//! E0277: a reach opens no place: lists are opened row by row with a sight.
pub fn leak(place: &trefoil_core::located::Located<String>, reach: &trefoil_policy::Reach) -> bool {
    place.open(reach).is_some()
}
