//! The report with a part that is not in use, the form with errors, and the rows behind a number.

use jiff::civil::date;
use trefoil_app::reports::published::PublicationsPage;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::asked::Period;
use super::chart::chart;
use super::shown::{Before, Numbers, Part, PublishedShown, ReportShown, report};
use super::shown_rows::RowsShown;
use crate::components::{BackLink, Button, Cell, HeadCell, Pagination, Table};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::shell::Tab;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::TeamManager);
    let typed = Fields(vec![("from".to_owned(), "soon".to_owned())]);
    let problems = vec![Problem::new("from", "Enter the first day.")];
    let wrong = || report(&shell, &typed, &period(), Err(problems.clone()), &none());
    let whole = ReportShown {
        errors: None,
        numbers: Some(numbers()),
        before: Some(Before {
            table: table(),
            pages: Some(pages()),
        }),
        ..wrong()
    };
    let rows = RowsShown {
        layout: shell.layout("Rows behind a number", Tab::Reports),
        back: BackLink {
            href: "/reports/scrutiny".into(),
            ..BackLink::default()
        },
        heading: "Children",
        definition: "Each child in each contact, once.",
        overlaps: Some("Siblings count each."),
        period: "From 1 October 2021 to 31 October 2021, both days included.".to_owned(),
        count: "1 row.".to_owned(),
        table: Some(table()),
        pages: Some(pages()),
    };
    let published = PublishedShown {
        layout: shell.layout("A published report", Tab::Reports),
        back: BackLink {
            href: "/reports/scrutiny".into(),
            ..BackLink::default()
        },
        period: "From 1 October 2021 to 31 October 2021, both days included.".to_owned(),
        published: "Published on Tuesday 30 November 2021 at 8:12am by Mary O'Neill.".to_owned(),
        hidden: true,
        base: "/reports/published/1".to_owned(),
        query: period().query(),
        parts: numbers().parts,
        unused: numbers().unused,
    };
    vec![
        Sample::new("report", &whole),
        Sample::new("report", &wrong()),
        Sample::new("report_rows", &rows),
        Sample::new("report_published", &published),
    ]
}

fn none() -> PublicationsPage {
    PublicationsPage {
        rows: Vec::new(),
        page: 1,
        pages: 0,
    }
}

fn pages() -> Pagination {
    Pagination::numbered(1, 2, |page| format!("/reports/scrutiny?page={page}"))
}

/// A month.
pub(super) fn period() -> Period {
    Period {
        from: date(2021, 10, 1),
        to: date(2021, 10, 31),
        as_at: None,
    }
}

fn numbers() -> Numbers {
    let drawn = [
        ("Early help", 12, "12".to_owned()),
        ("Referral", 4, "4".to_owned()),
        ("Strategy discussion", 0, "0".to_owned()),
    ];
    Numbers {
        period: "From 1 October 2021 to 31 October 2021, both days included.".to_owned(),
        query: period().query(),
        publish: [
            ("from", "2021-10-01".to_owned()),
            ("to", "2021-10-31".to_owned()),
            ("as_at", "2021-11-30T08:12:00Z".to_owned()),
        ],
        token: shell(Role::TeamManager).token(),
        button: Button::once("Publish this report"),
        parts: vec![Part {
            title: "Decisions about children",
            table: table(),
            drawn: true,
        }],
        unused: Some("Not in use yet: MARAC.".to_owned()),
        chart: chart("What was decided, by number of children", &drawn),
    }
}

fn table() -> Table {
    Table {
        head: vec![HeadCell::new("What")],
        rows: vec![vec![Cell::from("Early help")]],
        ..Table::default()
    }
}
