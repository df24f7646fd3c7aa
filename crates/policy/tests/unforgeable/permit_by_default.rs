//! E0277: a permit has no default.
fn wants<T: Default>() {}
pub fn forge() {
    wants::<trefoil_policy::Permit>();
}
