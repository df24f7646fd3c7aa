//! E0277: a located value cannot be ordered.
fn wants<T: PartialOrd>() {}
pub fn leak() {
    wants::<trefoil_core::located::Located<String>>();
}
