//! E0200: a type of another crate cannot open places by a plain impl.
struct Mine;
impl trefoil_core::located::Opens for Mine {
    fn opens(&self) -> bool {
        true
    }
}
