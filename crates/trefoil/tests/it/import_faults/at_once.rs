//! Two imports at once, and one that is killed and run again: the same as one that ran alone.

use std::process::Stdio;
use std::time::Duration;

use super::{Site, counts, many};
use crate::hub::binary::{run, trefoil};
use crate::hub::real;

const CONTACTS: usize = 150;

/// Its report, and the contacts that a further run finds held.
fn alone() -> (serde_json::Value, [i64; 3]) {
    let site = Site::new();
    let file = site.file("many.csv", many(CONTACTS).as_bytes());
    assert_eq!(counts(&site.import(&file)), [150, 0, 0]);
    (site.report(), counts(&site.import(&file)))
}

#[test]
fn two_at_once_end_well_and_nothing_is_double() {
    let (report, again) = alone();
    let site = Site::new();
    run(&site.data(), &["init"]);
    let file = site.file("many.csv", many(CONTACTS).as_bytes());
    let start = || {
        let mut command = trefoil(&["--data", site.data().to_str().unwrap()]);
        command.args([
            "import",
            "police",
            file.to_str().unwrap(),
            "--format",
            "json",
        ]);
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let both = [start(), start()].map(|child| child.wait_with_output().unwrap());
    let mut sum = [0; 3];
    for output in &both {
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        sum = std::array::from_fn(|place| sum[place] + counts(output)[place]);
    }
    assert_eq!(
        sum,
        [150, 0, 150],
        "each contact was made once, and held once"
    );
    assert_eq!(
        (site.report(), counts(&site.import(&file))),
        (report, again)
    );
    site.ledger_is_whole();
}

#[test]
fn one_that_was_killed_and_run_again_is_as_one_that_was_not() {
    let (report, again) = alone();
    let site = Site::new();
    run(&site.data(), &["init"]);
    let file = site.file("many.csv", many(CONTACTS).as_bytes());
    for pause in [150, 400, 700] {
        let mut command = trefoil(&["--data", site.data().to_str().unwrap()]);
        command
            .args(["import", "police", file.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        real::pause(Duration::from_millis(pause));
        // It may have ended by itself on a fast machine; then the next run finds everything held.
        let _ = child.kill();
        child.wait().unwrap();
        site.ledger_is_whole();
    }
    let [created, updated, unchanged] = counts(&site.import(&file));
    assert_eq!((created + unchanged, updated), (150, 0));
    assert_eq!(
        (site.report(), counts(&site.import(&file))),
        (report, again)
    );
}
