//! `trefoil import`: files taken in by command, with what their senders should hear of.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::Context;
use serde_json::json;
use trefoil_app::App;
use trefoil_app::imports::dry_run::police_dry_run;
use trefoil_app::imports::police::{Imported, NotImported, issue_row, police_import};
use trefoil_app::imports::view::{Counts, IssueRow, issues_each};

use super::console;
use super::progress::Bar;
use crate::Ended;
use crate::cli::{Format, ImportCommand};
use crate::out::Out;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: ImportCommand) -> anyhow::Result<Ended> {
    let (file, dry_run, format) = match command {
        ImportCommand::Police {
            file,
            dry_run,
            format,
        } => (file, dry_run, format),
        ImportCommand::Mail { files, format } => {
            return super::import_mail::run(here, &files, format).await;
        }
        register => return super::registers::run(here, register).await,
    };
    File::open(&file).with_context(|| format!("{} cannot be opened", file.display()))?;
    let app = here.open_or_init("Blackpool Council").await?;
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bar = Bar::new("{bar:40} {pos} of {len} rows, {eta} left");
    let progress = |done: u64, of: u64| bar.at(done, of);
    let open = || Opened::new(&file);
    let taken = if dry_run {
        police_dry_run(&app, &console(), open).await
    } else {
        police_import(&app, &console(), &name, open, progress).await
    };
    bar.end();
    let told = match taken {
        Ok(imported) => {
            print(&app, "police", &imported, format).await?;
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
    };
    app.close().await;
    told
}

pub(super) fn ended(imported: &Imported) -> Ended {
    if imported.stopped.is_some() {
        Ended::PartWay
    } else if imported.issue_total == 0 && imported.counts.quarantined == 0 {
        Ended::Well
    } else {
        Ended::Attention
    }
}

/// Prints what came of a file; issues that were too many to hold are read back from what the run kept.
pub(super) async fn print(
    app: &App,
    feed: &str,
    imported: &Imported,
    format: Format,
) -> anyhow::Result<()> {
    let mut issues = Issues::new(format);
    if let Some(stopped) = &imported.stopped {
        eprintln!("{stopped}");
    }
    issues.before(feed, &imported.counts)?;
    let held = i64::try_from(imported.issues.len()).unwrap_or(i64::MAX);
    let more = imported.issue_total - held;
    if let Some(import) = imported.import.filter(|_| more > 0) {
        let mut told = Ok(());
        let tell = |part: Vec<IssueRow>| {
            if told.is_ok() {
                told = part.iter().try_for_each(|issue| issues.one(issue));
            }
        };
        issues_each(app, &console(), import, tell).await?;
        told?;
    } else {
        for issue in &imported.issues {
            issues.one(&issue_row(issue))?;
        }
        if more > 0 {
            eprintln!("There are {more} more things to look at; a dry run lists {held}.");
        }
    }
    issues.after()?;
    Ok(())
}

/// Issues on standard output, one by one: there may be millions.
struct Issues {
    out: std::io::BufWriter<Out<std::io::Stdout>>,
    format: Format,
    first: bool,
}

impl Issues {
    fn new(format: Format) -> Self {
        Self {
            out: std::io::BufWriter::new(Out(std::io::stdout())),
            format,
            first: true,
        }
    }

    fn before(&mut self, feed: &str, counts: &Counts) -> std::io::Result<()> {
        match self.format {
            Format::Json => {
                let told = json!({
                    "feed": feed,
                    "rows": counts.rows,
                    "contacts": {"created": counts.created, "updated": counts.updated, "unchanged": counts.unchanged},
                    "people": counts.people,
                    "quarantined_rows": counts.quarantined,
                })
                .to_string();
                let open = told.strip_suffix('}').unwrap_or(&told);
                write!(self.out, "{open},\"issues\":[")
            }
            Format::Text => writeln!(
                self.out,
                "{} rows: {} contacts new, {} with another version, {} held already; {} rows in quarantine.",
                counts.rows, counts.created, counts.updated, counts.unchanged, counts.quarantined
            ),
        }
    }

    fn one(&mut self, issue: &IssueRow) -> std::io::Result<()> {
        let IssueRow {
            row,
            column,
            code,
            message,
        } = issue;
        match self.format {
            Format::Json => {
                let comma = if std::mem::take(&mut self.first) {
                    ""
                } else {
                    ","
                };
                let told =
                    json!({"row": row, "column": column, "code": code.code(), "message": message});
                write!(self.out, "{comma}{told}")
            }
            Format::Text => writeln!(self.out, "{message}"),
        }
    }

    fn after(&mut self) -> std::io::Result<()> {
        if matches!(self.format, Format::Json) {
            writeln!(self.out, "]}}")?;
        }
        self.out.flush()
    }
}

/// The file from its start; one that can no longer be opened reads as a file that stops at once.
struct Opened(Option<File>);

impl Opened {
    fn new(path: &Path) -> Self {
        Self(File::open(path).ok())
    }

    fn file(&mut self) -> std::io::Result<&mut File> {
        let gone = || std::io::Error::other("the file cannot be opened any more");
        self.0.as_mut().ok_or_else(gone)
    }
}

impl Read for Opened {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        self.file()?.read(bytes)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file()?.seek(to)
    }
}
