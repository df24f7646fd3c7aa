//! `trefoil import`: files taken in by command, with what their senders should hear of.

use std::fs::File;
use std::io::{BufReader, IsTerminal};
use std::path::Path;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use trefoil_app::imports::dry_run::police_dry_run;
use trefoil_app::imports::police::{Imported, NotImported, police_import};

use super::console;
use crate::Ended;
use crate::cli::{Format, ImportCommand};
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: ImportCommand) -> anyhow::Result<Ended> {
    let ImportCommand::Police {
        file,
        dry_run,
        format,
    } = command;
    File::open(&file).with_context(|| format!("{} cannot be opened", file.display()))?;
    let app = here.open_or_init("Blackpool Council").await?;
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bar = progress_bar();
    let progress = |done: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let open = || Opened::new(&file);
    let taken = if dry_run {
        police_dry_run(&app, &console(), open).await
    } else {
        police_import(&app, &console(), &name, open, progress).await
    };
    bar.finish_and_clear();
    app.close().await;
    match taken {
        Ok(imported) => {
            print(&imported, format);
            Ok(ended(&imported))
        }
        Err(NotImported::File(refused)) => {
            eprintln!("{refused}");
            Ok(Ended::Failed)
        }
        Err(NotImported::Refused(refusal)) => {
            eprintln!(
                "{refusal} What was taken in before is kept; run the command again to go on."
            );
            Ok(Ended::PartWay)
        }
    }
}

fn ended(imported: &Imported) -> Ended {
    if imported.stopped.is_some() {
        Ended::PartWay
    } else if imported.issues.is_empty() && imported.counts.quarantined == 0 {
        Ended::Well
    } else {
        Ended::Attention
    }
}

/// Shown on a terminal only.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} rows, {eta} left");
    style.map_or_else(
        |_| ProgressBar::no_length(),
        |style| ProgressBar::no_length().with_style(style),
    )
}

fn print(imported: &Imported, format: Format) {
    let counts = &imported.counts;
    if let Some(stopped) = &imported.stopped {
        eprintln!("{stopped}");
    }
    match format {
        Format::Json => {
            let issues: Vec<_> = imported.issues.iter().map(|issue| json!({"row": issue.row, "column": issue.column, "code": issue.code.code(), "message": issue.message})).collect();
            let told = json!({
                "feed": "police",
                "rows": counts.rows,
                "contacts": {"created": counts.created, "updated": counts.updated, "unchanged": counts.unchanged},
                "people": counts.people,
                "quarantined_rows": counts.quarantined,
                "issues": issues,
            });
            println!("{told}");
        }
        Format::Text => {
            println!(
                "{} rows: {} contacts new, {} with another version, {} held already; {} rows in quarantine.",
                counts.rows, counts.created, counts.updated, counts.unchanged, counts.quarantined
            );
            for issue in &imported.issues {
                println!("{}", issue.message);
            }
        }
    }
}

/// The file from its start; one that can no longer be opened reads as a file that stops at once.
struct Opened(Option<BufReader<File>>);

impl Opened {
    fn new(path: &Path) -> Self {
        Self(
            File::open(path)
                .ok()
                .map(|file| BufReader::with_capacity(1 << 16, file)),
        )
    }
}

impl std::io::Read for Opened {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        match &mut self.0 {
            Some(file) => file.read(bytes),
            None => Err(std::io::Error::other("the file cannot be opened any more")),
        }
    }
}
