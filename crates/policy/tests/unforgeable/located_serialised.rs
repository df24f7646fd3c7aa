//! E0277: a located value cannot be serialised.
fn wants<T: serde::Serialize>() {}
pub fn leak() {
    wants::<trefoil_core::located::Located<String>>();
}
