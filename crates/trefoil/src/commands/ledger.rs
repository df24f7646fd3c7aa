//! `trefoil ledger`: the proof that nothing was changed, removed or reordered.

use anyhow::Context;
use trefoil_app::ledger::{Checkpoint, ledger_checkpoint, ledger_verify};

use super::console;
use crate::Ended;
use crate::cli::LedgerCommand;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: LedgerCommand) -> anyhow::Result<Ended> {
    let app = here.open().await?;
    let ended = match command {
        LedgerCommand::Checkpoint => {
            print!("{}", ledger_checkpoint(&app, &console()).await?);
            Ended::Well
        }
        LedgerCommand::Verify { checkpoint } => {
            let checkpoint: Option<Checkpoint> = match checkpoint {
                Some(path) => Some(
                    std::fs::read_to_string(&path)
                        .with_context(|| format!("{} cannot be read", path.display()))?
                        .parse()?,
                ),
                None => None,
            };
            let verified = ledger_verify(&app, &console(), checkpoint.as_ref()).await?;
            for finding in &verified.findings {
                println!("{}", finding.0);
            }
            if verified.findings.is_empty() {
                println!(
                    "The ledger is whole: {} entries, {} sealed versions, root {}",
                    verified.entries, verified.versions, verified.root
                );
                Ended::Well
            } else {
                eprintln!(
                    "The ledger is not whole. Keep this database as it is, and tell your information-governance officer."
                );
                Ended::Failed
            }
        }
    };
    app.close().await;
    Ok(ended)
}
