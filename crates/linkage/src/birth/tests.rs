//! Tests of `birth`.
