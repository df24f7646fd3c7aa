//! Opening and making an authority: schema, keys, ledger, policy. Nothing else can make an [`App`].

use std::sync::Arc;

use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::calendar::Calendar;
use trefoil_core::ids::AuthorityId;
use trefoil_core::principal::Principal;
use trefoil_core::seal::Authority32;
use trefoil_policy::{Policy, PolicyFault};
use trefoil_store::authority::{Authority, authority_create, ring_rewrap};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::migrate::{Migration, is_current, make, migrate, pending};
use trefoil_store::{Db, Place, Ring, Scribe};

use crate::door::{App, Inner};
use crate::matching::recall::Recall;
use crate::world::World;

/// Why an authority could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] trefoil_store::Fault),
    /// The policies do not load.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
    /// The key does not fit.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// There is no such authority here.
    #[error("there is no authority {0} in this database; `trefoil init --authority {0}` makes it")]
    NoAuthority(AuthorityId),
    /// There are several, and none was named.
    #[error("this database holds several authorities; name one with --authority")]
    WhichAuthority,
}

/// The key file does not open this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the key does not fit this database: without the key that made it, nothing in it can be read"
)]
pub struct KeyFault;

/// The authorities of a database; empty where it has none yet. Makes the schema where there is none at all.
///
/// # Errors
/// `Older` where there is one of an earlier program.
pub async fn authorities(place: &Place) -> Result<Vec<(AuthorityId, String)>, Fault> {
    let db = Db::open(place).await?;
    make(&db).await?;
    let found = trefoil_store::authority::authorities(&db).await?;
    db.close().await;
    Ok(found
        .into_iter()
        .map(|one| (one.authority, one.name))
        .collect())
}

/// The migrations that a database still lacks.
pub async fn pending_migrations(place: &Place) -> Result<Vec<&'static Migration>, Fault> {
    let db = Db::open(place).await?;
    let steps = pending(&db).await?;
    db.close().await;
    Ok(steps)
}

/// Applies the migrations that a database lacks, all or none; how many.
pub async fn migrations_apply(place: &Place) -> Result<usize, Fault> {
    let db = Db::open(place).await?;
    let applied = migrate(&db).await?;
    db.close().await;
    Ok(applied)
}

/// Makes an authority; `false` where it is there already.
pub async fn create(
    place: &Place,
    authority: AuthorityId,
    name: &str,
    key: &Authority32,
    world: &dyn World,
) -> Result<bool, Fault> {
    let db = Db::open(place).await?;
    make(&db).await?;
    let there = trefoil_store::authority::authorities(&db)
        .await?
        .iter()
        .any(|one| one.authority == authority);
    if !there {
        let made = Authority {
            authority,
            name: name.to_owned(),
        };
        authority_create(
            &db,
            &made,
            key,
            world,
            console_entry(Act::AuthorityCreate, world),
        )
        .await?;
    }
    db.close().await;
    Ok(!there)
}

fn console_entry(act: Act, world: &dyn World) -> Entry {
    Entry {
        at: world.now(),
        principal: Principal::Console,
        act,
        outcome: ActOutcome::Done,
        subject_kind: SubjectKind::Authority,
        subject: None,
        purpose: String::new(),
        touched: Vec::new(),
    }
}

async fn ring_open(db: &Db, authority: AuthorityId, keys: &[Authority32]) -> Result<Ring, Fault> {
    let mut tx = db.read(authority).await?;
    match Ring::read(&mut tx, authority, keys).await {
        Ok(Some(ring)) => Ok(ring),
        Ok(None) => Err(Fault::NoAuthority(authority)),
        Err(trefoil_store::Fault::Unsealable(_)) => Err(KeyFault.into()),
        Err(fault) => Err(fault.into()),
    }
}

/// Opens the one authority of a database, or the named one, and starts its writer.
///
/// # Errors
/// `Older` where its schema is of an earlier program; as the key does not fit, or no authority is meant.
pub async fn open(
    place: &Place,
    authority: Option<AuthorityId>,
    keys: &[Authority32],
    world: Arc<dyn World>,
) -> Result<App, Fault> {
    let db = Db::open(place).await?;
    is_current(&db).await?;
    let known = trefoil_store::authority::authorities(&db).await?;
    let chosen = match (authority, known.as_slice()) {
        (Some(named), all) => all
            .iter()
            .find(|one| one.authority == named)
            .ok_or(Fault::NoAuthority(named))?,
        (None, [one]) => one,
        (None, _) => return Err(Fault::WhichAuthority),
    };
    let ring = ring_open(&db, chosen.authority, keys).await?;
    behind(db, chosen, ring, world)
}

/// The door of one authority of an open database, and its writer.
fn behind(db: Db, authority: &Authority, ring: Ring, world: Arc<dyn World>) -> Result<App, Fault> {
    let ring = Arc::new(ring);
    Ok(App::new(Inner {
        authority: authority.authority,
        name: authority.name.clone(),
        scribe: Scribe::start(db.clone(), Arc::clone(&ring), authority.authority),
        policy: Policy::load()?,
        recall: Recall::default(),
        built_in: Calendar::england_and_wales(),
        db,
        ring,
        world,
    }))
}

/// Opens every authority of a database as it is, its schema not brought up to date.
pub(crate) async fn open_all(
    db: &Db,
    keys: &[Authority32],
    world: &Arc<dyn World>,
) -> Result<Vec<App>, Fault> {
    let known = trefoil_store::authority::authorities(db).await?;
    let mut doors = Vec::with_capacity(known.len());
    for one in &known {
        let ring = ring_open(db, one.authority, keys).await?;
        doors.push(behind(db.clone(), one, ring, Arc::clone(world))?);
    }
    Ok(doors)
}

/// Wraps every authority's keys under `next`. The caller keeps both keys in the key file until this has returned, so that
/// a stop at any point leaves a key that fits.
pub async fn rotate(
    place: &Place,
    keys: &[Authority32],
    next: &Authority32,
    world: &dyn World,
) -> Result<(), Fault> {
    let db = Db::open(place).await?;
    for one in trefoil_store::authority::authorities(&db).await? {
        let ring = ring_open(&db, one.authority, keys).await?;
        ring_rewrap(
            &db,
            one.authority,
            &ring,
            next,
            world,
            console_entry(Act::KeyRotate, world),
        )
        .await?;
    }
    db.close().await;
    Ok(())
}

/// Whether one of these keys opens every authority of the database.
pub async fn key_fits(place: &Place, keys: &[Authority32]) -> Result<bool, Fault> {
    let db = Db::open(place).await?;
    let mut fits = true;
    for one in trefoil_store::authority::authorities(&db).await? {
        fits &= ring_open(&db, one.authority, keys).await.is_ok();
    }
    db.close().await;
    Ok(fits)
}
