//! Tests of `blocking`.
