//! Meetings about families at high risk: arranging one, its list, and putting a family on it. What a meeting says and agrees is
//! not here yet.

pub mod list;
pub mod listing;
pub mod make;
