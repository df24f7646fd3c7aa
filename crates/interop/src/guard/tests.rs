//! The guard finds an address however it is hidden, and leaves ordinary prose alone.

mod attached;
mod believed;
mod beside;
mod cost;
mod hiding;
mod numbers;
mod places;
mod prose;
mod read;
mod seeded;
mod shapes;

use super::{Guard, Hit, PlaceKind};

/// What kinds of place are found in a text, each once.
fn kinds(guard: &Guard, text: &str) -> Vec<PlaceKind> {
    let mut kinds: Vec<PlaceKind> = hits(guard, text).iter().map(|hit| hit.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn hits(guard: &Guard, text: &str) -> Vec<Hit> {
    guard.scan(text.as_bytes())
}
