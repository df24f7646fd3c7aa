//! What the pages of warnings show.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::families::signal::SignalPage;
use trefoil_app::families::signals::Warning;
use trefoil_core::date_words::{due_by, moment, standing};
use trefoil_core::refusal::Problem;
use trefoil_core::signal::SignalKind;

use crate::components::{
    Button, Choice, Content, ErrorSummary, Layout, NotificationBanner, Radios, Textarea,
};
use crate::csrf::FormToken;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/signals.html")]
pub(super) struct ListShown {
    layout: Layout,
    token: FormToken,
    notice: Option<NotificationBanner>,
    late: Vec<WarningShown>,
    waiting: Vec<WarningShown>,
    acknowledged: Vec<WarningShown>,
}

/// A warning, on the list and on its strand's page.
pub(in crate::pages) struct WarningShown {
    pub(in crate::pages) what: &'static str,
    pub(in crate::pages) whose: String,
    pub(in crate::pages) href: Option<String>,
    pub(in crate::pages) sent: String,
    pub(in crate::pages) text: String,
    pub(in crate::pages) clock: Option<ClockShown>,
    pub(in crate::pages) acknowledged: Option<String>,
    pub(in crate::pages) gone_on: bool,
    pub(in crate::pages) act: Option<(String, Button)>,
}

/// Its clock, with the rule and where it is written.
pub(in crate::pages) struct ClockShown {
    pub(in crate::pages) words: String,
    pub(in crate::pages) more: String,
    pub(in crate::pages) late: bool,
    pub(in crate::pages) rule: &'static str,
    pub(in crate::pages) source: &'static str,
}

/// Warnings as a page shows them.
pub(in crate::pages) fn warnings_shown<'a>(
    warnings: impl Iterator<Item = &'a Warning>,
) -> Vec<WarningShown> {
    warnings.map(shown).collect()
}

fn shown(one: &Warning) -> WarningShown {
    let signal = &one.signal;
    let from = signal.sender.map_or(
        "the system, by what was written there",
        trefoil_core::principal::Role::words,
    );
    let rule = signal.kind.clock();
    WarningShown {
        what: signal.kind.words(),
        whose: match &one.name {
            Some(name) => format!("For {name}, {}", one.kind.words()),
            None => one.kind.words().to_owned(),
        },
        href: one
            .name
            .is_some()
            .then(|| format!("/strands/{}", signal.strand)),
        sent: if signal.kind.is_hubs() {
            format!("Sent {} from the hub", moment(signal.sent_at))
        } else {
            format!(
                "Sent {} from the other side: {from}",
                moment(signal.sent_at)
            )
        },
        text: signal.text.clone(),
        clock: signal.acknowledged.is_none().then(|| ClockShown {
            words: standing(one.clock, one.due),
            more: format!("Acknowledge it {}", due_by(one.due)),
            late: one.late(),
            rule: rule.words,
            source: rule.source,
        }),
        acknowledged: signal.acknowledged.as_ref().map(|(at, by)| ended(*at, by)),
        gone_on: one.gone_on,
        act: one.acknowledges.then(|| {
            let action = format!("/signals/{}/acknowledge", signal.signal);
            (action, Button::new("I have read this and will act on it"))
        }),
    }
}

/// That it is acknowledged, or that what came later says what is so now.
fn ended(at: Timestamp, by: &str) -> String {
    let at = moment(at);
    if by.is_empty() {
        format!(
            "Settled {at}: what came later says what is so now, so nobody has to acknowledge it any more"
        )
    } else {
        format!("Acknowledged {at} by {by}")
    }
}

impl ListShown {
    /// The page of these warnings.
    pub(super) fn new(shell: &Shell, warnings: &[Warning], done: &str) -> Self {
        let notice = (done == "acknowledged").then_some("You have acknowledged the warning.");
        let part = |wanted: fn(&Warning) -> bool| {
            warnings_shown(warnings.iter().filter(move |one| wanted(one)))
        };
        Self {
            layout: shell.layout("Warnings", Tab::Warnings),
            token: shell.token(),
            notice: notice.map(NotificationBanner::success),
            late: part(Warning::late),
            waiting: part(|one| one.signal.acknowledged.is_none() && !one.late()),
            acknowledged: part(|one| one.signal.acknowledged.is_some()),
        }
    }
}

/// What came of the request that the page answers.
#[derive(Default)]
pub(super) struct Typed {
    notice: Option<&'static str>,
    kind: String,
    text: String,
    problems: Vec<Problem>,
}

impl Typed {
    /// After an act, by its word in the address. What is said is the same whoever there is to read it.
    pub(super) fn done(word: &str) -> Self {
        let notice = (word == "sent").then_some("Your warning is sent.");
        Self {
            notice,
            ..Self::default()
        }
    }

    /// What was typed and could not be sent.
    pub(super) fn refused(kind: &str, text: &str, problems: Vec<Problem>) -> Self {
        Self {
            kind: kind.to_owned(),
            text: text.to_owned(),
            problems,
            notice: None,
        }
    }
}

/// Writing a warning.
#[derive(Template)]
#[template(path = "pages/signal.html")]
pub(super) struct SendShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    action: String,
    back: Option<String>,
    kind: Radios,
    text: Textarea,
    button: Button,
    sent: Vec<SentShown>,
}

struct SentShown {
    what: &'static str,
    at: String,
    by: String,
    text: String,
}

impl SendShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &SignalPage, typed: &Typed) -> Self {
        let title = titled("Send a warning", &typed.problems);
        let sent = page.sent.iter().map(|one| SentShown {
            what: one.kind.words(),
            at: moment(one.at),
            by: one.by.clone(),
            text: one.text.clone(),
        });
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary_of(&typed.problems, |field| Some(field.to_owned().into())),
            notice: typed.notice.map(NotificationBanner::success),
            action: format!("/strands/{}/signal", page.strand),
            back: page.opens.then(|| format!("/strands/{}", page.strand)),
            kind: kinds(typed),
            text: text(typed),
            button: Button::new("Send it now"),
            sent: sent.collect(),
        }
    }
}

fn kinds(typed: &Typed) -> Radios {
    let choice = |kind: SignalKind| Choice::new(kind.code(), kind.words());
    let items = SignalKind::sent().map(choice).collect();
    let mut radios = Radios::new("kind", "What is it about?", items);
    radios.value = Some(typed.kind.clone().into());
    radios.group.error = error_at(&typed.problems, "kind");
    radios
}

fn text(typed: &Typed) -> Textarea {
    let mut text = Textarea::new("text", "What happened?");
    text.field.hint = Content::from(
        "In a few words: what was said or seen, when, and what you did. If somebody is in danger now, ring 999 first.",
    );
    text.value = typed.text.clone().into();
    text.field.error = error_at(&typed.problems, "text");
    text
}
