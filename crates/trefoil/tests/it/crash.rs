//! Pulling the plug: the built server is killed at a random moment under load, again and again. What was acknowledged is
//! there afterwards, no act is half done, the ledger is whole. Twenty rounds where `CI` is set, five otherwise.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod check;
mod drill;
mod entries;
mod load;
mod told;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use tempfile::TempDir;
use trefoil_testkit::{FeedRow, TestApp, feed};

use crate::hub::binary::{Serving, put_key, trefoil};
use crate::hub::house::Engine;
use crate::hub::people::row;
use crate::hub::real;
use crate::hub::server::Server;
use check::{Held, Looked};
use load::{Ack, Case, Driver};

/// Contacts that one round may work on.
const PER_ROUND: usize = 60;
/// However slow the machine, the rounds of an engine end by then.
const AT_MOST: Duration = Duration::from_secs(85);

#[expect(
    clippy::disallowed_methods,
    reason = "continuous integration asks for more rounds"
)]
fn rounds() -> usize {
    if std::env::var_os("CI").is_some() {
        20
    } else {
        5
    }
}

/// A file of contacts, an adult and two children in each.
fn contacts(name: &str, number: usize, received: &str) -> String {
    let references: Vec<String> = (0..number).map(|one| format!("{name}-{one}")).collect();
    let mut rows = Vec::new();
    for reference in &references {
        for (person, role, given, born) in [
            ("a", "victim", "Meera", "1990-05-05"),
            ("b", "child", "Joel", "2015-03-02"),
            ("c", "child", "Anya", "2018-08-09"),
        ] {
            rows.push(FeedRow {
                person,
                received_at: received,
                ..row(reference, role, given, reference, born)
            });
        }
    }
    feed(&rows)
}

/// An authority that the built binary works on.
struct Site {
    folder: TempDir,
    kit: TestApp,
    server: Option<Server>,
}

impl Site {
    /// The database in the folder or on the server, and the binary's key file in the folder.
    async fn on(engine: Engine) -> Self {
        let folder = TempDir::new().unwrap();
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Server::fresh().await,
        };
        let kit = match &server {
            None => TestApp::in_folder(folder.path(), real::now()).await,
            Some(server) => TestApp::server(&server.url(), real::now()).await,
        };
        put_key(&kit, folder.path());
        Self {
            folder,
            kit,
            server,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the records are, for the binary.
    fn store(&self) -> Vec<String> {
        let key = self.path().join("key").display().to_string();
        match &self.server {
            None => vec!["--data".to_owned(), self.path().display().to_string()],
            Some(server) => vec![
                "--database".to_owned(),
                server.url(),
                "--key-file".to_owned(),
                key,
            ],
        }
    }

    /// The binary on these records.
    fn trefoil(&self) -> Command {
        let store = self.store();
        trefoil(&store.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn serve(&self) -> Serving {
        self.serve_with("")
    }

    /// The same, with more of its settings.
    fn serve_with(&self, more: &str) -> Serving {
        let store = self.store();
        let store: Vec<&str> = store.iter().map(String::as_str).collect();
        Serving::with(self.path(), &store, more)
    }

    fn run(&self, asked: &[&str]) -> Output {
        self.trefoil().args(asked).output().unwrap()
    }
}

/// An import by a second process, stopped with the server where it is still at work then.
struct Importing {
    child: std::process::Child,
    name: String,
}

impl Importing {
    fn start(site: &Site, round: usize) -> Self {
        let name = format!("I{round}");
        let file = site.path().join(format!("{name}.csv"));
        std::fs::write(&file, contacts(&name, 30, &real::now().to_string())).unwrap();
        let mut command = site.trefoil();
        command
            .args(["import", "police"])
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Self {
            child: command.spawn().unwrap(),
            name,
        }
    }

    /// Whether it ended well; every second one is killed with the server.
    fn end(mut self, kill: bool) -> (String, bool) {
        if kill {
            let _ = self.child.kill();
        }
        (self.name, self.child.wait().unwrap().success())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_nothing_is_half_done_on_sqlite() {
    the_plug_is_pulled(Engine::Sqlite, rounds()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_nothing_is_half_done_on_postgres() {
    if Engine::Postgres.is_here() {
        the_plug_is_pulled(Engine::Postgres, rounds().div_ceil(2)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_system_was_answered_is_there_and_once_on_sqlite() {
    told::what_was_answered_is_there_and_once(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_system_was_answered_is_there_and_once_on_postgres() {
    if Engine::Postgres.is_here() {
        told::what_was_answered_is_there_and_once(Engine::Postgres).await;
    }
}

/// Operations that are answered on SQLite; `TREFOIL_PROVE_OPERATIONS` names another number.
#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on is said from outside"
)]
fn operations() -> u64 {
    let told = std::env::var("TREFOIL_PROVE_OPERATIONS");
    told.ok()
        .and_then(|told| told.parse().ok())
        .unwrap_or(5_000)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answered_act_has_its_entry_on_sqlite() {
    entries::every_answered_act_has_its_entry(Engine::Sqlite, operations()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answered_act_has_its_entry_on_postgres() {
    if Engine::Postgres.is_here() {
        entries::every_answered_act_has_its_entry(Engine::Postgres, operations() / 5).await;
    }
}

/// How much longer a round is left alone: from the last one planned on, more each time.
fn left_alone(round: usize, rounds: usize) -> Duration {
    Duration::from_secs(u64::try_from((round + 1).saturating_sub(rounds)).unwrap())
}

async fn the_plug_is_pulled(engine: Engine, rounds: usize) {
    let site = Site::on(engine).await;
    let kit = &site.kit;
    let staff = kit.staffed().await;
    let mut sessions = Vec::new();
    for asker in [&staff.triage, &staff.second, &staff.manager, &staff.duty] {
        sessions.push((
            asker.worker.as_ref().unwrap().worker,
            kit.signed_in(asker).await,
        ));
    }
    let started = real::started();
    let mut chance = ChaCha8Rng::seed_from_u64(20_260_317);
    kit.import(&contacts("R", PER_ROUND, &real::now().to_string()))
        .await;
    kit.app.close().await;
    let mut looked = Looked::open(kit, site.server.as_ref()).await;
    let (mut acked, mut told): (Vec<Ack>, String) = (Vec::new(), String::new());
    let mut done = 0;
    // A slow machine may get no further than matching before each kill: then there are more rounds, each left alone longer.
    while (done < rounds || !acked.iter().any(Ack::is_decision)) && started.elapsed() < AT_MOST {
        let cases: Vec<Case> = looked.cases().await;
        let mut serving = site.serve();
        let importing = Importing::start(&site, done);
        let driver = Driver::start(serving.address, &sessions, cases);
        let pause = Duration::from_millis(u64::from(chance.next_u32() % 700));
        driver.await_first();
        real::pause(pause + left_alone(done, rounds));
        serving.kill();
        let (name, whole) = importing.end(done % 2 == 0);
        let acks = driver.end();
        writeln!(
            told,
            "round {done}: killed after {pause:?}, {} acknowledged, import whole: {whole}",
            acks.len()
        )
        .unwrap();
        acked.extend(acks);
        let wrong = looked
            .wrong(
                &acked,
                if whole {
                    Held::All(&name, 30)
                } else {
                    Held::Some
                },
            )
            .await;
        assert!(wrong.is_empty(), "{told}\n{}", wrong.join("\n"));
        let verified = site.run(&["ledger", "verify"]);
        assert_eq!(
            verified.status.code(),
            Some(0),
            "{told}\n{}",
            String::from_utf8_lossy(&verified.stdout)
        );
        // The file again: what was taken in is held, the rest comes now.
        let file = site.path().join(format!("{name}.csv"));
        let again = site.run(&[
            "import",
            "police",
            file.to_str().unwrap(),
            "--format",
            "json",
        ]);
        let counts: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
        let (created, same) = (
            &counts["contacts"]["created"],
            &counts["contacts"]["unchanged"],
        );
        assert_eq!(
            created.as_i64().unwrap() + same.as_i64().unwrap(),
            30,
            "{counts}"
        );
        done += 1;
    }
    eprintln!(
        "{told}{done} rounds on {engine:?} in {:?}",
        started.elapsed()
    );
    assert!(done >= 3, "only {done} rounds went in the time\n{told}");
    assert!(
        acked.len() >= done,
        "hardly anything was acknowledged\n{told}"
    );
    control(&mut looked, &acked).await;
}

/// The check must find what is missing: an acknowledged decision of one child is removed by hand, a link is turned.
async fn control(looked: &mut Looked, acked: &[Ack]) {
    let decided = acked.iter().find_map(|ack| match ack {
        Ack::Decided(contact) => Some(*contact),
        _ => None,
    });
    let decided = decided.expect("a decision was acknowledged");
    looked.spoil("DELETE FROM decision WHERE decision_id IN (SELECT decision_id FROM decision WHERE contact_id = $1 LIMIT 1)", decided).await;
    let wrong = looked.wrong(acked, Held::Some).await;
    assert!(
        wrong.iter().any(|line| line.contains("half decided")),
        "{wrong:?}"
    );
    looked
        .spoil(
            "UPDATE sighting SET person_id = NULL WHERE contact_id = $1",
            decided,
        )
        .await;
    looked
        .spoil(
            "UPDATE contact SET state = 'waiting' WHERE contact_id = $1",
            decided,
        )
        .await;
    let wrong = looked.wrong(acked, Held::Some).await;
    assert!(
        wrong
            .iter()
            .any(|line| line.contains("was acknowledged as decided")),
        "{wrong:?}"
    );
    assert!(
        wrong.iter().any(|line| line.contains("its row says")),
        "{wrong:?}"
    );
}
