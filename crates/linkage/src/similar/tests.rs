//! Tests of `similar`.
