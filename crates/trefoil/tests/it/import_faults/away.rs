//! A database that is gone: pages say so in plain words and with 503, and come back by themselves. The test puts a
//! forwarder of its own between the server and PostgreSQL, and cuts that; the database itself is never stopped.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::hub::binary::{Serving, ask};
use crate::hub::real;
use crate::hub::server::Server;

/// Passes bytes on to the database while it is open; cut, it drops every connection and takes no new one.
struct Forwarder {
    address: SocketAddr,
    open: Arc<AtomicBool>,
}

impl Forwarder {
    fn to(database: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let open = Arc::new(AtomicBool::new(true));
        let state = Arc::clone(&open);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let (true, Ok(server)) =
                    (state.load(Ordering::SeqCst), TcpStream::connect(database))
                {
                    for (from, to) in [
                        (client.try_clone().unwrap(), server.try_clone().unwrap()),
                        (server, client),
                    ] {
                        let state = Arc::clone(&state);
                        std::thread::spawn(move || pass(from, to, &state));
                    }
                }
            }
        });
        Self { address, open }
    }

    fn set(&self, open: bool) {
        self.open.store(open, Ordering::SeqCst);
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, open: &AtomicBool) {
    from.set_read_timeout(Some(Duration::from_millis(20)))
        .unwrap();
    let mut bytes = [0; 16_384];
    while open.load(Ordering::SeqCst) {
        match from.read(&mut bytes) {
            Ok(0) => break,
            Ok(number) if to.write_all(&bytes[..number]).is_err() => break,
            Err(error)
                if !matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                ) =>
            {
                break;
            }
            _ => {}
        }
    }
    let _ = (
        from.shutdown(std::net::Shutdown::Both),
        to.shutdown(std::net::Shutdown::Both),
    );
}

/// Asks until the answer has this status; how long that took.
fn until(address: SocketAddr, status: u16) -> Duration {
    let started = real::started();
    loop {
        // Signing in by a link that is none asks the database, and needs nobody signed in.
        let answer = ask(address, "GET", "/sign-in/link/none", "", "");
        if answer.as_ref().map(|answer| answer.status) == Some(status) {
            if status == 503 {
                assert!(
                    answer
                        .unwrap()
                        .text
                        .contains("The records cannot be reached")
                );
            }
            return started.elapsed();
        }
        assert!(
            started.elapsed() < Duration::from_mins(1),
            "no {status} came, but {answer:?}"
        );
        real::pause(Duration::from_millis(50));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_say_so_and_come_back() {
    let Some(server) = Server::fresh().await else {
        return;
    };
    let forwarder = Forwarder::to(server.address());
    let folder = tempfile::TempDir::new().unwrap();
    let (key, url) = (folder.path().join("key"), server.url_at(forwarder.address));
    let store = [
        "--database",
        url.as_str(),
        "--key-file",
        key.to_str().unwrap(),
    ];
    let made = crate::hub::binary::trefoil(&store)
        .arg("init")
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let serving = Serving::start(folder.path(), &store);
    until(serving.address, 410);
    for _ in 0..2 {
        forwarder.set(false);
        until(serving.address, 503);
        forwarder.set(true);
        until(serving.address, 410);
    }
}
