//! What the page shows.

use askama::Template;
use trefoil_app::drafts::open::Draft;
use trefoil_core::date_words::moment;
use trefoil_core::ids::DraftId;
use trefoil_core::refusal::Problem;

use crate::assets::{File, url};
use crate::components::{Button, ButtonStyle, ErrorSummary, Layout, NotificationBanner};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{summary, titled};
use crate::pages::telling::{By, TellingForm};
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/record.html")]
pub(super) struct RecordShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    done: Option<NotificationBanner>,
    token: FormToken,
    draft: String,
    version: i64,
    begun: Vec<BegunLine>,
    form: TellingForm,
    send: Button,
    later: Button,
    script: &'static str,
}

/// Something begun and not sent.
struct BegunLine {
    draft: String,
    words: String,
    when: String,
    throw: Button,
}

fn done_words(code: &str) -> Option<&'static str> {
    match code {
        "kept" => Some("It is kept. Nobody else sees it until you send it."),
        "dropped" => Some("It is thrown away."),
        _ => None,
    }
}

fn line(one: &Draft) -> BegunLine {
    let first = ["p0-given", "p0-surname"].map(|name| one.content.get(name));
    let name = first.join(" ").trim().to_owned();
    let words = if name.is_empty() {
        one.content.get("summary").chars().take(60).collect()
    } else {
        name
    };
    BegunLine {
        draft: one.draft.to_string(),
        when: moment(one.saved_at),
        throw: Button::new("Throw it away").styled(ButtonStyle::Secondary),
        words: if words.is_empty() {
            "A contact".to_owned()
        } else {
            words
        },
    }
}

impl RecordShown {
    pub(super) fn new(
        shell: &Shell,
        ((draft, version), begun): ((DraftId, i64), &[Draft]),
        (typed, problems): (&Fields, &[Problem]),
        done: &str,
    ) -> Self {
        let title = titled("Record a contact", problems);
        let mut later = Button::new("Keep it and send it later").styled(ButtonStyle::Secondary);
        later.attributes = later
            .attributes
            .with("formaction", format!("/drafts/{draft}"));
        Self {
            layout: shell.layout(&title, Tab::Queue),
            errors: summary(problems),
            done: done_words(done).map(NotificationBanner::success),
            token: shell.token(),
            draft: draft.to_string(),
            version,
            begun: begun
                .iter()
                .filter(|one| one.draft != draft)
                .map(line)
                .collect(),
            form: TellingForm::new(By::Hub, typed, problems),
            send: Button::once("Take it in"),
            later,
            script: url(File::KeepJs),
        }
    }
}
