//! PostgreSQL itself stopped under a running server and started again: a page says so in plain words, what was typed is shown
//! to be copied, an upload goes on by itself, and nobody has to do anything. The cluster is this test's own.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_testkit::{TestApp, feed};

use super::desk::Desk;
use crate::hub::binary::{Serving, free_address, put_key};
use crate::hub::house::Engine;
use crate::hub::people::family;
use crate::hub::real;

/// A cluster of one test; stopped and deleted with it.
struct Cluster {
    folder: TempDir,
    binaries: PathBuf,
    /// PostgreSQL refuses to run as root, so root lends it another user.
    owner: Option<(u32, u32)>,
    port: u16,
    server: Option<Child>,
}

fn newest_binaries() -> PathBuf {
    let mut folders: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    folders.sort();
    folders.pop().unwrap().1
}

fn number_of(kind: &str, user: &str) -> u32 {
    let told = Command::new("id").args([kind, user]).output().unwrap();
    String::from_utf8_lossy(&told.stdout)
        .trim()
        .parse()
        .unwrap()
}

impl Cluster {
    fn make() -> Self {
        let told = Command::new("id").arg("-u").output().unwrap();
        let root = String::from_utf8_lossy(&told.stdout).trim() == "0";
        let owner = root.then(|| (number_of("-u", "nobody"), number_of("-g", "nobody")));
        let folder = TempDir::new().unwrap();
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let cluster = Self {
            folder,
            binaries: newest_binaries(),
            owner,
            port: free_address().port(),
            server: None,
        };
        let made = cluster
            .command("initdb")
            .args(["--auth=trust", "--encoding=UTF8", "--no-locale"])
            .args(["--no-sync", "--username=trefoil", "--pgdata"])
            .arg(cluster.folder.path().join("data"))
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        cluster
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command
            .env_clear()
            .env("LC_ALL", "C")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    fn start(&mut self) {
        let data = self.folder.path().join("data");
        let mut command = self.command("postgres");
        command
            .arg("-D")
            .arg(data)
            .arg("-k")
            .arg(self.folder.path())
            .args(["-p", &self.port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1"])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.server = Some(command.spawn().unwrap());
        let started = real::started();
        let port = self.port.to_string();
        let ready = || {
            let mut asked = self.command("pg_isready");
            asked.args(["-h", "127.0.0.1", "-p", &port]);
            asked.output().unwrap().status.success()
        };
        while !ready() {
            assert!(
                started.elapsed() < Duration::from_mins(1),
                "it does not start"
            );
            real::pause(Duration::from_millis(50));
        }
    }

    /// At once, as when its machine is switched off: connections break, and the next start recovers.
    fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let told = Command::new("sh")
                .args(["-c", &format!("kill -QUIT {}", server.id())])
                .status();
            if !told.is_ok_and(|told| told.success()) {
                let _ = server.kill();
            }
            let _ = server.wait();
        }
    }

    fn url(&self) -> String {
        format!("postgres://trefoil@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_stopped_and_started_again() {
    if !Engine::Postgres.is_here() {
        return;
    }
    let mut cluster = Cluster::make();
    cluster.start();
    let kit = TestApp::server(&cluster.url(), real::now()).await;
    let staff = kit.staffed().await;
    let cookie = kit.signed_in(&staff.triage).await;
    kit.import(&feed(&family("PG-1", "Ashdown"))).await;
    let filter = QueueFilter::default();
    let queue = queue_view(&kit.app, &staff.triage, &filter);
    let contact = queue.await.unwrap().rows[0].head.contact;
    kit.app.close().await;
    let folder = TempDir::new().unwrap();
    put_key(&kit, folder.path());
    let key = folder.path().join("key").display().to_string();
    let url = cluster.url();
    let store = ["--database", url.as_str(), "--key-file", key.as_str()];
    let serving = Serving::start(folder.path(), &store);
    let desk = Desk::at(serving.address, cookie);
    let page = format!("/contacts/{contact}");
    assert_eq!(desk.get(&page).status, 200);
    // Many contacts, so that the upload is under way when the plug is pulled.
    let many = super::many(400);
    let import = desk.upload("many.csv", &many);
    for _ in 0..2 {
        cluster.stop();
        let gone = desk.get(&page);
        assert_eq!(gone.status, 503, "{}", gone.text);
        assert!(gone.text.contains("The records cannot be reached"));
        let typed = "&outcome-0=early_help&reason-0=Seen+at+home+and+safe";
        let gone = desk.post(&format!("{page}/decide"), typed);
        assert_eq!(gone.status, 503, "{}", gone.text);
        let kept = gone.text.contains("Seen at home and safe");
        assert!(kept, "what was typed: {}", gone.text);
        cluster.start();
        desk.until(&page, |read| read.status == 200);
    }
    let taken = desk.post(&format!("{page}/take"), "");
    assert_eq!(taken.status, 303, "{}", taken.text);
    desk.until(&import, |read| read.text.contains("All 800 rows are done"));
}
