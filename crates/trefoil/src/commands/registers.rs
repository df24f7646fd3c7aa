//! `trefoil import schools`, `school-contacts`, `school-terms`, `bank-holidays`: the registers that telling schools stands on.

use anyhow::Context;
use serde_json::json;
use trefoil_app::App;
use trefoil_app::schools::intake::{
    NotTaken, Taken, adults_import, holidays_import, schools_import, terms_import,
};

use super::console;
use crate::Ended;
use crate::cli::{Format, ImportCommand, RegisterArgs};
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, command: ImportCommand) -> anyhow::Result<Ended> {
    let (feed, args, only) = match command {
        ImportCommand::Schools { file, only } => ("schools", file, only),
        ImportCommand::SchoolContacts(file) => ("school-contacts", file, Vec::new()),
        ImportCommand::SchoolTerms(file) => ("school-terms", file, Vec::new()),
        ImportCommand::BankHolidays(file) => ("bank-holidays", file, Vec::new()),
        ImportCommand::Police { .. } | ImportCommand::Mail { .. } => {
            anyhow::bail!("this is no register")
        }
    };
    let RegisterArgs { file, format } = args;
    let bytes =
        std::fs::read(&file).with_context(|| format!("{} cannot be opened", file.display()))?;
    let app = here.open_or_init("Blackpool Council").await?;
    let taken = take(&app, feed, &bytes, &only).await;
    app.close().await;
    match taken {
        Ok(taken) => {
            print(feed, &taken, format);
            Ok(if taken.issues.is_empty() {
                Ended::Well
            } else {
                Ended::Attention
            })
        }
        Err(NotTaken::File(why)) => {
            eprintln!("{why}");
            Ok(Ended::Failed)
        }
        Err(NotTaken::Refused(refusal)) => {
            eprintln!(
                "{refusal} What was taken in before is kept; run the command again to go on."
            );
            Ok(Ended::PartWay)
        }
    }
}

async fn take(app: &App, feed: &str, bytes: &[u8], only: &[i64]) -> Result<Taken, NotTaken> {
    match feed {
        "schools" => schools_import(app, &console(), bytes, only).await,
        "school-contacts" => adults_import(app, &console(), bytes).await,
        "school-terms" => terms_import(app, &console(), bytes).await,
        _ => holidays_import(app, &console(), bytes).await,
    }
}

/// In the shape of the police feed's answer; what is counted are the register's own lines, and there are no contacts.
fn print(feed: &str, taken: &Taken, format: Format) {
    let Taken {
        rows,
        created,
        updated,
        unchanged,
        issues,
    } = taken;
    if matches!(format, Format::Json) {
        let issues: Vec<_> = issues
            .iter()
            .map(|one| json!({"row": one.row, "column": one.column, "code": one.code, "message": one.message}))
            .collect();
        let told = json!({
            "feed": feed,
            "rows": rows,
            "contacts": {"created": 0, "updated": 0, "unchanged": 0},
            "lines": {"created": created, "updated": updated, "unchanged": unchanged},
            "people": 0,
            "quarantined_rows": 0,
            "issues": issues,
        });
        println!("{told}");
        return;
    }
    println!("{rows} rows: {created} lines new, {updated} changed, {unchanged} held already.");
    for issue in issues {
        println!("{}", issue.message);
    }
}
