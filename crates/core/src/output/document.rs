//! A document: what one output says, part by part, before any format. A format turns it into bytes and decides nothing.

use jiff::Timestamp;

/// A document for one addressee.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub title: String,
    /// Who writes.
    pub from: String,
    /// The lines of the address that it is delivered to: the only place that it may hold.
    pub delivery: Vec<String>,
    /// For whom, when and by which number it was made: stands on every output but an invitation.
    pub made_for: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Of an invitation.
    pub event: Option<Event>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph. Line ends in it are kept.
    Words(String),
    /// Names with values.
    Facts(Vec<(String, String)>),
}

/// An appointment, as calendars hold one. It has no place: a calendar is read over a shoulder and shared between devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it is called.
    pub title: String,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// What tells it from others; says nothing.
    pub uid: String,
    /// When it was made.
    pub made: Timestamp,
}

impl Block {
    /// Words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words(text.into())
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading(text.into())
    }
}
