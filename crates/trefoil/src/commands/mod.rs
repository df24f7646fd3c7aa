//! The commands, a file each. All but the server's act as the operator at the console.

mod admin;
mod answered_for;
mod backup;
mod demo;
mod doctor;
mod families;
mod import;
mod import_mail;
mod init;
mod key;
mod ledger;
mod link;
mod lived_in;
mod mail;
mod mail_drop;
mod messages;
mod migrate;
mod progress;
mod registers;
mod report;
mod restore;
mod schools;
mod serve;
mod town;
mod witness;

use trefoil_app::Asker;
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;

use crate::Ended;
use crate::cli::{Asked, Command};
use crate::outside::place::Installation;
use crate::outside::room_words;

/// The operator at the console.
fn console() -> Asker {
    Asker::machine(Principal::Console)
}

/// Runs what was asked.
pub(crate) async fn run(asked: Asked) -> anyhow::Result<Ended> {
    let here = Installation::of(&asked.store);
    let folder = here.folder.clone();
    let came = answered(here, asked).await;
    came.map_err(|fault| match folder {
        Some(folder) if is_full(&fault) => fault.context(room_words(&folder)),
        _ => fault,
    })
}

/// Whether it failed for want of room on a disk.
fn is_full(fault: &anyhow::Error) -> bool {
    fault.chain().any(|one| {
        let refused = one.downcast_ref::<Refusal>() == Some(&Refusal::NoSpace);
        refused || matches!(one.downcast_ref(), Some(trefoil_app::StoreFault::Full))
    })
}

async fn answered(here: Installation, asked: Asked) -> anyhow::Result<Ended> {
    match asked.command {
        Command::Demo(args) => demo::run(&asked.store, &args).await,
        Command::Serve(args) => serve::run(&asked.store, &args).await,
        Command::Init(args) => init::run(&here, &args).await,
        Command::Admin(command) => admin::run(&here, command).await,
        Command::Migrate(args) => migrate::run(&here, &args).await,
        Command::Doctor(args) => doctor::run(&asked.store, &args).await,
        Command::Key(command) => key::run(&here, command).await,
        Command::Import(command) => import::run(&here, command).await,
        Command::Report(command) => report::run(&here, command).await,
        Command::Ledger(command) => ledger::run(&asked.store, &here, command).await,
        Command::Backup(args) => backup::run(&here, &args).await,
        Command::Restore(args) => restore::run(&here, &args).await,
        Command::Town(args) => town::run(&here, &args).await,
        Command::Link(command) => Ok(link::run(command)),
    }
}
