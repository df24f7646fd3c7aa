//! `trefoil ledger`: the proof that nothing was changed, removed or reordered.

use std::path::{Path, PathBuf};

use anyhow::Context;
use trefoil_app::ledger::{Checkpoint, Verified, ledger_checkpoint, ledger_verify};

use super::{console, witness};
use crate::Ended;
use crate::cli::{LedgerCommand, StoreArgs};
use crate::outside::place::Installation;

pub(super) async fn run(
    store: &StoreArgs,
    here: &Installation,
    command: LedgerCommand,
) -> anyhow::Result<Ended> {
    let command = match command {
        LedgerCommand::Witness(args) => return witness::run(store, &args),
        LedgerCommand::Checkpoint { since } => Look::Checkpoint(since),
        LedgerCommand::Verify { checkpoint } => Look::Verify(checkpoint),
    };
    let app = here.open().await?;
    let ended = match command {
        Look::Checkpoint(since) => {
            let since = since.as_deref().map(read).transpose()?;
            let since = since.map(|one| one.size);
            print!("{}", ledger_checkpoint(&app, &console(), since).await?);
            Ended::Well
        }
        Look::Verify(checkpoint) => {
            let checkpoint = checkpoint.as_deref().map(read).transpose()?;
            let verified = ledger_verify(&app, &console(), checkpoint.as_ref()).await?;
            told(&verified, checkpoint.as_ref())
        }
    };
    app.close().await;
    Ok(ended)
}

/// What looks at this authority's own ledger.
enum Look {
    Checkpoint(Option<PathBuf>),
    Verify(Option<PathBuf>),
}

/// Reads a checkpoint.
fn read(path: &Path) -> anyhow::Result<Checkpoint> {
    std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?
        .parse()
        .with_context(|| path.display().to_string())
}

fn told(verified: &Verified, checkpoint: Option<&Checkpoint>) -> Ended {
    for finding in &verified.findings {
        println!("{}", finding.0);
    }
    if !verified.findings.is_empty() {
        eprintln!(
            "The ledger is not whole. Keep this database as it is, and tell your information-governance officer."
        );
        return Ended::Failed;
    }
    println!(
        "The ledger is whole: {} entries, {} sealed versions, root {}",
        verified.entries, verified.versions, verified.root
    );
    for one in checkpoint.iter().flat_map(|one| &one.witnesses) {
        println!("Witnessed by {}, key {}", one.name, one.key);
    }
    Ended::Well
}
