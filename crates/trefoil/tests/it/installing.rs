//! An installation as it is made and started: whose its files are, one server on an embedded database, and a provider that nobody can play.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop and say why"
)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::hub::binary::{Serving, free_address, in_folder, run};

/// Runs the binary under a mask that leaves what is made open to everybody.
fn run_open(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "umask 000; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_trefoil"))
        .arg("--data")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_is_made_is_its_owners_alone() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("records");
    let backup = folder.path().join("b.backup");
    let named = ["init", "--authority", "890", "--name", "Blackpool"];
    let made = run_open(&data, &named);
    assert!(made.status.success(), "{made:?}");
    let written = run_open(&data, &["backup", backup.to_str().unwrap()]);
    assert!(written.status.success(), "{written:?}");
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&backup), 0o600);
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

fn serve(folder: &Path, settings: &str) -> Output {
    let file = folder.join("second.toml");
    std::fs::write(
        &file,
        format!("listen = \"{}\"\n{settings}", free_address()),
    )
    .unwrap();
    run(folder, &["serve", "--config", file.to_str().unwrap()])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_server_on_the_same_records_is_refused() {
    let folder = TempDir::new().unwrap();
    let data = folder.path();
    in_folder(data).await.app.close().await;
    let store = ["--data", data.to_str().unwrap()];
    let mut first = Serving::start(data, &store);
    let second = serve(data, "");
    assert!(!second.status.success(), "{second:?}");
    let told = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(
        told.contains("another server works on the records"),
        "{told}"
    );
    // A command is none; and one that was killed is in nobody's way.
    let doctor = run(data, &["ledger", "verify"]);
    assert!(doctor.status.success(), "{doctor:?}");
    first.kill();
    drop(Serving::start(data, &store));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_by_plain_http_is_refused() {
    let folder = TempDir::new().unwrap();
    let data = folder.path();
    in_folder(data).await.app.close().await;
    let provider = |issuer: &str, address: &str| {
        format!(
            "[provider]\nissuer = \"{issuer}\"\nclient_id = \"trefoil\"\naddress = \"{address}\"\n"
        )
    };
    let (https, http) = ("https://login.example.org", "http://login.example.org");
    for (settings, setting) in [
        (provider(http, https), "provider.issuer"),
        (provider(https, http), "provider.address"),
        (
            provider("http://127.0.0.1.example.org", https),
            "provider.issuer",
        ),
    ] {
        let refused = serve(data, &settings);
        assert!(!refused.status.success(), "{settings}");
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            told.contains(setting) && told.contains("https://"),
            "{told}"
        );
        let file = data.join("second.toml");
        let doctor = run(data, &["doctor", "--config", file.to_str().unwrap()]);
        let told = String::from_utf8_lossy(&doctor.stdout).into_owned()
            + &String::from_utf8_lossy(&doctor.stderr);
        assert!(told.contains(setting), "{told}");
    }
}
