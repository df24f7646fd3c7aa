//! The operating system's randomness, drawn in one read for many askings. Nothing is stretched: every byte handed out is the
//! system's own, is handed out once, and is wiped where it lay.

use std::fs::File;
use std::io::Read;
use std::time::{Duration, Instant};

/// Bytes drawn at once: what a few contacts' keys, nonces and ids take.
const DRAWN: usize = 4096;
/// Drawn bytes older than this are thrown away: a machine copied while it runs must not hand the same ones out twice.
const FRESH: Duration = Duration::from_secs(1);

/// Drawn randomness.
pub(super) struct Entropy {
    source: File,
    drawn: Box<[u8; DRAWN]>,
    used: usize,
    since: Instant,
}

impl Entropy {
    pub(super) fn open() -> std::io::Result<Self> {
        Ok(Self {
            source: File::open("/dev/urandom")?,
            drawn: Box::new([0; DRAWN]),
            used: DRAWN,
            since: now(),
        })
    }

    /// Fills `bytes`.
    ///
    /// # Errors
    /// Where the system gives none.
    pub(super) fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        if bytes.len() > DRAWN {
            return self.source.read_exact(bytes);
        }
        let at = now();
        if DRAWN - self.used < bytes.len() || at.duration_since(self.since) > FRESH {
            self.source.read_exact(self.drawn.as_mut_slice())?;
            (self.used, self.since) = (0, at);
        }
        for (byte, drawn) in bytes.iter_mut().zip(self.drawn.iter_mut().skip(self.used)) {
            *byte = std::mem::take(drawn);
        }
        self.used += bytes.len();
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock is read here")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests;
