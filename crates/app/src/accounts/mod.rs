//! Accounts: signing in and out, sessions, making workers. One file per act.

mod password;
pub mod session;
pub mod sign_in;
mod totp;
pub mod workers;
