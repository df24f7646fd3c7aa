//! What the page shows of how schools are told.

use askama::Template;
use trefoil_app::schools::settings::{Held, Telling};
use trefoil_core::date_words::moment;
use trefoil_core::notice::MaySpeak;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, NotificationBanner, Radios, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::session::Visit;
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/school_telling.html")]
pub(super) struct TellingShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    now: String,
    parents: &'static str,
    held: Vec<String>,
    form: Option<TellingForm>,
}

struct TellingForm {
    sends: Radios,
    agreement: Textarea,
    parents: Radios,
    button: Button,
}

impl TellingShown {
    /// For whoever is signed in.
    pub(super) fn new(
        visit: &Visit,
        found: &(Telling, Vec<Held>),
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let facts = visit.asker.worker.as_ref();
        let may = facts.is_some_and(|facts| facts.holds(Role::Administrator));
        Self::of(&visit.shell, may, (found, typed, problems, done))
    }

    pub(super) fn of(
        shell: &Shell,
        may: bool,
        ((now, held), typed, problems, done): (&(Telling, Vec<Held>), &Fields, &[Problem], &str),
    ) -> Self {
        let title = titled("How schools are told", problems);
        let line = |one: &Held| {
            let until = one.until.map_or_else(|| "now".to_owned(), moment);
            format!(
                "{} From {} until {until}, by {}.",
                one.words,
                moment(one.from),
                one.by
            )
        };
        let words = match (&now.agreement, now.since) {
            (Some(agreed), Some(since)) => format!("The hub sends notices itself, since {}. Agreed with the police: {agreed}", moment(since)),
            _ => "The police tell schools. The hub keeps track of what they told, and shows what is overdue.".to_owned(),
        };
        Self {
            layout: shell.layout(&title, Tab::Schools),
            back: BackLink {
                content: "Back to schools".into(),
                href: "/schools".into(),
                ..BackLink::default()
            },
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            notice: (!done.is_empty())
                .then(|| NotificationBanner::success("It is set, from now on.")),
            token: shell.token(),
            now: words,
            parents: now.parents.words(),
            held: held.iter().map(line).collect(),
            form: may.then(|| form(now, typed, problems)),
        }
    }
}

fn form(now: &Telling, typed: &Fields, problems: &[Problem]) -> TellingForm {
    let was = !typed.0.is_empty();
    let value = |name: &str, known: &str| {
        if was {
            typed.get(name).to_owned()
        } else {
            known.to_owned()
        }
    };
    let choices = vec![
        Choice::new("no", "The police: the hub keeps track"),
        Choice::new("yes", "The hub, as agreed with the police"),
    ];
    let mut sends = Radios::new("sends", "Who tells schools?", choices);
    sends.value = Some(value("sends", if now.agreement.is_some() { "yes" } else { "no" }).into());
    sends.group.error = error_at(problems, "sends");
    let mut agreement = Textarea::new(
        "agreement",
        "Where the hub sends: what was agreed, with whom, on which day?",
    );
    agreement.rows = 3;
    agreement.value = value("agreement", now.agreement.as_deref().unwrap_or_default()).into();
    agreement.field.error = error_at(problems, "agreement");
    let items = MaySpeak::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.words()));
    let mut parents = Radios::new(
        "parents",
        "What does a notice say about the parents, unless somebody says otherwise?",
        items.collect(),
    );
    parents.value = Some(value("parents", now.parents.code()).into());
    TellingForm {
        sends,
        agreement,
        parents,
        button: Button::new("Set this from now on"),
    }
}
