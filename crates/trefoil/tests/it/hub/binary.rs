//! The built binary on a folder of a test's own: commands run to their end, and a server that can be killed. Only what was
//! started here is ever stopped, by the handle of the process.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use trefoil_testkit::TestApp;

use super::real;

/// The binary, with where its records are.
pub(crate) fn trefoil(store: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
    command.args(store).stdin(Stdio::null());
    command
}

/// The house in a folder, with the key file that the binary looks for there.
pub(crate) async fn in_folder(folder: &Path) -> TestApp {
    let kit = TestApp::in_folder(folder, real::now()).await;
    put_key(&kit, folder);
    kit
}

/// Writes the key file of a house.
pub(crate) fn put_key(kit: &TestApp, folder: &Path) {
    let key = folder.join("key");
    std::fs::write(&key, kit.key_file()).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// Runs it to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    let folder = folder.to_str().unwrap();
    trefoil(&["--data", folder])
        .args(arguments)
        .output()
        .unwrap()
}

/// A server that runs. Killed when dropped.
pub(crate) struct Serving {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Serving {
    /// Starts it on a free port and waits until it answers.
    pub(crate) fn start(folder: &Path, store: &[&str]) -> Self {
        Self::with(folder, store, "")
    }

    /// The same, with more of its settings.
    pub(crate) fn with(folder: &Path, store: &[&str], more: &str) -> Self {
        let address = free_address();
        let settings = folder.join(format!("serve-{}.toml", address.port()));
        std::fs::write(&settings, format!("listen = \"{address}\"\n{more}")).unwrap();
        let mut command = trefoil(store);
        command
            .arg("serve")
            .arg("--config")
            .arg(&settings)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let serving = Self {
            child: command.spawn().unwrap(),
            address,
        };
        let started = real::started();
        while ask(serving.address, "GET", "/healthz", "", "").map(|answer| answer.status)
            != Some(200)
        {
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "the server does not answer"
            );
            real::pause(Duration::from_millis(10));
        }
        serving
    }

    /// Kills it at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        // SIGKILL; an error only says that it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port that was free a moment ago.
pub(crate) fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// What came back over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Wired {
    /// Its status.
    pub(crate) status: u16,
    /// Its head and body.
    pub(crate) text: String,
}

/// One request with a form, over a connection of its own; `None` where no whole status line came back.
pub(crate) fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    cookie: &str,
    form: &str,
) -> Option<Wired> {
    let kind = "application/x-www-form-urlencoded";
    send(address, method, path, cookie, kind, form)
}

/// The same with any body.
pub(crate) fn send(
    address: SocketAddr,
    method: &str,
    path: &str,
    cookie: &str,
    kind: &str,
    form: &str,
) -> Option<Wired> {
    let headers = format!("Cookie: trefoil={cookie}\r\nContent-Type: {kind}\r\n");
    send_with(address, (method, path), &headers, form)
}

/// The same with any headers, each with its line's end.
pub(crate) fn send_with(
    address: SocketAddr,
    (method, path): (&str, &str),
    headers: &str,
    body: &str,
) -> Option<Wired> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2)).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(40)))
        .ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    // Cut off while the answer came: what came counts, the status line above all.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let line = text
        .split("\r\n")
        .next()
        .filter(|_| text.contains("\r\n"))?;
    let status = line.split(' ').nth(1)?.parse().ok()?;
    Some(Wired { status, text })
}
