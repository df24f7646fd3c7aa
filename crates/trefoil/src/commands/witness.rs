//! `trefoil ledger witness`: a partner agency countersigns an authority's checkpoint. It needs no database, only a key file of its own;
//! beside that it keeps the last checkpoint of each authority that it countersigned.

use std::path::{Path, PathBuf};

use anyhow::Context;
use trefoil_app::ledger::{Checkpoint, countersign};

use crate::Ended;
use crate::cli::{StoreArgs, WitnessArgs};
use crate::outside::key_file;
use crate::outside::place::Installation;

pub(super) fn run(store: &StoreArgs, args: &WitnessArgs) -> anyhow::Result<Ended> {
    // Never an authority's own key, which is what other commands take where none is named.
    let key_path = store.key_file.as_ref();
    let key_path = key_path.context("name the witness's own key with --key-file")?;
    if !key_path.exists() {
        let outside = Installation::of(store).outside()?;
        key_file::write(key_path, &[key_file::fresh(outside.as_ref())])?;
        eprintln!("Made the witness's key {}. Keep it.", key_path.display());
    }
    let keys = key_file::read(key_path)?;
    let key = keys.first().context("the key file is empty")?;
    let checkpoint = read(&args.checkpoint)?;
    let kept = kept_at(key_path, checkpoint.authority);
    let last = kept.exists().then(|| read(&kept)).transpose()?;
    let signed = countersign(checkpoint, last.as_ref(), &args.name, key)?;
    let text = signed.to_string();
    // Kept first: a countersignature that is given away and forgotten could be followed by one of another ledger.
    write(&kept, &text)?;
    match &args.out {
        Some(path) => write(path, &text)?,
        None => print!("{text}"),
    }
    match last {
        Some(last) => eprintln!(
            "Countersigned: {} entries, which begin with the {} countersigned before.",
            signed.size, last.size
        ),
        None => eprintln!(
            "Countersigned for the first time: {} entries. Nothing earlier is known of this authority; check with them that its key is {}.",
            signed.size, signed.key
        ),
    }
    Ok(Ended::Well)
}

/// Where the last one is kept.
fn kept_at(key: &Path, authority: i64) -> PathBuf {
    let mut name = key.as_os_str().to_owned();
    name.push(format!(".{authority:03}.checkpoint"));
    PathBuf::from(name)
}

fn read(path: &Path) -> anyhow::Result<Checkpoint> {
    std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?
        .parse()
        .with_context(|| path.display().to_string())
}

/// Whole, or as it was: to a neighbour first, then renamed over.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let told = || format!("{} cannot be written", path.display());
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, text).with_context(told)?;
    std::fs::rename(&beside, path).with_context(told)
}
