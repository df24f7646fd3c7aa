//! E0451: a permit cannot be written as a literal.
use trefoil_core::{act::Act, principal::Principal};
pub fn forge() -> trefoil_policy::Permit {
    trefoil_policy::Permit { act: Act::KeyExport, on: trefoil_policy::Target::Authority, principal: Principal::Console }
}
