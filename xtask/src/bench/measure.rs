//! One engine, from an empty store to the end of the load. What the numbers should be is in the goals; how they are shown,
//! in the report.

use super::asked::{Asked, Engine};
use super::feed::{Feed, SEED};
use super::goals::{Jobs, Reader, What};
use super::http::Client;
use super::load::{self, Answered, Kind, MIXED, Shape, WORK};
use super::machine;
use super::meter::{Meter, Spent};
use super::pool::Pool;
use super::program::Program;
use super::served::Served;
use super::spread::Spread;
use anyhow::{Context as _, bail, ensure};
use std::time::{Duration, Instant};

/// Workers with time to think, and clients without.
const WORKERS: usize = 16;
const CLIENTS: usize = 32;
const THINK: Duration = Duration::from_secs(1);
/// The longest that the jobs of a feed may take, and seconds of the processor in one second by which they are done.
const PATIENCE: Duration = Duration::from_mins(10);
const IDLE: f64 = 0.03;

/// A number, and what stands beside it.
pub(super) struct Cell {
    pub(super) what: What,
    pub(super) value: f64,
    pub(super) beside: String,
}

/// One engine's numbers; what came before a failure is kept.
pub(super) struct Column {
    pub(super) engine: Engine,
    pub(super) load_before: String,
    pub(super) cells: Vec<Cell>,
    pub(super) failed: Option<String>,
}

impl Column {
    /// Measures; says on standard error what it is at, because it takes minutes.
    pub(super) fn measure(
        engine: Engine,
        program: &Program<'_>,
        feed: &Feed,
        asked: &Asked,
    ) -> Self {
        let mut column = Self {
            engine,
            load_before: machine::load(),
            cells: Vec::new(),
            failed: None,
        };
        if let Err(error) = column.fill(program, feed, asked) {
            eprintln!("{}: FAILED: {error:#}", engine.words());
            column.failed = Some(format!("{error:#}"));
        }
        column
    }

    fn fill(&mut self, program: &Program<'_>, feed: &Feed, asked: &Asked) -> anyhow::Result<()> {
        let staff = self.town(program, feed, asked)?;
        self.import(program, feed)?;
        // Made before the server runs: the embedded database has one writer at a time.
        let links = [
            links(program, &staff, Reader::Triage, CLIENTS)?,
            links(program, &staff, Reader::Duty, WORKERS)?,
        ];
        let served = Served::start(program)?;
        let millis = served.started_in.as_secs_f64() * 1_000.0;
        let cpu = format!("CPU {:.2} s", served.cpu_seconds());
        self.put(What::Start, millis, cpu);
        self.loads(program, feed, asked, &links, &served)?;
        let (now, most, mapped) = served.memory();
        let beside = format!(
            "{now:.0} MB at the end; {mapped:.0} MB of files, the program and the database, beside"
        );
        self.put(What::Memory, most, beside);
        Ok(())
    }

    fn put(&mut self, what: What, value: f64, beside: String) {
        eprintln!("{}: {what:?}: {value:.1} ({beside})", self.engine.words());
        self.cells.push(Cell {
            what,
            value,
            beside,
        });
    }

    /// Makes the town; its staff as (role, e-mail address).
    fn town(
        &mut self,
        program: &Program<'_>,
        feed: &Feed,
        asked: &Asked,
    ) -> anyhow::Result<Vec<(String, String)>> {
        let (people, contacts) = (asked.people.to_string(), asked.contacts.to_string());
        let mut words = vec!["town", "--people", &people, "--contacts", &contacts];
        words.extend(["--seed", SEED, "--until", &feed.town_until]);
        let ran = program.run(&words)?;
        let first = ran.printed.lines().next().unwrap_or_default();
        let beside = format!("{} {}", first.replace(';', ","), took(ran.spent));
        self.put(What::Town, per(asked.people, ran.spent), beside);
        let staff = ran.printed.lines().filter_map(|line| {
            let (role, rest) = line.split_once(' ')?;
            let email = rest.rsplit(' ').next().filter(|word| word.contains('@'))?;
            Some((role.to_owned(), email.to_owned()))
        });
        Ok(staff.collect())
    }

    fn import(&mut self, program: &Program<'_>, feed: &Feed) -> anyhow::Result<()> {
        let path = feed.path.display().to_string();
        let ran = program.run(&["import", "police", &path])?;
        let first = ran.printed.lines().next().unwrap_or_default();
        let rows: u64 = first
            .split(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .with_context(|| format!("the import said: {first}"))?;
        let beside = format!("{} {}", first.replace(';', ","), took(ran.spent));
        self.put(What::Feed, per(rows, ran.spent), beside);
        let parts = Spread::of(part_times(&ran.logged)).context("the import logged no part")?;
        self.put(What::Part, parts.p95, in_words(parts));
        Ok(())
    }

    fn loads(
        &mut self,
        program: &Program<'_>,
        feed: &Feed,
        asked: &Asked,
        [triage, duty]: &[Vec<String>; 2],
        served: &Served,
    ) -> anyhow::Result<()> {
        let mut watched = program.beside.clone();
        watched.push(served.id());
        let mut clients = signed_in(triage, served.port)?;
        let mut duty = signed_in(duty, served.port)?;
        let first = clients.first_mut().context("nobody is signed in")?;
        let pool = Pool::gather(first, &feed.searches)?;
        let shape = Shape {
            mix: WORK,
            think: THINK,
            lasts: asked.load,
        };
        let workers = clients.get_mut(..WORKERS).unwrap_or_default();
        self.pages(Reader::Triage, workers, &pool, shape, &watched)?;
        self.pages(Reader::Duty, &mut duty, &pool, shape, &watched)?;
        let shape = Shape {
            mix: MIXED,
            think: Duration::ZERO,
            lasts: asked.load,
        };
        for jobs in [Jobs::Going, Jobs::Done] {
            if jobs == Jobs::Done {
                let seconds = drained(served)?.as_secs_f64();
                self.put(
                    What::Drained,
                    seconds,
                    "nothing asking meanwhile".to_owned(),
                );
            }
            let meter = Meter::start(&watched);
            let answered = load::run(&mut clients, &pool, shape);
            let spent = meter.stop();
            well(&answered)?;
            self.mixed(jobs, &answered, spent);
        }
        Ok(())
    }

    fn pages(
        &mut self,
        reader: Reader,
        clients: &mut [Client],
        pool: &Pool,
        shape: Shape,
        watched: &[u32],
    ) -> anyhow::Result<()> {
        let meter = Meter::start(watched);
        let answered = load::run(clients, pool, shape);
        let spent = meter.stop();
        well(&answered)?;
        for (kind, _) in Kind::READ {
            let spread = Spread::of(answered.of(kind)).context("nothing was asked")?;
            self.put(What::Page(reader, kind), spread.p95, in_words(spread));
        }
        let (value, beside) = a_request(&answered, spent);
        self.put(What::Asked(reader), value, beside);
        Ok(())
    }

    fn mixed(&mut self, jobs: Jobs, answered: &Answered, spent: Spent) {
        let count = answered.times.len();
        let all = Spread::of(answered.times.iter().map(|(_, time)| *time));
        let writes = Spread::of(answered.of(Kind::Take));
        let words = |spread: Option<Spread>| spread.map_or_else(String::new, in_words);
        let beside = format!("no error; all {}; writes {}", words(all), words(writes));
        let rate = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / spent.seconds();
        self.put(What::Mixed(jobs), rate, beside);
        let (value, beside) = a_request(answered, spent);
        self.put(What::MixedCpu(jobs), value, beside);
    }
}

/// Sign-in links, shared out among those of the role.
pub(super) fn links(
    program: &Program<'_>,
    staff: &[(String, String)],
    reader: Reader,
    many: usize,
) -> anyhow::Result<Vec<String>> {
    let of_role = staff.iter().filter(|(role, _)| role == reader.role());
    let own: Vec<&String> = of_role.map(|(_, email)| email).collect();
    ensure!(!own.is_empty(), "the town has no {}", reader.words());
    let each = own.into_iter().cycle().take(many);
    each.map(|email| {
        let ran = program.run(&["admin", "link", "--email", email])?;
        Ok(ran.printed.trim().to_owned())
    })
    .collect()
}

/// One session each.
pub(super) fn signed_in(links: &[String], port: u16) -> anyhow::Result<Vec<Client>> {
    let each = links.iter();
    each.map(|link| {
        let mut client = Client::new(port);
        client.sign_in(link)?;
        Ok(client)
    })
    .collect()
}

/// Waits until the server has nothing left to do by itself; since when it runs then.
fn drained(served: &Served) -> anyhow::Result<Duration> {
    let until = Instant::now() + PATIENCE;
    loop {
        let before = served.cpu_seconds();
        std::thread::sleep(THINK);
        if served.cpu_seconds() - before < IDLE {
            return Ok(served.since.elapsed());
        }
        ensure!(
            Instant::now() < until,
            "the feed's jobs are not done after ten minutes"
        );
    }
}

fn well(answered: &Answered) -> anyhow::Result<()> {
    if let Some(first) = answered.errors.first() {
        let (wrong, right) = (answered.errors.len(), answered.times.len());
        bail!("{wrong} errors beside {right} answers: {first}");
    }
    Ok(())
}

/// Milliseconds of the processor for one request, the database's included.
fn a_request(answered: &Answered, spent: Spent) -> (f64, String) {
    let count = f64::from(u32::try_from(answered.times.len().max(1)).unwrap_or(u32::MAX));
    let beside = format!(
        "{count:.0} requests; {}; asking took {:.1} s",
        took(spent),
        spent.asking
    );
    (spent.cpu * 1_000.0 / count, beside)
}

/// How long each part of a feed took from its first statement to the news of its commit, from what the import logged.
fn part_times(logged: &str) -> Vec<Duration> {
    let lines = logged
        .lines()
        .filter(|line| line.contains("\"import_part\""));
    let micros = lines.filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        line.get("micros")?.as_u64()
    });
    micros.map(Duration::from_micros).collect()
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
fn per(count: u64, spent: Spent) -> f64 {
    count as f64 / spent.seconds()
}

fn took(spent: Spent) -> String {
    format!(
        "wall {:.1} s, CPU {:.1} s, others {:.1} cores",
        spent.seconds(),
        spent.cpu,
        spent.others
    )
}

fn in_words(spread: Spread) -> String {
    format!(
        "median {:.0} ms, p95 {:.0} ms, longest {:.0} ms of {}",
        spread.median, spread.p95, spread.longest, spread.count
    )
}
