//! What the numbers were measured on, and how busy it was. Read from `/proc` alone.

use crate::postgres;
use crate::shell;
use anyhow::Context as _;
use std::fs::read_to_string;
use std::process::Command;

/// The machine, before anything is measured.
pub(super) struct Machine {
    pub(super) cores: usize,
    pub(super) memory: String,
    pub(super) processor: String,
    pub(super) kernel: String,
    pub(super) postgres: String,
    pub(super) load: String,
    pub(super) date: String,
    pub(super) commit: String,
}

impl Machine {
    pub(super) fn read() -> anyhow::Result<Self> {
        Ok(Self {
            cores: std::thread::available_parallelism()?.get(),
            memory: memory(),
            processor: value_of("/proc/cpuinfo", "model name"),
            kernel: first_line("/proc/sys/kernel/osrelease"),
            postgres: postgres_version().unwrap_or_else(|| "not installed".to_owned()),
            load: load(),
            date: shell::read(Command::new("date").args(["-u", "+%-d %B %Y, %H:%M UTC"]))?
                .trim()
                .to_owned(),
            commit: commit().context("the commit cannot be told")?,
        })
    }
}

/// The load averages of the last 1, 5 and 15 minutes.
pub(super) fn load() -> String {
    let text = first_line("/proc/loadavg");
    let averages: Vec<&str> = text.split_whitespace().take(3).collect();
    averages.join(", ")
}

fn memory() -> String {
    let kibibytes: f64 = value_of("/proc/meminfo", "MemTotal")
        .trim_end_matches("kB")
        .trim()
        .parse()
        .unwrap_or(0.0);
    format!("{:.0} GB", kibibytes * 1024.0 / 1e9)
}

fn postgres_version() -> Option<String> {
    let mut server = Command::new(postgres::binaries()?.join("postgres"));
    let version = shell::read(server.arg("--version")).ok()?;
    Some(version.trim().replace("postgres (PostgreSQL) ", ""))
}

/// The commit, and whether the tree differs from it.
fn commit() -> anyhow::Result<String> {
    let short = shell::read(shell::program("git").args(["rev-parse", "--short", "HEAD"]))?;
    let changed = shell::read(shell::program("git").args(["status", "--porcelain", "-uno"]))?;
    let mark = if changed.trim().is_empty() {
        ""
    } else {
        " with changes"
    };
    Ok(format!("{}{mark}", short.trim()))
}

/// What stands behind the first `key:` of a file of `/proc`.
pub(super) fn value_of(path: &str, key: &str) -> String {
    let text = read_to_string(path).unwrap_or_default();
    let found = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == key).then(|| value.trim().to_owned())
    });
    found.unwrap_or_else(|| "not known".to_owned())
}

fn first_line(path: &str) -> String {
    let text = read_to_string(path).unwrap_or_default();
    text.lines().next().unwrap_or_default().trim().to_owned()
}
