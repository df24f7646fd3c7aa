//! What the pages of reviews show.

use askama::Template;
use trefoil_app::reviews::list::{ReviewRow, ReviewsPage};
use trefoil_app::reviews::view::ReviewPage;
use trefoil_core::clock::REVIEW;
use trefoil_core::date_words::{self, moment};
use trefoil_core::glass::ReviewOutcome;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, NotificationBanner, Radios, SummaryList,
    SummaryRow, Tag, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/reviews.html")]
pub(super) struct ListShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    rule: &'static str,
    source: &'static str,
    open: Vec<UseShown>,
    done: Vec<UseShown>,
}

struct UseShown {
    href: String,
    who: String,
    what: &'static str,
    when: String,
    clock: Option<Tag>,
    outcome: Option<&'static str>,
}

fn use_shown(row: &ReviewRow, about: &str) -> UseShown {
    UseShown {
        href: format!("/reviews/{}", row.review),
        who: format!("{}, {about}", row.name),
        what: row.kind.words(),
        when: moment(row.first_at),
        clock: None,
        outcome: row.outcome.map(ReviewOutcome::words),
    }
}

impl ListShown {
    /// The page of these uses.
    pub(super) fn new(shell: &Shell, page: &ReviewsPage, done: bool) -> Self {
        let open = page.open.iter().map(|one| {
            let words = date_words::standing(one.standing, one.due);
            UseShown {
                clock: Some(Tag::time(words, clock_colour(one.standing))),
                ..use_shown(&one.row, &one.about)
            }
        });
        Self {
            layout: shell.layout("Uses to review", Tab::Reviews),
            notice: done.then(|| NotificationBanner::success("Your review is recorded.")),
            rule: REVIEW.words,
            source: REVIEW.source,
            open: open.collect(),
            done: page
                .done
                .iter()
                .map(|(row, about)| use_shown(row, about))
                .collect(),
        }
    }
}

/// One use.
#[derive(Template)]
#[template(path = "pages/review.html")]
pub(super) struct OneShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    what: &'static str,
    facts: SummaryList,
    record: Option<String>,
    /// Where it is not reviewed yet.
    form: Option<(String, Radios, Textarea, Button)>,
}

impl OneShown {
    /// The page of what the door gave.
    pub(super) fn new(
        shell: &Shell,
        page: &ReviewPage,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("A use to review", problems);
        let row = &page.row;
        Self {
            layout: shell.layout(&title, Tab::Reviews),
            back: BackLink {
                content: "Back to uses to review".into(),
                href: "/reviews".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            what: row.kind.words(),
            facts: SummaryList::new(facts(page)),
            record: record(row),
            form: row.decided_at.is_none().then(|| {
                let action = format!("/reviews/{}/decide", row.review);
                (
                    action,
                    outcome(typed, problems),
                    reason(typed, problems),
                    Button::new("Record the review"),
                )
            }),
        }
    }
}

fn facts(page: &ReviewPage) -> Vec<SummaryRow> {
    let row = &page.row;
    let mut rows = vec![
        SummaryRow::new("Who", row.name.clone()),
        SummaryRow::new("First used", moment(row.first_at)),
    ];
    if row.uses > 1 {
        let words = format!("{} times that day, last {}", row.uses, moment(row.last_at));
        rows.push(SummaryRow::new("How often", words));
    }
    if let Some((glass, words)) = &page.glass {
        rows.push(SummaryRow::new(
            "Why it could not wait",
            glass.reason.words(),
        ));
        rows.push(SummaryRow::new("In their words", words.clone()));
        rows.push(SummaryRow::new("What came of it", glass.found.words()));
        rows.push(SummaryRow::new("Open until", moment(glass.ends_at)));
    }
    if let (Some(outcome), Some(at)) = (row.outcome, row.decided_at) {
        let reason = page.reason.clone().unwrap_or_default();
        rows.push(SummaryRow::new("Reviewed", moment(at)));
        rows.push(SummaryRow::new(outcome.words(), reason));
    }
    rows
}

/// The record that was used, where it has a page.
fn record(row: &ReviewRow) -> Option<String> {
    let folder = match row.subject_kind.as_str() {
        "contact" => "contacts",
        "person" => "people",
        "family" => "families",
        "strand" => "strands",
        _ => return None,
    };
    row.subject.map(|subject| format!("/{folder}/{subject}"))
}

fn outcome(typed: &Fields, problems: &[Problem]) -> Radios {
    let all = ReviewOutcome::ALL.iter();
    let items = all.map(|one| Choice::new(one.code(), one.words()));
    let mut radios = Radios::new("outcome", "Was the use in order?", items.collect());
    let chosen = typed.get("outcome");
    radios.value = (!chosen.is_empty()).then(|| chosen.to_owned().into());
    radios.group.error = error_at(problems, "outcome");
    radios
}

fn reason(typed: &Fields, problems: &[Problem]) -> Textarea {
    let mut area = Textarea::new("reason", "What did you look at?");
    area.rows = 3;
    area.value = typed.raw("reason").to_owned().into();
    area.field.error = error_at(problems, "reason");
    area
}
