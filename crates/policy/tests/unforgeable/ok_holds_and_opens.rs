//! ok: a holder of a sight and a permit may ask them and open with them.
use trefoil_core::located::{Located, Opens};
use trefoil_policy::{Permit, Reach, Sight};
pub fn opened<'a>(place: &'a Located<String>, sight: &Sight) -> Option<&'a String> {
    place.open(sight)
}
pub fn asked(permit: &Permit, reach: &Reach) -> bool {
    permit.opens() || reach.located()
}
