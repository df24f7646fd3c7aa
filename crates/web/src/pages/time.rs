//! A time of day typed in one box.

use jiff::civil::Time;

/// "10:30", "10.30", or an hour alone.
pub(super) fn time_typed(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}
