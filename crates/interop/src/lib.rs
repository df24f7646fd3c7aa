//! Bytes to core values and back: `feeds/` in, `formats/` out. Pure: no files, no network, no clock; whoever has the
//! bytes hands them over, and whoever keeps the values does so elsewhere. Nothing here opens a located value.
#![forbid(unsafe_code)]

pub mod feeds;
pub mod formats;
mod formula;
