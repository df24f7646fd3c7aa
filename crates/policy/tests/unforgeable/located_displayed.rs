//! E0277: a located value cannot be displayed.
fn wants<T: std::fmt::Display>() {}
pub fn leak() {
    wants::<trefoil_core::located::Located<String>>();
}
