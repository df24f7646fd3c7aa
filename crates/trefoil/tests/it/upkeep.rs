//! What keeps an installation running: its own TLS, whether it can work, what a monitor is told, and what the doctor says.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, DEFAULT_VERSIONS, RootCertStore, StreamOwned,
};

use crate::hub::binary::{ask, free_address, in_folder, run, trefoil};
use crate::hub::real;

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/upkeep")
        .join(name)
}

/// A server with TLS of its own and a door for a monitor; killed when dropped.
struct Secure {
    child: Child,
    folder: TempDir,
    address: SocketAddr,
    monitor: SocketAddr,
}

impl Secure {
    async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        in_folder(folder.path()).await.app.close().await;
        let (address, monitor) = (free_address(), free_address());
        let file = |name: &str| folder.path().join(name).display().to_string();
        std::fs::copy(kept("certificate.pem"), file("certificate.pem")).unwrap();
        std::fs::copy(kept("key.pem"), file("certificate-key.pem")).unwrap();
        let settings = format!(
            "listen = \"{address}\"\nmetrics_listen = \"{monitor}\"\n[tls]\ncertificate = \"{}\"\nkey = \"{}\"\n",
            file("certificate.pem"),
            file("certificate-key.pem")
        );
        std::fs::write(file("serve.toml"), settings).unwrap();
        let data = folder.path().display().to_string();
        let child = trefoil(&["--data", &data])
            .args(["serve", "--config", &file("serve.toml")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let secure = Self {
            child,
            folder,
            address,
            monitor,
        };
        secure.until(|secure| secure.get("certificate.pem", "/healthz").is_some());
        secure
    }

    /// Waits, not for ever.
    fn until(&self, so: impl Fn(&Self) -> bool) {
        let started = real::started();
        while !so(self) {
            assert!(started.elapsed() < Duration::from_secs(30));
            real::pause(Duration::from_millis(20));
        }
    }

    /// The answer over TLS, where the server shows this certificate; `None` where it does not.
    fn get(&self, certificate: &str, path: &str) -> Option<String> {
        let mut roots = RootCertStore::empty();
        let certificate = CertificateDer::from_pem_file(kept(certificate)).unwrap();
        roots.add(certificate).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(DEFAULT_VERSIONS)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let client = ClientConnection::new(Arc::new(config), name).unwrap();
        let tcp = TcpStream::connect_timeout(&self.address, Duration::from_secs(2)).ok()?;
        tcp.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut stream = StreamOwned::new(client, tcp);
        let asked = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(asked.as_bytes()).ok()?;
        let mut answer = Vec::new();
        // A server that closes without a last word has answered all the same.
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8(answer).unwrap();
        (!text.is_empty()).then_some(text)
    }

    fn hang_up(&self) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-HUP", &id]).status().unwrap();
        assert!(told.success());
    }
}

impl Drop for Secure {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_serves_by_its_own_certificate_and_reads_it_again() {
    let secure = Secure::start().await;
    let page = secure.get("certificate.pem", "/sign-in").unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let lower = page.to_lowercase();
    assert!(lower.contains("strict-transport-security"), "{page}");
    // Who is slow to shake hands keeps nobody waiting, and whoever speaks in the clear is not answered.
    let idle = TcpStream::connect(secure.address).unwrap();
    assert!(ask(secure.address, "GET", "/healthz", "", "").is_none());
    assert!(secure.get("certificate.pem", "/healthz").is_some());
    drop(idle);
    let here = |name: &str| secure.folder.path().join(name);
    // A key that is not the certificate's changes nothing.
    std::fs::copy(kept("second.pem"), here("certificate.pem")).unwrap();
    secure.hang_up();
    real::pause(Duration::from_millis(300));
    assert!(secure.get("certificate.pem", "/healthz").is_some());
    std::fs::copy(kept("second-key.pem"), here("certificate-key.pem")).unwrap();
    secure.hang_up();
    secure.until(|secure| secure.get("second.pem", "/healthz").is_some());
    assert!(secure.get("certificate.pem", "/healthz").is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_monitor_is_told_how_it_is_and_nothing_of_anybody() {
    let secure = Secure::start().await;
    let ready = secure.get("certificate.pem", "/readyz").unwrap();
    assert!(ready.starts_with("HTTP/1.1 200"), "{ready}");
    let person = "/people/01957e9b-0000-7000-8000-00000000abcd?name=Ashdown";
    secure.get("certificate.pem", person).unwrap();
    secure
        .get("certificate.pem", "/Ashdown-made-this-up")
        .unwrap();
    let told = ask(secure.monitor, "GET", "/metrics", "", "").unwrap().text;
    for expect in [
        "route=\"/people/{id}\",method=\"GET\",status=\"303\"",
        "route=\"none\",method=\"GET\",status=\"404\"",
        "trefoil_ready 1",
        "trefoil_jobs_waiting 0",
        "trefoil_ledger_entries ",
        "trefoil_uptime_seconds ",
    ] {
        assert!(told.contains(expect), "{expect}\n{told}");
    }
    for never in ["abcd", "Ashdown"] {
        assert!(!told.contains(never), "{told}");
    }
    let public = secure.get("certificate.pem", "/metrics").unwrap();
    assert!(public.starts_with("HTTP/1.1 404"), "{public}");
    let sign_in = ask(secure.monitor, "GET", "/sign-in", "", "").unwrap();
    assert_eq!(sign_in.status, 404, "no page at the monitor's door");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    in_folder(folder.path()).await.app.close().await;
    let settings = folder.path().join("serve.toml");
    let text = format!(
        "[tls]\ncertificate = \"{}\"\nkey = \"{}\"\n",
        kept("ended.pem").display(),
        kept("key.pem").display()
    );
    std::fs::write(&settings, text).unwrap();
    let doctor = |with: bool| {
        let config = ["doctor", "--config", settings.to_str().unwrap()];
        let asked = config.get(..if with { 3 } else { 1 }).unwrap();
        let output = run(folder.path(), asked);
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), said)
    };
    let (code, said) = doctor(false);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("has no backup among its last acts"), "{said}");
    let file = folder.path().join("one.backup");
    let made = run(folder.path(), &["backup", file.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0));
    let (code, said) = doctor(false);
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("has no backup"), "{said}");
    let (code, said) = doctor(true);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("fault: The certificate ended"), "{said}");
}

/// Somebody else writes, and is at it: who only looks does not wait for them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_looks_while_somebody_writes() {
    let folder = TempDir::new().unwrap();
    in_folder(folder.path()).await.app.close().await;
    let writer = Connection::open(folder.path().join("trefoil.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let output = run(folder.path(), &["doctor"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let plan = run(folder.path(), &["migrate", "--plan"]);
    assert_eq!(plan.status.code(), Some(0));
    writer.execute_batch("ROLLBACK").unwrap();
}

/// Whoever reads may have read enough, or may never have read.
#[test]
fn nobody_need_read_to_the_end() {
    let folder = TempDir::new().unwrap();
    for asked in [&["serve", "--print-config"][..], &["doctor"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let data = folder.path().to_str().unwrap();
        let mut command = trefoil(&["--data", data]);
        command.args(asked).stdout(writer).stderr(Stdio::piped());
        let ended = command.output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        // The doctor finds no database here, whether anybody listens or not.
        let expect = i32::from(asked == ["doctor"]);
        assert_eq!(ended.status.code(), Some(expect), "{said}");
        assert_eq!(said, "", "{asked:?}");
    }
}

#[test]
fn the_settings_are_printed_and_read() {
    let folder = TempDir::new().unwrap();
    let printed = run(folder.path(), &["serve", "--print-config"]);
    assert_eq!(printed.status.code(), Some(0));
    let text = String::from_utf8(printed.stdout).unwrap();
    assert!(text.contains("#listen = \"127.0.0.1:8080\""), "{text}");
}
