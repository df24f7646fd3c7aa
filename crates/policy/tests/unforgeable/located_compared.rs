//! E0277: a located value cannot be compared.
fn wants<T: PartialEq>() {}
pub fn leak() {
    wants::<trefoil_core::located::Located<String>>();
}
