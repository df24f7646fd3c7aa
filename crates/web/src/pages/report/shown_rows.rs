//! What the page of the rows behind a number shows, ready to be written.

use askama::Template;
use trefoil_app::reports::rows::{PAGE, RowShown, ScrutinyRows};
use trefoil_app::reports::scrutiny::Cell as Number;
use trefoil_app::reports::scrutiny::forms::html::value;
use trefoil_core::date_words::{day, moment, moment_short};

use super::asked::Period;
use super::shown::Link;
use crate::components::{BackLink, Cell, Content, HeadCell, Layout, Pagination, Table};
use crate::shell::{Shell, Tab};

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
    pub(super) pages: Option<Pagination>,
}

/// The rows behind a number.
pub(super) fn rows(shell: &Shell, period: &Period, found: &ScrutinyRows) -> RowsShown {
    let count = match (found.total, found.pages) {
        (0, _) => "No rows.".to_owned(),
        (1, _) => "1 row.".to_owned(),
        (total, 1) => format!("{} rows.", thousands(total)),
        (total, pages) => format!("{} rows, page {} of {pages}.", thousands(total), found.page),
    };
    let known = Period {
        as_at: Some(found.as_at),
        ..*period
    };
    let base = format!(
        "/reports/scrutiny/rows?measure={}&{}",
        found.measure.name,
        known.query()
    );
    let number = |page: u64| u32::try_from(page).unwrap_or(u32::MAX);
    let pages = (found.pages > 1).then(|| {
        Pagination::numbered(number(found.page), number(found.pages), |page| {
            format!("{base}&page={page}")
        })
    });
    RowsShown {
        layout: shell.layout("Rows behind a number", Tab::Reports),
        back: BackLink {
            content: "Back to the report".into(),
            href: format!("/reports/scrutiny?{}", known.query()).into(),
            ..BackLink::default()
        },
        heading: found.measure.words,
        definition: found.measure.definition,
        overlaps: found.measure.overlaps,
        period: format!(
            "From {} to {}, both days included. What was known on {}.",
            day(period.from),
            day(period.to),
            moment(found.as_at)
        ),
        count,
        table: (!found.rows.is_empty())
            .then(|| rows_table(&found.rows, (found.page - 1) * PAGE + 1)),
        pages,
    }
}

fn rows_table(rows: &[RowShown], first: u64) -> Table {
    let row = |(row, number): (&RowShown, u64)| {
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
            Cell::from(thousands(number)).labelled("Row"),
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
        rows: rows.iter().zip(first..).map(row).collect(),
        classes: "trefoil-queue".into(),
        ..Table::default()
    }
}

fn thousands(count: u64) -> String {
    value(Number::Count(count))
}
