//! What the pages of files show, ready to be written.

use askama::Template;
use trefoil_app::imports::view::{ImportPage, IssueRow, Run, RunState};
use trefoil_core::date_words::{moment, moment_short};

use super::words::{progress, state, thousands};
use crate::components::{
    BackLink, Button, Cell, Content, ErrorLink, ErrorSummary, Field, FileUpload, HeadCell, Layout,
    Pagination, SummaryList, SummaryRow, Table,
};
use crate::csrf::FormToken;
use crate::shell::{Shell, Tab};

/// The form to send a file, and the last files.
#[derive(Template)]
#[template(path = "pages/imports.html")]
pub(super) struct ListShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    file: FileUpload,
    button: Button,
    /// The last files; none where there were none.
    files: Option<Table>,
}

/// One file.
#[derive(Template)]
#[template(path = "pages/import.html")]
pub(super) struct ImportShown {
    layout: Layout,
    back: BackLink,
    heading: String,
    running: bool,
    progress: String,
    done: i64,
    /// Rows in all; `None` while they are not counted.
    total: Option<i64>,
    counts: SummaryList,
    quarantined: bool,
    issues_title: String,
    issues: Option<Table>,
    pages: Option<Pagination>,
    csv: String,
}

/// A link in a cell.
#[derive(Template)]
#[template(
    source = "<a class=\"govuk-link trefoil-wrap\" href=\"{{ href }}\">{{ words }}</a>",
    ext = "html"
)]
struct Link {
    href: String,
    words: String,
}

/// The list; with what is wrong with a file that was sent, if something is.
pub(super) fn list(shell: &Shell, runs: &[Run], wrong: Option<String>) -> ListShown {
    let mut field = Field::new("file", "Police file (CSV) or e-mail message, up to 64 MB");
    field.hint = "Rows that cannot be used are kept aside and shown to you. Sending the same file again does no harm.".into();
    field.error = wrong.clone().map_or(Content::Empty, Content::from);
    field.attributes = field
        .attributes
        .with("accept", ".csv,text/csv,.eml,message/rfc822");
    ListShown {
        layout: shell.layout("Files taken in", Tab::Imports),
        token: shell.token(),
        errors: wrong.map(|words| ErrorSummary::new(vec![ErrorLink::new(words, "file")])),
        file: FileUpload {
            field,
            ..FileUpload::default()
        },
        button: Button::once("Take in this file"),
        files: (!runs.is_empty()).then(|| files(runs)),
    }
}

fn files(runs: &[Run]) -> Table {
    let row = |run: &Run| {
        let link = Link {
            href: format!("/imports/{}", run.import),
            words: run.file_name.clone(),
        };
        vec![
            Cell::from(Content::part(link)).labelled("File"),
            Cell::from(moment_short(run.started_at)).labelled("Sent"),
            Cell::from(state(run.state)).labelled("Now"),
            Cell::numeric(thousands(run.counts.rows)).labelled("Rows"),
            Cell::numeric(thousands(run.counts.quarantined)).labelled("Kept aside"),
        ]
    };
    Table {
        caption: Some("The last files, newest first".into()),
        caption_classes: "govuk-table__caption--m".into(),
        head: vec![
            HeadCell::new("File"),
            HeadCell::new("Sent"),
            HeadCell::new("Now"),
            HeadCell {
                cell: Cell::numeric("Rows"),
                sort: None,
            },
            HeadCell {
                cell: Cell::numeric("Kept aside"),
                sort: None,
            },
        ],
        rows: runs.iter().map(row).collect(),
        classes: "trefoil-queue".into(),
        ..Table::default()
    }
}

/// One file with its progress and a page of its issues.
pub(super) fn import(shell: &Shell, page: &ImportPage) -> ImportShown {
    let run = &page.run;
    let base = format!("/imports/{}", run.import);
    let many = (page.pages > 1).then(|| {
        let number = |page: i64| u32::try_from(page).unwrap_or(u32::MAX);
        Pagination::numbered(number(page.page), number(page.pages), |page| {
            format!("{base}?page={page}")
        })
    });
    ImportShown {
        layout: shell.layout("File taken in", Tab::Imports),
        back: BackLink {
            content: "Back to all files".into(),
            href: "/imports".into(),
            ..BackLink::default()
        },
        heading: format!("{}: {}", run.file_name, state(run.state).to_lowercase()),
        running: run.state == RunState::Running,
        progress: progress(run, page.stopped.as_deref()),
        done: run.counts.rows,
        total: (run.total_rows > 0).then_some(run.total_rows),
        counts: counts(run),
        quarantined: run.counts.quarantined > 0,
        issues_title: match page.issue_total {
            0 => "Nothing to look at".to_owned(),
            1 => "1 thing to look at".to_owned(),
            several => format!("{} things to look at", thousands(several)),
        },
        issues: (!page.issues.is_empty()).then(|| issues(&page.issues)),
        pages: many,
        csv: format!("{base}/issues.csv"),
    }
}

fn counts(run: &Run) -> SummaryList {
    let counts = &run.counts;
    let rows = [
        ("Sent", moment(run.started_at)),
        (
            "Finished",
            run.finished_at.map_or_else(|| "Not yet".to_owned(), moment),
        ),
        ("Rows read", thousands(counts.rows)),
        ("Contacts made", thousands(counts.created)),
        ("Contacts brought up to date", thousands(counts.updated)),
        (
            "Contacts that were the same already",
            thousands(counts.unchanged),
        ),
        ("Rows kept aside", thousands(counts.quarantined)),
    ];
    SummaryList::new(
        rows.into_iter()
            .map(|(key, value)| SummaryRow::new(key, value))
            .collect(),
    )
}

fn issues(issues: &[IssueRow]) -> Table {
    let row = |issue: &IssueRow| {
        vec![
            Cell::from(thousands(issue.row)).labelled("Row"),
            Cell::from(
                issue
                    .column
                    .clone()
                    .unwrap_or_else(|| "The whole row".to_owned()),
            )
            .labelled("Column"),
            Cell::from(issue.message.clone()).labelled("What is the matter"),
        ]
    };
    Table {
        head: vec![
            HeadCell::new("Row"),
            HeadCell::new("Column"),
            HeadCell::new("What is the matter"),
        ],
        rows: issues.iter().map(row).collect(),
        classes: "trefoil-queue".into(),
        ..Table::default()
    }
}
