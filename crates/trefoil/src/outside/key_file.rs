//! The key file: one key a line, in hexadecimal, the one in use first. Two lines stand in it only while a rotation runs, so
//! that a stop at any point leaves a key that fits.

use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::{Context, bail};
use trefoil_core::chance::{Chance, random};
use trefoil_core::hex::{hex, unhex};
use trefoil_core::seal::{Authority32, KEY_LENGTH};

/// Read and written by its owner alone.
const MODE: u32 = 0o600;
const TITLE: &str = "# Trefoil key. Keep a copy apart from backups: without it nothing in the database can be read.";

/// The keys of the file, the one in use first.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Authority32>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the key file {} cannot be read", path.display()))?;
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Option<Vec<Authority32>> = lines.map(key_of).collect();
    match keys {
        Some(keys) if !keys.is_empty() => Ok(keys),
        _ => bail!(
            "{} is not a key file: it must hold a key of {} hexadecimal digits",
            path.display(),
            KEY_LENGTH * 2
        ),
    }
}

fn key_of(line: &str) -> Option<Authority32> {
    unhex(line).map(Authority32::new)
}

/// A fresh key.
pub(crate) fn fresh(chance: &dyn Chance) -> Authority32 {
    Authority32::new(random(chance))
}

/// The text of a key file.
pub(crate) fn text(keys: &[Authority32]) -> String {
    let lines = keys.iter().map(|key| hex(key.bytes()));
    lines.fold(format!("{TITLE}\n"), |text, line| text + &line + "\n")
}

/// Writes the file whole, or leaves it as it was: to a neighbour first, then renamed over.
pub(crate) fn write(path: &Path, keys: &[Authority32]) -> anyhow::Result<()> {
    let beside = path.with_extension("new");
    let told = || format!("the key file {} cannot be written", path.display());
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(MODE)
        .open(&beside)
        .with_context(told)?;
    file.write_all(text(keys).as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(told)?;
    std::fs::rename(&beside, path).with_context(told)?;
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .with_context(told)?;
    }
    Ok(())
}

/// Whether others than its owner may read the file.
pub(crate) fn open_to_others(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}
