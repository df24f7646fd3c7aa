//! `trefoil import mail`: messages taken in by command, each by itself.

use std::path::PathBuf;

use anyhow::Context;
use trefoil_app::contacts::attach::Brought;
use trefoil_app::imports::mail::MailRun;

use super::console;
use super::import::{ended, print};
use super::mail_drop::read_bounded;
use super::progress::Bar;
use crate::Ended;
use crate::cli::Format;
use crate::outside::place::Installation;

pub(super) async fn run(
    here: &Installation,
    files: &[PathBuf],
    format: Format,
) -> anyhow::Result<Ended> {
    for file in files {
        std::fs::File::open(file)
            .with_context(|| format!("{} cannot be opened", file.display()))?;
    }
    let app = here.open_or_init("Blackpool Council").await?;
    let bar = Bar::new("{bar:40} {pos} of {len} messages, {eta} left");
    let of = u64::try_from(files.len()).unwrap_or(u64::MAX);
    let mut run = MailRun::begin(&app, &console(), "Messages, by command").await?;
    for (done, file) in (0..).zip(files) {
        bar.at(done, of);
        let bytes = read_bounded(file)
            .with_context(|| format!("{} cannot be read to its end", file.display()))?;
        let message = Brought {
            name: String::new(),
            bytes,
        };
        if let Err(refusal) = run.take(&message).await {
            bar.end();
            eprintln!(
                "{refusal} What was taken in before is kept; run the command again to go on."
            );
            app.close().await;
            return Ok(Ended::PartWay);
        }
    }
    bar.end();
    let imported = run.finish().await?;
    print(&app, "mail", &imported, format).await?;
    app.close().await;
    Ok(ended(&imported))
}
