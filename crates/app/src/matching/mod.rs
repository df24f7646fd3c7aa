//! Matching before creating: who the people of a contact may be, and the acts that say so. One file per act.
//! A wrong match can tell a perpetrator where a victim lives, so a person decides unless it is certain and safe.

pub mod confirm;
pub mod describe;
pub mod evidence;
pub mod family;
pub mod kin;
mod linking;
pub mod new;
pub(crate) mod propose;
pub(crate) mod recall;
pub mod refuse;
pub mod search;
mod settle;
pub mod undo;

pub(crate) use linking::Linking;
pub(crate) use settle::settle;
