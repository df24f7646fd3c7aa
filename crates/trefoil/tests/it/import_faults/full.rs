//! A full disk: writes refuse early and in plain words, reads go on, and writing goes on when space returns. Needs root, to
//! mount a small disk; otherwise it says that it was left out.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use trefoil_testkit::feed;

use super::counts;
use crate::hub::binary::run;
use crate::hub::people::family;

/// A disk of 48 megabytes; unmounted when dropped.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self { folder });
        }
        // Past the harness's capture: who reads the run must know what it left out.
        let _ = writeln!(
            std::io::stderr(),
            "The full disk was left out: a small one can be mounted by root only"
        );
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).status();
    }
}

fn import(data: &Path, file: &Path) -> std::process::Output {
    run(
        data,
        &[
            "import",
            "police",
            file.to_str().unwrap(),
            "--format",
            "json",
        ],
    )
}

#[test]
fn writes_refuse_reads_go_on_and_it_recovers() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let files = TempDir::new().unwrap();
    let [first, second] = ["FD-1", "FD-2"].map(|reference| {
        let path = files.path().join(reference);
        std::fs::write(&path, feed(&family(reference, "Ashdown"))).unwrap();
        path
    });
    let data = disk.path("data");
    assert_eq!(counts(&import(&data, &first)), [1, 0, 0]);
    // Filled until 8 megabytes are left, too few to write with.
    let filler = disk.path("filler");
    let free = Command::new("df")
        .args(["--output=avail", "-B1"])
        .arg(&data)
        .output()
        .unwrap();
    let free: usize = String::from_utf8_lossy(&free.stdout)
        .lines()
        .nth(1)
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    std::fs::write(&filler, vec![1; free - 8 * 1024 * 1024]).unwrap();
    let refused = import(&data, &second);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(matches!(refused.status.code(), Some(1 | 3)), "{said}");
    assert!(said.contains("space") || said.contains("disk"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    let report = run(
        &data,
        &[
            "report",
            "scrutiny",
            "--from",
            "2026-01-01",
            "--to",
            "2026-12-31",
        ],
    );
    assert_eq!(
        report.status.code(),
        Some(0),
        "reading goes on: {}",
        String::from_utf8_lossy(&report.stderr)
    );
    std::fs::remove_file(filler).unwrap();
    assert_eq!(
        counts(&import(&data, &second)),
        [1, 0, 0],
        "it goes on when there is space"
    );
    assert_eq!(
        counts(&import(&data, &first)),
        [0, 0, 1],
        "nothing was lost"
    );
    assert_eq!(run(&data, &["ledger", "verify"]).status.code(), Some(0));
}
