//! What the pages of signing in show.

use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use trefoil_core::refusal::Problem;

use crate::State;
use crate::components::{Button, ErrorSummary, Field, Input, InputKind, Layout, PasswordInput};
use crate::pages::problems::{error_at, summary_of, titled};
use crate::pages::secret::code_box;
use crate::shell::{Shell, Tab};

/// The page to sign in on. The password and the code are never sent back.
#[derive(Template)]
#[template(path = "pages/sign_in.html")]
pub(super) struct SignIn {
    layout: Layout,
    errors: Option<ErrorSummary>,
    provider: Option<ProviderLink>,
    passkey: Option<String>,
    partners: bool,
    next: String,
    email: Input,
    password: PasswordInput,
    code: Input,
    button: Button,
}

/// The ways in beside a password; and whether there is a page for partners, who need none.
pub(super) struct Ways<'a> {
    pub(super) provider: Option<&'a str>,
    pub(super) passkeys: bool,
    pub(super) partners: bool,
}

impl<'a> Ways<'a> {
    /// Of this installation.
    pub(super) fn of(state: &'a State) -> Self {
        Self {
            provider: state.provider_name(),
            passkeys: state.passkeys.is_some(),
            partners: state.partners.is_some(),
        }
    }
}

/// The link to the identity provider.
pub(in crate::pages) struct ProviderLink {
    pub(in crate::pages) href: String,
    pub(in crate::pages) name: String,
}

impl ProviderLink {
    /// To sign in there; `again` where somebody is to show anew who they are.
    pub(in crate::pages) fn new(name: &str, next: &str, again: bool) -> Self {
        let next = utf8_percent_encode(next, NON_ALPHANUMERIC);
        let again = if again { "&again=yes" } else { "" };
        Self {
            href: format!("/sign-in/provider?next={next}{again}"),
            name: name.to_owned(),
        }
    }
}

/// A link that was used, or is too old.
#[derive(Template)]
#[template(path = "pages/sign_in_link.html")]
pub(super) struct SpentLink {
    pub(super) layout: Layout,
    pub(super) words: String,
}

impl SignIn {
    /// The form; again, where it did not go.
    pub(super) fn new(
        shell: &Shell,
        ways: &Ways<'_>,
        next: &str,
        email: &str,
        problems: &[Problem],
    ) -> Self {
        let title = titled("Sign in", problems);
        Self {
            layout: shell.layout(&title, Tab::Elsewhere),
            errors: summary_of(problems, |_| Some("email".into())),
            provider: ways
                .provider
                .map(|name| ProviderLink::new(name, next, false)),
            partners: ways.partners,
            passkey: ways.passkeys.then(|| {
                let next = utf8_percent_encode(next, NON_ALPHANUMERIC);
                format!("/sign-in/passkey?next={next}")
            }),
            next: next.to_owned(),
            email: email_input(email, problems),
            password: PasswordInput {
                field: Field::new("password", "Password"),
                ..PasswordInput::default()
            },
            code: code_box(&[]),
            button: Button::new("Sign in"),
        }
    }
}

fn email_input(email: &str, problems: &[Problem]) -> Input {
    let mut input = Input {
        kind: InputKind::Email,
        value: Some(email.to_owned().into()),
        autocomplete: Some("username".into()),
        spellcheck: Some(false),
        ..Input::new("email", "Email address")
    };
    input.field.error = error_at(problems, "email");
    input
}
