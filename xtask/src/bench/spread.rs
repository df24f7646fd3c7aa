//! How long many requests took: the middle and the slow end. No clock here.

use std::time::Duration;

/// Milliseconds of one kind of request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) count: usize,
    pub(super) median: f64,
    pub(super) p95: f64,
    pub(super) longest: f64,
}

impl Spread {
    /// By nearest rank; `None` where nothing was measured.
    pub(super) fn of(times: impl IntoIterator<Item = Duration>) -> Option<Self> {
        let mut millis: Vec<f64> = times
            .into_iter()
            .map(|time| time.as_secs_f64() * 1_000.0)
            .collect();
        millis.sort_by(f64::total_cmp);
        let rank = |percent: usize| {
            let place = (millis.len() * percent).div_ceil(100).max(1) - 1;
            millis.get(place).copied()
        };
        Some(Self {
            count: millis.len(),
            median: rank(50)?,
            p95: rank(95)?,
            longest: rank(100)?,
        })
    }
}

#[cfg(test)]
mod tests;
