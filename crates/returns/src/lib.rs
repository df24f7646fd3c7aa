//! Numbers that leave: measures, the reports made of them, what is hidden when they are published, and their forms.
//! Pure folds over typed events that the caller streams (invariant 12); who may open the rows is not known here.
#![forbid(unsafe_code)]

pub mod case;
pub mod fold;
pub mod forms;
pub mod measures;
pub mod period;
pub mod report;
pub mod reports;
pub mod suppress;
