//! The outside, read here and nowhere else: the clock, the operating system's randomness, the environment, the disk.

mod disk;
mod entropy;
pub(crate) mod key_file;
pub(crate) mod place;
mod put;
pub(crate) mod tls;

use std::path::PathBuf;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use trefoil_app::World;
use trefoil_core::attachment::Sizes;
use trefoil_core::budget::Limits;
use trefoil_core::chance::Chance;

pub(crate) use disk::{Disk, free_bytes, room_for, room_words};
use entropy::Entropy;
pub(crate) use put::{Putting, sync_folder_of};

/// A variable of the environment.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read here and handed in"
)]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// From here on whatever is made (a database, a key, a backup, a report) is its owner's alone: files 0600, folders 0700, whatever the
/// shell's mask was.
pub(crate) fn own_files() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// How many files a process may have open at once; nothing where the system does not say.
pub(crate) fn open_files() -> Option<u64> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Microseconds on the machine's clock, for measuring how long something takes.
pub(crate) fn microseconds() -> u64 {
    u64::try_from(now().as_microsecond()).unwrap_or(0)
}

/// The time now, to a microsecond: what is stored is what was said.
#[expect(
    clippy::disallowed_methods,
    reason = "the clock is read here and handed in"
)]
pub(crate) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}

/// The real outside.
pub(crate) struct Outside {
    disk: Option<Disk>,
    places_open_for: SignedDuration,
    limits: Limits,
    sizes: Sizes,
    entropy: Mutex<Entropy>,
}

impl Outside {
    /// Opens the outside; `folder` is where the embedded database is, if it is embedded.
    pub(crate) fn open(
        folder: Option<PathBuf>,
        places_open_for: SignedDuration,
        (limits, sizes): (Limits, Sizes),
    ) -> std::io::Result<Self> {
        Ok(Self {
            disk: folder.map(Disk::new),
            places_open_for,
            limits,
            sizes,
            entropy: Mutex::new(Entropy::open()?),
        })
    }
}

impl Chance for Outside {
    fn fill(&self, bytes: &mut [u8]) {
        let filled = match self.entropy.lock() {
            Ok(mut entropy) => entropy.fill(bytes),
            Err(poisoned) => poisoned.into_inner().fill(bytes),
        };
        if filled.is_err() {
            // A key made without randomness would be no key: stopping is the only safe answer.
            std::process::abort();
        }
    }
}

impl World for Outside {
    fn now(&self) -> Timestamp {
        now()
    }

    fn room(&self) -> bool {
        self.disk.as_ref().is_none_or(Disk::room)
    }

    fn places_open_for(&self) -> SignedDuration {
        self.places_open_for
    }

    fn limits(&self) -> Limits {
        self.limits
    }

    fn sizes(&self) -> Sizes {
        self.sizes
    }
}
