//! What the pages of interests show.

use askama::Template;
use trefoil_app::interests::list::{InterestListed, InterestsPage};
use trefoil_app::interests::view::{FoundIn, InterestPage, TiedTo};
use trefoil_core::clock::INTEREST;
use trefoil_core::date_words::{self, moment};
use trefoil_core::interest::{InterestState, Likeness};
use trefoil_core::name::PersonName;
use trefoil_core::person::BirthDate;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, NotificationBanner, Radios, Tag, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/interests.html")]
pub(super) struct ListShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    rule: &'static str,
    source: &'static str,
    pending: Vec<PendingShown>,
    decided: Vec<DecidedShown>,
}

struct PendingShown {
    href: String,
    worker: String,
    since: String,
    clock: Tag,
}

struct DecidedShown {
    href: String,
    worker: String,
    state: &'static str,
    when: String,
}

impl ListShown {
    /// The page of these interests.
    pub(super) fn new(shell: &Shell, page: &InterestsPage, done: bool) -> Self {
        let href = |one: &InterestListed| format!("/interests/{}", one.row.interest);
        let pending = page.pending.iter().map(|one| {
            let words = date_words::standing(one.standing, one.due);
            PendingShown {
                href: href(&one.listed),
                worker: one.listed.name.clone(),
                since: moment(one.listed.row.raised_at),
                clock: Tag::time(words, clock_colour(one.standing)),
            }
        });
        let decided = page.decided.iter().map(|one| DecidedShown {
            href: href(one),
            worker: one.name.clone(),
            state: one.row.state.words(),
            when: one.decided_at.map(moment).unwrap_or_default(),
        });
        Self {
            layout: shell.layout("Possible interests of workers", Tab::Interests),
            notice: done.then(|| NotificationBanner::success("Your decision is recorded.")),
            rule: INTEREST.words,
            source: INTEREST.source,
            pending: pending.collect(),
            decided: decided.collect(),
        }
    }
}

/// One interest.
#[derive(Template)]
#[template(path = "pages/interest.html")]
pub(super) struct OneShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    worker: String,
    since: String,
    state: &'static str,
    decided: Option<(String, String)>,
    found: Vec<FoundShown>,
    tied: Vec<TiedShown>,
    action: String,
    choice: Radios,
    reason: Textarea,
    button: Button,
}

struct FoundShown {
    /// Where the viewer may open every family.
    contact: Option<String>,
    received: String,
    name: String,
    birth: String,
    role: &'static str,
    whose: &'static str,
    likeness: Vec<&'static str>,
    evidence: Vec<String>,
}

struct TiedShown {
    /// Where the viewer may open every family.
    href: Option<String>,
    through: String,
}

impl OneShown {
    /// The page of what the door gave.
    pub(super) fn new(
        shell: &Shell,
        page: &InterestPage,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("A possible interest", problems);
        let decided = page.decided_at.map(|at| {
            let reason = page.reason.clone().unwrap_or_default();
            (moment(at), reason)
        });
        Self {
            layout: shell.layout(&title, Tab::Interests),
            back: BackLink {
                content: "Back to possible interests".into(),
                href: "/interests".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            worker: page.worker.clone(),
            since: moment(page.raised_at),
            state: page.state.words(),
            decided: decided.filter(|_| page.state != InterestState::Pending),
            found: page.found.iter().map(found_shown).collect(),
            tied: page.tied.iter().map(tied_shown).collect(),
            action: format!("/interests/{}/decide", page.interest),
            choice: choice(typed, problems),
            reason: reason(typed, problems),
            button: Button::new("Record the decision"),
        }
    }
}

fn found_shown(one: &FoundIn) -> FoundShown {
    FoundShown {
        contact: one.contact.map(|contact| format!("/contacts/{contact}")),
        received: moment(one.received_at),
        name: one.name.words(),
        birth: born(&one.birth),
        role: one.role.words(),
        whose: if one.own {
            "Compared with the worker"
        } else {
            "Compared with somebody whom the worker declared"
        },
        likeness: one.likeness.iter().map(Likeness::words).collect(),
        evidence: one.evidence.iter().map(|one| one.words.clone()).collect(),
    }
}

fn tied_shown(one: &TiedTo) -> TiedShown {
    let name = |one: &Option<PersonName>| match one {
        Some(name) => name.words(),
        None => "somebody whom you may not see".to_owned(),
    };
    let through: Vec<String> = one.through.iter().map(name).collect();
    TiedShown {
        href: one.family.map(|family| format!("/families/{family}")),
        through: through.join(", then "),
    }
}

fn born(birth: &BirthDate) -> String {
    match crate::pages::birth::birth(birth) {
        Some(on) => format!("born {on}"),
        None => "birth date not known".to_owned(),
    }
}

fn choice(typed: &Fields, problems: &[Problem]) -> Radios {
    let item = |state: InterestState, words: &'static str| Choice::new(state.code(), words);
    let mut radios = Radios::new(
        "state",
        "Does the worker have an interest in this family?",
        vec![
            item(
                InterestState::Confirmed,
                "Yes: they stay kept out of everything about it",
            ),
            item(
                InterestState::Refused,
                "No: it is open to them, as far as their work goes",
            ),
        ],
    );
    let value = typed.get("state");
    radios.value = (!value.is_empty()).then(|| value.to_owned().into());
    radios.group.error = error_at(problems, "state");
    radios
}

fn reason(typed: &Fields, problems: &[Problem]) -> Textarea {
    let mut area = Textarea::new("reason", "How do you know?");
    area.field.hint = "Do not ask the worker about the family: they must not learn of it.".into();
    area.field.error = error_at(problems, "reason");
    area.value = typed.raw("reason").to_owned().into();
    area
}
