//! Bytes to core values and back: `feeds/` in, `formats/` out. Pure: no files, no network, no clock; whoever has the
//! bytes hands them over, and whoever keeps the values does so elsewhere. Nothing here opens a located value but the leak guard
//! (`guard/`), with the leave that it is handed, into needles that cannot be read. `kinds` tells what a file is that came with a contact.
#![forbid(unsafe_code)]

pub mod feeds;
pub mod formats;
mod formula;
pub mod guard;
pub mod kinds;
