//! The one binary: what is asked on the command line, and the outside that the rest takes as an argument.
#![forbid(unsafe_code)]

// Before all others: what they print goes through it.
#[macro_use]
mod out;

mod cli;
mod commands;
mod log;
mod outside;
mod settings;

use std::process::ExitCode;

/// A fifth of making a town, and a tenth of a page, was the system's allocator (0051).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended, in the contract's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// All well.
    Well,
    /// Failed; nothing but the ledger changed. Also a verification that failed, or a fault that `doctor` found.
    Failed,
    /// Done, and something that was listed needs attention.
    Attention,
    /// Stopped part-way; what was acknowledged is kept.
    PartWay,
    /// What was asked makes no sense; nothing was done.
    Usage,
}

impl Ended {
    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Well => 0,
            Self::Failed => 1,
            Self::Attention => 2,
            Self::PartWay => 3,
            Self::Usage => USAGE,
        })
    }
}

/// Bad usage, in the contract's codes.
const USAGE: u8 = 64;

fn main() -> ExitCode {
    let asked = match cli::asked() {
        Ok(asked) => asked,
        Err(error) if error.use_stderr() => {
            let _ = error.print();
            return ExitCode::from(USAGE);
        }
        Err(help) => {
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    log::start();
    outside::own_files();
    match run(asked) {
        Ok(ended) => ended.code(),
        Err(error) => {
            eprintln!("trefoil: {error:#}");
            Ended::Failed.code()
        }
    }
}

/// Threads for each core: a thread that asks the embedded database is in the question until it is answered.
const THREADS: usize = 2;

fn run(asked: cli::Asked) -> anyhow::Result<Ended> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores * THREADS)
        .enable_all()
        .build()?;
    runtime.block_on(commands::run(asked))
}
