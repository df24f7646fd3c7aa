//! `cargo xtask prove --mutants K/N`: the Nth part of every small change of the program that cargo-mutants can think of, in the policy,
//! the renderer and the guard. A change that no test finds is a test that is missing. The tool is fetched where it is not here.

use crate::shell;
use anyhow::{Context as _, ensure};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

pub(super) const DOES: &str = "K/N: small changes of policy, renderer and guard, the Kth of N parts: 95 of 100 found by their crates' tests";

/// The version that the numbers in docs/safety-case.md were measured with.
const VERSION: &str = "27.1.0";

/// What is changed: all of the policy, and what makes an output and looks it over.
const FILES: [&str; 5] = [
    "crates/policy/src/*.rs",
    "crates/core/src/output.rs",
    "crates/core/src/output/*.rs",
    "crates/interop/src/formats/**/*.rs",
    "crates/interop/src/guard/**/*.rs",
];
/// Of a hundred changes that build, so many are to be found.
const FOUND: usize = 95;

pub(super) fn run(shard: &str) -> anyhow::Result<ExitCode> {
    let tool = tool()?;
    let out = shell::root().join("target/mutants");
    std::fs::create_dir_all(&out)?;
    let mut command = Command::new(&tool);
    command
        .args([
            "mutants",
            "--workspace",
            "--shard",
            shard,
            // A part holds some of every file.
            "--sharding",
            "round-robin",
            "--no-shuffle",
            "--test-workspace=false",
        ])
        .args(["--exclude", "**/tests.rs", "--exclude", "**/tests/**"])
        .arg("--output")
        .arg(&out)
        .current_dir(shell::root())
        // The whole of the random decisions would take an hour for each change; a third finds as many.
        .env("TREFOIL_PROVE_DECISIONS", "600000");
    for file in FILES {
        command.args(["--file", file]);
    }
    // It ends with an error where something was missed: how many, its lists say.
    let ended = command
        .status()
        .with_context(|| format!("{} does not run", tool.display()))?;
    let lines = |name: &str| -> anyhow::Result<usize> {
        let list = out.join("mutants.out").join(name);
        let text = std::fs::read_to_string(&list)
            .with_context(|| format!("{} is not there; it ended with {ended}", list.display()))?;
        Ok(text.lines().count())
    };
    let caught = lines("caught.txt")? + lines("timeout.txt")?;
    let missed = lines("missed.txt")?;
    let all = caught + missed;
    println!(
        "{all} changes that build, {caught} found, {missed} not: {}",
        out.display()
    );
    ensure!(all > 0, "nothing was changed: the files are not found");
    ensure!(
        caught * 100 >= all * FOUND,
        "fewer than {FOUND} of 100 were found"
    );
    Ok(ExitCode::SUCCESS)
}

/// The tool, in a folder of the build's own.
fn tool() -> anyhow::Result<PathBuf> {
    let folder = shell::root().join("target/tools");
    let tool = folder.join("bin/cargo-mutants");
    if !tool.is_file() {
        shell::run(
            shell::cargo()
                .args([
                    "install",
                    "cargo-mutants",
                    "--locked",
                    "--version",
                    VERSION,
                    "--root",
                ])
                .arg(&folder),
        )?;
    }
    Ok(tool)
}
