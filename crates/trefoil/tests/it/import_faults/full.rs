//! A full disk: writes refuse early and in plain words, reads go on, and writing goes on when space returns. Needs root, to
//! mount a small disk; otherwise it says that it was left out.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_testkit::feed;

use super::counts;
use super::desk::Desk;
use crate::hub::binary::{Serving, run};
use crate::hub::people::family;

/// A small disk; unmounted when dropped.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    fn mount(megabytes: usize) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
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

    /// Fills it until so many bytes are left.
    fn fill(&self, left: usize) {
        let free = Command::new("df")
            .args(["--output=avail", "-B1"])
            .arg(self.folder.path())
            .output()
            .unwrap();
        let free: usize = String::from_utf8_lossy(&free.stdout)
            .lines()
            .nth(1)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        let mut filler = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.path("filler"))
            .unwrap();
        filler.write_all(&vec![1; free - left]).unwrap();
    }

    /// Gives the space back.
    fn empty(&self) {
        std::fs::remove_file(self.path("filler")).unwrap();
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
    let Some(disk) = SmallDisk::mount(48) else {
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
    // Too few to write with.
    disk.fill(8 * 1024 * 1024);
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
    disk.empty();
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_says_so_reads_on_and_recovers() {
    let Some(disk) = SmallDisk::mount(128) else {
        return;
    };
    let data = disk.path("data");
    std::fs::create_dir(&data).unwrap();
    let kit = crate::hub::binary::in_folder(&data).await;
    let staff = kit.staffed().await;
    let cookie = kit.signed_in(&staff.triage).await;
    kit.import(&feed(&family("FD-1", "Ashdown"))).await;
    let filter = QueueFilter::default();
    let queue = queue_view(&kit.app, &staff.triage, &filter);
    let contact = queue.await.unwrap().rows[0].head.contact;
    kit.app.close().await;
    let store = ["--data", data.to_str().unwrap()];
    let files = TempDir::new().unwrap();
    let serving = Serving::start(files.path(), &store);
    let desk = Desk::at(serving.address, cookie);
    let page = format!("/contacts/{contact}");
    let (take, decide) = (format!("{page}/take"), format!("{page}/decide"));
    let typed = "&outcome-0=early_help&reason-0=Seen+at+home+and+safe";
    assert!(data.join("reserve").exists(), "a reserve is kept");
    for left in [8 * 1024 * 1024, 0] {
        disk.fill(left);
        for path in ["/queue", "/quarantine", &page] {
            let read = desk.get(path);
            assert_eq!(read.status, 200, "{left} left, {path}: {}", read.text);
        }
        let refused = desk.post(&take, "");
        assert_eq!(refused.status, 507, "{left} left: {}", refused.text);
        assert!(refused.text.contains("The disk is nearly full"));
        let refused = desk.post(&decide, typed);
        assert_eq!(refused.status, 507, "{left} left: {}", refused.text);
        let kept = refused.text.contains("Seen at home and safe");
        assert!(kept, "what was typed: {}", refused.text);
        let refused = desk.send("more.csv", &feed(&family("FD-2", "Birch")));
        assert_eq!(refused.status, 507, "{left} left: {}", refused.text);
        disk.empty();
    }
    let taken = desk.post(&take, "");
    assert_eq!(taken.status, 303, "{}", taken.text);
    assert!(data.join("reserve").exists(), "the reserve is back");
    drop(serving);
    assert_eq!(run(&data, &["ledger", "verify"]).status.code(), Some(0));
}
