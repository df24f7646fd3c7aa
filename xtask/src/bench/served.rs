//! `trefoil serve` on a free port: its start, its memory, its end by process id.

use super::http::Client;
use super::program::{Program, stop};
use super::scratch::Scratch;
use super::{machine, meter};
use anyhow::{Context as _, bail};
use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The longest that a start may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// Between two tries to be answered.
const PAUSE: Duration = Duration::from_millis(2);
/// Between two looks at its memory.
const LOOK: Duration = Duration::from_millis(100);

/// A running server. Dropping it stops it.
pub(super) struct Served {
    child: Child,
    pub(super) port: u16,
    /// Kibibytes that it held at most.
    most: Arc<AtomicU64>,
    /// When it was started.
    pub(super) since: Instant,
    /// From its start to its first answer.
    pub(super) started_in: Duration,
}

impl Served {
    pub(super) fn start(program: &Program<'_>) -> anyhow::Result<Self> {
        let port = free_port()?;
        let settings = program.scratch.join("serve.toml");
        // A few made-up workers ask for what hundreds do: their budgets are not what is measured.
        let limits =
            "searches_an_hour = 1000000\nsearches_a_day = 1000000\npersons_an_hour = 1000000";
        let text = format!("listen = \"127.0.0.1:{port}\"\n[limits]\n{limits}\n");
        std::fs::write(&settings, text)?;
        let log = program.scratch.join("serve.log");
        let since = Instant::now();
        let child = program
            .command(&["serve", "--config", &settings.display().to_string()])
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .spawn()
            .context("cannot start the server")?;
        let mut served = Self {
            most: watched(child.id()),
            child,
            port,
            since,
            started_in: Duration::ZERO,
        };
        while !answers(port) {
            if served.child.try_wait()?.is_some() || since.elapsed() > PATIENCE {
                bail!("the server did not start: {}", Scratch::tail_of(&log));
            }
            std::thread::sleep(PAUSE);
        }
        served.started_in = since.elapsed();
        Ok(served)
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Mebibytes that it holds now, held at most, and sees of the database through a map, which the system takes back when it needs them.
    pub(super) fn memory(&self) -> (f64, f64, f64) {
        let now = |key| kibibytes(self.id(), key).unwrap_or_default();
        let most = self.most.load(Ordering::Relaxed);
        let mebibytes =
            |kibibytes: u64| f64::from(u32::try_from(kibibytes).unwrap_or(u32::MAX)) / 1024.0;
        (
            mebibytes(now(OWN)),
            mebibytes(most),
            mebibytes(now("RssFile")),
        )
    }

    pub(super) fn cpu_seconds(&self) -> f64 {
        meter::cpu_seconds(self.id())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// What the process holds by itself.
const OWN: &str = "RssAnon";

fn kibibytes(process: u32, key: &str) -> Option<u64> {
    let value = machine::value_of(&format!("/proc/{process}/status"), key);
    value.trim_end_matches("kB").trim().parse().ok()
}

/// Looks at what a process holds until it has ended; the most of it.
fn watched(process: u32) -> Arc<AtomicU64> {
    let most = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&most);
    std::thread::spawn(move || {
        while let Some(now) = kibibytes(process, OWN) {
            seen.fetch_max(now, Ordering::Relaxed);
            std::thread::sleep(LOOK);
        }
    });
    most
}

/// Whether a server of ours answers at this port.
pub(super) fn answers(port: u16) -> bool {
    let answer = Client::new(port).get("/healthz");
    answer.is_ok_and(|answer| answer.status == 200)
}

/// A port of the loopback address that nobody listens on at this moment.
pub(super) fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}
