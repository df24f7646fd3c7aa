//! E0451: a sight cannot be written as a literal, nor from another one.
pub fn forge(sight: trefoil_policy::Sight) -> trefoil_policy::Sight {
    trefoil_policy::Sight { subject: sight.subject(), ..sight }
}
