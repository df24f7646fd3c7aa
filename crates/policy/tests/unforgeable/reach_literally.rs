//! E0451: a reach cannot be written as a literal.
pub fn forge(principal: trefoil_core::principal::Principal) -> trefoil_policy::Reach {
    trefoil_policy::Reach { principal, located: true }
}
