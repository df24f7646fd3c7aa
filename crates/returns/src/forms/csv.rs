//! A report as CSV: a line for each number, with its definition, so that the file explains itself.

use super::HIDDEN;
use crate::report::{Cell, Printed, Report};

/// A report's CSV (RFC 4180): measure, definition, value. The first rows say the period and the instant of knowledge.
pub fn csv(report: &Report) -> String {
    let mut text = record(["measure", "definition", "value"]);
    text += &record([
        "period.from",
        "The first day of the period",
        &report.period.from().to_string(),
    ]);
    text += &record([
        "period.to",
        "The last day of the period",
        &report.period.to().to_string(),
    ]);
    text += &record([
        "as_at",
        "The report tells what was known then",
        &report.as_at.to_string(),
    ]);
    for line in report.printed() {
        text += &match line {
            Printed::Figure(measure, cell) => {
                record([measure.name, measure.definition, &value(cell)])
            }
            Printed::NotInUse(part) => record([part, "This part is not in use", ""]),
        };
    }
    text
}

fn value(cell: Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Share { .. } => cell.share().unwrap_or_default().to_string(),
        Cell::Hidden => HIDDEN.to_owned(),
        Cell::NotInUse => String::new(),
    }
}

fn record(fields: [&str; 3]) -> String {
    fields.map(quoted).join(",") + "\r\n"
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
