//! Running other programs from the root of the repository. No knowledge of what they are for.

use anyhow::{Context as _, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The cargo that started this program, or the one on the search path, to be run in the root. Not the one that built it:
/// called by its full path, that one would let a package's own toolchain file choose the compiler.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// `name`, to be run in the root, sharing our terminal.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Says what is run, runs it with its output shown, and fails when it does.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    println!("$ {}", in_words(command));
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", in_words(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", in_words(command));
    }
    Ok(())
}

/// Runs it quietly and returns its standard output; its standard error is shown only in the error.
pub(crate) fn read(command: &mut Command) -> anyhow::Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", in_words(command)))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} ended with {}: {}",
            in_words(command),
            output.status,
            why.trim()
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} printed what is not text", in_words(command)))
}

/// The first of `names` that the search path has, in full.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Whether this process may install software and become other users.
pub(crate) fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}

fn in_words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut words = vec![name.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|a| a.to_string_lossy().into_owned()));
    words.join(" ")
}
