//! E0624: the constructor of a permit is for policy alone.
use trefoil_core::{act::Act, principal::Principal};
pub fn forge() -> trefoil_policy::Permit {
    trefoil_policy::Permit::new(Act::KeyExport, trefoil_policy::Target::Authority, Principal::Console)
}
