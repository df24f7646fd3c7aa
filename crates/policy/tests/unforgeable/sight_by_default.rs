//! E0277: a sight has no default.
fn wants<T: Default>() {}
pub fn forge() {
    wants::<trefoil_policy::Sight>();
}
