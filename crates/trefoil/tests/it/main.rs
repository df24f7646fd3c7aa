//! The one integration-test binary.

mod engines;
