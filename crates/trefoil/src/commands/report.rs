//! `trefoil report`: aggregates. The operator at the console sees numbers, never rows.

use trefoil_app::reports::publish::scrutiny_publish;
use trefoil_app::reports::scrutiny::{forms, scrutiny_view};

use super::console;
use crate::Ended;
use crate::cli::{ReportCommand, ReportFormat};
use crate::outside::place::Installation;

/// What is published is kept; JSON with every number stays in the house.
pub(super) async fn run(here: &Installation, command: ReportCommand) -> anyhow::Result<Ended> {
    let ReportCommand::Scrutiny(args) = command;
    let app = here.open().await?;
    let inside = matches!(args.format, ReportFormat::Json) && !args.suppress;
    let (from, to, as_at) = (args.from, args.to, args.as_at);
    let report = if inside {
        scrutiny_view(&app, &console(), from, to, as_at).await
    } else {
        let published = scrutiny_publish(&app, &console(), from, to, as_at).await;
        published.map(|(_, report)| report)
    };
    app.close().await;
    let report = report?;
    match args.format {
        ReportFormat::Json => print!("{}", forms::json::json(&report)?),
        ReportFormat::Csv => print!("{}", forms::csv::csv(&report)),
        ReportFormat::Html => print!("{}", forms::html::html(&report)),
    }
    Ok(Ended::Well)
}
