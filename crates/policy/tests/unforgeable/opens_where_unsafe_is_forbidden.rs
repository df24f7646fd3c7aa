//! unsafe_code: nor by an unsafe one, in a crate that forbids unsafe code.
#![forbid(unsafe_code)]
pub struct Mine;
unsafe impl trefoil_core::located::Opens for Mine {
    fn opens(&self) -> bool {
        true
    }
}
