//! What the page of one account shows: the form for who they are outside work, and never what was recorded.

use askama::Template;
use trefoil_app::interests::identity::WorkerPage;
use trefoil_core::date_words::moment;
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, ButtonStyle, Checkboxes, Choice, Content, DateInput, ErrorSummary, Input,
    InputKind, Layout, NotificationBanner, Select, SelectItem, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::agencies::history_lines;
use crate::pages::day;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// One account.
#[derive(Template)]
#[template(path = "pages/worker.html")]
pub(super) struct OneShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    name: String,
    recorded: Option<String>,
    link: Option<LinkForm>,
    /// Nothing where it has ended.
    work: Option<WorkForm>,
    history: Vec<String>,
    /// Nothing where it has ended.
    end: Option<EndForms>,
    action: String,
    given: Input,
    surname: Input,
    birth: DateInput,
    address: Textarea,
    postcode: Input,
    phone: Input,
    email: Input,
    kin: Textarea,
    button: Button,
}

/// Linking to what the identity provider calls the worker.
struct LinkForm {
    provider: String,
    action: String,
    subject: Input,
    button: Button,
}

/// What they do: their team and roles.
struct WorkForm {
    action: String,
    team: Select,
    roles: Checkboxes,
    button: Button,
}

impl WorkForm {
    /// With what they do now; with what was chosen where that could not be.
    fn new(page: &WorkerPage, typed: &Fields, problems: &[Problem]) -> Self {
        let chosen = typed.0.iter().any(|(name, _)| name == "team");
        let team = page.work.team.map(|team| team.to_string());
        let now = team.unwrap_or_default();
        let teams = page.teams.iter();
        let teams = teams.map(|team| {
            let words = format!("{}, {}", team.name, team.agency_name);
            SelectItem::new(team.team.to_string(), words)
        });
        let items = [SelectItem::new("", "No team")].into_iter().chain(teams);
        let value = if chosen {
            typed.get("team").to_owned()
        } else {
            now
        };
        let mut team = Select {
            value: Some(value.into()),
            ..Select::new("team", "Team", items.collect())
        };
        team.field.error = error_at(problems, "team");
        let roles = Role::ALL.iter();
        let roles = roles.map(|role| Choice::new(role.code(), role.words()));
        let mut roles = Checkboxes::new("roles", "What they do", roles.collect());
        roles.group.error = error_at(problems, "roles");
        roles.values = if chosen {
            typed
                .all("roles")
                .map(|code| code.to_owned().into())
                .collect()
        } else {
            let own = page.work.roles.iter();
            own.map(|role| role.code().into()).collect()
        };
        Self {
            action: format!("/workers/{}/work", page.worker),
            team,
            roles,
            button: Button::new("Change what they do").styled(ButtonStyle::Secondary),
        }
    }
}

/// Signing out everywhere, and closing the account.
struct EndForms {
    sign_out: (String, Button),
    close: (String, Checkboxes, Button),
}

impl EndForms {
    fn new(worker: WorkerId, problems: &[Problem]) -> Self {
        let sure = vec![Choice::new(
            "yes",
            "I am sure: they have left, or their manager has asked for it",
        )];
        let mut sure = Checkboxes::new("sure", "Are you sure?", sure);
        sure.group.error = error_at(problems, "sure");
        let sign_out = Button::new("Sign them out everywhere").styled(ButtonStyle::Secondary);
        let close = Button::new("Close the account").styled(ButtonStyle::Warning);
        Self {
            sign_out: (format!("/workers/{worker}/sign-out"), sign_out),
            close: (format!("/workers/{worker}/close"), sure, close),
        }
    }
}

impl OneShown {
    /// The page; the form holds what was typed where that could not be used.
    pub(super) fn new(
        shell: &Shell,
        provider: Option<&str>,
        page: &WorkerPage,
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let title = titled("An account", problems);
        let text = |name, label| input(name, label, typed, problems);
        let mut email = text("email", "Own e-mail address");
        email.kind = InputKind::Email;
        let kin = "One a line: first name and surname, then their birth date if you know it, then \u{201c}same home\u{201d} if they live together. For example: Gary Hughes, 1 5 1980, same home";
        Self {
            layout: shell.layout(&title, Tab::Workers),
            back: BackLink {
                content: "Back to accounts".into(),
                href: "/workers".into(),
                ..BackLink::default()
            },
            errors: summary_of(problems, |field| Some(control_of(field).into())),
            notice: done_words(done).map(NotificationBanner::success),
            link: provider.filter(|_| !page.gone).map(|provider| LinkForm {
                provider: provider.to_owned(),
                action: format!("/workers/{}/link", page.worker),
                subject: text("subject", "Code that the worker was shown"),
                button: Button::new("Link the account").styled(ButtonStyle::Secondary),
            }),
            work: (!page.gone).then(|| WorkForm::new(page, typed, problems)),
            history: history_lines(&page.history),
            end: (!page.gone).then(|| EndForms::new(page.worker, problems)),
            token: shell.token(),
            name: page.name.clone(),
            recorded: page.recorded_at.map(moment),
            action: format!("/workers/{}/identity", page.worker),
            given: text("given", "First names"),
            surname: text("surname", "Surname"),
            birth: birth(typed, problems),
            address: area("address", "Home address", "", typed, problems),
            postcode: text("postcode", "Postcode"),
            phone: text("phone", "Own phone number"),
            email,
            kin: area("kin", "Family and household", kin, typed, problems),
            button: Button::new("Record it"),
        }
    }
}

/// What is said after something was recorded.
fn done_words(done: &str) -> Option<&'static str> {
    match done {
        "identity" => Some("It is recorded, and families have been checked."),
        "close" => {
            Some("The account is closed. Nobody can sign in to it, and nobody is signed in.")
        }
        "work" => Some("They have this team and these roles from now on."),
        "sign-out" => Some("They are signed out everywhere."),
        "link" => Some("The account is linked. The worker can sign in that way now."),
        _ => None,
    }
}

/// The control of a field that is wrong.
fn control_of(field: &str) -> String {
    match field {
        "birth" => "birth-day".to_owned(),
        field => field.to_owned(),
    }
}

fn input(name: &'static str, label: &'static str, typed: &Fields, problems: &[Problem]) -> Input {
    let mut input = Input {
        value: Some(typed.get(name).to_owned().into()),
        autocomplete: Some("off".into()),
        spellcheck: Some(false),
        ..Input::new(name, label)
    };
    input.field.classes = "govuk-!-width-one-half".into();
    input.field.error = error_at(problems, name);
    input
}

fn area(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    typed: &Fields,
    problems: &[Problem],
) -> Textarea {
    let mut area = Textarea::new(name, label);
    area.rows = 3;
    area.autocomplete = Some("off".into());
    area.value = typed.raw(name).to_owned().into();
    area.field.hint = Content::from(hint);
    // Several lines may be wrong; each is told in the summary and here.
    let wrong = problems.iter().filter(|one| one.field == name);
    let wrong: Vec<&str> = wrong.map(|one| one.message.as_str()).collect();
    area.field.error = Content::from(wrong.join(" "));
    area
}

fn birth(typed: &Fields, problems: &[Problem]) -> DateInput {
    let values = day::typed(typed, "birth").map(|value| Some(value.into()));
    let mut input = DateInput::new("birth", "Birth date", values);
    input.group.hint = "For example, 14 3 1984".into();
    input.group.error = error_at(problems, "birth");
    input
}
