//! The registers of schools: what they are, when they are open, who is told there, and how the authority tells them. Lines are ended
//! and never removed, so that each can be read as it was known. Nothing here says which child goes where.

mod adult;
mod days;
mod register;
mod setting;

pub use adult::{
    Adult, AdultRow, adult_end, adult_link_put, adult_link_read, adult_link_use, adult_put,
    adults_all, adults_history, adults_of,
};
pub use days::{
    DaysRow, days_end, days_history, days_of, days_put, holiday_put, holidays_history,
    holidays_known, holidays_put,
};
pub use register::{
    SchoolRow, school_history, school_read, schools_by_words, schools_count, schools_named,
    schools_page, schools_put,
};
pub use setting::{SettingRow, setting_history, setting_put, settings};

use jiff::civil::Date;

use crate::db::{Row, Statement};
use crate::fault::Fault;

/// Every statement of these files.
pub(crate) const ALL: [&[Statement]; 4] = [register::ALL, days::ALL, adult::ALL, setting::ALL];

/// The number under which the authority's schools share their terms.
pub const COMMON: i64 = -1;

fn day(row: &Row, at: usize) -> Result<Date, Fault> {
    day_or_none(row, at)?.ok_or_else(|| Fault::Broken(format!("column {at} of an answer is empty")))
}

fn day_or_none(row: &Row, at: usize) -> Result<Option<Date>, Fault> {
    let text = row.text_or_none(at)?;
    let read = |text: String| {
        text.parse()
            .map_err(|_| Fault::Broken(format!("column {at} of an answer is not a day")))
    };
    text.map(read).transpose()
}
