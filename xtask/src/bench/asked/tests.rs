//! What is understood on the command line, and what is refused.

use super::{Asked, Engine};
use std::time::Duration;

fn read(line: &str) -> anyhow::Result<Asked> {
    let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    Asked::read(&words)
}

#[test]
fn what_is_understood() {
    let usual = Asked::default();
    let check = |line: &str, expect: Asked| assert_eq!(read(line).unwrap(), expect, "{line}");
    check("", usual.clone());
    check(
        "--full",
        Asked {
            people: 1_000_000,
            contacts: 1_000_000,
            ..usual.clone()
        },
    );
    check(
        "--people 2_000 --contacts 300 --engine postgres",
        Asked {
            people: 2_000,
            contacts: 300,
            engines: vec![Engine::Postgres],
            ..usual.clone()
        },
    );
    check(
        "--engine none --clone --skip-build --seconds 5",
        Asked {
            engines: Vec::new(),
            clone: true,
            skip_build: true,
            load: Duration::from_secs(5),
            ..usual
        },
    );
}

#[test]
fn what_is_refused() {
    for line in [
        "--people",
        "--people none",
        "--seconds 0",
        "--engine oracle",
        "--quick",
    ] {
        assert!(read(line).is_err(), "{line}");
    }
}
