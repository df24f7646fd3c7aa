//! E0277: one act, one permit: it cannot be cloned.
fn wants<T: Clone>() {}
pub fn twice() {
    wants::<trefoil_policy::Permit>();
}
