//! The disk under an embedded database. Writes are refused before it is full; a reserve file is given up so that the ledger
//! of reads can go on, and taken again when space is back.

use std::path::{Path, PathBuf};

use trefoil_core::attachment::size_words;

/// Below this many free bytes writes are refused.
const WRITES_FROM: u64 = 16 * 1024 * 1024;
/// Below this many free bytes the reserve is given up.
const RESERVE_FROM: u64 = 6 * 1024 * 1024;
/// The size of the reserve.
const RESERVE: u64 = 16 * 1024 * 1024;

/// Free bytes for this user on the disk of a folder; where they cannot be told, it is not held to be full.
pub(crate) fn free_bytes(folder: &Path) -> u64 {
    rustix::fs::statvfs(folder).map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// How much of a disk is free and how much of it must stay so, in words.
pub(crate) fn room_words(folder: &Path) -> String {
    let (folder, free, needed) = (folder.display(), free_bytes(folder), WRITES_FROM);
    format!(
        "{} is free on the disk of {folder}, and nothing is written where less than {} is",
        bytes_words(free),
        bytes_words(needed)
    )
}

/// That a folder's disk has room for so many bytes more.
pub(crate) fn room_for(folder: &Path, needed: u64) -> anyhow::Result<()> {
    let free = free_bytes(folder);
    anyhow::ensure!(
        free >= needed,
        "about {} is needed on the disk of {}, and {} is free there: make room, or choose another folder with --data DIR",
        bytes_words(needed),
        folder.display(),
        bytes_words(free)
    );
    Ok(())
}

fn bytes_words(bytes: u64) -> String {
    size_words(usize::try_from(bytes).unwrap_or(usize::MAX))
}

/// The disk of one folder.
pub(crate) struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// Keeps the reserve from now on.
    pub(crate) fn new(folder: PathBuf) -> Self {
        let disk = Self { folder };
        disk.keep_reserve();
        disk
    }

    fn reserve(&self) -> PathBuf {
        self.folder.join("reserve")
    }

    fn free(&self) -> u64 {
        free_bytes(&self.folder)
    }

    fn keep_reserve(&self) {
        if self.reserve().exists() || self.free() < RESERVE + 2 * WRITES_FROM {
            return;
        }
        if let Ok(file) = std::fs::File::create(self.reserve()) {
            let _ = rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, RESERVE);
        }
    }

    /// Whether there is room to write; gives the reserve up, or takes it again, as it looks.
    pub(crate) fn room(&self) -> bool {
        let free = self.free();
        if free < RESERVE_FROM {
            let _ = std::fs::remove_file(self.reserve());
        }
        if free < WRITES_FROM {
            return false;
        }
        self.keep_reserve();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_and_what_is_needed_is_said_in_numbers() {
        let here = Path::new("/");
        assert!(room_for(here, 0).is_ok());
        let words = room_for(here, u64::MAX - 1).unwrap_err().to_string();
        assert!(
            words.contains(" MB is needed on the disk of /, and "),
            "{words}"
        );
        assert!(words.contains("is free there"), "{words}");
        let words = room_words(here);
        assert!(words.contains("where less than 16.0 MB is"), "{words}");
    }
}
