//! What the pages of the report show, ready to be written.

use askama::Template;
use trefoil_app::reports::scrutiny::forms::html::{Section, sections, value};
use trefoil_app::reports::scrutiny::{Cell as Number, Measure, Report, RowShown, ScrutinyRows};
use trefoil_core::date_words::{day, moment, moment_short};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::asked::Period;
use super::chart::{Chart, chart};
use crate::components::{
    BackLink, Button, Cell, Content, Details, ErrorLink, ErrorSummary, HeadCell, Layout, Table,
};
use crate::form::Fields;
use crate::shell::{Shell, Tab};

/// The report.
#[derive(Template)]
#[template(path = "pages/report.html")]
pub(super) struct ReportShown {
    pub(super) layout: Layout,
    pub(super) errors: Option<ErrorSummary>,
    pub(super) form: AskForm,
    pub(super) button: Button,
    pub(super) numbers: Option<Numbers>,
}

/// The form that asks for days; it holds what was typed.
pub(super) struct AskForm {
    pub(super) from: Asking,
    pub(super) to: Asking,
    pub(super) as_at: Asking,
}

/// A control for a day or a moment.
pub(super) struct Asking {
    pub(super) id: &'static str,
    pub(super) kind: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) error: Option<String>,
}

/// The numbers of a report that could be made.
pub(super) struct Numbers {
    pub(super) period: String,
    /// The end of the addresses of what belongs to it.
    pub(super) query: String,
    pub(super) parts: Vec<Part>,
    pub(super) chart: Option<Chart>,
}

/// A part of the report; without a table where it is not in use.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) table: Option<Table>,
    /// Whether the drawing of outcomes belongs here.
    pub(super) drawn: bool,
}

/// The rows behind a number.
#[derive(Template)]
#[template(path = "pages/report_rows.html")]
pub(super) struct RowsShown {
    pub(super) layout: Layout,
    pub(super) back: BackLink,
    pub(super) heading: &'static str,
    pub(super) definition: &'static str,
    pub(super) overlaps: Option<&'static str>,
    pub(super) period: String,
    pub(super) count: String,
    pub(super) table: Option<Table>,
}

#[derive(Template)]
#[template(source = "{{ details }}", ext = "html")]
struct Definition {
    details: Details,
}

#[derive(Template)]
#[template(
    source = "<a class=\"govuk-link\" href=\"{{ href }}\">{{ words }}<span class=\"govuk-visually-hidden\"> {{ hidden }}</span></a>",
    ext = "html"
)]
struct Link {
    href: String,
    words: String,
    hidden: String,
}

/// The report of a period, or what is wrong with what was asked.
pub(super) fn report(
    shell: &Shell,
    asked: &Fields,
    usual: &Period,
    made: Result<(Period, Report), Vec<Problem>>,
) -> ReportShown {
    let (problems, numbers) = match made {
        Ok((period, report)) => (Vec::new(), Some(numbers(shell, &period, &report))),
        Err(problems) => (problems, None),
    };
    let links = problems
        .iter()
        .map(|problem| ErrorLink::new(problem.message.clone(), &problem.field));
    ReportShown {
        layout: shell.layout("Scrutiny report", Tab::Reports),
        errors: (!problems.is_empty()).then(|| ErrorSummary::new(links.collect())),
        form: AskForm {
            from: asking(
                asked,
                &problems,
                ("from", "date", "First day"),
                &usual.from.to_string(),
            ),
            to: asking(
                asked,
                &problems,
                ("to", "date", "Last day"),
                &usual.to.to_string(),
            ),
            as_at: asking(
                asked,
                &problems,
                (
                    "as_at",
                    "datetime-local",
                    "As known at (now, if you leave it empty)",
                ),
                "",
            ),
        },
        button: Button::new("Make the report"),
        numbers,
    }
}

/// Whose work the rows are. A convenience only: the policy is asked by the act itself.
const ROWS: &[Role] = &[Role::TeamManager, Role::ReturnsOfficer, Role::Custodian];

fn asking(
    asked: &Fields,
    problems: &[Problem],
    (id, kind, label): (&'static str, &'static str, &'static str),
    usual: &str,
) -> Asking {
    let typed = asked.get(id);
    let error = problems.iter().find(|problem| problem.field == id);
    Asking {
        id,
        kind,
        label,
        value: if typed.is_empty() { usual } else { typed }.to_owned(),
        error: error.map(|problem| problem.message.clone()),
    }
}

fn numbers(shell: &Shell, period: &Period, report: &Report) -> Numbers {
    let query = period.query();
    let rows = shell
        .viewer
        .as_ref()
        .is_some_and(|viewer| viewer.has_any(ROWS));
    let part = |section: Section| Part {
        title: section.title,
        drawn: section.name == "decisions",
        table: (!section.figures.is_empty())
            .then(|| table(&section, rows.then_some(query.as_str()))),
    };
    Numbers {
        period: period_words(period, report),
        parts: sections(report).into_iter().map(part).collect(),
        chart: outcomes(report),
        query,
    }
}

fn period_words(period: &Period, report: &Report) -> String {
    format!(
        "From {} to {}, both days included. What was known on {}.",
        day(period.from),
        day(period.to),
        moment(report.as_at)
    )
}

/// The part of the name that the five outcomes share.
const OUTCOMES: &str = "decisions.by_outcome.";

fn outcomes(report: &Report) -> Option<Chart> {
    let of = report
        .figures()
        .filter(|(measure, _)| measure.name.starts_with(OUTCOMES));
    let counted = of.map(|(measure, number)| {
        let count = if let Number::Count(count) = number {
            count
        } else {
            0
        };
        (measure.words, count, value(number))
    });
    let counted: Vec<_> = counted.collect();
    chart("What was decided, by number of children", &counted)
}

/// With a link to the rows of each number, where the viewer may open them.
fn table(section: &Section, rows_query: Option<&str>) -> Table {
    let link = |measure: &'static Measure, query: &str| Link {
        href: format!("/reports/scrutiny/rows?measure={}&{query}", measure.name),
        words: "Rows".to_owned(),
        hidden: format!("of {}", measure.words),
    };
    let row = |(measure, number): &(&'static Measure, Number)| {
        let cells = [
            Cell::from(Content::part(definition(measure))),
            Cell::numeric(value(*number)),
        ];
        let behind = rows_query.map(|query| Cell::from(Content::part(link(measure, query))));
        cells.into_iter().chain(behind).collect()
    };
    let head = [
        HeadCell::new("What"),
        HeadCell {
            cell: Cell::numeric("Number"),
            sort: None,
        },
    ];
    Table {
        head: head
            .into_iter()
            .chain(rows_query.map(|_| HeadCell::new("Behind it")))
            .collect(),
        rows: section.figures.iter().map(row).collect(),
        classes: "trefoil-figures".into(),
        ..Table::default()
    }
}

fn definition(measure: &'static Measure) -> Definition {
    let overlaps = measure
        .overlaps
        .map(|words| format!(" {words}"))
        .unwrap_or_default();
    Definition {
        details: Details {
            classes: "govuk-!-margin-bottom-0".into(),
            ..Details::new(measure.words, format!("{}{overlaps}", measure.definition))
        },
    }
}

/// The rows behind a number.
pub(super) fn rows(shell: &Shell, period: &Period, found: &ScrutinyRows) -> RowsShown {
    let count = match (found.total, found.rows.len()) {
        (0, _) => "No rows.".to_owned(),
        (total, shown) if total > shown => format!("{total} rows; the first {shown} are shown."),
        (1, _) => "1 row.".to_owned(),
        (total, _) => format!("{total} rows."),
    };
    RowsShown {
        layout: shell.layout("Rows behind a number", Tab::Reports),
        back: BackLink {
            content: "Back to the report".into(),
            href: format!("/reports/scrutiny?{}", period.query()).into(),
            ..BackLink::default()
        },
        heading: found.measure.words,
        definition: found.measure.definition,
        overlaps: found.measure.overlaps,
        period: format!(
            "From {} to {}, both days included.",
            day(period.from),
            day(period.to)
        ),
        count,
        table: (!found.rows.is_empty()).then(|| rows_table(&found.rows)),
    }
}

fn rows_table(rows: &[RowShown]) -> Table {
    let row = |(row, number): (&RowShown, usize)| {
        let contact = if row.may_open {
            Content::part(Link {
                href: format!("/contacts/{}", row.contact),
                words: "Open the contact".to_owned(),
                hidden: format!("of row {number}"),
            })
        } else {
            "Not open to you".into()
        };
        vec![
            Cell::from(number.to_string()).labelled("Row"),
            Cell::from(moment_short(row.received_at)).labelled("Received"),
            Cell::from(row.source.words()).labelled("Source"),
            Cell::from(contact).labelled("Contact"),
        ]
    };
    Table {
        head: ["Row", "Received", "Source", "Contact"]
            .map(HeadCell::new)
            .into_iter()
            .collect(),
        rows: rows.iter().zip(1..).map(row).collect(),
        classes: "trefoil-queue".into(),
        ..Table::default()
    }
}
