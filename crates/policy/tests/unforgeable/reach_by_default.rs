//! E0277: a reach has no default.
fn wants<T: Default>() {}
pub fn forge() {
    wants::<trefoil_policy::Reach>();
}
