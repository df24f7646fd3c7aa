//! Where an installation is: its database, its key, and opening both.

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use jiff::SignedDuration;
use trefoil_app::{App, Place};
use trefoil_core::attachment::Sizes;
use trefoil_core::budget::Limits;
use trefoil_core::ids::AuthorityId;

use super::{Outside, key_file};
use crate::cli::StoreArgs;

/// Blackpool, by which the contract's examples go.
pub(crate) const DEFAULT_AUTHORITY: u16 = 890;

/// An installation.
#[derive(Debug, Clone)]
pub(crate) struct Installation {
    /// The database.
    pub(crate) place: Place,
    /// The folder of an embedded one.
    pub(crate) folder: Option<PathBuf>,
    /// The key file.
    pub(crate) key_file: PathBuf,
    /// The authority that was named.
    pub(crate) authority: Option<AuthorityId>,
    /// For how long places may be opened after step-up.
    pub(crate) places_open_for: SignedDuration,
    /// How often things may be done.
    pub(crate) limits: Limits,
    /// How large the files of contacts may be.
    pub(crate) sizes: Sizes,
}

/// Long enough to finish what one stepped up for, short enough that a machine left open shows nobody an address.
const PLACES_OPEN_FOR: SignedDuration = SignedDuration::from_mins(15);
/// In a demonstration, whose accounts have no password to step up with: a working day.
const PLACES_OPEN_IN_DEMO: SignedDuration = SignedDuration::from_hours(12);

impl Installation {
    /// Where the arguments say.
    pub(crate) fn of(args: &StoreArgs) -> Self {
        let folder = args
            .data
            .clone()
            .or_else(|| super::variable("TREFOIL_DATA").map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from("trefoil-data"));
        let key_file = args
            .key_file
            .clone()
            .or_else(|| super::variable("TREFOIL_KEY_FILE").map(PathBuf::from))
            .unwrap_or_else(|| folder.join("key"));
        let (place, folder) = match &args.database {
            Some(url) => (Place::Server(url.clone()), None),
            None => (Place::File(folder.join("trefoil.db")), Some(folder)),
        };
        Self {
            place,
            folder,
            key_file,
            authority: args.authority,
            places_open_for: PLACES_OPEN_FOR,
            limits: Limits::default(),
            sizes: Sizes::default(),
        }
    }

    /// As a demonstration.
    pub(crate) fn demonstration(self) -> Self {
        Self {
            places_open_for: PLACES_OPEN_IN_DEMO,
            ..self
        }
    }

    /// The outside for this installation.
    pub(crate) fn outside(&self) -> anyhow::Result<Arc<Outside>> {
        Ok(Arc::new(Outside::open(
            self.folder.clone(),
            self.places_open_for,
            (self.limits, self.sizes),
        )?))
    }

    /// Makes what is missing: folder, key, schema, authority. `true` where the authority was made now.
    pub(crate) async fn init(&self, name: &str) -> anyhow::Result<bool> {
        for folder in self
            .folder
            .iter()
            .chain(self.key_file.parent().map(PathBuf::from).iter())
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
        let outside = self.outside()?;
        let known = trefoil_app::authorities(&self.place).await?;
        if !self.key_file.exists() {
            anyhow::ensure!(
                known.is_empty(),
                "this database was made with a key, and {} is not there: put the key back first",
                self.key_file.display()
            );
            key_file::write(&self.key_file, &[key_file::fresh(outside.as_ref())])?;
        }
        let keys = key_file::read(&self.key_file)?;
        let key = keys.first().context("the key file is empty")?;
        let authority = match (self.authority, known.first()) {
            (Some(named), _) => named,
            (None, Some((there, _))) => *there,
            (None, None) => AuthorityId::new(DEFAULT_AUTHORITY)?,
        };
        Ok(trefoil_app::create(&self.place, authority, name, key, outside.as_ref()).await?)
    }

    /// That no other server works on the same embedded database: each would do the work that commits leave, and look at the same folder of
    /// mail. What a command writes beside a server is taken up; two servers need PostgreSQL. Goes with the process, however it ends.
    pub(crate) fn alone(&self) -> anyhow::Result<Option<File>> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let path = folder.join("serving");
        let file = File::create(&path);
        let file = file.with_context(|| format!("{} cannot be made", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => anyhow::bail!(
                "another server works on the records in {}: stop it first. Several servers at once need a PostgreSQL database",
                folder.display()
            ),
            // Some file systems know no locks.
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }

    /// Opens the authority.
    pub(crate) async fn open(&self) -> anyhow::Result<App> {
        let keys = key_file::read(&self.key_file)?;
        Ok(trefoil_app::open(&self.place, self.authority, &keys, self.outside()?).await?)
    }

    /// Opens the authority, made first where nothing is there yet; a mistyped folder should be noticed.
    pub(crate) async fn open_or_init(&self, name: &str) -> anyhow::Result<App> {
        if self.init(name).await? {
            eprintln!(
                "No records were there: new ones were made, with a key. Where you meant others, name them with --data or --database."
            );
        }
        self.open().await
    }
}
