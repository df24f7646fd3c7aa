//! Tests of `sound`.
