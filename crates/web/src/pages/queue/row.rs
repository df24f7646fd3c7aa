//! One row of the queue: the time left first, then what it is about, then what to do next.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::queue::QueueRow;
use trefoil_core::clock::Standing;
use trefoil_core::date_words;
use trefoil_core::ids::ContactId;
use trefoil_core::name::unnamed;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};

use crate::components::{Button, ButtonStyle, Cell, Content, Tag, TagColour};
use crate::csrf::FormToken;

/// What a row says, before it is put into words.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) contact: ContactId,
    pub(super) standing: Standing,
    pub(super) due: Timestamp,
    pub(super) source: Source,
    pub(super) grade: RiskGrade,
    pub(super) domestic_abuse: Known,
    /// Its families, or its people where none is known yet.
    pub(super) names: Vec<String>,
    /// What its message is called, where there is none.
    pub(super) subject: Option<String>,
    pub(super) children: i64,
    pub(super) adults: i64,
    pub(super) unmatched: i64,
    pub(super) possible: i64,
    pub(super) earlier: i64,
    /// Who has it, by name.
    pub(super) worker: Option<String>,
    /// Whether somebody has it, named or not.
    pub(super) held: bool,
}

impl From<QueueRow> for Line {
    fn from(row: QueueRow) -> Self {
        let people = || {
            row.names
                .iter()
                .map(trefoil_core::name::PersonName::words)
                .collect()
        };
        Self {
            contact: row.head.contact,
            standing: row.standing,
            due: row.due,
            source: row.head.facts.source,
            grade: row.head.facts.grade,
            domestic_abuse: row.head.facts.domestic_abuse,
            names: if row.families.is_empty() {
                people()
            } else {
                row.families
            },
            subject: row.subject,
            children: row.head.children,
            adults: row.head.people - row.head.children,
            unmatched: row.unmatched,
            possible: row.possible,
            earlier: row.earlier,
            held: row.head.worker.is_some(),
            worker: row.worker,
        }
    }
}

/// Time left, and until when.
#[derive(Template)]
#[template(path = "pages/queue_time.html")]
struct Time {
    tag: Tag,
    more: String,
}

/// Who it is about.
#[derive(Template)]
#[template(path = "pages/queue_family.html")]
struct Family {
    href: String,
    name: String,
    lines: Vec<String>,
}

/// The next act.
#[derive(Template)]
#[template(path = "pages/queue_act.html")]
struct NextAct {
    take: Option<FormToken>,
    href: String,
    button: Button,
}

/// The columns, in the order of [`cells`].
pub(super) const COLUMNS: [&str; 7] = [
    "Time to decide",
    "Risk",
    "From",
    "Family",
    "Contacts in 12 months",
    "Worker",
    "Next",
];

/// The cells of a row; `token` where the viewer may take contacts.
pub(super) fn cells(row: &Line, token: Option<&FormToken>) -> Vec<Cell> {
    let holder = match (&row.worker, row.held) {
        (Some(name), _) => name.as_str(),
        (None, true) => "A colleague",
        (None, false) => "Nobody yet",
    };
    let contents: [Content; 7] = [
        Content::part(time_of(row)),
        Tag::time(row.grade.words(), risk_colour(row.grade)).into(),
        source(row).into(),
        Content::part(family_of(row)),
        earlier_words(row.earlier).into(),
        holder.to_owned().into(),
        Content::part(next_of(row, token)),
    ];
    let labelled = COLUMNS.into_iter().zip(contents);
    let mut cells: Vec<Cell> = labelled
        .map(|(column, content)| Cell::from(content).labelled(column))
        .collect();
    if let Some(time) = cells.first_mut() {
        time.classes = "trefoil-queue__time".into();
    }
    cells
}

fn time_of(row: &Line) -> Time {
    let words = date_words::standing(row.standing, row.due);
    Time {
        tag: Tag::time(words, clock_colour(row.standing)),
        more: date_words::standing_more(row.standing, row.due),
    }
}

/// The colour of a clock, here and on the contact's page.
pub(in crate::pages) fn clock_colour(standing: Standing) -> TagColour {
    match standing {
        Standing::Overdue(_) => TagColour::Red,
        Standing::GoingLate(_) => TagColour::Yellow,
        Standing::InTime(_) => TagColour::Green,
    }
}

/// The colour never says more than the word beside it.
fn risk_colour(grade: RiskGrade) -> TagColour {
    match grade {
        RiskGrade::High => TagColour::Red,
        RiskGrade::Medium => TagColour::Yellow,
        RiskGrade::Standard => TagColour::Blue,
        RiskGrade::Unknown => TagColour::Grey,
    }
}

fn source(row: &Line) -> String {
    match row.domestic_abuse {
        Known::Yes => format!("{}, domestic abuse", row.source.words()),
        Known::No | Known::Unknown => row.source.words().to_owned(),
    }
}

/// What the row is called.
pub(super) fn name_of(row: &Line) -> String {
    match row.names.split_at_checked(2) {
        Some((first, [_])) => format!("{} and 1 other", first.join(", ")),
        Some((first, more)) if !more.is_empty() => {
            format!("{} and {} others", first.join(", "), more.len())
        }
        _ if row.names.is_empty() => unnamed(row.subject.as_deref()),
        _ => row.names.join(", "),
    }
}

fn family_of(row: &Line) -> Family {
    let people = [
        counted(row.children, "child", "children"),
        counted(row.adults, "adult", "adults"),
    ];
    let matching = [
        counted(row.unmatched, "person to match", "people to match"),
        counted(row.possible, "possible match", "possible matches"),
    ];
    let lines =
        [people, matching].map(|line| line.into_iter().flatten().collect::<Vec<_>>().join(", "));
    Family {
        href: format!("/contacts/{}", row.contact),
        name: name_of(row),
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
    }
}

fn counted(count: i64, one: &str, several: &str) -> Option<String> {
    match count {
        ..=0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {several}")),
    }
}

fn earlier_words(earlier: i64) -> String {
    counted(earlier, "earlier", "earlier").unwrap_or_else(|| "None before".to_owned())
}

fn next_of(row: &Line, token: Option<&FormToken>) -> NextAct {
    let href = format!("/contacts/{}", row.contact);
    let take = token.filter(|_| !row.held).cloned();
    let name = name_of(row);
    let hidden = |verb: &str| {
        Content::from(vec![
            verb.to_owned().into(),
            Content::part(Hidden {
                words: format!(": {name}"),
            }),
        ])
    };
    let mut button = match &take {
        Some(_) => Button::new(hidden("Take it")),
        None => Button::link(hidden("Open"), href.clone()),
    };
    button.style = ButtonStyle::Secondary;
    button.classes = "govuk-!-margin-bottom-0".into();
    NextAct { take, href, button }
}

/// Words that only a screen reader says, so that 25 times "Open" can be told apart.
#[derive(Template)]
#[template(
    source = r#"<span class="govuk-visually-hidden">{{ words }}</span>"#,
    ext = "html"
)]
struct Hidden {
    words: String,
}
