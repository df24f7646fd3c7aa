//! Everything that continuous integration does, runnable by hand: `cargo xtask <command>`.
//! Here lives the table of commands and nothing else; each command is one module.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    reason = "xtask is a terminal program: what it prints is its result"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "xtask times its steps, waits for servers, and looks for programs on the search path"
)]

mod assets;
mod bench;
mod postgres;
mod prove;
mod sbom;
mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

/// One word after `cargo xtask`.
struct Command {
    name: &'static str,
    does: &'static str,
    run: fn(&[String]) -> anyhow::Result<ExitCode>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        does: "every check and test there is, with seconds per step [--only STEP] [--list]",
        run: test::run,
    },
    Command {
        name: "tidy",
        does: "the rules of the house that a compiler does not know [--list]",
        run: tidy::run,
    },
    Command {
        name: "asvs",
        does: "the table of docs/security/asvs.md, from the map beside it",
        run: tidy::asvs::write,
    },
    Command {
        name: "assets",
        does: "the vendored style sheets and scripts, and the fixtures they are checked against",
        run: |arguments| assets::run(arguments).map(|()| ExitCode::SUCCESS),
    },
    Command {
        name: "postgres",
        does: "a private PostgreSQL in the foreground, for tests run by hand",
        run: postgres::run,
    },
    Command {
        name: "sbom",
        does: "the bill of materials of this build, as CycloneDX on standard output",
        run: sbom::run,
    },
    Command {
        name: "prove",
        does: "the proofs of the wall for longer than CI has, round after round [--hours N] [--seed N] [--only PROOF] [--mutants K/N] [--list]",
        run: prove::run,
    },
    Command {
        name: "bench",
        does: "the numbers of docs/benchmarks.md [wall] [backup] [notices] [linkage] [--full] [--engine sqlite|postgres] [--clone] [--skip-build]",
        run: bench::run,
    },
];

/// The answer to bad usage, as `trefoil` itself has it.
const BAD_USAGE: u8 = 64;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let known = arguments
        .split_first()
        .and_then(|(name, rest)| Some((COMMANDS.iter().find(|c| c.name == name)?, rest)));
    match known {
        Some((command, rest)) => (command.run)(rest),
        None => Ok(usage(arguments.first())),
    }
}

fn usage(asked: Option<&String>) -> ExitCode {
    if let Some(name) = asked {
        eprintln!("cargo xtask knows no command `{name}`\n");
    }
    eprintln!("usage: cargo xtask COMMAND\n");
    for command in COMMANDS {
        eprintln!("  {:<10}{}", command.name, command.does);
    }
    ExitCode::from(BAD_USAGE)
}
