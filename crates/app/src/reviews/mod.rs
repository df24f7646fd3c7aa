//! Reviews: every broken glass, and every use of a right that reaches all families, is looked at by somebody else. One file per act;
//! `seen` is how a reading becomes something to review.

mod about;
pub mod decide;
pub mod list;
mod seen;
pub mod view;
