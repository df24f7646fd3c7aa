//! E0616: the act of a permit cannot be changed afterwards.
pub fn forge(mut permit: trefoil_policy::Permit) -> trefoil_policy::Permit {
    permit.act = trefoil_core::act::Act::KeyExport;
    permit
}
