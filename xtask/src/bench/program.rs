//! Running the release binary to its end, within a limit, with what it took. What is asked of it is decided elsewhere.

use super::meter::{Meter, Spent};
use super::scratch::Scratch;
use anyhow::{Context as _, bail};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The longest that one command may take: a million contacts at a fifth of the speed that is aimed at.
const LONGEST: Duration = Duration::from_hours(2);
/// "Done, and something that was listed needs attention" in the contract of the command line.
const ATTENTION: i32 = 2;

/// A command that ended well.
pub(super) struct Ran {
    pub(super) spent: Spent,
    pub(super) printed: String,
    /// What it logged.
    pub(super) logged: String,
}

/// The binary, and where the records of this run are.
pub(super) struct Program<'a> {
    pub(super) binary: &'a Path,
    pub(super) scratch: &'a Scratch,
    /// `--data …`, or `--database …` with `--key-file …`.
    pub(super) place: Vec<String>,
    /// A database server whose work counts as ours.
    pub(super) beside: Vec<u32>,
}

impl Program<'_> {
    /// A command on these records.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(self.binary);
        command.args(words).args(&self.place).stdin(Stdio::null());
        // A part of a feed says how long its transaction took.
        if words.first() == Some(&"import") {
            command.env("TREFOIL_LOG", "info");
        }
        command
    }

    /// Runs it to its end.
    pub(super) fn run(&self, words: &[&str]) -> anyhow::Result<Ran> {
        let out = self.scratch.join("out.txt");
        let err = self.scratch.join("err.txt");
        let mut command = self.command(words);
        command
            .stdout(File::create(&out)?)
            .stderr(File::create(&err)?);
        let name = words.first().copied().unwrap_or("trefoil");
        let meter = Meter::start(&self.beside);
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        let status = ended(&mut child, LONGEST)?;
        let spent = meter.stop();
        if !status.success() && status.code() != Some(ATTENTION) {
            bail!("{name} ended with {status}: {}", Scratch::tail_of(&err));
        }
        let printed = std::fs::read_to_string(&out).unwrap_or_default();
        let logged = std::fs::read_to_string(&err).unwrap_or_default();
        Ok(Ran {
            spent,
            printed,
            logged,
        })
    }
}

/// Waits for the end, and ends what takes longer than its limit.
pub(super) fn ended(child: &mut Child, limit: Duration) -> anyhow::Result<ExitStatus> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("it took longer than {} s and was ended", limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Asks a process of ours to stop, by its id, and ends it where it does not.
pub(super) fn stop(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    let _ = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    if ended(child, Duration::from_secs(10)).is_err() {
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Where cargo left the release binary.
pub(super) fn release_binary() -> anyhow::Result<PathBuf> {
    let root = crate::shell::root();
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let binary = root.join(target).join("release/trefoil");
    if !binary.is_file() {
        bail!("there is no {}: leave out --skip-build", binary.display());
    }
    Ok(binary)
}
