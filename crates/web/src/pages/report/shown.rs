//! What the pages of the report show, ready to be written.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_app::reports::published::{PublicationShown, PublicationsPage};
use trefoil_app::reports::scrutiny::forms::html::{Section, sections, value};
use trefoil_app::reports::scrutiny::{Cell as Number, Measure, Report};
use trefoil_core::date_words::{day, moment, moment_short};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::asked::{Period, control_moment};
use super::chart::{Chart, chart};
use crate::components::{
    BackLink, Button, Cell, Content, Details, ErrorLink, ErrorSummary, HeadCell, Layout,
    Pagination, Table,
};
use crate::csrf::FormToken;
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
    pub(super) before: Option<Before>,
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
    /// The period, as the form that publishes it sends it.
    pub(super) publish: [(&'static str, String); 3],
    pub(super) token: FormToken,
    pub(super) button: Button,
    pub(super) parts: Vec<Part>,
    /// The parts that are not in use, in a sentence.
    pub(super) unused: Option<String>,
    pub(super) chart: Option<Chart>,
}

/// A part of the report that is in use.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) table: Table,
    /// Whether the drawing of outcomes belongs here.
    pub(super) drawn: bool,
}

/// A report as it was published.
#[derive(Template)]
#[template(path = "pages/report_published.html")]
pub(super) struct PublishedShown {
    pub(super) layout: Layout,
    pub(super) back: BackLink,
    pub(super) period: String,
    pub(super) published: String,
    pub(super) hidden: bool,
    /// Its own address.
    pub(super) base: String,
    /// The end of the address of the report that shows every number.
    pub(super) query: String,
    pub(super) parts: Vec<Part>,
    /// The parts that are not in use, in a sentence.
    pub(super) unused: Option<String>,
}

/// What was published before.
pub(super) struct Before {
    pub(super) table: Table,
    pub(super) pages: Option<Pagination>,
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
pub(super) struct Link {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) hidden: String,
}

/// The report of a period, or what is wrong with what was asked.
pub(super) fn report(
    shell: &Shell,
    asked: &Fields,
    usual: &Period,
    made: Result<(Period, Report), Vec<Problem>>,
    before: &PublicationsPage,
) -> ReportShown {
    let (problems, numbers) = match made {
        Ok((_, report)) => (Vec::new(), Some(numbers(shell, &report))),
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
        before: listed(before, numbers.as_ref()),
        numbers,
    }
}

/// What was published before; nothing where nothing was. Its pages keep the report above them.
fn listed(before: &PublicationsPage, numbers: Option<&Numbers>) -> Option<Before> {
    let query = numbers.map_or("", |numbers| numbers.query.as_str());
    let number = |page: i64| u32::try_from(page).unwrap_or(u32::MAX);
    let row = |one: &PublicationShown| {
        let publication = &one.publication;
        let days = days(publication.from, publication.to);
        let link = Link {
            href: format!("/reports/published/{}", publication.publication),
            words: days,
            hidden: format!(", as known on {}", moment(publication.as_at)),
        };
        vec![
            Cell::from(Content::part(link)).labelled("Period"),
            Cell::from(moment_short(publication.as_at)).labelled("As known"),
            Cell::from(moment_short(publication.published_at)).labelled("Published"),
            Cell::from(publisher(one)).labelled("By"),
        ]
    };
    (!before.rows.is_empty()).then(|| Before {
        table: Table {
            head: ["Period", "As known", "Published", "By"]
                .map(HeadCell::new)
                .into_iter()
                .collect(),
            rows: before.rows.iter().map(row).collect(),
            classes: "trefoil-queue".into(),
            ..Table::default()
        },
        pages: (before.pages > 1).then(|| {
            Pagination::numbered(number(before.page), number(before.pages), |page| {
                format!("/reports/scrutiny?{query}&page={page}")
            })
        }),
    })
}

fn days(from: Date, to: Date) -> String {
    format!("{} to {}", day(from), day(to))
}

fn publisher(one: &PublicationShown) -> String {
    one.by
        .clone()
        .unwrap_or_else(|| "The operator at the console".to_owned())
}

/// A report as it was published.
pub(super) fn published(shell: &Shell, one: &PublicationShown, report: &Report) -> PublishedShown {
    let period = Period {
        from: one.publication.from,
        to: one.publication.to,
        as_at: Some(one.publication.as_at),
    };
    PublishedShown {
        layout: shell.layout("A published report", Tab::Reports),
        back: BackLink {
            content: "Back to the report".into(),
            href: "/reports/scrutiny".into(),
            ..BackLink::default()
        },
        period: period_words(report),
        published: format!(
            "Published on {} by {}.",
            moment(one.publication.published_at),
            one.by.as_deref().unwrap_or("the operator at the console")
        ),
        hidden: report.cells.contains(&Number::Hidden),
        base: format!("/reports/published/{}", one.publication.publication),
        query: period.query(),
        parts: parts(report, None),
        unused: unused(report),
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
    // An instant, as our own links carry it, is told as the control tells one: in the hub's time.
    let typed = asked.get(id);
    let instant = typed.parse::<Timestamp>().ok();
    let typed = instant.map_or_else(|| typed.to_owned(), control_moment);
    let error = problems.iter().find(|problem| problem.field == id);
    Asking {
        id,
        kind,
        label,
        value: if typed.is_empty() {
            usual.to_owned()
        } else {
            typed
        },
        error: error.map(|problem| problem.message.clone()),
    }
}

/// The links carry the instant of knowledge, so that rows and what is published are those of the numbers shown.
fn numbers(shell: &Shell, report: &Report) -> Numbers {
    let period = Period {
        from: report.period.from(),
        to: report.period.to(),
        as_at: Some(report.as_at),
    };
    let query = period.query();
    let rows = shell
        .viewer
        .as_ref()
        .is_some_and(|viewer| viewer.has_any(ROWS));
    Numbers {
        period: period_words(report),
        parts: parts(report, rows.then_some(query.as_str())),
        unused: unused(report),
        chart: outcomes(report),
        query,
        publish: [
            ("from", report.period.from().to_string()),
            ("to", report.period.to().to_string()),
            ("as_at", report.as_at.to_string()),
        ],
        token: shell.token(),
        button: Button::once("Publish this report"),
    }
}

fn parts(report: &Report, rows_query: Option<&str>) -> Vec<Part> {
    let part = |section: &Section| Part {
        title: section.title,
        drawn: section.name == "decisions",
        table: table(section, rows_query),
    };
    let sections = sections(report);
    let used = sections.iter().filter(|one| !one.figures.is_empty());
    used.map(part).collect()
}

fn unused(report: &Report) -> Option<String> {
    let sections = sections(report);
    let empty = sections.iter().filter(|one| one.figures.is_empty());
    let titles: Vec<&str> = empty.map(|one| one.title).collect();
    (!titles.is_empty()).then(|| format!("Not in use yet: {}.", titles.join("; ")))
}

fn period_words(report: &Report) -> String {
    let unfinished = if report.period.is_over() > report.as_at {
        " The period was not over then, so its numbers may still grow."
    } else {
        ""
    };
    format!(
        "From {} to {}, both days included. What was known on {}.{unfinished}",
        day(report.period.from()),
        day(report.period.to()),
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
