//! Schools: the registers, how schools are told, and when each opens next. What a school is told is in `notices`.

pub mod adults;
pub mod calendar;
pub mod change;
pub mod intake;
pub mod list;
pub mod settings;
