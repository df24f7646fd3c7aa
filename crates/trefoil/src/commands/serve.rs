//! `trefoil serve`: the server, its background work, and stopping it in order.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use trefoil_app::App;
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_app::accounts::provider::Provider;
use trefoil_web::{Metrics, Partners, State};

use super::mail::Post;
use super::mail_drop::DropFolder;
use crate::Ended;
use crate::cli::{ServeArgs, StoreArgs};
use crate::outside::place::Installation;
use crate::outside::tls::{Certificate, Peer, TlsListener};
use crate::settings::provider::ProviderTable;
use crate::settings::{self, Settings};

pub(super) async fn run(store: &StoreArgs, args: &ServeArgs) -> anyhow::Result<Ended> {
    if args.print_config {
        print!("{}", settings::PRINTED);
        return Ok(Ended::Well);
    }
    let settings = settings::read(args.config.as_deref())?;
    let here = Installation {
        limits: settings.limits.limits()?,
        sizes: settings.attachments.sizes()?,
        ..Installation::of(&settings.store(store))
    };
    if let Some(warning) = trefoil_app::way_warning(&here.place) {
        eprintln!("warning: {warning}");
    }
    let pending = trefoil_app::pending_migrations(&here.place).await?;
    anyhow::ensure!(
        pending.is_empty() || args.migrate,
        "the schema is older than this program: run `trefoil migrate`, or start with --migrate"
    );
    let door = Door::of(settings)?;
    if !pending.is_empty() {
        trefoil_app::migrations_apply(&here.place).await?;
    }
    let (listen, scheme) = (door.listen, door.scheme());
    // Held until the process ends.
    let _alone = here.alone()?;
    let app = here.open().await?;
    serve(app, door, || {
        eprintln!("Serving {scheme}://{listen}");
    })
    .await
}

/// How often work left by commits is looked for when there was none.
const PAUSE: Duration = Duration::from_millis(500);

/// How browsers reach us.
pub(super) struct Door {
    pub(super) listen: SocketAddr,
    pub(super) metrics: Option<SocketAddr>,
    pub(super) demo: bool,
    pub(super) secure: bool,
    pub(super) certificate: Option<Arc<Certificate>>,
    pub(super) proxies: Arc<[IpAddr]>,
    pub(super) provider: Option<Provider>,
    pub(super) passkeys: Option<Passkeys>,
    pub(super) partners: Option<Partners>,
    pub(super) mail: Option<Post>,
    pub(super) mail_drop: Option<DropFolder>,
}

impl Door {
    fn of(settings: Settings) -> anyhow::Result<Self> {
        let tls = settings.tls.as_ref();
        let certificate = tls.map(|tls| Certificate::read(&tls.certificate, &tls.key));
        let certificate = certificate.transpose().context("tls")?;
        let passkeys = settings
            .passkeys
            .map(|table| table.passkeys())
            .transpose()?;
        let provider = settings.provider.map(ProviderTable::provider).transpose()?;
        let mail = settings.mail.map(Post::of).transpose()?;
        let mail_drop = settings.mail_drop.map(DropFolder::of).transpose()?;
        Ok(Self {
            listen: settings.listen,
            metrics: settings.metrics_listen,
            demo: false,
            secure: settings.https || certificate.is_some(),
            certificate,
            proxies: settings.proxies.into(),
            provider,
            passkeys,
            partners: settings.partners.partners(),
            mail,
            mail_drop,
        })
    }

    fn scheme(&self) -> &'static str {
        match self.certificate {
            Some(_) => "https",
            None => "http",
        }
    }
}

/// Serves until the process is told to stop; `ready` is called when the address is open.
pub(super) async fn serve(app: App, door: Door, ready: impl FnOnce()) -> anyhow::Result<Ended> {
    let state = State {
        app: app.clone(),
        demo: door.demo,
        secure: door.secure,
        proxies: door.proxies,
        provider: door.provider,
        passkeys: door.passkeys,
        partners: door.partners,
        stopwatch: Arc::new(crate::outside::microseconds),
        beat: trefoil_web::beat::BEAT,
        metrics: Metrics::default(),
    };
    let listener = open(door.listen).await?;
    let monitor = match door.metrics {
        Some(address) => Some(open(address).await?),
        None => None,
    };
    trefoil_app::imports::upload::uploads_resume(&app).await?;
    let mut beside = vec![tokio::spawn(work_on(app.clone()))];
    let mail = door.mail;
    beside.extend(mail.map(|post| tokio::spawn(post.work_on(app.clone()))));
    let mail_drop = door.mail_drop;
    beside.extend(mail_drop.map(|drop| tokio::spawn(drop.work_on(app.clone()))));
    beside.extend(monitor.map(|listener| tokio::spawn(monitored(listener, state.clone()))));
    let router = trefoil_web::router(state);
    match door.certificate {
        None => {
            ready();
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            let serving = axum::serve(listener, service);
            serving.with_graceful_shutdown(told_to_stop()).await?;
        }
        Some(certificate) => {
            beside.push(tokio::spawn(read_again(Arc::clone(&certificate))));
            let listener = TlsListener::new(listener, certificate)?;
            ready();
            let router = router.layer(from_fn(as_in_the_clear));
            let service = router.into_make_service_with_connect_info::<Peer>();
            let serving = axum::serve(listener, service);
            serving.with_graceful_shutdown(told_to_stop()).await?;
        }
    }
    for task in beside {
        task.abort();
    }
    app.close().await;
    Ok(Ended::Well)
}

async fn open(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let opened = TcpListener::bind(address).await;
    opened.with_context(|| format!("{address} cannot be opened: another program may be using it"))
}

/// What a monitor is told, at an address of its own.
async fn monitored(listener: TcpListener, state: State) {
    if let Err(error) = axum::serve(listener, trefoil_web::metrics_router(state)).await {
        tracing::error!(event = "metrics_stopped", why = %error);
    }
}

/// Who connected is told to the pages as it is without TLS.
async fn as_in_the_clear(mut request: Request, next: Next) -> axum::response::Response {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    if let Some(ConnectInfo(Peer(address))) = peer.copied() {
        request.extensions_mut().insert(ConnectInfo(address));
    }
    next.run(request).await
}

/// Reads the certificate again whenever the operator says so (SIGHUP).
async fn read_again(certificate: Arc<Certificate>) {
    let Ok(mut told) = signal(SignalKind::hangup()) else {
        return;
    };
    while told.recv().await.is_some() {
        match certificate.read_again() {
            Ok(()) => tracing::warn!(event = "certificate_read_again"),
            Err(error) => {
                tracing::error!(event = "certificate_not_read", why = format!("{error:#}"));
            }
        }
    }
}

/// Does what commits left to be done, as long as the server runs. A database that is away is tried again.
async fn work_on(app: App) {
    while app.remember().await.is_err() {
        tokio::time::sleep(PAUSE).await;
    }
    loop {
        if !matches!(trefoil_app::jobs::run_due(&app).await, Ok(done) if done > 0) {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn told_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
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
