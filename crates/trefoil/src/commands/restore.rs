//! `trefoil restore`: an installation made of a backup, where there is none yet. What does not prove itself is not kept.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use trefoil_app::Place;
use trefoil_app::backups::{Asked, NotDone, Proven, Restored, restore, restore_recorded};

use super::console;
use super::progress::Bar;
use crate::Ended;
use crate::cli::RestoreArgs;
use crate::outside::place::Installation;
use crate::outside::{key_file, sync_folder_of};

pub(super) async fn run(here: &Installation, args: &RestoreArgs) -> anyhow::Result<Ended> {
    let mut file = File::open(&args.file)
        .with_context(|| format!("the backup {} cannot be opened", args.file.display()))?;
    let bytes = file.metadata()?.len();
    let keys = if here.key_file.exists() {
        Some(key_file::read(&here.key_file)?)
    } else {
        None
    };
    let fresh = Fresh::at(&here.place)?;
    let asked = Asked {
        place: &fresh.place,
        keys: keys.as_deref(),
        verify: args.verify,
    };
    // Without its folder: what is not restored leaves no reserve behind either.
    let beside = Installation {
        folder: None,
        ..here.clone()
    };
    let outside = beside.outside()?;
    let bar = Bar::new("{bar:40} {msg} {eta} left");
    let mut progress = |what: &'static str, done: u64, of: u64| {
        bar.say(what);
        bar.at(done, if what == "bytes" { bytes } else { of });
        Ok(())
    };
    let done = restore(&asked, outside.as_ref(), &mut file, &mut progress).await;
    bar.end();
    let restored = done.map_err(|fault| said(fault, &args.file))?;
    fresh.keep()?;
    if let Some(keys) = &keys {
        restore_recorded(&here.place, keys, outside, &console()).await?;
    }
    told(&restored, &args.file);
    Ok(Ended::Well)
}

fn said(fault: NotDone, path: &Path) -> anyhow::Error {
    anyhow::Error::new(fault).context(path.display().to_string())
}

/// Where a restore goes until it has proved itself.
struct Fresh {
    place: Place,
    /// The file on its way, and where it belongs.
    moves: Option<(PathBuf, PathBuf)>,
}

impl Fresh {
    fn at(place: &Place) -> anyhow::Result<Self> {
        let Place::File(path) = place else {
            let place = place.clone();
            return Ok(Self { place, moves: None });
        };
        ensure!(
            !path.exists(),
            "there is a database at {} already, and it was left as it was: restore into an empty folder",
            path.display()
        );
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
        let beside = path.with_extension("restoring");
        if beside.exists() {
            std::fs::remove_file(&beside)
                .with_context(|| format!("{} cannot be removed", beside.display()))?;
        }
        Ok(Self {
            place: Place::File(beside.clone()),
            moves: Some((beside, path.clone())),
        })
    }

    /// Puts it in place.
    fn keep(mut self) -> anyhow::Result<()> {
        let Some((beside, path)) = self.moves.take() else {
            return Ok(());
        };
        let told = || format!("{} cannot be put in place", path.display());
        File::open(&beside)
            .and_then(|file| file.sync_all())
            .with_context(told)?;
        std::fs::rename(&beside, &path).with_context(told)?;
        sync_folder_of(&path).with_context(told)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.moves {
            let _ = std::fs::remove_file(beside);
        }
    }
}

fn told(restored: &Restored, path: &Path) {
    let head = &restored.head;
    println!(
        "{}: made by trefoil {} from {}, schema {}",
        path.display(),
        head.program,
        head.engine,
        head.schema
    );
    println!(
        "Checksums fit: {} bytes. Rows put in, as many as the backup says: {} in {} tables.",
        restored.bytes, restored.rows, restored.tables
    );
    if restored.read_back {
        println!("Every row reads back as it was.");
    }
    for one in &restored.proven {
        proved(one);
    }
    if restored.migrated > 0 {
        println!("{} later changes of the schema applied.", restored.migrated);
    }
    if !restored.proven.iter().all(|one| one.keyed) {
        eprintln!(
            "The key was not at hand: that the file and the ledger's head were sealed with it was not checked, and the ledger holds no entry of this restore. Put the key file in place and run `trefoil ledger verify`."
        );
    }
    if !restored.read_back {
        eprintln!("The ledger was not verified. Run `trefoil ledger verify`.");
    }
}

fn proved(one: &Proven) {
    let standing = &one.standing;
    let which = format!("Authority {:03} {}", standing.code, standing.name);
    match &one.ledger {
        None => println!("{which}: a ledger of {} entries.", standing.entries),
        Some(ledger) => println!(
            "{which}: the ledger is whole and the one of the backup: {} entries, {} sealed versions, root {}",
            ledger.entries, ledger.versions, ledger.root
        ),
    }
    if one.keyed {
        println!("{which}: the key fits, and the file is sealed with it.");
    }
}
