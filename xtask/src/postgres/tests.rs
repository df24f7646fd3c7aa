//! The private server: it answers, its role is weak enough, and it leaves nothing behind.

use super::{Postgres, binaries};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;

fn ask(url: &str, statement: &str) -> String {
    let psql = binaries()
        .expect("tests need PostgreSQL; `cargo xtask test` installs it")
        .join("psql");
    let output = Command::new(psql)
        .args(["-X", "-At", "-d", url, "-c", statement])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_string()
}

fn is_listening(url: &str) -> bool {
    let address = url.split(['@', '/']).nth(3).unwrap();
    TcpStream::connect(address).is_ok()
}

#[test]
fn a_server_answers_and_leaves_nothing_behind() {
    let postgres = Postgres::start().unwrap();
    let url = postgres.url().to_string();
    for (asked, answer) in [
        ("SELECT current_user", "trefoil"),
        (
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = 'trefoil'",
            "f|f|t",
        ),
        ("SHOW data_checksums", "on"),
        ("SHOW fsync", "on"),
        ("SHOW server_encoding", "UTF8"),
        ("SHOW listen_addresses", "127.0.0.1"),
    ] {
        assert_eq!(ask(&url, asked), answer, "{asked}");
    }
    let superuser = url.replace("trefoil@", "postgres@");
    let folder = PathBuf::from(ask(&superuser, "SHOW unix_socket_directories"));
    assert!(folder.is_dir() && is_listening(&url));
    drop(postgres);
    assert!(!folder.exists());
    assert!(!is_listening(&url));
}

#[test]
fn two_servers_live_side_by_side() {
    let (one, other) = (Postgres::start().unwrap(), Postgres::start().unwrap());
    assert_ne!(one.url(), other.url());
    assert_eq!(ask(one.url(), "SELECT 1"), ask(other.url(), "SELECT 1"));
}
