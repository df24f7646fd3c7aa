//! What a link asks for, and the authenticator app that it set.

use askama::Template;
use trefoil_app::accounts::link::NewAuthenticator;
use trefoil_core::refusal::Problem;
use trefoil_core::sign_in_link::LinkOpens;

use crate::components::{
    Button, ErrorSummary, Input, Layout, PasswordInput, SummaryList, WarningText,
};
use crate::pages::problems::{summary_of, titled};
use crate::pages::secret::{code_box, new_password, password_box, secret_list};
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
        let authenticator = opens == LinkOpens::Authenticator;
        let passwords = if authenticator {
            let password = ("password", "Password");
            vec![password_box(password, "current-password", problems)]
        } else {
            new_password(problems).into()
        };
        let [title, lead, button] = if authenticator {
            AUTHENTICATOR
        } else {
            PASSWORD
        };
        let code = (!authenticator).then(|| code_box(problems));
        Self {
            layout: shell.layout(&titled(title, problems), Tab::Elsewhere),
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
