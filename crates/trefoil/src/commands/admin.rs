//! `trefoil admin create`: the first administrator, who makes the other accounts on their page.

use std::io::BufRead;

use anyhow::Context;
use trefoil_app::accounts::workers::{NewAccount, worker_create};
use trefoil_core::principal::Role;

use super::console;
use crate::Ended;
use crate::cli::AdminCommand;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: AdminCommand) -> anyhow::Result<Ended> {
    let AdminCommand::Create(args) = command;
    anyhow::ensure!(
        args.password_stdin,
        "give the password on standard input, with --password-stdin"
    );
    let mut password = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut password)
        .context("the password cannot be read")?;
    let app = here.open_or_init("Blackpool Council").await?;
    let account = NewAccount {
        name: args.name,
        email: args.email,
        role: Role::Administrator,
        team: None,
        password: Some(password.trim_end_matches(['\r', '\n']).to_owned()),
    };
    let made = worker_create(&app, &console(), account).await?;
    app.close().await;
    println!("{}", made.totp_uri);
    eprintln!(
        "Put this address into an authenticator app, or type the letters {}. It is shown once.",
        made.totp_secret
    );
    Ok(Ended::Well)
}
