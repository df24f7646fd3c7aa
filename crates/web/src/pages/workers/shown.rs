//! What the pages of accounts show.

use askama::Template;
use trefoil_app::accounts::workers::{Gone, WorkerRow};
use trefoil_core::date_words::moment;
use trefoil_core::ids::TeamId;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, Cell, Content, ErrorSummary, Field, HeadCell, Input, InputKind, Layout,
    PasswordInput, Select, SelectItem, SummaryList, Table, WarningText,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::pages::secret::secret_list;
use crate::shell::{Shell, Tab};

/// Every account.
#[derive(Template)]
#[template(path = "pages/workers.html")]
pub(super) struct WorkersShown {
    layout: Layout,
    add: Button,
    table: Table,
    gone: Vec<String>,
}

/// A link in a cell.
#[derive(Template)]
#[template(
    source = "<a class=\"govuk-link\" href=\"{{ href }}\">{{ words }}</a>",
    ext = "html"
)]
struct Link {
    href: String,
    words: String,
}

/// The form for an account.
#[derive(Template)]
#[template(path = "pages/worker_new.html")]
pub(super) struct NewShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    name: Input,
    email: Input,
    role: Select,
    team: Select,
    password: PasswordInput,
    button: Button,
}

/// An account just made, with its secret, this once.
#[derive(Template)]
#[template(path = "pages/worker_made.html")]
pub(super) struct MadeShown {
    layout: Layout,
    name: String,
    warning: WarningText,
    secret: SummaryList,
}

impl WorkersShown {
    /// The page of these accounts.
    pub(super) fn new(shell: &Shell, workers: &[WorkerRow], gone: &[Gone]) -> Self {
        let head = ["Name", "Email address", "Role", "Team"];
        let row = |one: &WorkerRow| {
            let roles: Vec<&str> = one.roles.iter().map(|role| role.words()).collect();
            let team = one.team.clone().unwrap_or_else(|| "No team".to_owned());
            let name = Link {
                href: format!("/workers/{}", one.worker),
                words: one.name.clone(),
            };
            let cells: [Content; 4] = [
                Content::part(name),
                one.email.clone().into(),
                roles.join(", ").into(),
                team.into(),
            ];
            head.into_iter()
                .zip(cells)
                .map(|(label, words)| Cell::from(words).labelled(label))
                .collect()
        };
        Self {
            layout: shell.layout("Accounts", Tab::Workers),
            add: Button::link("Make an account", "/workers/new"),
            table: Table {
                classes: "trefoil-queue".into(),
                head: head.into_iter().map(HeadCell::new).collect(),
                rows: workers.iter().map(row).collect(),
                ..Table::default()
            },
            gone: gone
                .iter()
                .map(|one| format!("{}, {}, closed {}", one.name, one.email, moment(one.at)))
                .collect(),
        }
    }
}

impl NewShown {
    /// The form; again with what was typed, but for the password, where it did not go.
    pub(super) fn new(
        shell: &Shell,
        teams: Vec<(TeamId, String)>,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("Make an account", problems);
        let roles = Role::ALL
            .iter()
            .map(|role| SelectItem::new(role.code(), role.words()));
        let teams = teams
            .into_iter()
            .map(|(id, name)| SelectItem::new(id.to_string(), name));
        let mut email = input("email", "Email address", typed, problems);
        email.kind = InputKind::Email;
        Self {
            layout: shell.layout(&title, Tab::Workers),
            back: BackLink {
                content: "Back to accounts".into(),
                href: "/workers".into(),
                ..BackLink::default()
            },
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            token: shell.token(),
            name: input("name", "Name", typed, problems),
            email,
            role: select(
                "role",
                "What the worker does",
                "Choose a role",
                roles,
                typed,
                problems,
            ),
            team: select("team", "Team", "No team", teams, typed, problems),
            password: password(problems),
            button: Button::new("Make the account"),
        }
    }
}

fn input(name: &'static str, label: &'static str, typed: &Fields, problems: &[Problem]) -> Input {
    let mut input = Input {
        value: Some(typed.get(name).to_owned().into()),
        autocomplete: Some("off".into()),
        ..Input::new(name, label)
    };
    input.field.error = error_at(problems, name);
    input
}

fn select(
    name: &'static str,
    label: &'static str,
    none: &'static str,
    items: impl Iterator<Item = SelectItem>,
    typed: &Fields,
    problems: &[Problem],
) -> Select {
    let items = [SelectItem::new("", none)]
        .into_iter()
        .chain(items)
        .collect();
    let mut select = Select {
        value: Some(typed.get(name).to_owned().into()),
        ..Select::new(name, label, items)
    };
    select.field.error = error_at(problems, name);
    select
}

fn password(problems: &[Problem]) -> PasswordInput {
    let mut field = Field::new("password", "First password");
    field.hint =
        "At least 12 characters: three words will do. Without one they sign in by links only."
            .into();
    field.error = error_at(problems, "password");
    PasswordInput {
        field,
        autocomplete: "new-password".into(),
        ..PasswordInput::default()
    }
}

impl MadeShown {
    /// The page of an account just made.
    pub(super) fn new(shell: &Shell, name: &str, secret: String, uri: String) -> Self {
        Self {
            layout: shell.layout("The account is made", Tab::Workers),
            name: name.to_owned(),
            warning: WarningText::new("This is shown once. Nobody can look it up later."),
            secret: secret_list(secret, uri),
        }
    }
}
