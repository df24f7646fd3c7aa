//! What can be asked of `cargo xtask bench`. No measuring here.

use anyhow::{Context as _, bail};
use std::time::Duration;

/// Which stores are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A town of the size that issue 2 names.
const FULL: u64 = 1_000_000;

/// What was asked on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) people: u64,
    pub(super) contacts: u64,
    pub(super) engines: Vec<Engine>,
    /// How long each load lasts.
    pub(super) load: Duration,
    pub(super) skip_build: bool,
    /// Also a clean clone, built from nothing.
    pub(super) clone: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            people: 100_000,
            contacts: 100_000,
            engines: vec![Engine::Sqlite, Engine::Postgres],
            load: Duration::from_secs(30),
            skip_build: false,
            clone: false,
        }
    }
}

impl Asked {
    /// From the words after `bench`.
    pub(super) fn read(arguments: &[String]) -> anyhow::Result<Self> {
        let mut asked = Self::default();
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "--people" => asked.people = number(word, rest.next())?,
                "--contacts" => asked.contacts = number(word, rest.next())?,
                "--full" => (asked.people, asked.contacts) = (FULL, FULL),
                "--seconds" => asked.load = Duration::from_secs(number(word, rest.next())?),
                "--engine" => asked.engines = engines(rest.next())?,
                "--skip-build" => asked.skip_build = true,
                "--clone" => asked.clone = true,
                other => bail!(
                    "`{other}` is not understood; there are --people N, --contacts N, --full, \
                     --engine sqlite|postgres|both|none, --seconds S, --skip-build and --clone"
                ),
            }
        }
        Ok(asked)
    }
}

fn number(option: &str, value: Option<&String>) -> anyhow::Result<u64> {
    let number: Option<u64> = value.and_then(|value| value.replace('_', "").parse().ok());
    number
        .filter(|number| *number > 0)
        .with_context(|| format!("{option} wants a number above nought"))
}

fn engines(value: Option<&String>) -> anyhow::Result<Vec<Engine>> {
    Ok(match value.map(String::as_str) {
        Some("sqlite") => vec![Engine::Sqlite],
        Some("postgres") => vec![Engine::Postgres],
        Some("both") => vec![Engine::Sqlite, Engine::Postgres],
        // With --clone: only the clean clone.
        Some("none") => Vec::new(),
        _ => bail!("--engine wants sqlite, postgres, both or none"),
    })
}

#[cfg(test)]
mod tests;
