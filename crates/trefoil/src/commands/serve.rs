//! `trefoil serve`: the server, its background work, and stopping it in order.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;
use trefoil_app::App;
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_app::accounts::provider::Provider;
use trefoil_core::budget::{Budget, Limits};
use trefoil_web::State;

use super::provider::ProviderTable;
use crate::Ended;
use crate::cli::{ServeArgs, StoreArgs};
use crate::outside::place::Installation;

/// The settings of a server; docs/configuration.md explains each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Settings {
    listen: SocketAddr,
    https: bool,
    data: Option<PathBuf>,
    database: Option<String>,
    key_file: Option<PathBuf>,
    proxies: Vec<IpAddr>,
    limits: LimitSettings,
    provider: Option<ProviderTable>,
    passkeys: Option<PasskeysTable>,
}

/// Passkeys: what browsers bind them to, and what is asked beside one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PasskeysTable {
    address: String,
    #[serde(default)]
    with_password: bool,
}

/// How often things may be done; what is not set is as `Limits` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LimitSettings {
    tries_from_source: Option<i64>,
    tries_at_account: Option<i64>,
    searches_an_hour: Option<i64>,
    searches_a_day: Option<i64>,
    persons_an_hour: Option<i64>,
}

impl LimitSettings {
    fn limits(&self) -> anyhow::Result<Limits> {
        let usual = Limits::default();
        let limits = Limits {
            tries_from_source: self.tries_from_source.unwrap_or(usual.tries_from_source),
            tries_at_account: self.tries_at_account.unwrap_or(usual.tries_at_account),
            searches_an_hour: self.searches_an_hour.unwrap_or(usual.searches_an_hour),
            searches_a_day: self.searches_a_day.unwrap_or(usual.searches_a_day),
            persons_an_hour: self.persons_an_hour.unwrap_or(usual.persons_an_hour),
        };
        for budget in Budget::ALL {
            anyhow::ensure!(
                limits.of(*budget) > 0,
                "the setting limits.{} must be 1 or more",
                budget.code()
            );
        }
        Ok(limits)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            https: false,
            data: None,
            database: None,
            key_file: None,
            proxies: Vec::new(),
            limits: LimitSettings::default(),
            provider: None,
            passkeys: None,
        }
    }
}

fn settings(path: Option<&Path>) -> anyhow::Result<Settings> {
    match path {
        None => Ok(Settings::default()),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("the settings {} cannot be read", path.display()))?;
            toml::from_str(&text)
                .with_context(|| format!("the settings {} are not right", path.display()))
        }
    }
}

pub(super) async fn run(store: &StoreArgs, args: &ServeArgs) -> anyhow::Result<Ended> {
    let settings = settings(args.config.as_deref())?;
    let mut store = store.clone();
    // What stands on the command line wins over the file.
    if store.data.is_none() && store.database.is_none() {
        (store.data, store.database) = (settings.data.clone(), settings.database.clone());
    }
    store.key_file = store.key_file.or(settings.key_file.clone());
    let here = Installation {
        limits: settings.limits.limits()?,
        ..Installation::of(&store)
    };
    if let Some(warning) = trefoil_app::way_warning(&here.place) {
        eprintln!("warning: {warning}");
    }
    let pending = trefoil_app::pending_migrations(&here.place).await?;
    anyhow::ensure!(
        pending.is_empty() || args.migrate,
        "the schema is older than this program: run `trefoil migrate`, or start with --migrate"
    );
    let provider = settings.provider.map(ProviderTable::provider).transpose()?;
    let bound = settings.passkeys;
    let passkeys = bound.map(|table| Passkeys::new(&table.address, table.with_password));
    let passkeys = passkeys.transpose().context("passkeys.address")?;
    let app = here.open().await?;
    let door = Door {
        listen: settings.listen,
        demo: false,
        secure: settings.https,
        proxies: settings.proxies.into(),
        provider,
        passkeys,
    };
    serve(app, door, || {
        eprintln!("Serving http://{}", settings.listen);
    })
    .await
}

/// How often work left by commits is looked for when there was none.
const PAUSE: Duration = Duration::from_millis(500);

/// How browsers reach us.
pub(super) struct Door {
    pub(super) listen: SocketAddr,
    pub(super) demo: bool,
    pub(super) secure: bool,
    pub(super) proxies: Arc<[IpAddr]>,
    pub(super) provider: Option<Provider>,
    pub(super) passkeys: Option<Passkeys>,
}

/// Serves until the process is told to stop; `ready` is called when the address is open.
pub(super) async fn serve(app: App, door: Door, ready: impl FnOnce()) -> anyhow::Result<Ended> {
    let listen = door.listen;
    let state = State {
        app: app.clone(),
        demo: door.demo,
        secure: door.secure,
        proxies: door.proxies,
        provider: door.provider,
        passkeys: door.passkeys,
        stopwatch: Arc::new(crate::outside::microseconds),
        beat: trefoil_web::beat::BEAT,
    };
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("{listen} cannot be opened: another program may be using it"))?;
    trefoil_app::imports::upload::uploads_resume(&app).await?;
    let jobs = tokio::spawn(work_on(app.clone()));
    ready();
    let router = trefoil_web::router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router)
        .with_graceful_shutdown(told_to_stop())
        .await?;
    jobs.abort();
    app.close().await;
    Ok(Ended::Well)
}

/// Does what commits left to be done, as long as the server runs. A database that is away is tried again.
async fn work_on(app: App) {
    loop {
        if !matches!(trefoil_app::jobs::run_due(&app).await, Ok(done) if done > 0) {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn told_to_stop() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
