//! A real mail server, a process of its own on this machine's loopback: started, killed and told what to do by files. `tests/mail` holds it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use serde::Deserialize;
use tempfile::TempDir;
use trefoil_post::{Encryption, MailServer, MailWay};

use crate::hub::binary::free_address;

const PASSWORD: &str = "made for one run";

/// A mail that it took.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Taken {
    /// Whether the way to it was encrypted.
    pub(super) secure: bool,
    /// As whom it was handed in.
    pub(super) user: Option<String>,
    pub(super) from: String,
    pub(super) to: Vec<String>,
    /// Its Message-ID.
    pub(super) id: String,
    /// Subject and text as a reader's program decodes them.
    pub(super) subject: String,
    pub(super) text: String,
    /// As it came.
    pub(super) raw: String,
}

/// The server; killed when dropped.
pub(super) struct Smtp {
    folder: TempDir,
    port: u16,
    encryption: Encryption,
    running: Option<(Child, ChildStdin)>,
}

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

impl Smtp {
    /// A server that does not run yet; `None` where it is not installed, which is said.
    pub(super) fn here(encryption: Encryption) -> Option<Self> {
        if !kept("mail/node_modules/smtp-server").is_dir() {
            eprintln!("left out: `npm ci` in crates/trefoil/tests/mail, or cargo xtask test");
            return None;
        }
        let smtp = Self {
            folder: TempDir::new().unwrap(),
            port: free_address().port(),
            encryption,
            running: None,
        };
        let file = |name: &str| smtp.folder.path().join(name);
        std::fs::copy(kept("it/upkeep/certificate.pem"), file("certificate.pem")).unwrap();
        std::fs::copy(kept("it/upkeep/key.pem"), file("key.pem")).unwrap();
        std::fs::write(file("password"), PASSWORD).unwrap();
        Some(smtp)
    }

    /// Starts it, on the same port every time, and waits until it listens.
    pub(super) fn start(&mut self) {
        let tls = match self.encryption {
            Encryption::Started => "start",
            Encryption::Wrapped => "wrapped",
            Encryption::None => "none",
        };
        let mut child = Command::new("node")
            .arg(kept("mail/server.mjs"))
            .arg(self.folder.path())
            .args([&self.port.to_string(), tls])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "the mail server does not start");
        let input = child.stdin.take().unwrap();
        self.running = Some((child, input));
    }

    /// Kills it at once (SIGKILL).
    pub(super) fn kill(&mut self) {
        if let Some((mut child, _)) = self.running.take() {
            // An error only says that it has ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// What it does from now on, as server.mjs reads it.
    pub(super) fn rules(&self, rules: &serde_json::Value) {
        std::fs::write(self.file("rules.json"), rules.to_string()).unwrap();
    }

    /// What it took, in order.
    pub(super) fn taken(&self) -> Vec<Taken> {
        let text = std::fs::read_to_string(self.file("taken.jsonl")).unwrap_or_default();
        let whole = text
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n'));
        whole
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How it is reached.
    pub(super) fn reached(&self) -> MailServer {
        let user = ("trefoil".to_owned(), PASSWORD.to_owned());
        MailServer {
            host: "localhost".to_owned(),
            port: self.port,
            encryption: self.encryption,
            user: (self.encryption != Encryption::None).then_some(user),
            from: "no-reply@marramsea.example.org".to_owned(),
            certificates: self.file("certificate.pem"),
        }
    }

    /// The way to it.
    pub(super) fn way(&self) -> MailWay {
        MailWay::new(&self.reached()).unwrap()
    }

    /// The `[mail]` table of the binary's settings.
    pub(super) fn settings(&self, site: &str) -> String {
        format!(
            "[mail]\nhost = \"localhost\"\nport = {}\nuser = \"trefoil\"\npassword_file = \"{}\"\nfrom = \"no-reply@marramsea.example.org\"\naddress = \"{site}\"\ncertificates = \"{}\"\n",
            self.port,
            self.file("password").display(),
            self.file("certificate.pem").display()
        )
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.kill();
    }
}
