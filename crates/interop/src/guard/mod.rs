//! The leak guard: does what leaves hold a place from which a protected person could be found? `patterns` tells by shape alone;
//! `scan` looks for given places, however they are written. What is found is told by kind and place in the text, never by value.

pub mod files;
mod fold;
pub mod needles;
pub mod patterns;
mod readings;
pub mod scan;
mod variants;
mod whereabouts;
mod words;

#[cfg(test)]
mod tests;

pub use needles::{Needles, PlaceKind};
pub use patterns::{Shape, Spotted, spot};
pub use readings::Reading;
pub use scan::{Guard, Hit};
pub use whereabouts::whereabouts;
