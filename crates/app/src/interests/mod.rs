//! Interests of workers in families: who a worker is outside work, finding them among the people of contacts, and deciding. One file
//! per act; `raise` is what the acts that bring people in share.

mod compare;
pub mod decide;
pub mod identity;
mod kept;
pub mod list;
pub(crate) mod raise;
mod ties;
pub mod view;

pub(crate) use compare::names_fit;
