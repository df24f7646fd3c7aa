//! The authority of one test: its door, its workers, its router, and a second way into its database for looking.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use jiff::Timestamp;
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_app::contacts::view::{ContactPage, contact_view};
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_app::{App, Asker};
use trefoil_core::ids::ContactId;
use trefoil_store::imports::{Run, run_put, runs_unfinished};
use trefoil_store::ledger::{EntryRow, entries_page};
use trefoil_store::scribe::WEIGHT_WRITE;
use trefoil_store::{Db, Ring, Scribe, Written};
use trefoil_testkit::{Staffed, TestApp};
use trefoil_web::{Partners, State};

use super::browser::Browser;
use super::raw::Raw;
use super::server::Server;

/// A working Tuesday morning.
pub(crate) const NOW: &str = "2026-03-17T10:00:00Z";

/// One authority.
pub(crate) struct House {
    /// The authority.
    pub(crate) kit: TestApp,
    /// Its workers.
    pub(crate) staff: Staffed,
    /// Its pages.
    pub(crate) router: Router,
    db: Db,
    // Dropped with the house.
    server: Option<Server>,
}

/// Where a house stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// In a file of its own.
    Sqlite,
    /// In a database of its own, on the test run's server.
    Postgres,
}

impl Engine {
    /// Whether it can be tested on; said once where not.
    pub(crate) fn is_here(self) -> bool {
        self == Self::Sqlite || Server::is_named()
    }
}

/// Tests that are told on each engine: the function of that name, given the engine.
macro_rules! on_both_engines {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use crate::hub::house::Engine;

            #[tokio::test]
            async fn on_sqlite() {
                super::$test(Engine::Sqlite).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                if Engine::Postgres.is_here() {
                    super::$test(Engine::Postgres).await;
                }
            }
        }
    )* };
}
pub(crate) use on_both_engines;

impl House {
    /// On an engine that is here.
    pub(crate) async fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite().await,
            Engine::Postgres => Self::postgres().await.unwrap(),
        }
    }

    /// On the embedded engine.
    pub(crate) async fn sqlite() -> Self {
        Self::of(TestApp::sqlite(now()).await, None).await
    }

    /// On the embedded engine, at another time than [`NOW`].
    pub(crate) async fn sqlite_at(now: Timestamp) -> Self {
        Self::of(TestApp::sqlite(now).await, None).await
    }

    /// On the embedded engine in a folder, so that the binary can be started on it too.
    pub(crate) async fn in_folder(folder: &Path, now: Timestamp) -> Self {
        Self::of(TestApp::in_folder(folder, now).await, None).await
    }

    /// On the server, where one is named.
    pub(crate) async fn postgres() -> Option<Self> {
        let server = Server::fresh().await?;
        let kit = TestApp::server(&server.url(), now()).await;
        Some(Self::of(kit, Some(server)).await)
    }

    async fn of(kit: TestApp, server: Option<Server>) -> Self {
        let staff = kit.staffed().await;
        let db = Db::open(&kit.place).await.unwrap();
        Self {
            staff,
            router: trefoil_web::router(state_of(&kit.app)),
            db,
            kit,
            server,
        }
    }

    /// The door.
    pub(crate) fn app(&self) -> &App {
        &self.kit.app
    }

    /// A browser of a worker, signed in.
    pub(crate) async fn browser(&self, asker: &Asker) -> Browser {
        Browser::with_session(self.router.clone(), &self.kit.signed_in(asker).await)
    }

    /// The pages of an authority that has none for partners.
    pub(crate) fn router_without_partners(&self) -> Router {
        trefoil_web::router(State {
            partners: None,
            ..state_of(self.app())
        })
    }

    /// A browser of nobody.
    pub(crate) fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The way past the door's own way into a server's database.
    pub(crate) async fn behind(&self) -> Raw {
        Raw::server(self.server.as_ref().unwrap()).await
    }

    /// A look behind the door.
    pub(crate) async fn tx(&self) -> trefoil_store::Tx {
        self.db.read(self.app().authority()).await.unwrap()
    }

    /// Begins a run of the feed behind the door, as one that was cut off left it.
    pub(crate) async fn put_run(&self, run: Run) {
        let authority = self.app().authority();
        let keys = std::slice::from_ref(&self.kit.key);
        let ring = Ring::read(&mut self.tx().await, authority, keys).await;
        let ring = Arc::new(ring.unwrap().unwrap());
        let scribe = Scribe::start(self.db.clone(), ring, authority);
        let put = scribe.write(WEIGHT_WRITE, move |tx| {
            Box::pin(async move {
                run_put(tx, authority, trefoil_core::principal::Feed::Police, &run).await?;
                Ok(Written {
                    value: (),
                    entries: Vec::new(),
                })
            })
        });
        put.await.unwrap();
    }

    /// Entries of the ledger from a place on, oldest first.
    pub(crate) async fn entries_from(&self, seq: i64) -> Vec<EntryRow> {
        let mut tx = self.tx().await;
        let mut found = entries_page(&mut tx, self.app().authority(), i64::MAX, 10_000)
            .await
            .unwrap();
        found.retain(|entry| entry.seq >= seq);
        found.reverse();
        found
    }

    /// How many entries the ledger has.
    pub(crate) async fn ledger_length(&self) -> i64 {
        let mut tx = self.tx().await;
        let last = entries_page(&mut tx, self.app().authority(), i64::MAX, 1)
            .await
            .unwrap();
        last.first().map_or(0, |entry| entry.seq + 1)
    }

    /// Waits until uploads are taken in and the work that commits left is done.
    pub(crate) async fn rest(&self) {
        for _ in 0..2_000 {
            let mut tx = self.tx().await;
            let left = runs_unfinished(&mut tx, self.app().authority())
                .await
                .unwrap();
            drop(tx);
            if left.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        while trefoil_app::jobs::run_due(self.app()).await.unwrap() > 0 {}
    }

    /// Every contact that waits, as emergency duty sees the queue.
    pub(crate) async fn waiting(&self) -> Vec<trefoil_app::queue::QueueRow> {
        let mut rows = Vec::new();
        for page in 1.. {
            let filter = QueueFilter {
                page,
                ..QueueFilter::default()
            };
            let found = queue_view(self.app(), &self.staff.duty, &filter)
                .await
                .unwrap();
            rows.extend(found.rows);
            if page >= found.pages {
                break;
            }
        }
        rows
    }

    /// The waiting contact in which this reference was sent.
    pub(crate) async fn contact(&self, reference: &str) -> ContactId {
        for row in self.waiting().await {
            let page = self.page(&self.staff.duty, row.head.contact).await;
            if page.content.reference.as_deref() == Some(reference) {
                return row.head.contact;
            }
        }
        panic!("no contact {reference} waits");
    }

    /// The contact as somebody sees it now.
    pub(crate) async fn page(&self, asker: &Asker, contact: ContactId) -> ContactPage {
        contact_view(self.app(), asker, contact, None)
            .await
            .unwrap()
    }
}

/// [`NOW`].
pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub(crate) fn state_of(app: &App) -> State {
    State {
        app: app.clone(),
        demo: false,
        secure: false,
        proxies: Arc::new([]),
        provider: None,
        passkeys: Passkeys::new("https://trefoil.test", false).ok(),
        partners: Some(Partners::default()),
        stopwatch: Arc::new(|| 0),
        beat: Duration::ZERO,
        metrics: trefoil_web::Metrics::default(),
    }
}
