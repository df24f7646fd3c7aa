//! A new file that is there whole or not at all: written beside its place, made durable bit by bit, and put in place at the end.
//! Bit by bit, because a disk that is given gigabytes at once keeps everybody else's commits waiting.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// Bytes after which the disk is asked to have them.
const AT_ONCE: usize = 8 << 20;

/// A file on its way; gone when dropped before it is put in place.
pub(crate) struct Putting {
    file: File,
    beside: PathBuf,
    path: PathBuf,
    unsynced: usize,
    placed: bool,
}

/// The folder that a path is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes what a folder lists durable.
pub(crate) fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    File::open(folder_of(path)).and_then(|folder| folder.sync_all())
}

impl Putting {
    /// Begins beside `path`, where nothing may be yet.
    pub(crate) fn begin(path: &Path) -> anyhow::Result<Self> {
        ensure!(
            std::fs::symlink_metadata(path).is_err(),
            "{} is there already, and was left as it was",
            path.display()
        );
        let folder = folder_of(path);
        ensure!(
            folder.is_dir(),
            "the folder {} is not there",
            folder.display()
        );
        let name = path.file_name().context("the path names no file")?;
        let mut part = name.to_owned();
        part.push(".part");
        let beside = folder.join(part);
        // Left by one that was stopped: it is no backup.
        let _ = std::fs::remove_file(&beside);
        let mut new = OpenOptions::new();
        let file = new.write(true).create_new(true).mode(0o600).open(&beside);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self {
            file,
            beside,
            path: path.to_owned(),
            unsynced: 0,
            placed: false,
        })
    }

    /// Makes it durable, and puts it in place where there still is nothing.
    pub(crate) fn place(mut self) -> anyhow::Result<()> {
        let told = || format!("{} cannot be put in place", self.path.display());
        self.file.sync_all().with_context(told)?;
        // A link, not a rename: it fails where a file has come to be there meanwhile.
        match std::fs::hard_link(&self.beside, &self.path) {
            Ok(()) => std::fs::remove_file(&self.beside).with_context(told)?,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(error).with_context(told);
            }
            // Some file systems know no links.
            Err(_) => std::fs::rename(&self.beside, &self.path).with_context(told)?,
        }
        self.placed = true;
        sync_folder_of(&self.path).with_context(told)
    }
}

impl Write for Putting {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.unsynced += written;
        if self.unsynced >= AT_ONCE {
            self.file.sync_data()?;
            self.unsynced = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Putting {
    fn drop(&mut self) {
        if !self.placed {
            let _ = std::fs::remove_file(&self.beside);
        }
    }
}
