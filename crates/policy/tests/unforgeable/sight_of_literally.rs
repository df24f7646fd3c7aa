//! E0451: a sight of one kind of places cannot be written as a literal: it is made of a sight alone.
pub fn forge(sight: &trefoil_policy::Sight) -> trefoil_policy::SightOf<'_> {
    trefoil_policy::SightOf { sight, kind: trefoil_core::place::PlaceKind::Phone }
}
