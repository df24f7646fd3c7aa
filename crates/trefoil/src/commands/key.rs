//! `trefoil key`: a copy for safe keeping, and a new one.

use anyhow::Context;
use trefoil_app::ledger::key_exported;

use super::console;
use crate::Ended;
use crate::cli::KeyCommand;
use crate::outside::key_file;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: KeyCommand) -> anyhow::Result<Ended> {
    match command {
        KeyCommand::Export { out } => export(here, out.as_deref()).await,
        KeyCommand::Rotate => rotate(here).await,
    }
}

async fn export(here: &Installation, out: Option<&std::path::Path>) -> anyhow::Result<Ended> {
    let keys = key_file::read(&here.key_file)?;
    let app = here.open().await?;
    key_exported(&app, &console()).await?;
    app.close().await;
    match out {
        Some(path) => {
            anyhow::ensure!(
                !path.exists(),
                "{} is there already, and was left as it was",
                path.display()
            );
            key_file::write(path, &keys)?;
        }
        None => print!("{}", key_file::text(&keys)),
    }
    eprintln!("Keep this copy apart from your backups: whoever has both can read everything.");
    Ok(Ended::Well)
}

/// Both keys stand in the file until the database is wrapped under the new one.
async fn rotate(here: &Installation) -> anyhow::Result<Ended> {
    let keys = key_file::read(&here.key_file)?;
    let old = keys.first().context("the key file is empty")?.clone();
    let outside = here.outside()?;
    let next = key_file::fresh(outside.as_ref());
    key_file::write(&here.key_file, &[next.clone(), old])?;
    let mut all = vec![next.clone()];
    all.extend(keys);
    trefoil_app::rotate(&here.place, &all, &next, outside.as_ref()).await?;
    key_file::write(&here.key_file, &[next])?;
    eprintln!(
        "The key is new. Copies of the old one no longer open this database; backups made before still need it."
    );
    Ok(Ended::Well)
}
