//! Reports: numbers made of recorded events, the rows behind each for those who may see them, and what is published.
// beside scrutiny: publish, published, rows (one act a file)

pub mod publish;
pub mod published;
pub mod rows;
pub mod scrutiny;
