//! What is caught is not heard; what is not caught is. One test runs the others alone, and listens.

use std::process::Command;

use super::caught;

/// What this same program says on standard error when it runs one test alone.
fn heard(test: &str) -> String {
    let program = std::env::current_exe().expect("a program");
    let run = Command::new(program)
        .args(["--exact", "--nocapture", "--test-threads", "1"])
        .arg(format!("parquet::caught::tests::{test}"))
        .output()
        .expect("run");
    String::from_utf8_lossy(&run.stderr).into_owned()
}

#[test]
fn a_panic_that_is_caught_says_nothing() {
    assert_eq!(heard("caught_alone"), "");
    let heard = heard("one_after_another");
    assert!(heard.contains("a fault of our own"), "{heard}");
    assert!(!heard.contains("of the library"), "{heard}");
}

#[test]
fn caught_alone() {
    assert_eq!(caught(|| 1), Some(1));
    assert_eq!(caught(|| panic!("a fault of the library")), None::<u8>);
    assert_eq!(
        caught(|| caught(|| panic!("of the library, too"))),
        Some(None::<u8>)
    );
}

#[test]
#[should_panic(expected = "of our own")]
fn one_after_another() {
    assert_eq!(caught(|| panic!("a fault of the library")), None::<u8>);
    panic!("a fault of our own");
}
