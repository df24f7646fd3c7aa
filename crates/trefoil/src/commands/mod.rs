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

use crate::Ended;
use crate::cli::{Asked, Command};
use crate::outside::place::Installation;

/// The operator at the console.
fn console() -> Asker {
    Asker::machine(Principal::Console)
}

/// Runs what was asked.
pub(crate) async fn run(asked: Asked) -> anyhow::Result<Ended> {
    let here = Installation::of(&asked.store);
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
