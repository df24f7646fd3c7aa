//! A report as a page of its own, to be mailed or printed: no script, and nothing fetched from anywhere.
//! The product's own report page is drawn by `web`, from the same [`sections`].

use trefoil_core::date_words::{day, moment};
use trefoil_core::event::Module;

use super::HIDDEN;
use crate::measures::Measure;
use crate::report::{Cell, Printed, Report};

/// A part of a report: a table.
#[derive(Debug, Clone)]
pub struct Section {
    /// The first word of the names in it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its lines; none where the part is not in use.
    pub figures: Vec<(&'static Measure, Cell)>,
}

/// The parts of a report in order, those not in use too.
pub fn sections(report: &Report) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in report.printed() {
        let (name, figure) = match line {
            Printed::Figure(measure, cell) => (measure.part(), Some((measure, cell))),
            Printed::NotInUse(part) => (part, None),
        };
        match sections.iter_mut().find(|section| section.name == name) {
            Some(section) => section.figures.extend(figure),
            None => sections.push(Section {
                name,
                title: title(name),
                figures: figure.into_iter().collect(),
            }),
        }
    }
    sections
}

fn title(name: &'static str) -> &'static str {
    match name {
        "contacts" => "Contacts received",
        "decisions" => "Decisions about children",
        "school_notices" => Module::SchoolNotices.words(),
        "referrals" => "Referrals",
        "assessments" => "Assessments",
        "domestic_abuse_outcomes" => "Outcomes of domestic abuse assessments",
        "marac" => "MARAC",
        other => other,
    }
}

/// A number as people read it: "1,204", "23.4%", "c".
pub fn value(cell: Cell) -> String {
    match cell {
        Cell::Count(count) => thousands(count),
        Cell::Share { .. } => format!("{:.1}%", cell.share().unwrap_or_default() * 100.0),
        Cell::Hidden => HIDDEN.to_owned(),
        Cell::NotInUse => String::new(),
    }
}

fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

const STYLE: &str = "body{font-family:sans-serif;line-height:1.5;color:#0b0c0c;max-width:60rem;margin:0 auto;padding:1rem}\
table{border-collapse:collapse;width:100%;margin-bottom:2rem}\
caption{font-size:1.25rem;font-weight:bold;text-align:left;padding:.5rem 0}\
th,td{border-bottom:1px solid #767676;padding:.5rem;text-align:left;vertical-align:top}\
tr{break-inside:avoid}td.number,th.number{text-align:right;white-space:nowrap}th[scope=row]{font-weight:normal}\
@media(max-width:30rem){th,td{padding:.5rem .25rem}}";

/// The page. Complete in itself; every text is escaped.
pub fn html(report: &Report) -> String {
    let title = escape(report.definition.title);
    let period = format!(
        "From {} to {}, both days included. What was known on {}.",
        day(report.period.from()),
        day(report.period.to()),
        moment(report.as_at)
    );
    let tables: String = sections(report).iter().map(table).collect();
    let period = escape(&period);
    let hidden = if report.cells.contains(&Cell::Hidden) {
        "<p>A number from 1 to 5, and any number from which it could be worked out, is shown as c, so that nobody can be recognised.</p>\n"
    } else {
        ""
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{period}</p>\n{hidden}{tables}</main>\n</body>\n</html>\n"
    )
}

fn table(section: &Section) -> String {
    let title = escape(section.title);
    if section.figures.is_empty() {
        return format!("<h2>{title}</h2>\n<p>This part is not in use.</p>\n");
    }
    let rows: String = section.figures.iter().map(row).collect();
    format!(
        "<table>\n<caption>{title}</caption>\n<thead><tr><th scope=\"col\">What</th>\
         <th scope=\"col\">What is counted</th><th scope=\"col\" class=\"number\">Number</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn row((measure, cell): &(&Measure, Cell)) -> String {
    let overlaps = measure
        .overlaps
        .map_or_else(String::new, |words| format!(" {}", escape(words)));
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}{overlaps}</td><td class=\"number\">{}</td></tr>\n",
        escape(measure.words),
        escape(measure.definition),
        escape(&value(*cell))
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
