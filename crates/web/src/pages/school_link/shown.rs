//! What a key adult is shown: first on a phone, before the school day.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::accounts::enrol::Enrolling;
use trefoil_app::notices::key_adult::OpenNotice;
use trefoil_core::date_words::moment;
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{ChildToday, NoticeAnswer, NoticeState};
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, ButtonStyle, Choice, ErrorSummary, Input, InputMode, Layout, NotificationBanner,
    Radios, SummaryList, SummaryRow, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The page of a link, before its code.
#[derive(Template)]
#[template(path = "pages/school_link.html")]
pub(super) struct LinkShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    action: String,
    code: Input,
    button: Button,
}

fn code(problems: &[Problem]) -> Input {
    let mut code = Input::new("code", "Code from your authenticator app");
    code.mode = Some(InputMode::Numeric);
    code.autocomplete = Some("one-time-code".into());
    code.field.classes = "govuk-input--width-5".into();
    code.field.hint = "Six digits".into();
    code.field.error = error_at(problems, "code");
    code
}

/// A token as it can stand in an address of ours: letters and digits alone.
fn plain(token: &str) -> String {
    token
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(128)
        .collect()
}

impl LinkShown {
    /// The page.
    pub(super) fn new(shell: &Shell, token: &str, problems: &[Problem]) -> Self {
        Self {
            layout: shell.layout(
                &titled("A message for your school", problems),
                Tab::Elsewhere,
            ),
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            action: format!("/notice/open/{}", plain(token)),
            code: code(problems),
            button: Button::new("Open the message"),
        }
    }
}

/// A notice that is open.
#[derive(Template)]
#[template(path = "pages/school_notice.html")]
pub(super) struct OpenShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    facts: SummaryList,
    acknowledge: Option<Button>,
    answers: Vec<String>,
    others: Vec<(NoticeId, Button)>,
    today: Radios,
    words: Textarea,
    button: Button,
}

impl OpenShown {
    /// The page.
    pub(super) fn new(
        shell: &Shell,
        (open, csrf): (&OpenNotice, &str),
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let said = match done {
            "acknowledged" => Some("Thank you. The hub knows that you know."),
            "answered" => Some("Thank you. The hub has your answer."),
            _ => None,
        };
        let rows = open.facts().into_iter();
        let rows = rows.map(|(name, value)| SummaryRow::new(name, value));
        let items = ChildToday::ALL
            .iter()
            .map(|one| Choice::new(one.code(), one.words()));
        let mut today = Radios::new("today", "How is the child today?", items.collect());
        today.value = Some(typed.get("today").to_owned().into());
        today.group.error = error_at(problems, "today");
        let mut words = Textarea::new(
            "words",
            "Anything that the hub should know (you can leave this empty)",
        );
        words.rows = 3;
        words.value = typed.get("words").to_owned().into();
        words.field.error = error_at(problems, "words");
        Self {
            layout: shell.layout(
                &titled("About a child in your school", problems),
                Tab::Elsewhere,
            ),
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            notice: said.map(NotificationBanner::success),
            token: FormToken::new(csrf.to_owned()),
            facts: SummaryList {
                rows: rows.collect(),
                ..SummaryList::default()
            },
            acknowledge: (open.state == NoticeState::Read).then(|| Button::new("We know")),
            answers: open.answers.iter().map(answered).collect(),
            others: open.others.iter().map(other).collect(),
            today,
            words,
            button: Button::new("Send the answer"),
        }
    }
}

/// The way to another that waits.
fn other((notice, child, state): &(NoticeId, String, NoticeState)) -> (NoticeId, Button) {
    let words = match state {
        NoticeState::Sent => format!("{child}, not read yet"),
        _ => format!("{child}, read, not answered"),
    };
    (*notice, Button::new(words).styled(ButtonStyle::Secondary))
}

/// What the school answered, and when.
fn answered((at, one): &(Timestamp, NoticeAnswer)) -> String {
    format!("{}: {}. {}", moment(*at), one.today.words(), one.words)
}

/// Setting codes up.
#[derive(Template)]
#[template(path = "pages/school_codes.html")]
pub(super) struct CodesShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    action: String,
    secret: Option<SummaryList>,
    code: Input,
    show: Button,
    confirm: Button,
}

impl CodesShown {
    /// The page; with the secret once it was asked for.
    pub(super) fn new(
        shell: &Shell,
        token: &str,
        secret: Option<&Enrolling>,
        problems: &[Problem],
    ) -> Self {
        let rows = |secret: &Enrolling| SummaryList {
            rows: vec![
                SummaryRow::new("Letters to type", secret.letters.clone()),
                SummaryRow::new("Address for the app", secret.uri.clone()),
            ],
            ..SummaryList::default()
        };
        let shown = secret.is_some();
        Self {
            layout: shell.layout(&titled("Set up your codes", problems), Tab::Elsewhere),
            errors: summary_of(problems, |field| {
                (field == "code" && shown).then(|| field.to_owned().into())
            }),
            action: format!("/school-codes/{}", plain(token)),
            secret: secret.map(rows),
            code: code(problems),
            show: Button::new("Show what to put into my app"),
            confirm: Button::new("Finish"),
        }
    }
}

/// Codes that are set up.
#[derive(Template)]
#[template(path = "pages/school_codes_set.html")]
pub(super) struct SetShown {
    layout: Layout,
}

impl SetShown {
    /// The page.
    pub(super) fn new(shell: &Shell) -> Self {
        Self {
            layout: shell.layout("Your codes are set up", Tab::Elsewhere),
        }
    }
}
