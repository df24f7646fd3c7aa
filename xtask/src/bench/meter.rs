//! Wall and processor seconds of a piece of work, and how much others used the machine meanwhile: from `/proc`, so that a
//! number taken on a busy machine says so itself.

use std::fs::read_to_string;
use std::time::{Duration, Instant};

/// Ticks a second in `/proc`: the kernel shows every program this one, whatever it uses itself.
const TICKS: f64 = 100.0;

/// Running since it was made.
pub(super) struct Meter {
    watched: Vec<u32>,
    since: Instant,
    then: Ticks,
}

/// What a piece of work took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spent {
    pub(super) wall: Duration,
    /// Processor seconds of the programs that were measured: not ours, which only asks.
    pub(super) cpu: f64,
    /// Processor seconds that we used to ask.
    pub(super) asking: f64,
    /// Cores that everything else on the machine used on average.
    pub(super) others: f64,
}

impl Spent {
    pub(super) fn seconds(self) -> f64 {
        self.wall.as_secs_f64().max(0.001)
    }
}

struct Ticks {
    machine: f64,
    ours: f64,
    asking: f64,
}

impl Meter {
    /// Starts; `watched` are servers that run on. What we start and wait for meanwhile counts too.
    pub(super) fn start(watched: &[u32]) -> Self {
        Self {
            watched: watched.to_vec(),
            since: Instant::now(),
            then: Ticks::now(watched),
        }
    }

    pub(super) fn stop(self) -> Spent {
        let (wall, now) = (self.since.elapsed(), Ticks::now(&self.watched));
        let asking = now.asking - self.then.asking;
        let cpu = now.ours - self.then.ours;
        let busy = now.machine - self.then.machine;
        Spent {
            wall,
            cpu: cpu / TICKS,
            asking: asking / TICKS,
            others: ((busy - cpu - asking) / TICKS / wall.as_secs_f64().max(0.01)).max(0.0),
        }
    }
}

impl Ticks {
    fn now(watched: &[u32]) -> Self {
        let own = Process::read("self").unwrap_or_default();
        let servers: f64 = watched.iter().map(|pid| with_children(*pid)).sum();
        Self {
            machine: machine(),
            ours: servers + own.of_ended_children,
            asking: own.itself,
        }
    }
}

/// Processor seconds of a process and of those it started, living and ended.
pub(super) fn cpu_seconds(pid: u32) -> f64 {
    with_children(pid) / TICKS
}

fn with_children(pid: u32) -> f64 {
    let own = Process::read(&pid.to_string()).unwrap_or_default();
    let children: f64 = children_of(pid)
        .iter()
        .filter_map(|child| Process::read(&child.to_string()))
        .map(|child| child.itself + child.of_ended_children)
        .sum();
    own.itself + own.of_ended_children + children
}

/// The processes that this one started itself and that still run.
pub(super) fn children_of(pid: u32) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|one| Process::read(&one.to_string()).is_some_and(|known| known.parent == pid))
        .collect()
}

/// The name of the program that a process runs, as the kernel keeps it.
pub(super) fn name_of(pid: u32) -> String {
    let text = read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    text.trim().to_owned()
}

#[derive(Debug, Clone, Copy, Default)]
struct Process {
    parent: u32,
    itself: f64,
    of_ended_children: f64,
}

impl Process {
    /// From `/proc/PID/stat`: behind the name, which may hold anything, the fields are 3 (state), 4 (parent), ...
    fn read(pid: &str) -> Option<Self> {
        let text = read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let (_, behind) = text.rsplit_once(')')?;
        let fields: Vec<&str> = behind.split_whitespace().collect();
        let number = |place: usize| fields.get(place)?.parse::<f64>().ok();
        Some(Self {
            parent: fields.get(1)?.parse().ok()?,
            itself: number(11)? + number(12)?,
            of_ended_children: number(13)? + number(14)?,
        })
    }
}

/// Busy ticks of all cores together: all but those of idling and of waiting for a disk.
fn machine() -> f64 {
    let text = read_to_string("/proc/stat").unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    let ticks: Vec<f64> = first
        .split_whitespace()
        .skip(1)
        .filter_map(|field| field.parse().ok())
        .collect();
    // user, nice, system, idle, iowait, irq, softirq, steal: a guest's ticks are in user already.
    let busy = [0, 1, 2, 5, 6, 7];
    busy.iter().filter_map(|place| ticks.get(*place)).sum()
}
