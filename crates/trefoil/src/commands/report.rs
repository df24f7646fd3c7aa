//! `trefoil report`: aggregates. The operator at the console sees numbers, never rows.

use trefoil_app::reports::scrutiny::{forms, scrutiny_view, suppress};

use super::console;
use crate::Ended;
use crate::cli::{ReportCommand, ReportFormat};
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: ReportCommand) -> anyhow::Result<Ended> {
    let ReportCommand::Scrutiny(args) = command;
    let app = here.open().await?;
    let report = scrutiny_view(&app, &console(), args.from, args.to, args.as_at).await?;
    app.close().await;
    let published = suppress(&report, &[]);
    match args.format {
        ReportFormat::Json => println!(
            "{}",
            forms::json::json(if args.suppress { &published } else { &report })?
        ),
        ReportFormat::Csv => print!("{}", forms::csv::csv(&published)),
        ReportFormat::Html => print!("{}", forms::html::html(&published)),
    }
    Ok(Ended::Well)
}
