//! An authority made for one test, in a folder or a database of its own, with one worker per role of part 1.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use tempfile::TempDir;
use trefoil_app::accounts::link::{link_make, sign_in_by_link};
use trefoil_app::accounts::source::Source;
use trefoil_app::accounts::workers::{NewAccount, team_create, worker_create};
use trefoil_app::imports::police::{Imported, police_import};
use trefoil_app::{App, Asker, Place};
use trefoil_core::ids::{AuthorityId, TeamId, WorkerId};
use trefoil_core::principal::{Principal, Role, WorkerFacts};
use trefoil_core::seal::Authority32;
use trefoil_core::sign_in_link::Lost;

use crate::world::FakeWorld;

/// An authority for one test.
pub struct TestApp {
    /// Its door.
    pub app: App,
    /// Its outside.
    pub world: Arc<FakeWorld>,
    /// Where it is.
    pub place: Place,
    /// The key of its key file.
    pub key: Authority32,
    // Kept for as long as the database is used.
    _folder: Option<TempDir>,
}

/// Workers of an authority, one per role, and a second triage worker.
pub struct Staffed {
    /// A triage worker of the hub.
    pub triage: Asker,
    /// Another one.
    pub second: Asker,
    /// Their manager.
    pub manager: Asker,
    /// The emergency duty worker.
    pub duty: Asker,
    /// The returns officer.
    pub returns: Asker,
    /// The custodian.
    pub custodian: Asker,
    /// The administrator.
    pub administrator: Asker,
}

impl Staffed {
    /// Every role of part 1, by name.
    pub fn roles(&self) -> [(&'static str, &Asker); 6] {
        [
            ("triage", &self.triage),
            ("manager", &self.manager),
            ("duty", &self.duty),
            ("returns", &self.returns),
            ("custodian", &self.custodian),
            ("administrator", &self.administrator),
        ]
    }
}

/// The operator at the console, as whom a test takes files in and makes accounts.
pub fn console() -> Asker {
    Asker::machine(Principal::Console)
}

impl TestApp {
    /// In a folder of its own, on the embedded engine.
    pub async fn sqlite(now: Timestamp) -> Self {
        let folder = TempDir::new().expect("a folder for the test");
        let place = Place::File(folder.path().join("trefoil.db"));
        Self::at(place, now, Some(folder)).await
    }

    /// In a folder that the test made, so that the binary can be started on it too; see [`TestApp::key_file`].
    pub async fn in_folder(folder: &Path, now: Timestamp) -> Self {
        Self::at(Place::File(folder.join("trefoil.db")), now, None).await
    }

    /// The text of the key file that fits.
    pub fn key_file(&self) -> String {
        let digits = self
            .key
            .bytes()
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .filter_map(|digit| char::from_digit(u32::from(digit), 16))
            .collect()
    }

    /// In an empty database that the test made.
    pub async fn server(url: &str, now: Timestamp) -> Self {
        Self::at(Place::Server(url.to_owned()), now, None).await
    }

    async fn at(place: Place, now: Timestamp, folder: Option<TempDir>) -> Self {
        let world = Arc::new(FakeWorld::new(now, 1));
        let key = Authority32::new([7; 32]);
        let authority = AuthorityId::new(890).expect("a code of three digits");
        trefoil_app::create(&place, authority, "Marramsea Council", &key, world.as_ref())
            .await
            .expect("the authority is made");
        let app = trefoil_app::open(
            &place,
            None,
            std::slice::from_ref(&key),
            Arc::<FakeWorld>::clone(&world),
        )
        .await
        .expect("the authority opens");
        Self {
            app,
            world,
            place,
            key,
            _folder: folder,
        }
    }

    /// Makes one worker per role.
    pub async fn staffed(&self) -> Staffed {
        let hub = team_create(&self.app, &console(), "Children's services", "Hub", true)
            .await
            .expect("the hub's team is made");
        let office = team_create(&self.app, &console(), "Council", "Office", false)
            .await
            .expect("a team is made");
        Staffed {
            triage: self.worker("Farida Lomas", Role::Triage, hub, true).await,
            second: self.worker("Owen Price", Role::Triage, hub, true).await,
            manager: self
                .worker("Mary O'Neill", Role::TeamManager, hub, true)
                .await,
            duty: self
                .worker("Ngozi Eze", Role::EmergencyDuty, hub, true)
                .await,
            returns: self
                .worker("Jan Nowak", Role::ReturnsOfficer, office, false)
                .await,
            custodian: self
                .worker("Priya Shah", Role::Custodian, office, false)
                .await,
            administrator: self
                .worker("Li Wei", Role::Administrator, office, false)
                .await,
        }
    }

    async fn worker(&self, name: &str, role: Role, team: TeamId, hub_team: bool) -> Asker {
        let email = format!(
            "{}@trefoil.example",
            name.to_lowercase().replace([' ', '\''], ".")
        );
        let account = NewAccount {
            name: name.to_owned(),
            email,
            role,
            team: Some(team),
            password: None,
        };
        let worker = worker_create(&self.app, &console(), account)
            .await
            .expect("the account is made")
            .worker;
        Asker::worker(WorkerFacts {
            worker,
            name: name.to_owned(),
            roles: vec![role],
            team: Some(team),
            hub_team,
            stepped_up: true,
        })
    }

    /// Signs a worker in; the token of the session.
    pub async fn signed_in(&self, asker: &Asker) -> String {
        let worker: WorkerId = asker.worker.as_ref().expect("a worker").worker;
        let link = link_make(&self.app, worker, Lost::Password)
            .await
            .expect("a link is made");
        sign_in_by_link(&self.app, Source::default(), &link)
            .await
            .expect("the link works once")
    }

    /// Takes a police file in by the console.
    pub async fn import(&self, csv: &str) -> Imported {
        police_import(
            &self.app,
            &console(),
            "test.csv",
            || Cursor::new(csv.as_bytes()),
            |_, _| {},
        )
        .await
        .expect("the file is taken in")
    }
}
