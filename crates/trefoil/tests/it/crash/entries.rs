//! The ledger under kills: workers read, write and are refused, the server is killed at random moments, and every act that was
//! answered has its entry; none has one that was not asked for. Each checkpoint continues the one before.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use trefoil_app::Asker;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::families::list::strands_view;
use trefoil_app::matching::new::match_new;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::StrandId;
use trefoil_store::ledger::entries_page;
use trefoil_testkit::TestApp;

use super::check::Looked;
use super::{Site, contacts};
use crate::hub::binary::ask;
use crate::hub::house::Engine;
use crate::hub::raw::Cell;
use crate::hub::real;

/// Clients that ask at once.
const CLIENTS: usize = 16;
/// Entries that are read at a time.
const PAGE: i64 = 10_000;

/// Who did what, and on what.
type Key = (String, &'static str, String);

/// How often something was asked for, and how often that was answered.
#[derive(Debug, Default, Clone, Copy)]
struct Asked {
    tried: u64,
    answered: u64,
}

type Log = BTreeMap<Key, Asked>;

/// What a client asks for: a strand or a family that is not there, a strand that is, or that a note be kept.
struct Client {
    address: SocketAddr,
    worker: String,
    cookie: String,
    strand: String,
    chance: ChaCha8Rng,
    answered: Arc<AtomicU64>,
}

impl Client {
    /// Asks until nobody answers any more; what came of each question.
    fn work(mut self, log: &Mutex<Log>) {
        let Some(token) = self.token() else {
            return;
        };
        loop {
            let asking = self.asking(&token);
            let key = (self.worker.clone(), asking.act, asking.subject);
            log.lock().unwrap().entry(key.clone()).or_default().tried += 1;
            let answer = ask(
                self.address,
                asking.method,
                &asking.path,
                &self.cookie,
                &asking.form,
            );
            match answer {
                Some(answer) if answer.status == asking.status => {
                    log.lock().unwrap().entry(key).or_default().answered += 1;
                    self.answered.fetch_add(1, Ordering::SeqCst);
                }
                Some(other) => panic!("{}: {}", asking.path, other.text),
                None => return,
            }
        }
    }

    fn token(&self) -> Option<String> {
        let page = ask(self.address, "GET", "/queue", &self.cookie, "")?;
        let (_, rest) = page.text.split_once("name=\"csrf\" value=\"")?;
        rest.split('"').next().map(str::to_owned)
    }

    fn asking(&mut self, token: &str) -> Asking {
        let nothing = self.id();
        let strand = self.strand.clone();
        let (method, path, form, status, act, subject) = match self.chance.next_u32() % 4 {
            0 => (
                "GET",
                format!("/strands/{nothing}"),
                String::new(),
                404,
                "strand_view",
                nothing,
            ),
            1 => {
                let form = format!("csrf={token}&text=He+rang.");
                (
                    "POST",
                    format!("/families/{nothing}/shared"),
                    form,
                    404,
                    "shared_write",
                    nothing,
                )
            }
            2 => {
                let form = format!("csrf={token}&note=He+rang+{nothing}.");
                (
                    "POST",
                    format!("/strands/{strand}/note"),
                    form,
                    303,
                    "note_write",
                    strand,
                )
            }
            _ => (
                "GET",
                format!("/strands/{strand}/places"),
                String::new(),
                200,
                "strand_view",
                strand,
            ),
        };
        Asking {
            method,
            path,
            form,
            status,
            act,
            subject,
        }
    }

    /// An id that nothing has, and no other question names.
    fn id(&mut self) -> String {
        let (high, low) = (self.chance.next_u64(), self.chance.next_u64());
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            high >> 32,
            high & 0xffff,
            (high >> 16) & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        )
    }
}

struct Asking {
    method: &'static str,
    path: String,
    form: String,
    status: u16,
    act: &'static str,
    subject: String,
}

/// The test: so many operations are answered, over so many kills.
pub(super) async fn every_answered_act_has_its_entry(on: Engine, operations: u64) {
    let site = Site::on(on).await;
    let kit = &site.kit;
    let staff = kit.staffed().await;
    let strand = decided(kit, &staff.duty, &staff.manager).await;
    let mut sessions = Vec::new();
    for client in 0..CLIENTS {
        let cookie = kit.signed_in(&staff.duty).await;
        sessions.push((u64::try_from(client).unwrap(), cookie));
    }
    let worker = staff.duty.worker.as_ref().unwrap().worker.to_string();
    kit.app.close().await;
    let looked = Looked::open(kit, site.server.as_ref()).await;
    let mut found = Found::from(next(&looked, 0).await);
    let (started, rounds) = (real::started(), rounds(operations));
    let mut chance = ChaCha8Rng::seed_from_u64(20_261_126);
    let (log, mut done, mut round) = (Arc::new(Mutex::new(Log::new())), 0, 0);
    let mut checkpoint = None;
    while done < operations {
        let until = 1 + chance.next_u64() % (2 * operations / rounds);
        let pause = Duration::from_micros(chance.next_u64() % 20_000);
        let mut serving = site.serve();
        let answered = Arc::new(AtomicU64::new(0));
        let clients = sessions.iter().map(|(number, cookie)| Client {
            address: serving.address,
            worker: worker.clone(),
            cookie: cookie.clone(),
            strand: strand.to_string(),
            chance: ChaCha8Rng::seed_from_u64(round * 100 + number),
            answered: Arc::clone(&answered),
        });
        let clients: Vec<JoinHandle<()>> = clients
            .map(|client| {
                let log = Arc::clone(&log);
                std::thread::spawn(move || client.work(&log))
            })
            .collect();
        while answered.load(Ordering::SeqCst) < until
            && !clients.iter().all(JoinHandle::is_finished)
        {
            real::pause(Duration::from_millis(1));
        }
        real::pause(pause);
        serving.kill();
        for client in clients {
            client.join().unwrap();
        }
        done += answered.load(Ordering::SeqCst);
        round += 1;
        found.read(&looked).await;
        assert_eq!(
            found.wrong(&log.lock().unwrap()),
            Vec::<String>::new(),
            "round {round}"
        );
        // The whole tree at every kill while it is small; then at every fifth, and at the end.
        if round <= 20 || round.is_multiple_of(5) || done >= operations {
            checkpoint = Some(continued(&site, checkpoint.as_deref()));
        }
    }
    eprintln!(
        "{done} operations answered over {round} kills on {on:?}, none without its entry, in {:?}",
        started.elapsed()
    );
    let log = log.lock().unwrap().clone();
    an_entry_that_is_gone_is_missed(&site, &looked, &log).await;
}

/// A strand of a family that is worked with.
async fn decided(kit: &TestApp, duty: &Asker, manager: &Asker) -> StrandId {
    let app = &kit.app;
    kit.import(&contacts("L", 1, &real::now().to_string()))
        .await;
    let queue = queue_view(app, duty, &QueueFilter::default())
        .await
        .unwrap();
    let contact = queue.rows[0].head.contact;
    let people = contact_view(app, duty, contact, None).await.unwrap().people;
    for one in &people {
        match_new(app, duty, contact, one.row.sighting)
            .await
            .unwrap();
    }
    let answers = people.iter().filter(|one| one.row.child).map(|one| Answer {
        child: Some(one.row.root),
        outcome: Outcome::Referral,
        reason: "The children need more than advice.".to_owned(),
        service: None,
    });
    contact_decide(app, duty, contact, answers.collect::<Vec<_>>())
        .await
        .unwrap();
    let listed = strands_view(app, manager).await.unwrap();
    listed[0].strands[0].strand.strand
}

/// How often the server is killed.
fn rounds(operations: u64) -> u64 {
    (operations / 1_000).clamp(10, 100)
}

/// Verifies the ledger against the last checkpoint; the next, which must continue it.
fn continued(site: &Site, last: Option<&std::path::Path>) -> PathBuf {
    let mut words = vec!["ledger".to_owned(), "verify".to_owned()];
    if let Some(last) = last {
        words.extend(["--checkpoint".to_owned(), last.display().to_string()]);
    }
    let verified = site.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{said}");
    let mut words = vec!["ledger".to_owned(), "checkpoint".to_owned()];
    if let Some(last) = last {
        words.extend(["--since".to_owned(), last.display().to_string()]);
    }
    let made = site.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        made.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let path = site.path().join("checkpoint");
    std::fs::write(&path, made.stdout).unwrap();
    path
}

/// The entries of the clients' acts, as they are read.
struct Found {
    entries: BTreeMap<(String, String, String), u64>,
    next: i64,
}

impl Found {
    /// From a place on.
    fn from(next: i64) -> Self {
        Self {
            entries: BTreeMap::new(),
            next,
        }
    }

    /// Reads what has come since.
    async fn read(&mut self, looked: &Looked) {
        let end = next(looked, self.next).await;
        let mut before = end;
        while before > self.next {
            let mut tx = looked.db.read(looked.authority).await.unwrap();
            let page = entries_page(&mut tx, looked.authority, before, PAGE)
                .await
                .unwrap();
            let Some(last) = page.last() else { break };
            before = last.seq;
            for entry in page.into_iter().filter(|entry| entry.seq >= self.next) {
                let subject = entry.subject.map(|id| id.to_string()).unwrap_or_default();
                *self
                    .entries
                    .entry((entry.principal, entry.act, subject))
                    .or_default() += 1;
            }
        }
        self.next = end;
    }

    /// Acts that were answered and have no entry, and entries of what nobody asked for.
    fn wrong(&self, log: &Log) -> Vec<String> {
        let mut wrong = Vec::new();
        for ((worker, act, subject), asked) in log {
            let key = (worker.clone(), (*act).to_owned(), subject.clone());
            let entries = self.entries.get(&key).copied().unwrap_or(0);
            if !(asked.answered..=asked.tried).contains(&entries) {
                wrong.push(format!("{act} on {subject}: {asked:?}, {entries} entries"));
            }
        }
        wrong
    }
}

/// The place of the next entry, looked for from a place on.
async fn next(looked: &Looked, from: i64) -> i64 {
    let mut tx = looked.db.read(looked.authority).await.unwrap();
    let last = entries_page(&mut tx, looked.authority, i64::MAX, 1)
        .await
        .unwrap();
    last.first().map_or(from, |entry| entry.seq + 1)
}

/// The control: an entry that is taken away by hand is missed, by what was answered and by the tree.
async fn an_entry_that_is_gone_is_missed(site: &Site, looked: &Looked, log: &Log) {
    let answered = log.iter().filter(|(_, asked)| asked.answered > 0);
    let mut refused = answered.filter(|((_, act, _), _)| *act == "shared_write");
    let ((_, _, gone), _) = refused.next().unwrap();
    let bytes = gone.replace('-', "");
    let bytes = (0..16).map(|at| u8::from_str_radix(&bytes[2 * at..2 * at + 2], 16).unwrap());
    let subject = Cell::Blob(Some(bytes.collect()));
    let taken = "DELETE FROM ledger_entry WHERE act = 'shared_write' AND subject = $1";
    assert_eq!(looked.raw.change(taken, &[subject]).await, 1);
    let mut found = Found::from(0);
    found.read(looked).await;
    let wrong = found.wrong(log);
    assert!(wrong.iter().any(|line| line.contains(gone)), "{wrong:?}");
    let verified = site.run(&["ledger", "verify"]);
    assert_ne!(verified.status.code(), Some(0));
}
