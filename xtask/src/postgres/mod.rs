//! A private PostgreSQL server, made from the installed binaries in a temporary folder and gone without a trace.
//! It knows nothing of Trefoil's tables, and is never a server that anyone keeps data in.

mod cluster;
mod lifeline;
#[cfg(test)]
mod tests;

use crate::shell;
use anyhow::Context as _;
use cluster::Cluster;
use lifeline::Lifeline;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode};

/// How often another free port is tried: one is chosen, then used, and someone may come between.
const ATTEMPTS: usize = 5;

/// The role that tests connect as: may make databases, is no superuser and cannot step over row-level security.
const ROLE: &str = "CREATE ROLE trefoil LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS";

/// A running server. Dropping it, or the death of this process however it comes, stops the server by its process id
/// and deletes its folder.
pub(crate) struct Postgres {
    url: String,
    server: Child,
    lifeline: Lifeline,
}

impl Postgres {
    /// Makes a cluster, starts it on a free port of the loopback address, and waits until the role can sign in.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let binaries = binaries().context("no PostgreSQL server is installed")?;
        let cluster = Cluster::create(&binaries)?;
        let mut last = anyhow::anyhow!("no port was tried");
        for _ in 0..ATTEMPTS {
            let port = cluster::free_port()?;
            let mut server = cluster.serve(port)?;
            match cluster.await_ready(&mut server, port, ROLE) {
                Ok(()) => return Self::guard(cluster, server, port),
                Err(error) => {
                    cluster::kill(&mut server);
                    last = error;
                }
            }
        }
        Err(last.context("PostgreSQL did not start"))
    }

    /// Where the role `trefoil` connects, to a database in which it may make others.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn guard(cluster: Cluster, mut server: Child, port: u16) -> anyhow::Result<Self> {
        match Lifeline::tie(server.id(), cluster.folder()) {
            Ok(lifeline) => {
                cluster.keep();
                let url = format!("postgres://trefoil@127.0.0.1:{port}/postgres");
                Ok(Self {
                    url,
                    server,
                    lifeline,
                })
            }
            Err(error) => {
                cluster::kill(&mut server);
                Err(error)
            }
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.lifeline.cut();
        let _ = self.server.wait();
        self.lifeline.await_end();
    }
}

/// The folder of the newest installed server: Debian keeps each version in its own, off the search path.
pub(crate) fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| is_complete(folder))
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, folder)| folder);
    let elsewhere = || Some(shell::find(&["initdb"])?.parent()?.to_path_buf());
    newest.or_else(|| elsewhere().filter(|folder| is_complete(folder)))
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"]
        .iter()
        .all(|name| folder.join(name).is_file())
}

/// `cargo xtask postgres`: keeps one up until it is interrupted.
pub(crate) fn run(_arguments: &[String]) -> anyhow::Result<ExitCode> {
    let mut postgres = Postgres::start()?;
    println!("PostgreSQL is up until Ctrl-C. For tests run by hand:\n");
    println!("export TREFOIL_TEST_POSTGRES={}", postgres.url());
    let status = postgres.server.wait()?;
    println!("PostgreSQL ended: {status}");
    Ok(ExitCode::SUCCESS)
}
