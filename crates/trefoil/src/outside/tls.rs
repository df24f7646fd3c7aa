//! The server's own TLS: the certificate read from two files, read again when the operator says so, and connections taken in so
//! that one who is slow to shake hands keeps nobody waiting.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::{Context, ensure};
use axum::serve::{IncomingStream, Listener};
use jiff::Timestamp;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{DEFAULT_VERSIONS, ServerConfig};
use tokio_rustls::server::TlsStream;

/// How long a handshake may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Handshakes at once; more wait to be taken in.
const AT_ONCE: usize = 256;

/// The certificate in use.
#[derive(Debug)]
pub(crate) struct Certificate {
    files: (PathBuf, PathBuf),
    now: RwLock<Arc<CertifiedKey>>,
}

impl Certificate {
    /// From two files of PEM.
    pub(crate) fn read(certificate: &Path, key: &Path) -> anyhow::Result<Arc<Self>> {
        let now = RwLock::new(Arc::new(certified(certificate, key)?));
        let files = (certificate.to_owned(), key.to_owned());
        Ok(Arc::new(Self { files, now }))
    }

    /// Reads the files again; where they are not right, the certificate stays as it was.
    pub(crate) fn read_again(&self) -> anyhow::Result<()> {
        let (certificate, key) = &self.files;
        let new = Arc::new(certified(certificate, key)?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(())
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&now))
    }
}

fn chain(path: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let read = || format!("the certificate {} cannot be read", path.display());
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path)
        .with_context(read)?
        .collect();
    let chain = chain.with_context(read)?;
    ensure!(
        !chain.is_empty(),
        "there is no certificate in {}",
        path.display()
    );
    Ok(chain)
}

fn certified(certificate: &Path, key: &Path) -> anyhow::Result<CertifiedKey> {
    let chain = chain(certificate)?;
    let secret = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("the certificate's key {} cannot be read", key.display()))?;
    CertifiedKey::from_der(chain, secret, &ring::default_provider()).with_context(|| {
        format!(
            "the key {} is not the key of the certificate {}",
            key.display(),
            certificate.display()
        )
    })
}

/// When a certificate ends.
pub(crate) fn certificate_ends(path: &Path) -> anyhow::Result<Timestamp> {
    let chain = chain(path)?;
    let first = chain.first().context("there is no certificate")?;
    let (_, parsed) = x509_parser::parse_x509_certificate(first)
        .map_err(|_| anyhow::anyhow!("the certificate {} cannot be read", path.display()))?;
    Ok(Timestamp::from_second(
        parsed.validity().not_after.timestamp(),
    )?)
}

/// Takes connections in and hands them out when their handshake is done.
pub(crate) struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl TlsListener {
    /// Over an open address.
    pub(crate) fn new(tcp: TcpListener, certificate: Arc<Certificate>) -> anyhow::Result<Self> {
        let address = tcp.local_addr()?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(DEFAULT_VERSIONS)?
            .with_no_client_auth()
            .with_cert_resolver(certificate);
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (shaken, ready) = mpsc::channel(AT_ONCE);
        tokio::spawn(take_in(tcp, acceptor, shaken));
        Ok(Self { address, ready })
    }
}

type Shaken = mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>;

async fn take_in(mut tcp: TcpListener, acceptor: TlsAcceptor, shaken: Shaken) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        // axum's own way of taking in: it waits a little where there are no more file handles.
        let taking = Listener::accept(&mut tcp);
        let (stream, peer) = tokio::select! {
            taken = taking => taken,
            () = shaken.closed() => return,
        };
        let (acceptor, shaken) = (acceptor.clone(), shaken.clone());
        tokio::spawn(async move {
            let _place = place;
            // Whoever does not shake hands is nobody's concern: browsers try again.
            if let Ok(Ok(stream)) = tokio::time::timeout(PATIENCE, acceptor.accept(stream)).await {
                let _ = shaken.send((stream, peer)).await;
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(taken) => taken,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// Who connected, as the rest of the server is told it for a connection in the clear.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

impl axum::extract::connect_info::Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Self(*stream.remote_addr())
    }
}
