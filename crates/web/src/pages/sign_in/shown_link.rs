//! What a link asks for, and the authenticator app that it set.

use askama::Template;
use trefoil_app::accounts::link::NewAuthenticator;
use trefoil_core::refusal::Problem;
use trefoil_core::sign_in_link::LinkOpens;

use crate::components::{
    Button, ErrorSummary, Field, Input, Layout, PasswordInput, SummaryList, WarningText,
};
use crate::pages::problems::{error_at, summary_of};
use crate::pages::secret::secret_list;
use crate::shell::{Shell, Tab};

/// The form behind a link.
#[derive(Template)]
#[template(path = "pages/sign_in_link_asks.html")]
pub(super) struct LinkAsks {
    layout: Layout,
    errors: Option<ErrorSummary>,
    title: &'static str,
    lead: &'static str,
    token: String,
    opens: &'static str,
    code: Option<Input>,
    passwords: Vec<PasswordInput>,
    button: Button,
}

/// Title, what it is about, and the button.
const AUTHENTICATOR: [&str; 3] = [
    "Set up your authenticator app again",
    "Show that it is you. Then you are given what your authenticator app asks for, once.",
    "Go on",
];
const PASSWORD: [&str; 3] = [
    "Choose a new password",
    "Show that it is you, by the code from your authenticator app. Everywhere else you will be signed out.",
    "Change the password and sign in",
];

impl LinkAsks {
    pub(super) fn new(shell: &Shell, token: &str, opens: LinkOpens, problems: &[Problem]) -> Self {
        let box_of = |name: &'static str, label: &'static str, fills: &'static str| {
            let mut input = PasswordInput {
                field: Field::new(name, label),
                autocomplete: fills.into(),
                ..PasswordInput::default()
            };
            input.field.error = error_at(problems, name);
            input
        };
        let authenticator = opens == LinkOpens::Authenticator;
        let passwords = if authenticator {
            vec![box_of("password", "Password", "current-password")]
        } else {
            let mut new = box_of("new-password", "New password", "new-password");
            new.field.hint =
                "At least 12 characters. Three words that do not belong together will do".into();
            let again = box_of("again", "New password again", "new-password");
            vec![new, again]
        };
        let [title, lead, button] = if authenticator {
            AUTHENTICATOR
        } else {
            PASSWORD
        };
        let code = (!authenticator).then(|| {
            let mut code = super::shown::code_input();
            code.field.error = error_at(problems, "code");
            code
        });
        let heading = if problems.is_empty() {
            title.to_owned()
        } else {
            format!("Error: {title}")
        };
        Self {
            layout: shell.layout(&heading, Tab::Elsewhere),
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            title,
            lead,
            token: token.to_owned(),
            opens: opens.code(),
            code,
            passwords,
            button: Button::new(button),
        }
    }
}

/// The authenticator app that was set; shown once.
#[derive(Template)]
#[template(path = "pages/sign_in_link_done.html")]
pub(super) struct LinkDone {
    layout: Layout,
    warning: WarningText,
    secret: SummaryList,
}

impl LinkDone {
    pub(super) fn new(shell: &Shell, made: &NewAuthenticator) -> Self {
        Self {
            layout: shell.layout("Set up your authenticator app", Tab::Elsewhere),
            warning: WarningText::new("This is shown once. Nobody can look it up later."),
            secret: secret_list(made.letters.clone(), made.uri.clone()),
        }
    }
}
