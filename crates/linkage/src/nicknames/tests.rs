//! Tests of `nicknames`.
