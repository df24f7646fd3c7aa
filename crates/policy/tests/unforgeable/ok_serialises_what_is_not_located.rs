//! ok: the same bound that refuses a located value takes an id.
pub fn wants<T: serde::Serialize + std::fmt::Debug + std::fmt::Display + Ord + std::hash::Hash>() {}
pub fn given() {
    wants::<trefoil_core::ids::ContactId>();
}
