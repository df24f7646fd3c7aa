//! The server, asked by schemathesis what its own OpenAPI document says may be asked, good and bad, and each answer held against the
//! document. A fresh installation on the loopback address; one server, ended by its handle. What is asked is drawn from a fixed seed, so
//! that a finding is found again.

use super::needs;
use super::steps::debug_binary;
use crate::shell;
use anyhow::{Context as _, bail, ensure};
use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The longest that a start may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// Between two looks whether it listens.
const PAUSE: Duration = Duration::from_millis(50);
/// Requests drawn for each way in, beside those that the document's bounds give.
const EXAMPLES: &str = "15";

/// Runs it.
pub(super) fn run() -> anyhow::Result<()> {
    let python = environment()?;
    shell::run(shell::cargo().args(["build", "--package", "trefoil", "--bin", "trefoil"]))?;
    let here = Installation::make(&debug_binary()?)?;
    let token = here.read(&[
        "admin",
        "api-token",
        "--agency",
        "Larch Trust",
        "--add-agency",
        "--name",
        "Schemathesis",
        "--days",
        "1",
    ])?;
    let (port, monitor) = (free_port()?, free_port()?);
    let mut served = here.serve(port, monitor)?;
    let said = format!("http://127.0.0.1:{port}");
    let document = format!("{said}/api/openapi.json");
    let ask = |url: &str, paths: [&str; 2], phases: &str| {
        shell::run(
            shell::program(python.join("bin/schemathesis"))
                // What it keeps, it keeps beside the installation.
                .current_dir(&here.folder)
                .arg("--config-file")
                .arg(folder().join("schemathesis.toml"))
                .args(["run", &document, "--url", url, "--phases", phases])
                .args(paths)
                .args(["--checks", "all", "--seed", "20261127", "--workers", "4"])
                .args(["--max-examples", EXAMPLES, "--request-timeout", "20"])
                // The server is its own, so every failure in it is shown, and none stops the others from being found.
                .args(["--continue-on-failure", "--no-color"])
                .env("TREFOIL_FUZZ_TOKEN", token.trim()),
        )
    };
    let alone = "examples,coverage,fuzzing";
    let together = format!("{alone},stateful");
    ask(&said, ["--exclude-path", "/metrics"], &together)?;
    let monitored = format!("http://127.0.0.1:{monitor}");
    ask(&monitored, ["--include-path", "/metrics"], alone)?;
    ensure!(served.lives(), "the server ended: {}", here.logged());
    Ok(())
}

/// Where its settings and its packages' versions are.
fn folder() -> PathBuf {
    shell::root().join("crates/trefoil/tests/api")
}

/// An environment of Python with the packages of the requirements file; made anew where that has changed.
fn environment() -> anyhow::Result<PathBuf> {
    let wanted = folder().join("requirements.txt");
    let text = std::fs::read_to_string(&wanted).with_context(|| wanted.display().to_string())?;
    let environment = shell::root().join("target/schemathesis");
    let made = environment.join("requirements.txt");
    if std::fs::read_to_string(&made).is_ok_and(|before| before == text) {
        return Ok(environment);
    }
    let python = needs::python().context("python3 is not installed")?;
    shell::run(
        shell::program(python)
            .args(["-m", "venv", "--clear"])
            .arg(&environment),
    )?;
    shell::run(
        shell::program(environment.join("bin/python"))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .arg("--requirement")
            .arg(&wanted),
    )?;
    std::fs::write(&made, text)?;
    Ok(environment)
}

/// An authority with nothing in it.
struct Installation {
    binary: PathBuf,
    folder: PathBuf,
}

impl Installation {
    fn make(binary: &Path) -> anyhow::Result<Self> {
        let here = Self {
            binary: binary.to_path_buf(),
            folder: shell::root().join("target/fuzzed"),
        };
        if here.folder.exists() {
            std::fs::remove_dir_all(&here.folder)?;
        }
        std::fs::create_dir_all(&here.folder)?;
        here.read(&["init", "--name", "Marramsea Council"])?;
        Ok(here)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = shell::program(&self.binary);
        command.args(words).arg("--data").arg(&self.folder);
        command.stdin(Stdio::null());
        command
    }

    /// What a command prints.
    fn read(&self, words: &[&str]) -> anyhow::Result<String> {
        shell::read(&mut self.command(words))
    }

    fn log(&self) -> PathBuf {
        self.folder.join("serve.log")
    }

    /// The last of what the server said.
    fn logged(&self) -> String {
        let text = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = text.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// The server, which asks nobody to wait: budgets have tests of their own.
    fn serve(&self, port: u16, monitor: u16) -> anyhow::Result<Served> {
        let settings = self.folder.join("serve.toml");
        let text = format!(
            "listen = \"127.0.0.1:{port}\"\nmetrics_listen = \"127.0.0.1:{monitor}\"\n[limits]\napi_from_source = 1000000\napi_an_hour = 1000000\n"
        );
        std::fs::write(&settings, text)?;
        let words = ["serve", "--config", &settings.display().to_string()];
        let child = self
            .command(&words)
            .stdout(Stdio::null())
            .stderr(File::create(self.log())?)
            .spawn()
            .context("cannot start the server")?;
        let mut served = Served(child);
        let since = Instant::now();
        let listens = |port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        while !(listens(port) && listens(monitor)) {
            if !served.lives() || since.elapsed() > PATIENCE {
                bail!("the server did not start: {}", self.logged());
            }
            std::thread::sleep(PAUSE);
        }
        Ok(served)
    }
}

/// A running server. Dropping it stops it.
struct Served(Child);

impl Served {
    fn lives(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port of the loopback address that nobody listens on at this moment.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}
