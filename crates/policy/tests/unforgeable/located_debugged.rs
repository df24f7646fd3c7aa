//! E0277: a located value cannot be debugged.
fn wants<T: std::fmt::Debug>() {}
pub fn leak() {
    wants::<trefoil_core::located::Located<String>>();
}
