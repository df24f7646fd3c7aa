//! What a newcomer does: a clean clone, one command, the first page. Built from nothing, so it takes minutes.

use super::http::Client;
use super::meter::{self, Meter, Spent};
use super::program::stop;
use super::scratch::Scratch;
use super::served::{answers, free_port};
use crate::shell;
use anyhow::{Context as _, bail, ensure};
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The longest that it may take.
const PATIENCE: Duration = Duration::from_mins(40);
/// What the demo says when its program is built and it starts to make the data.
const MAKING: &str = "Making a fictional town";

/// What it took.
pub(super) struct Cloned {
    pub(super) spent: Spent,
    /// From the start of making the demo's data to the first page.
    pub(super) data: Duration,
}

pub(super) fn measure(scratch: &Scratch) -> anyhow::Result<Cloned> {
    let (folder, log, port) = (
        scratch.join("clone"),
        scratch.join("clone.log"),
        free_port()?,
    );
    let meter = Meter::start(&[]);
    let mut clone = Command::new("git");
    clone
        .arg("clone")
        .arg("--quiet")
        .arg(shell::root())
        .arg(&folder);
    shell::run(&mut clone)?;
    let mut demo = demo(&folder, &log, port)?;
    let page = first_page(&mut demo, &log, port);
    // Cargo becomes the program that it runs, so its own count holds the compilers' too.
    let cpu = meter::cpu_seconds(demo.id());
    let mut spent = meter.stop();
    stop(&mut demo);
    spent.others = (spent.others - cpu / spent.seconds()).max(0.0);
    spent.cpu += cpu;
    Ok(Cloned { spent, data: page? })
}

fn demo(folder: &Path, log: &Path, port: u16) -> anyhow::Result<Child> {
    shell::cargo()
        .args([
            "run",
            "--release",
            "--",
            "demo",
            "--port",
            &port.to_string(),
        ])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(log)?)
        .spawn()
        .context("cannot start cargo")
}

fn first_page(demo: &mut Child, log: &Path, port: u16) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let mut making = None;
    while !answers(port) {
        if demo.try_wait()?.is_some() || started.elapsed() > PATIENCE {
            bail!("no page came: {}", Scratch::tail_of(log));
        }
        if making.is_none() && Scratch::tail_of(log).contains(MAKING) {
            making = Some(Instant::now());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let page = Client::new(port).get("/sign-in")?;
    ensure!(
        page.status == 200,
        "the first page answered {}",
        page.status
    );
    Ok(making.map_or(Duration::ZERO, |since| since.elapsed()))
}
