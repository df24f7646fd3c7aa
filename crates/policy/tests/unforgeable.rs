//! Proof by the compiler: what must not compile outside `policy` does not, each for the reason in its first line, and the
//! positive controls do. Cases are the files in `unforgeable/`; nothing here knows what they hold.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/unforgeable");

/// The built libraries that a case is compiled against.
struct Libraries {
    folder: PathBuf,
    policy: PathBuf,
    core: PathBuf,
    serde: PathBuf,
}

/// The built versions of one library, the newest first.
fn built(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut found: Vec<(SystemTime, PathBuf)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| {
            let file = entry.file_name().into_string().unwrap_or_default();
            let stem = file.strip_suffix(".rlib").unwrap_or_default();
            stem.starts_with(&format!("lib{name}-"))
        })
        .map(|entry| (entry.metadata().unwrap().modified().unwrap(), entry.path()))
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

/// The code of the first error, or `ok`.
fn outcome(libraries: &Libraries, case: &Path) -> String {
    let external = |name: &str, path: &Path| format!("{name}={}", path.display());
    let output = Command::new("rustc")
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--error-format",
            "json",
        ])
        .args(["--emit", "metadata", "-o", "-"])
        .arg("-L")
        .arg(format!("dependency={}", libraries.folder.display()))
        .args(["--extern", &external("trefoil_policy", &libraries.policy)])
        .args(["--extern", &external("trefoil_core", &libraries.core)])
        .args(["--extern", &external("serde", &libraries.serde)])
        .arg(case)
        .output()
        .unwrap();
    if output.status.success() {
        return "ok".to_owned();
    }
    let words = String::from_utf8(output.stderr).unwrap();
    let error = words
        .lines()
        .find(|line| line.contains(r#""level":"error""#));
    let code = error.and_then(|line| line.split(r#""code":{"code":""#).nth(1));
    let code = code.and_then(|rest| rest.split('"').next());
    code.unwrap_or(&words).to_owned()
}

fn cases() -> Vec<(PathBuf, String)> {
    let mut cases: Vec<(PathBuf, String)> = std::fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let first = text.lines().next().unwrap_or_default();
            let outcome = first
                .strip_prefix("//! ")
                .and_then(|rest| rest.split_once(':'));
            let (expect, _) = outcome.expect("a case opens with its outcome");
            (path, expect.to_owned())
        })
        .collect();
    cases.sort();
    cases
}

/// The newest libraries that belong together: those with which every positive control compiles.
fn libraries(controls: &[PathBuf]) -> Libraries {
    let exe = std::env::current_exe().unwrap();
    let folder = exe.parent().unwrap();
    for policy in built(folder, "trefoil_policy") {
        for core in built(folder, "trefoil_core") {
            for serde in built(folder, "serde") {
                let libraries = Libraries {
                    folder: folder.to_owned(),
                    policy: policy.clone(),
                    core: core.clone(),
                    serde,
                };
                if controls
                    .iter()
                    .all(|case| outcome(&libraries, case) == "ok")
                {
                    return libraries;
                }
            }
        }
    }
    panic!("no built libraries compile the positive controls");
}

#[test]
fn leave_cannot_be_forged_nor_places_leaked() {
    let cases = cases();
    let of = |ok: bool| {
        cases
            .iter()
            .filter(move |(_, expect)| (expect == "ok") == ok)
    };
    let controls: Vec<PathBuf> = of(true).map(|(path, _)| path.clone()).collect();
    assert!(
        controls.len() >= 2 && cases.len() >= 20,
        "cases are missing"
    );
    let libraries = libraries(&controls);
    for (path, expect) in of(false) {
        assert_eq!(&outcome(&libraries, path), expect, "{}", path.display());
    }
}
