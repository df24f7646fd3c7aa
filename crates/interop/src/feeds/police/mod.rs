//! The police feed, version 1: CSV bytes in, contact drafts out. A safeguarding contact is never lost: what cannot be
//! read is kept as written and flagged, and only a record that belongs to no contact is quarantined. Versions,
//! repeated files and storage are the business of `app`.
//!
//! A file is read twice, so that rows of one incident may stand anywhere in it and memory stays small: [`scan`] notes
//! where the rows of each reference stand, [`drafts`] hands out each contact when the last of them has come, and reads
//! again those that stood far before.

mod checks;
mod columns;
mod drafts;
mod encoding;
mod fields;
mod incident;
mod issues;
mod merging;
mod people;
mod records;
mod rows;
mod runs;
mod scan;
mod swallowed;

use std::io::Cursor;

use jiff::Timestamp;

pub use drafts::{Drafted, Drafts, Item, Quarantined, drafts};
pub use issues::{FileRefused, Issue};
pub use scan::{Scan, scan};

use super::Feed;

/// The entry of `feeds::ALL`.
pub const FEED: Feed = Feed {
    code: "police",
    words: "Police incidents",
};

/// How much of one record is kept as it came, in bytes (16 MiB).
pub const RECORD_KEPT: usize = records::RECORD_KEPT;

/// A whole file in memory.
pub struct PoliceFile {
    /// How many records it has, quarantined ones included.
    pub rows: u64,
    /// Its contacts, in the order of their last records.
    pub drafts: Vec<Drafted>,
    /// Its records of no contact, and those that hide others.
    pub quarantined: Vec<Quarantined>,
    /// Everything to look at, reasons of quarantine included, in order of records.
    pub issues: Vec<Issue>,
}

/// Reads a file that fits in memory. `received_now` stands where a record does not say when the hub was told.
pub fn read(bytes: &[u8], received_now: Timestamp) -> Result<PoliceFile, FileRefused> {
    let scan = scan(Cursor::new(bytes))?;
    let mut file = PoliceFile {
        rows: scan.rows,
        drafts: Vec::new(),
        quarantined: Vec::new(),
        issues: Vec::new(),
    };
    for item in drafts(|| Cursor::new(bytes), scan, received_now) {
        match item {
            Item::Draft(drafted) => file.drafts.push(drafted),
            Item::Issue(issue) => file.issues.push(issue),
            Item::Stopped(issue) => {
                return Err(FileRefused::Stopped {
                    row: issue.row,
                    why: issue.message,
                });
            }
            Item::Quarantined(quarantined) => {
                if !quarantined.attached {
                    file.issues.push(quarantined.reason.clone());
                }
                file.quarantined.push(quarantined);
            }
        }
    }
    file.issues.sort_by_key(|issue| issue.row);
    Ok(file)
}

#[cfg(test)]
mod tests;
