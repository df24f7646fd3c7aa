//! One test program, run once for each change that is built into it. Its quick tests are asked together and first, the slow ones one by
//! one, and no more of them than it takes to find the change.

use super::Told;
use super::built::Program;
use anyhow::ensure;
use std::collections::VecDeque;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What takes longer is asked by itself.
const SLOW: Duration = Duration::from_secs(3);
/// What takes so many times as long as without a change does not end.
const PATIENCE: u32 = 6;
/// Random decisions for each change, where two million are asked in the tests: fewer leave a rule without its say, and find as many.
const DECISIONS: &str = "600000";

/// What is asked at once, and how long it takes without a change.
struct Tests {
    /// As the program takes them.
    words: Vec<String>,
    takes: Duration,
}

/// Runs the tests for each change.
pub(super) fn ask(program: &Program, told: &mut Told) -> anyhow::Result<()> {
    let stages = stages(program)?;
    let queue: Mutex<VecDeque<(&u32, &String)>> = Mutex::new(program.changes.iter().collect());
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop_front());
    let here = Mutex::new((Vec::new(), Vec::new()));
    let worker = || -> anyhow::Result<()> {
        while let Some((number, name)) = next() {
            let found = found(program, &stages, *number)?;
            if let Ok(mut here) = here.lock() {
                let list = if found { &mut here.0 } else { &mut here.1 };
                list.push(name.clone());
                if !found {
                    println!("not found: {name}");
                }
                let asked = here.0.len() + here.1.len();
                if asked.is_multiple_of(20) {
                    println!("{asked} of {}", program.changes.len());
                }
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads()).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|one| {
            one.join()
                .unwrap_or_else(|_| anyhow::bail!("a thread fell over"))
        })
    })?;
    let (found, missed) = here.into_inner().unwrap_or_default();
    println!("{} found, {} not", found.len(), missed.len());
    told.found.extend(found);
    told.missed.extend(missed);
    Ok(())
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The quick tests together, then each slow one, the quickest first.
fn stages(program: &Program) -> anyhow::Result<Vec<Tests>> {
    let listed = command(program, 0)
        .args(["--list", "--format", "terse"])
        .output()?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let names = listed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"));
    let (mut quick, mut slow) = (Vec::new(), Vec::new());
    for name in names {
        let words = vec![name.to_owned(), "--exact".to_owned()];
        let started = Instant::now();
        let ended = run(program, &words, 0, Duration::from_mins(30))?;
        ensure!(ended == Some(true), "{name} fails without a change");
        let takes = started.elapsed();
        if takes > SLOW {
            slow.push(Tests { words, takes });
        } else {
            quick.push(name.to_owned());
        }
    }
    slow.sort_by_key(|one| one.takes);
    let mut words = quick;
    ensure!(!words.is_empty(), "there is no quick test");
    words.push("--exact".to_owned());
    let started = Instant::now();
    ensure!(
        run(program, &words, 0, Duration::from_mins(30))? == Some(true),
        "tests fail without a change"
    );
    let takes = started.elapsed();
    println!(
        "{} quick tests, {takes:.1?}; {} slow",
        words.len() - 1,
        slow.len()
    );
    Ok(std::iter::once(Tests { words, takes })
        .chain(slow)
        .collect())
}

/// Whether some test fails, or does not end.
fn found(program: &Program, stages: &[Tests], number: u32) -> anyhow::Result<bool> {
    for tests in stages {
        let patience = tests.takes * PATIENCE + Duration::from_secs(20);
        if run(program, &tests.words, number, patience)? != Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn command(program: &Program, number: u32) -> Command {
    let mut command = Command::new(&program.path);
    command
        .current_dir(&program.folder)
        .env("TREFOIL_CHANGE", number.to_string())
        .env("TREFOIL_PROVE_DECISIONS", DECISIONS)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null());
    command
}

/// Whether these tests pass; none where they do not end.
fn run(
    program: &Program,
    words: &[String],
    number: u32,
    patience: Duration,
) -> anyhow::Result<Option<bool>> {
    let mut child = command(program, number)
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let until = Instant::now() + patience;
    loop {
        if let Some(ended) = child.try_wait()? {
            return Ok(Some(ended.success()));
        }
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
