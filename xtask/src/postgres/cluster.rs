//! The files of one PostgreSQL cluster and the processes that make and serve it, as a user who is not root.
//! When it must end is decided elsewhere.

use crate::shell;
use anyhow::{Context as _, bail};
use std::fs::Permissions;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// PostgreSQL refuses to run as root, so root lends it the first of these that exists.
const LENT_USERS: &[&str] = &["postgres", "nobody"];

/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A user and group number.
type Owner = (u32, u32);

/// A cluster on disk. Its folder goes with it, unless it was handed on with `keep`.
pub(crate) struct Cluster {
    folder: PathBuf,
    binaries: PathBuf,
    owner: Option<Owner>,
    kept: bool,
}

impl Cluster {
    /// Makes the folder and the cluster in it: data checksums, UTF-8, bytes as the order of text (as SQLite has it).
    pub(crate) fn create(binaries: &Path) -> anyhow::Result<Self> {
        let cluster = Self {
            folder: make_folder()?,
            binaries: binaries.to_path_buf(),
            owner: lent_owner()?,
            kept: false,
        };
        if let Some((user, group)) = cluster.owner {
            chown(&cluster.folder, Some(user), Some(group))?;
        }
        let mut initdb = cluster.command("initdb");
        initdb
            .args(["--auth=trust", "--data-checksums", "--encoding=UTF8"])
            .args(["--no-locale", "--no-sync", "--username=postgres"])
            .arg("--pgdata")
            .arg(cluster.folder.join("data"));
        shell::read(&mut initdb).context("PostgreSQL could not make a cluster")?;
        cluster.certify()?;
        Ok(cluster)
    }

    /// Makes a certificate for "localhost", so that encrypted connections can be tested. OpenSSL's command is there wherever
    /// Debian's PostgreSQL is.
    fn certify(&self) -> anyhow::Result<()> {
        let mut openssl = self.command_at(Path::new("openssl"));
        openssl
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt"])
            .args(["ec_paramgen_curve:P-256", "-nodes", "-days", "7"])
            .args(["-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(self.folder.join("data/server.key"))
            .arg("-out")
            .arg(self.certificate());
        shell::read(&mut openssl).context("OpenSSL could not make a certificate")?;
        Ok(())
    }

    fn certificate(&self) -> PathBuf {
        self.folder.join("data/server.crt")
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Leaves the folder to another's care.
    pub(crate) fn keep(mut self) {
        self.kept = true;
    }

    /// Starts the server; it writes into `log` in the folder. `fsync` stays on: tests of durability rely on it.
    pub(crate) fn serve(&self, port: u16) -> anyhow::Result<Child> {
        let log = std::fs::File::create(self.log())?;
        self.command("postgres")
            .arg("-D")
            .arg(self.folder.join("data"))
            .arg("-k")
            .arg(&self.folder)
            .args(["-p", &port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1"])
            .args(["-c", "max_connections=300"])
            .args(["-c", "ssl=on", "-c"])
            .arg(format!("ssl_cert_file={}", self.certificate().display()))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start the PostgreSQL server")
    }

    /// Waits until `statement` has been run by the superuser over the socket.
    pub(crate) fn await_ready(
        &self,
        server: &mut Child,
        port: u16,
        statement: &str,
    ) -> anyhow::Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(status) = server.try_wait()? {
                let log = std::fs::read_to_string(self.log()).unwrap_or_default();
                bail!("the server ended with {status}: {}", log.trim());
            }
            if self.say(port, statement).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.say(port, statement).map(drop)
    }

    fn say(&self, port: u16, statement: &str) -> anyhow::Result<String> {
        let mut psql = self.command("psql");
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres"])
            .args(["-p", &port.to_string(), "-d", "postgres", "-c", statement])
            .arg("-h")
            .arg(&self.folder);
        shell::read(&mut psql)
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn command(&self, name: &str) -> Command {
        self.command_at(&self.binaries.join(name))
    }

    fn command_at(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        // A setting of the developer's own server (PGHOST and its like) must not reach this one.
        command.env_clear().env("LC_ALL", "C").env("TZ", "UTC");
        command.current_dir(&self.folder);
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// A port of the loopback address that nobody listens on at this moment.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}

/// Ends a server that never became useful.
pub(crate) fn kill(server: &mut Child) {
    let _ = server.kill();
    let _ = server.wait();
}

/// A new folder that only its owner can enter, of a name short enough for a socket's path.
fn make_folder() -> anyhow::Result<PathBuf> {
    let base = std::env::temp_dir();
    for number in 0..1_000 {
        let folder = base.join(format!("trefoil-pg-{}-{number}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => {
                std::fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
                return Ok(folder);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).context("cannot make a temporary folder"),
        }
    }
    bail!(
        "too many leftover folders trefoil-pg-* in {}",
        base.display()
    )
}

fn lent_owner() -> anyhow::Result<Option<Owner>> {
    if !shell::is_root() {
        return Ok(None);
    }
    let number = |kind: &str, user: &str| -> anyhow::Result<u32> {
        let text = shell::read(Command::new("id").args([kind, user]))?;
        Ok(text.trim().parse()?)
    };
    LENT_USERS
        .iter()
        .find_map(|user| Some((number("-u", user).ok()?, number("-g", user).ok()?)))
        .map(Some)
        .context("there is no user to lend to PostgreSQL, which refuses to run as root")
}
