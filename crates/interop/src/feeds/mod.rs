//! What comes in: a folder per feed, each turning bytes into contact drafts, or into lines of a register. To add one, add a folder and its line in
//! `ALL`. Who may send, and what becomes of a draft, is the business of `app`.

pub mod mail;
pub mod police;
pub mod schools;

/// A kind of file that the hub takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    /// The word after `trefoil import`.
    pub code: &'static str,
    /// What people read.
    pub words: &'static str,
}

/// Every feed.
pub const ALL: &[&Feed] = &[&mail::FEED, &police::FEED, &schools::FEED];
