//! Reports: numbers made of recorded events, and the rows behind each for those who may see them.

pub mod scrutiny;
