//! `trefoil serve`: the server, its background work, and stopping it in order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;
use trefoil_app::App;
use trefoil_web::State;

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            https: false,
            data: None,
            database: None,
            key_file: None,
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
    let here = Installation::of(&store);
    let pending = trefoil_app::pending_migrations(&here.place).await?;
    anyhow::ensure!(
        pending.is_empty() || args.migrate,
        "the schema is older than this program: run `trefoil migrate`, or start with --migrate"
    );
    let app = here.open().await?;
    serve(app, settings.listen, false, settings.https, || {
        eprintln!("Serving http://{}", settings.listen);
    })
    .await
}

/// How often work left by commits is looked for when there was none.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves until the process is told to stop; `ready` is called when the address is open.
pub(super) async fn serve(
    app: App,
    listen: SocketAddr,
    demo: bool,
    secure: bool,
    ready: impl FnOnce(),
) -> anyhow::Result<Ended> {
    let state = State {
        app: app.clone(),
        demo,
        secure,
        stopwatch: Arc::new(crate::outside::microseconds),
    };
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("{listen} cannot be opened: another program may be using it"))?;
    trefoil_app::imports::upload::uploads_resume(&app).await?;
    let jobs = tokio::spawn(work_on(app.clone()));
    ready();
    axum::serve(listener, trefoil_web::router(state))
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
