//! Where the records of one run are: a folder, or a database of a private PostgreSQL on this machine.

use super::asked::Engine;
use super::meter;
use super::scratch::Scratch;
use crate::postgres::{self, Postgres};
use crate::shell;
use anyhow::Context as _;
use std::process::Command;

/// The database of this run in the private server.
const DATABASE: &str = "trefoil_bench";

/// A place for records. Dropping it ends the private server.
pub(super) struct Store {
    /// How the binary is told of it.
    pub(super) place: Vec<String>,
    /// The server's first process.
    pub(super) server: Vec<u32>,
    _running: Option<Postgres>,
}

impl Store {
    pub(super) fn make(engine: Engine, scratch: &Scratch) -> anyhow::Result<Self> {
        match engine {
            Engine::Sqlite => Ok(Self::folder(scratch)),
            Engine::Postgres => Self::server(scratch),
        }
    }

    fn folder(scratch: &Scratch) -> Self {
        let folder = scratch.join("sqlite").display().to_string();
        Self {
            place: vec!["--data".to_owned(), folder],
            server: Vec::new(),
            _running: None,
        }
    }

    fn server(scratch: &Scratch) -> anyhow::Result<Self> {
        let running = Postgres::start()?;
        let psql = postgres::binaries()
            .context("no PostgreSQL is installed")?
            .join("psql");
        let make = format!("CREATE DATABASE {DATABASE}");
        shell::read(Command::new(psql).args(["-X", "-q", running.url(), "-c", &make]))?;
        let (server, _) = running.url().rsplit_once('/').unwrap_or_default();
        let key = scratch.join("postgres-key").display().to_string();
        Ok(Self {
            place: vec![
                "--database".to_owned(),
                format!("{server}/{DATABASE}"),
                "--key-file".to_owned(),
                key,
            ],
            server: servers_of_ours(),
            _running: Some(running),
        })
    }
}

/// Bytes of the database at an address of a `--database`.
pub(super) fn size(place: &[String]) -> anyhow::Result<u64> {
    let psql = postgres::binaries()
        .context("no PostgreSQL is installed")?
        .join("psql");
    let url = place.get(1).context("no address")?;
    let ask = "SELECT pg_database_size(current_database())";
    let said = shell::read(Command::new(psql).args(["-X", "-q", "-A", "-t", url, "-c", ask]))?;
    Ok(said.trim().parse()?)
}

/// Only one database server is started at a time, and this process is its parent.
fn servers_of_ours() -> Vec<u32> {
    let children = meter::children_of(std::process::id());
    let is_server = |pid: &u32| meter::name_of(*pid) == "postgres";
    children.into_iter().filter(is_server).collect()
}
