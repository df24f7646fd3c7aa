//! `cargo xtask bench`: the numbers to reach, measured, printed as a table and kept in docs/benchmarks.md. Not a test: a
//! machine that is busy fails nothing. Every process it starts it ends by id; its folders go with it.

mod asked;
mod backup;
mod clone;
mod feed;
mod goals;
mod http;
mod linkage;
mod load;
mod machine;
mod measure;
mod meter;
mod notices;
mod pool;
mod program;
mod report;
mod scratch;
mod served;
mod spread;
mod store;
mod wall;

use crate::shell;
use asked::{Asked, Engine};
use feed::Feed;
use machine::Machine;
use measure::Column;
use program::Program;
use scratch::Scratch;
use std::path::Path;
use std::process::ExitCode;
use store::Store;

/// Where the table is kept.
const KEPT: &str = "docs/benchmarks.md";

pub(crate) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (word, rest) = arguments
        .split_first()
        .map_or(("", arguments), |(word, rest)| (word.as_str(), rest));
    match word {
        "wall" => return wall::run(),
        "backup" => return backup::run(rest),
        "linkage" => return linkage::run(rest),
        "notices" => return notices::run(rest),
        _ => {}
    }
    let asked = Asked::read(arguments)?;
    if !asked.skip_build {
        shell::run(shell::cargo().args(["build", "--release"]))?;
    }
    let machine = Machine::read()?;
    let scratch = Scratch::make()?;
    let columns = columns(&asked, &scratch)?;
    let cloned = asked.clone.then(|| clone::measure(&scratch));
    let text = report::markdown(&machine, &asked, &columns, cloned.as_ref());
    println!("{text}");
    let kept = shell::root().join(KEPT);
    let before = std::fs::read_to_string(&kept).unwrap_or_default();
    std::fs::write(
        &kept,
        text + &linkage::kept(&before)
            + &notices::kept(&before)
            + &backup::kept(&before)
            + &wall::kept(&before),
    )?;
    for line in report::not_met(&columns) {
        println!("not met: {line}");
    }
    let failed = columns.iter().any(|column| column.failed.is_some());
    let all_ran = !failed && cloned.is_none_or(|cloned| cloned.is_ok());
    Ok(if all_ran {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn columns(asked: &Asked, scratch: &Scratch) -> anyhow::Result<Vec<Column>> {
    if asked.engines.is_empty() {
        return Ok(Vec::new());
    }
    // A copy: a build that goes on beside us must not change what is measured.
    let binary = scratch.join("trefoil");
    std::fs::copy(program::release_binary()?, &binary)?;
    let nowhere = Program {
        binary: &binary,
        scratch,
        place: Vec::new(),
        beside: Vec::new(),
    };
    let feed = Feed::make(&nowhere, asked)?;
    let each = asked.engines.iter();
    each.map(|engine| column(*engine, &binary, scratch, &feed, asked))
        .collect()
}

fn column(
    engine: Engine,
    binary: &Path,
    scratch: &Scratch,
    feed: &Feed,
    asked: &Asked,
) -> anyhow::Result<Column> {
    let store = Store::make(engine, scratch)?;
    let program = Program {
        binary,
        scratch,
        place: store.place.clone(),
        beside: store.server.clone(),
    };
    Ok(Column::measure(engine, &program, feed, asked))
}
