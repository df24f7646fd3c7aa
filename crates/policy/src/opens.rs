//! Who may open a located value: the one module of the one crate that implements `Opens`. Nothing else lives here.
#![expect(
    unsafe_code,
    reason = "implementing the unsafe trait is what only this crate may do; no memory is touched"
)]

use trefoil_core::located::Opens;

use crate::permit::Permit;
use crate::sight::{Sight, SightOf};

// SAFETY: a Sight is made by the engine alone, and opens what is not known by its kind where the policies answered for every kind.
unsafe impl Opens for Sight {
    fn opens(&self) -> bool {
        self.located()
    }
}

// SAFETY: it is made of a Sight alone, and opens where the policies answered for places of that kind.
unsafe impl Opens for SightOf<'_> {
    fn opens(&self) -> bool {
        self.located()
    }
}

// SAFETY: a Permit is made by the engine alone, and opens for the few acts of machines that compare located values.
unsafe impl Opens for Permit {
    fn opens(&self) -> bool {
        self.compares_located()
    }
}
