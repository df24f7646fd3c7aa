//! Schools: their registers, and what they are told.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test ends where its ground gives way"
)]
#![expect(clippy::print_stdout, reason = "what is measured is told")]

mod counted;
pub(crate) mod held;
mod holidays;
mod key_adult;
mod mail_server;
mod notices;
pub(crate) mod played;
mod registers;
mod scene;
mod smtp;
mod smtp_binary;
mod smtp_mail;
mod tracking;
mod turn;
mod weekend;
mod year;
