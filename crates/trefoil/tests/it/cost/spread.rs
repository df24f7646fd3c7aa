//! What one answer took: time, and the processor's time of all threads of this process.

use std::fmt;
use std::time::Instant;

use crate::hub::real;

/// Milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    wall: f64,
    cpu: f64,
}

/// Since when.
pub(super) struct Since {
    at: Instant,
    cpu: u64,
}

impl Cost {
    pub(super) fn begin() -> Since {
        Since {
            cpu: on_cpu(),
            at: real::started(),
        }
    }
}

impl Since {
    pub(super) fn end(self) -> Cost {
        let wall = self.at.elapsed().as_secs_f64() * 1e3;
        Cost {
            wall,
            cpu: on_cpu().saturating_sub(self.cpu) as f64 / 1e6,
        }
    }
}

/// Nanoseconds that all threads of this process have had of a processor.
fn on_cpu() -> u64 {
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let of = |thread: std::io::Result<std::fs::DirEntry>| {
        let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    threads.filter_map(of).sum()
}

/// Many of them.
pub(super) struct Spread {
    pub(super) median: f64,
    p95: f64,
    /// The median of the processor's time.
    pub(super) cpu: f64,
}

impl Spread {
    pub(super) fn of(costs: &[Cost]) -> Self {
        let at = |part: usize, of: fn(&Cost) -> f64| {
            let mut all: Vec<f64> = costs.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all[(all.len() * part / 100).min(all.len() - 1)]
        };
        Self {
            median: at(50, |one| one.wall),
            p95: at(95, |one| one.wall),
            cpu: at(50, |one| one.cpu),
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.2}, {:.2}, {:.2}", self.median, self.p95, self.cpu)
    }
}
