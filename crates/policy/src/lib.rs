//! Who may see and do what, and why: [`Sight`], [`Reach`], [`Permit`].
//! Pure: facts in, leave out. The rules are the `.cedar` files in `policies/`; nothing here repeats one of them.

mod acts;
pub mod asker;
mod cedar;
pub mod engine;
mod facts;
mod memo;
mod opens;
pub mod permit;
mod policies;
pub mod reach;
pub mod relationship;
pub mod sight;
mod slices;
pub mod standing;
#[cfg(test)]
mod tests;
mod words;

pub use asker::Asker;
pub use engine::Policy;
pub use permit::{Permit, Target};
pub use policies::PolicyFault;
pub use reach::{Grant, GrantScope, Reach};
pub use relationship::Relationship;
pub use sight::{Sight, SightOf};
pub use standing::{Standing, Subject, Work};
