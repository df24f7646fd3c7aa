//! The drill: a backup is made while a server is written to, the server is killed, and an installation made of the backup. What
//! was acknowledged before the backup began is there, on either engine and from either; a backup that was touched is refused.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use tempfile::TempDir;
use trefoil_app::Place;

use super::check::{Held, Looked};
use super::load::{Ack, Driver};
use super::{PER_ROUND, Site, contacts};
use crate::hub::binary::trefoil;
use crate::hub::house::Engine;
use crate::hub::real;
use crate::hub::server::Server;

/// Somewhere to restore to, with the key in its folder.
struct Elsewhere {
    folder: TempDir,
    server: Option<Server>,
}

impl Elsewhere {
    async fn on(engine: Engine, key: &Path) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::copy(key, folder.path().join("key")).unwrap();
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Server::fresh().await,
        };
        Self { folder, server }
    }

    fn trefoil(&self) -> Command {
        let key = self.folder.path().join("key");
        let key = key.to_str().unwrap();
        match &self.server {
            None => trefoil(&["--data", self.folder.path().to_str().unwrap()]),
            Some(server) => trefoil(&["--database", &server.url(), "--key-file", key]),
        }
    }

    fn run(&self, asked: &[&str]) -> Output {
        self.trefoil().args(asked).output().unwrap()
    }

    fn place(&self) -> Place {
        match &self.server {
            None => Place::File(self.folder.path().join("trefoil.db")),
            Some(server) => Place::Server(server.url()),
        }
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.unwrap().file_name().into_string().unwrap()
        };
        let mut files: Vec<String> = entries.map(name).collect();
        files.sort();
        files
    }
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Pauses at most until something was acknowledged that cannot be undone.
const PAUSES: usize = 60;

/// A backup under load, and what was acknowledged before it began and cannot be undone since.
async fn backed_up(site: &Site, file: &Path) -> Vec<Ack> {
    let kit = &site.kit;
    let staff = kit.staffed().await;
    let mut sessions = Vec::new();
    for asker in [&staff.triage, &staff.second, &staff.manager, &staff.duty] {
        let worker = asker.worker.as_ref().unwrap().worker;
        sessions.push((worker, kit.signed_in(asker).await));
    }
    kit.import(&contacts("R", PER_ROUND, &real::now().to_string()))
        .await;
    kit.app.close().await;
    let looked = Looked::open(kit, site.server.as_ref()).await;
    let cases = looked.cases().await;
    let mut serving = site.serve();
    let driver = Driver::start(serving.address, &sessions, cases);
    driver.await_first();
    let mut before = Vec::new();
    // A busy machine takes its time until there is something to lose.
    for _ in 0..PAUSES {
        real::pause(Duration::from_millis(700));
        before = driver.so_far();
        before.retain(|ack| matches!(ack, Ack::Matched(..) | Ack::Decided(_)));
        if !before.is_empty() {
            break;
        }
    }
    let made = site.run(&["backup", file.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    serving.kill();
    let after = driver.end();
    assert!(!before.is_empty(), "nothing was acknowledged");
    assert!(after.len() > before.len(), "nothing went on meanwhile");
    before
}

async fn the_drill(from: Engine, to: Engine) {
    let site = Site::on(from).await;
    let files = TempDir::new().unwrap();
    let file = files.path().join("one.backup");
    let before = backed_up(&site, &file).await;
    let key = site.path().join("key");
    let elsewhere = Elsewhere::on(to, &key).await;
    let name = file.to_str().unwrap();
    let restored = elsewhere.run(&["restore", name, "--verify"]);
    let words = said(&restored);
    assert_eq!(restored.status.code(), Some(0), "{words}");
    for proof in [
        "Checksums fit",
        "Every row reads back as it was",
        "the ledger is whole and the one of the backup",
        "the key fits, and the file is sealed with it",
    ] {
        assert!(words.contains(proof), "{proof}: {words}");
    }
    let verified = elsewhere.run(&["ledger", "verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    let authority = site.kit.app.authority();
    let place = elsewhere.place();
    let mut looked = Looked::at(authority, &place, elsewhere.server.as_ref()).await;
    let wrong = looked.wrong(&before, Held::Some).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    again(&elsewhere, name);
    if from == to {
        same_again(&elsewhere, to, &file).await;
    }
    if to == Engine::Sqlite {
        touched(&site, &file);
    }
}

/// Where records are, nothing is restored.
fn again(elsewhere: &Elsewhere, file: &str) {
    let refused = elsewhere.run(&["restore", file, "--verify"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    let words = said(&refused);
    assert!(words.contains("already"), "{words}");
    let verified = elsewhere.run(&["ledger", "verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}

/// A backup of what was restored holds the same rows, but for what the ledger wrote since; and one is never written over.
async fn same_again(elsewhere: &Elsewhere, engine: Engine, file: &Path) {
    let second = file.with_extension("second");
    let name = second.to_str().unwrap();
    let made = elsewhere.run(&["backup", name]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let over = elsewhere.run(&["backup", name]);
    assert_eq!(over.status.code(), Some(1), "{}", said(&over));
    assert!(said(&over).contains("is there already"), "{}", said(&over));
    let third = Elsewhere::on(engine, &elsewhere.folder.path().join("key")).await;
    let restored = third.run(&["restore", name, "--verify"]);
    assert_eq!(restored.status.code(), Some(0), "{}", said(&restored));
}

/// The control: a backup with one changed byte anywhere, or cut anywhere, is refused, and leaves nothing.
fn touched(site: &Site, file: &Path) {
    let whole = std::fs::read(file).unwrap();
    let bad = file.with_extension("bad");
    let folder = TempDir::new().unwrap();
    let empty = Elsewhere {
        folder,
        server: None,
    };
    let restore = |bytes: &[u8]| {
        std::fs::write(&bad, bytes).unwrap();
        empty.run(&["restore", bad.to_str().unwrap()])
    };
    let places = 6;
    for place in 0..=places {
        let at = (whole.len() - 1) * place / places;
        let mut changed = whole.clone();
        changed[at] ^= 1;
        let refused = restore(&changed);
        assert_eq!(
            refused.status.code(),
            Some(1),
            "byte {at}: {}",
            said(&refused)
        );
        let refused = restore(&whole[..at]);
        assert_eq!(
            refused.status.code(),
            Some(1),
            "cut at {at}: {}",
            said(&refused)
        );
        assert_eq!(empty.files(), Vec::<String>::new(), "nothing is left");
    }
    // Another key is no key of this backup.
    let other = empty.folder.path().join("key");
    std::fs::write(&other, format!("{}\n", "a5".repeat(32))).unwrap();
    let refused = restore(&whole);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("key"), "{}", said(&refused));
    assert_eq!(empty.files(), ["key"]);
    // Without any it is restored, and says what it could not prove.
    std::fs::remove_file(&other).unwrap();
    std::fs::write(&bad, &whole).unwrap();
    let restored = empty.run(&["restore", bad.to_str().unwrap(), "--verify"]);
    assert_eq!(restored.status.code(), Some(0), "{}", said(&restored));
    assert!(
        said(&restored).contains("The key was not at hand"),
        "{}",
        said(&restored)
    );
    std::fs::copy(site.path().join("key"), &other).unwrap();
    let verified = empty.run(&["ledger", "verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_restored_on_sqlite() {
    the_drill(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_restored_on_postgres() {
    if Engine::Postgres.is_here() {
        the_drill(Engine::Postgres, Engine::Postgres).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pilot_moves_to_a_server_and_back() {
    if Engine::Postgres.is_here() {
        the_drill(Engine::Sqlite, Engine::Postgres).await;
        the_drill(Engine::Postgres, Engine::Sqlite).await;
    }
}

/// Where the file cannot be made, it says so in words, and leaves nothing there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_backup_can_be_made_nothing_is_left() {
    let site = Site::on(Engine::Sqlite).await;
    site.kit.app.close().await;
    let files = TempDir::new().unwrap();
    let nowhere = files.path().join("not/there.backup");
    let folder = files.path().to_path_buf();
    let cases: [(PathBuf, &str); 3] = [
        (nowhere, "is not there"),
        (folder, "is there already"),
        (PathBuf::from("/proc/one.backup"), "cannot be written"),
    ];
    for (path, word) in cases {
        let refused = site.run(&["backup", path.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains(word), "{}", said(&refused));
    }
    let empty = TempDir::new().unwrap();
    let folder = empty.path().join("data");
    let store = ["--data", folder.to_str().unwrap()];
    let nothing = trefoil(&store).args(["backup", "x"]).output().unwrap();
    assert_eq!(nothing.status.code(), Some(1), "{}", said(&nothing));
    assert!(!folder.exists(), "asking made nothing");
}
