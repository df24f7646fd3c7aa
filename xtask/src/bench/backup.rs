//! `cargo xtask bench backup`: how long a backup takes, how long it keeps a commit waiting, how long it takes to restore and to prove.
//! Each answer that is timed waits for its own commit, so a writer that was held up is seen.

use super::asked::{Asked, Engine};
use super::goals::Reader;
use super::http::Client;
use super::machine::Machine;
use super::measure::{links, signed_in};
use super::program::{Program, release_binary};
use super::scratch::Scratch;
use super::served::Served;
use super::spread::Spread;
use super::store::Store;
use super::wall;
use crate::shell;
use anyhow::{Context as _, ensure};
use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Where the section begins in docs/benchmarks.md; the wall's comes after it.
pub(super) const HEADING: &str = "## A backup, and an installation made of it";

/// Workers who ask meanwhile, without a pause.
const WORKERS: usize = 4;
/// How long the same is asked with no backup going.
const ALONE: Duration = Duration::from_secs(30);
/// The last day of the town's work.
const UNTIL: &str = "2026-03-31";

/// What one engine took.
struct Took {
    engine: Engine,
    database: u64,
    backup: u64,
    seconds: f64,
    restored: f64,
    alone: Spread,
    meanwhile: Spread,
}

pub(super) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let asked = Asked::read(arguments)?;
    if !asked.skip_build {
        shell::run(shell::cargo().args(["build", "--release"]))?;
    }
    let machine = Machine::read()?;
    let mut took = Vec::new();
    for engine in &asked.engines {
        took.push(measure(*engine, &asked)?);
    }
    let section = section(&machine, &asked, &took)?;
    println!("{section}");
    let kept = shell::root().join(super::KEPT);
    let page = std::fs::read_to_string(&kept)?;
    let (before, after) = page
        .split_once(wall::HEADING)
        .context("docs/benchmarks.md has no section of the wall")?;
    let before = before.split(HEADING).next().unwrap_or_default();
    std::fs::write(&kept, format!("{before}{section}{}{after}", wall::HEADING))?;
    Ok(ExitCode::SUCCESS)
}

/// The section as it is kept, where the page is written anew.
pub(super) fn kept(page: &str) -> String {
    let section = page.split_once(HEADING).map(|(_, rest)| rest);
    let section = section.and_then(|rest| rest.split(wall::HEADING).next());
    section.map_or_else(String::new, |rest| format!("{HEADING}{rest}"))
}

fn measure(engine: Engine, asked: &Asked) -> anyhow::Result<Took> {
    let scratch = Scratch::make()?;
    let binary = scratch.join("trefoil");
    std::fs::copy(release_binary()?, &binary)?;
    let (store, empty) = (Store::make(engine, &scratch)?, scratch.join("restored"));
    let program = Program {
        binary: &binary,
        scratch: &scratch,
        place: store.place.clone(),
        beside: store.server.clone(),
    };
    let staff = town(&program, asked)?;
    let triage = links(&program, &staff, Reader::Triage, WORKERS)?;
    let file = scratch.join("one.backup");
    let file_name = file.display().to_string();
    let served = Served::start(&program)?;
    let mut clients = signed_in(&triage, served.port)?;
    let alone = asking(&mut clients, || std::thread::sleep(ALONE)).context("nothing was asked")?;
    let mut seconds = 0.0;
    let mut made = Ok(());
    let meanwhile = asking(&mut clients, || {
        let since = Instant::now();
        made = program.run(&["backup", &file_name]).map(drop);
        seconds = since.elapsed().as_secs_f64();
    });
    made?;
    drop(served);
    let database = size_of(engine, &scratch, &program)?;
    let to = Program {
        binary: &binary,
        scratch: &scratch,
        place: vec!["--data".to_owned(), empty.display().to_string()],
        beside: Vec::new(),
    };
    std::fs::create_dir(&empty)?;
    std::fs::copy(key_of(&store.place, &scratch), empty.join("key"))?;
    let since = Instant::now();
    let ran = to.run(&["restore", &file_name, "--verify"])?;
    ensure!(ran.printed.contains("ledger is whole"), "{}", ran.printed);
    Ok(Took {
        engine,
        database,
        backup: std::fs::metadata(&file)?.len(),
        seconds,
        restored: since.elapsed().as_secs_f64(),
        alone,
        meanwhile: meanwhile.context("nothing was asked")?,
    })
}

/// Makes the town; its workers.
fn town(program: &Program<'_>, asked: &Asked) -> anyhow::Result<Vec<(String, String)>> {
    let (people, contacts) = (asked.people.to_string(), asked.contacts.to_string());
    let words = ["town", "--seed", "1", "--until", UNTIL];
    let size = ["--people", &people, "--contacts", &contacts];
    let ran = program.run(&[&words[..], &size].concat())?;
    Ok(staff(&ran.printed))
}

/// Role and address of each worker that the town named.
fn staff(printed: &str) -> Vec<(String, String)> {
    let one = |line: &str| {
        let (role, rest) = line.split_once(' ')?;
        let email = rest.rsplit(' ').next().filter(|word| word.contains('@'))?;
        Some((role.to_owned(), email.to_owned()))
    };
    printed.lines().filter_map(one).collect()
}

fn key_of(place: &[String], scratch: &Scratch) -> std::path::PathBuf {
    let named = place.iter().position(|word| word == "--key-file");
    let named = named.and_then(|at| place.get(at + 1));
    named.map_or_else(|| scratch.join("sqlite").join("key"), Into::into)
}

/// Asks without a pause as long as `work` goes on.
fn asking(clients: &mut [Client], work: impl FnOnce()) -> Option<Spread> {
    let over = AtomicBool::new(false);
    let mut times = Vec::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter_mut()
            .map(|client| scope.spawn(|| until(client, &over)))
            .collect();
        work();
        over.store(true, Ordering::SeqCst);
        for thread in threads {
            times.extend(thread.join().unwrap_or_default());
        }
    });
    Spread::of(times)
}

/// Asks until it is over; how long each answer took.
fn until(client: &mut Client, over: &AtomicBool) -> Vec<Duration> {
    let mut times = Vec::new();
    while !over.load(Ordering::SeqCst) {
        let since = Instant::now();
        let answer = client.get("/account");
        if answer.is_ok_and(|answer| answer.status == 200) {
            times.push(since.elapsed());
        }
    }
    times
}

/// Bytes of the database.
fn size_of(engine: Engine, scratch: &Scratch, program: &Program<'_>) -> anyhow::Result<u64> {
    match engine {
        Engine::Sqlite => Ok(std::fs::metadata(scratch.join("sqlite").join("trefoil.db"))?.len()),
        Engine::Postgres => super::store::size(&program.place),
    }
}

fn section(machine: &Machine, asked: &Asked, took: &[Took]) -> anyhow::Result<String> {
    let mut text = String::new();
    write!(
        text,
        "{HEADING}\n\n{}, commit {}, release build; a town of {} people and {} contacts. Load average before: {}.\n\n",
        machine.date, machine.commit, asked.people, asked.contacts, machine.load
    )?;
    text.push_str("| engine | database | backup | made in | restored into a file and proved in | longest answer meanwhile | p95 | without a backup: longest | p95 |\n|---|---|---|---|---|---|---|---|---|\n");
    for one in took {
        let megabytes = |bytes: u64| bytes / 1_000_000;
        writeln!(
            text,
            "| {} | {} MB | {} MB | {:.1} s | {:.1} s | {:.0} ms | {:.0} ms | {:.0} ms | {:.0} ms |",
            one.engine.words(),
            megabytes(one.database),
            megabytes(one.backup),
            one.seconds,
            one.restored,
            one.meanwhile.longest,
            one.meanwhile.p95,
            one.alone.longest,
            one.alone.p95,
        )?;
    }
    write!(
        text,
        "\n`cargo xtask bench backup`: {WORKERS} workers ask a page without a pause; every answer waits for its own commit, so the longest answer is \
         the longest that a writer was held up. Aims: 100 ms, and 10 GB restored and proved in 600 s.\n\n"
    )?;
    Ok(text)
}
