//! Accounts: signing in and out, sessions, one's own account, making workers. One file per act.

pub mod close;
pub mod confirm;
pub mod enrol;
pub mod link;
mod once;
pub mod own;
pub mod passkeys;
mod password;
pub mod provider;
pub mod session;
pub mod sign_in;
pub mod source;
mod totp;
pub mod work;
pub mod workers;
