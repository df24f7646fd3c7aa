//! Checks: the hub asks agencies what they know of a contact's people; a partner in the hub answers for their agency, and for no other.

pub mod ask;
pub mod end;
pub mod mail;
pub mod own;
