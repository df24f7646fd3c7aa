//! Files for the linkage commands: csv, parquet, memory maps and spill. Knows `linkage` and nothing else of ours; no person's
//! record of an authority ever comes here. Its one memory map is the only unsafe code outside `core` and `policy`.

/// A form of file that records to be linked come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileForm {
    /// How a file's name ends.
    pub ending: &'static str,
}

/// Every form. The first arrive with the linkage engine.
pub const ALL: &[FileForm] = &[];
