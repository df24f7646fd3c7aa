//! What the page of one output shows.

use askama::Template;
use trefoil_app::outputs::view::OutputPage;
use trefoil_core::date_words::moment;
use trefoil_core::output::Channel;
use trefoil_core::refusal::Problem;

use super::forms::control_of;
use crate::components::{
    Button, ButtonStyle, ErrorSummary, Layout, NotificationBanner, SummaryList, SummaryRow,
    Textarea,
};
use crate::csrf::FormToken;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// What came of the request that the page answers.
#[derive(Default)]
pub(super) struct Outcome {
    notice: Option<&'static str>,
    text: String,
    problems: Vec<Problem>,
}

impl Outcome {
    /// After an act, by its word in the address.
    pub(super) fn done(word: &str) -> Self {
        let notice = match word {
            "written" => Some("It is written. Below is how it stands."),
            "released" => Some("It is released. Its author can send it."),
            "refused" => Some("It is not released, and stays on the register."),
            "sent" => {
                Some("It is on the register as sent. Save the file below to print or attach it.")
            }
            _ => None,
        };
        Self {
            notice,
            ..Self::default()
        }
    }

    /// What was typed and could not be done.
    pub(super) fn refused(text: &str, problems: Vec<Problem>) -> Self {
        Self {
            text: text.to_owned(),
            problems,
            notice: None,
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/output.html")]
pub(super) struct OutputShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    title: String,
    state: &'static str,
    back: String,
    base: String,
    facts: SummaryList,
    held: Vec<String>,
    withheld: usize,
    text: String,
    gives_away: Option<&'static str>,
    judge: Option<(String, Textarea, Button, Button)>,
    send: Option<Button>,
    /// Whether where it goes is closed to the viewer.
    unaddressed: bool,
    file: Option<String>,
}

impl OutputShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &OutputPage, outcome: &Outcome) -> Self {
        let title = titled("Something to be sent", &outcome.problems);
        let base = format!("/outputs/{}", page.row.output);
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary_of(&outcome.problems, |field| control_of(field).map(Into::into)),
            notice: outcome.notice.map(NotificationBanner::success),
            title: page.facts.title.clone(),
            state: page.row.state.words(),
            back: format!("/strands/{}/outputs", page.row.strand),
            facts: facts(page),
            held: page
                .facts
                .held
                .iter()
                .map(trefoil_core::output::Held::words)
                .collect(),
            withheld: page.facts.withheld.len(),
            text: page.facts.text.replace('\r', ""),
            gives_away: page.gives_away,
            judge: page.judges.then(|| judge(page, outcome)),
            send: page
                .sends
                .then(|| Button::new(send_words(page.row.channel))),
            unaddressed: !page.addressed,
            file: page.collects.then(|| format!("{base}/file")),
            base,
        }
    }
}

/// What is done by sending: the file opens by it.
fn send_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Hand => "I will give it by hand: open the file to print it",
        Channel::Post => "Post it: open the file to print it",
        Channel::Secure => "Send it: open the file to attach it",
    }
}

fn judge(page: &OutputPage, outcome: &Outcome) -> (String, Textarea, Button, Button) {
    let mut reason = Textarea::new("reason", "Why it may leave");
    reason.field.hint = "The author does not see this.".into();
    reason.value = outcome.text.clone().into();
    reason.field.error = error_at(&outcome.problems, "reason");
    (
        page.hash.clone(),
        reason,
        Button::new("Release exactly this"),
        Button::new("Do not release it").styled(ButtonStyle::Secondary),
    )
}

fn facts(page: &OutputPage) -> SummaryList {
    let grounds = &page.facts.grounds;
    let mut rows = vec![
        SummaryRow::new("For", page.facts.name.clone()),
        SummaryRow::new("Number", page.row.number.clone()),
        SummaryRow::new("How it goes", page.row.channel.words()),
        SummaryRow::new("Written", moment(page.row.written_at)),
        SummaryRow::new("What it is for", grounds.purpose.words()),
        SummaryRow::new("Power to share", grounds.gateway.words()),
        SummaryRow::new("Lawful basis", grounds.basis.words()),
        SummaryRow::new("Why it is necessary", grounds.necessity.clone()),
        SummaryRow::new("Is the person told?", grounds.told.words()),
    ];
    if !grounds.asked_by.is_empty() {
        rows.insert(1, SummaryRow::new("Asked for by", grounds.asked_by.clone()));
    }
    if let Some((_, at)) = page.row.sent {
        rows.push(SummaryRow::new("Sent", moment(at)));
    }
    if let Some(decided) = &page.decided {
        rows.push(SummaryRow::new(
            "Said by who decided",
            decided.reason.clone(),
        ));
    }
    SummaryList::new(rows)
}
