//! What stops the server when we end, however we end: a shell that waits for our end of a pipe to close.
//! A destructor alone would not run on Ctrl-C or `kill -9`, and would leave servers and folders behind.

use anyhow::Context as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Asks the server (by its process id, and only while its own pid file names that id) to stop, gives it ten seconds,
/// then ends it, and deletes the folder.
const LAST_RITES: &str = r#"
read -r _
pid=$1 folder=$2
ours() { [ "$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null)" = "$pid" ] && kill -0 "$pid" 2>/dev/null; }
ours && kill -INT "$pid"
tries=0
while ours && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
ours && kill -KILL "$pid"
rm -rf -- "$folder"
"#;

/// The waiting shell. It lives in a process group of its own, where Ctrl-C does not reach it.
pub(crate) struct Lifeline {
    shell: Child,
}

impl Lifeline {
    /// From now on, the end of this process is the end of `server` and of `folder`.
    pub(crate) fn tie(server: u32, folder: &Path) -> anyhow::Result<Self> {
        let shell = Command::new("sh")
            .args(["-c", LAST_RITES, "trefoil-postgres-lifeline"])
            .arg(server.to_string())
            .arg(folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("cannot start sh")?;
        Ok(Self { shell })
    }

    /// Closes our end: the server is asked to stop.
    pub(crate) fn cut(&mut self) {
        drop(self.shell.stdin.take());
    }

    /// Returns when the folder is gone.
    pub(crate) fn await_end(&mut self) {
        let _ = self.shell.wait();
    }
}
