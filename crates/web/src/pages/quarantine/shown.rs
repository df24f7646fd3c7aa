//! What the page of quarantined rows shows, ready to be written.

use askama::Template;
use trefoil_app::imports::quarantine::{QuarantinePage, QuarantinedRow};
use trefoil_core::date_words::moment;
use trefoil_core::ids::QuarantineId;

use crate::components::{
    Button, ButtonStyle, Content, ErrorLink, ErrorSummary, Layout, NotificationBanner, Pagination,
    Textarea,
};
use crate::csrf::FormToken;
use crate::shell::{Shell, Tab};

/// What came of the request that the page answers.
#[derive(Default)]
pub(super) struct Outcome {
    /// A row was closed.
    pub(super) closed: bool,
    /// A row could not be closed: which, why, and the note as typed.
    pub(super) wrong: Option<(QuarantineId, String, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "pages/quarantine.html")]
pub(super) struct QuarantineShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    heading: String,
    page: i64,
    rows: Vec<RowShown>,
    pages: Option<Pagination>,
}

struct RowShown {
    anchor: String,
    title: String,
    why: String,
    since: String,
    import: String,
    /// As it came, where the viewer may see it.
    text: Option<String>,
    action: String,
    note: Textarea,
    button: Button,
}

/// The page of these rows.
pub(super) fn shown(shell: &Shell, rows: &QuarantinePage, outcome: &Outcome) -> QuarantineShown {
    let many = (rows.pages > 1).then(|| {
        let number = |page: i64| u32::try_from(page).unwrap_or(u32::MAX);
        Pagination::numbered(number(rows.page), number(rows.pages), |page| {
            format!("/quarantine?page={page}")
        })
    });
    QuarantineShown {
        layout: shell.layout("Rows to look at", Tab::Quarantine),
        token: shell.token(),
        errors: outcome.wrong.as_ref().map(|wrong| errors(rows, wrong)),
        notice: outcome
            .closed
            .then(|| NotificationBanner::success("What you did about the row is recorded.")),
        heading: match rows.total {
            0 => "No rows to look at".to_owned(),
            1 => "1 row to look at".to_owned(),
            several => format!("{several} rows to look at"),
        },
        page: rows.page,
        rows: rows
            .rows
            .iter()
            .map(|row| row_shown(row, outcome))
            .collect(),
        pages: many,
    }
}

/// Linked to the note, where its row is still there.
fn errors(
    rows: &QuarantinePage,
    (wrong, words, _): &(QuarantineId, String, String),
) -> ErrorSummary {
    let there = rows.rows.iter().any(|row| row.quarantine == *wrong);
    let link = if there {
        ErrorLink::new(words.clone(), &note_id(*wrong))
    } else {
        ErrorLink {
            content: words.clone().into(),
            ..ErrorLink::default()
        }
    };
    ErrorSummary::new(vec![link])
}

fn note_id(row: QuarantineId) -> String {
    format!("note-{row}")
}

fn row_shown(row: &QuarantinedRow, outcome: &Outcome) -> RowShown {
    let title = format!("Row {}", row.row);
    let mut note = Textarea::new("note", format!("What you did about row {}", row.row));
    note.field.id = Some(note_id(row.quarantine).into());
    note.rows = 2;
    if let Some((_, words, typed)) = outcome
        .wrong
        .as_ref()
        .filter(|(wrong, ..)| *wrong == row.quarantine)
    {
        note.field.error = Content::from(words.clone());
        note.value = typed.clone().into();
    }
    RowShown {
        anchor: format!("row-{}", row.quarantine),
        title,
        why: row.message.clone(),
        since: moment(row.since),
        import: format!("/imports/{}", row.import),
        text: row.text.clone(),
        action: format!("/quarantine/{}/close", row.quarantine),
        note,
        button: Button::new("This row is dealt with").styled(ButtonStyle::Secondary),
    }
}
