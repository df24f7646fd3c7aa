//! `trefoil backup`: one consistent file while a server runs, without the key.

use std::path::Path;

use trefoil_app::Place;
use trefoil_app::backups::{BackupFault, Making, NotDone, Taken};
use trefoil_core::refusal::Refusal;

use super::console;
use super::progress::Bar;
use crate::Ended;
use crate::cli::BackupArgs;
use crate::outside::place::Installation;
use crate::outside::{Putting, free_bytes, key_file};

/// The backup stops before it leaves the server less than this: writing is refused below a quarter of it.
const LEFT: u64 = 64 << 20;
/// The log of the embedded engine grows as long as the backup reads; past this the backup stops and is to be made at a quieter time.
const LOG: u64 = 4 << 30;

const CROWDED: &str = "The disk of the database is nearly full, so the backup was stopped before the server had to stop writing. Back up to another disk, or make room.";
const GREW: &str = "So much was written during the backup that the database's log grew past 4 GB. Nothing is lost; make the backup at a quieter time.";

pub(super) async fn run(here: &Installation, args: &BackupArgs) -> anyhow::Result<Ended> {
    let path = &args.file;
    there(here)?;
    let keys = key_file::read(&here.key_file)?;
    let mut out = Putting::begin(path)?;
    let making = Making::begin(&here.place, &keys, here.outside()?, console()).await?;
    let bar = Bar::new("{bar:40} {pos} of about {len} rows, {eta} left");
    let mut progress = |_: &str, rows: u64, of: u64| {
        bar.at(rows, of);
        room(here)
    };
    let written = making
        .write(env!("CARGO_PKG_VERSION"), &mut out, &mut progress)
        .await;
    bar.end();
    let placed = match written {
        Ok(taken) => out.place().map(|()| taken),
        Err(fault) => Err(said(fault, path)),
    };
    match placed {
        Ok(taken) => {
            making.finish().await?;
            told(&taken, path);
            Ok(Ended::Well)
        }
        Err(error) => {
            making.give_up().await;
            Err(error)
        }
    }
}

/// Opening a database that is not there would make it.
fn there(here: &Installation) -> anyhow::Result<()> {
    match &here.place {
        Place::File(path) => {
            anyhow::ensure!(path.exists(), "there is no database at {}", path.display());
        }
        Place::Server(_) => {}
    }
    Ok(())
}

fn room(here: &Installation) -> Result<(), Refusal> {
    let (Some(folder), Place::File(path)) = (&here.folder, &here.place) else {
        return Ok(());
    };
    let log = path.with_extension("db-wal").metadata();
    if log.is_ok_and(|log| log.len() > LOG) {
        return Err(Refusal::Conflict(GREW.to_owned()));
    }
    if free_bytes(folder) < LEFT {
        return Err(Refusal::Conflict(CROWDED.to_owned()));
    }
    Ok(())
}

fn said(fault: NotDone, path: &Path) -> anyhow::Error {
    match fault {
        NotDone::Backup(BackupFault::File(error)) => anyhow::Error::new(error).context(format!(
            "{} cannot be written, and nothing of it was left",
            path.display()
        )),
        other => other.into(),
    }
}

fn told(taken: &Taken, path: &Path) {
    println!(
        "{}: {} rows, {} bytes, schema {}",
        path.display(),
        taken.rows,
        taken.bytes,
        taken.head.schema
    );
    for one in &taken.head.authorities {
        println!(
            "Authority {:03} {}: ledger of {} entries, root {}",
            one.code, one.name, one.entries, one.root
        );
    }
    eprintln!(
        "The key is not in it. Keep a copy of the key (`trefoil key export`) somewhere else: without it nothing in the backup can be read."
    );
}
