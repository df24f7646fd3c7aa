//! E0277: a located value cannot be hashed.
fn wants<T: std::hash::Hash>() {}
pub fn leak() {
    wants::<trefoil_core::located::Located<String>>();
}
