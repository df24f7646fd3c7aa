//! E0277: a reach cannot be deserialised.
fn wants<T: serde::de::DeserializeOwned>() {}
pub fn forge() {
    wants::<trefoil_policy::Reach>();
}
