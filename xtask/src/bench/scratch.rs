//! A folder for what a run makes: databases, feeds, logs. It goes when the run ends, however it ends.

use anyhow::Context as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Waits for our end of a pipe to close: a destructor does not run on Ctrl-C, and these folders are large.
const LAST_RITES: &str = r#"read -r _; sleep 1; rm -rf -- "$1""#;

/// The folder.
pub(super) struct Scratch {
    folder: PathBuf,
    shell: Child,
}

impl Scratch {
    pub(super) fn make() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("trefoil-bench-{}", std::process::id()));
        std::fs::create_dir(&folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        let shell = Command::new("sh")
            .args(["-c", LAST_RITES, "trefoil-bench-lifeline"])
            .arg(&folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("cannot start sh")?;
        Ok(Self { folder, shell })
    }

    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What the last program printed, for an error.
    pub(super) fn tail_of(path: &Path) -> String {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines: Vec<&str> = text.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}
