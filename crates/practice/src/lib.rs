//! What practitioners use: instruments, programmes, practice models; a folder each, data and a few lines of code.
//! No scoring across instruments, ever: scores of two tools are never converted into each other. Pure.
#![forbid(unsafe_code)]

/// One thing that practitioners use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Practice {
    /// Its code.
    pub code: &'static str,
    /// What people call it.
    pub words: &'static str,
}

/// Every instrument, programme and model. The first arrive with assessments.
pub const ALL: &[Practice] = &[];
