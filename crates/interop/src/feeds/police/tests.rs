//! The police feed as a whole: the corpus, properties over arbitrary files, and streams that are huge or break off.

mod corpus;
mod joining;
mod properties;
mod streams;

/// The instant of import in tests: a little after what their files tell.
pub(super) fn now() -> jiff::Timestamp {
    "2026-03-02T09:00:00Z".parse().unwrap()
}
