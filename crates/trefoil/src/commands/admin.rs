//! `trefoil admin`: the first administrator, who makes the other accounts on their page; and a one-time sign-in link for
//! somebody who lost their password or phone.

use std::io::BufRead;

use anyhow::Context;
use trefoil_app::accounts::link::link_make;
use trefoil_app::accounts::workers::{NewAccount, worker_create, workers_view};
use trefoil_app::agencies::add::agency_add;
use trefoil_app::agencies::token::token_make;
use trefoil_app::agencies::view::agencies_view;
use trefoil_core::date_words::moment;
use trefoil_core::principal::Role;
use trefoil_core::sign_in_link::Lost;
use trefoil_core::token::TokenTyped;

use super::console;
use crate::Ended;
use crate::cli::{AdminCommand, AdminCreateArgs, AdminLinkArgs, ApiTokenArgs, LostArg};
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: AdminCommand) -> anyhow::Result<Ended> {
    match command {
        AdminCommand::Create(args) => create(here, args).await,
        AdminCommand::Link(args) => link(here, &args).await,
        AdminCommand::ApiToken(args) => api_token(here, args).await,
    }
}

/// The token alone is printed on standard output, for whoever puts it where it is used.
async fn api_token(here: &Installation, args: ApiTokenArgs) -> anyhow::Result<Ended> {
    let app = here.open().await?;
    let known = agencies_view(&app, &console()).await?;
    let name = args.agency.trim();
    let found = known.iter().find(|row| row.agency.name == name);
    let agency = match found {
        Some(row) => row.agency.agency,
        None if args.add_agency => agency_add(&app, &console(), name).await?,
        None => {
            let names: Vec<&str> = known.iter().map(|row| row.agency.name.as_str()).collect();
            anyhow::bail!(
                "there is no agency {name}; --add-agency adds it. There are: {}",
                names.join(", ")
            );
        }
    };
    let typed = TokenTyped {
        system: args.name,
        days: args.days,
    };
    let made = token_make(&app, &console(), agency, &typed).await?;
    app.close().await;
    println!("{}", made.secret);
    eprintln!(
        "It is shown once, and is good until {}.",
        moment(made.expires_at)
    );
    Ok(Ended::Well)
}

async fn create(here: &Installation, args: AdminCreateArgs) -> anyhow::Result<Ended> {
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

/// The path alone is printed: how browsers reach the server is not known here.
async fn link(here: &Installation, args: &AdminLinkArgs) -> anyhow::Result<Ended> {
    let email = args.email.trim().to_lowercase();
    let lost = match args.lost {
        LostArg::Password => Lost::Password,
        LostArg::Phone => Lost::Authenticator,
    };
    let app = here.open().await?;
    let known = workers_view(&app, &console()).await?;
    let worker = known
        .iter()
        .find(|row| row.email == email)
        .map(|row| row.worker)
        .with_context(|| format!("nobody signs in as {email}"))?;
    let token = link_make(&app, worker, lost).await?;
    app.close().await;
    println!("/sign-in/link/{token}");
    eprintln!(
        "It works once, for 24 hours. Put it behind the address of the server. Where the account has a password, it asks for what its worker still has."
    );
    Ok(Ended::Well)
}
