//! Showing again who one is, so that places may be opened for a while.

use askama::Template;
use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::confirm::identity_confirm;
use trefoil_core::refusal::{Problem, Refusal};

use crate::State;
use crate::components::{Button, ErrorSummary, Field, Input, InputMode, Layout, PasswordInput};
use crate::csrf::{FormToken, Protected};
use crate::form::{Fields, LocalPath};
use crate::pages::problems::{error_at, summary_of};
use crate::pages::sign_in::shown::ProviderLink;
use crate::session::Visit;
use crate::shell::{Reply, Shell, Tab, page, page_as, see};

/// The form. What is typed in it is never sent back.
#[derive(Template)]
#[template(path = "pages/confirm.html")]
pub(super) struct ConfirmShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    provider: Option<ProviderLink>,
    token: FormToken,
    password: PasswordInput,
    code: Input,
    button: Button,
}

impl ConfirmShown {
    pub(super) fn new(shell: &Shell, provider: Option<&str>, problems: &[Problem]) -> Self {
        let title = "Show again who you are";
        let mut password = PasswordInput {
            field: Field::new("password", "Password"),
            autocomplete: "current-password".into(),
            ..PasswordInput::default()
        };
        password.field.error = error_at(problems, "password");
        let mut code = Input {
            mode: Some(InputMode::Numeric),
            autocomplete: Some("one-time-code".into()),
            ..Input::new("code", "Six-digit code")
        };
        code.field.hint = "From the authenticator app on your telephone".into();
        code.field.classes = "govuk-input--width-10".into();
        let wrong = !problems.is_empty();
        Self {
            layout: shell.layout(
                &if wrong {
                    format!("Error: {title}")
                } else {
                    title.to_owned()
                },
                Tab::Elsewhere,
            ),
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            provider: provider.map(|name| ProviderLink::new(name, "/", true)),
            token: shell.token(),
            password,
            code,
            button: Button {
                prevent_double_click: Some(true),
                ..Button::new("Open places for 15 minutes")
            },
        }
    }
}

/// `GET /account/confirm`.
pub(super) async fn ask(Given(state): Given<State>, visit: Visit) -> Reply {
    page(&ConfirmShown::new(&visit.shell, state.provider_name(), &[]))
}

/// `POST /account/confirm`.
pub(super) async fn confirm(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (password, code) = (form.raw("password"), form.get("code"));
    match identity_confirm(&state.app, visit.known(), password, code).await {
        Ok(()) => see(&LocalPath::or("/", "/")),
        Err(Refusal::Invalid(problems)) => {
            let shown = ConfirmShown::new(&visit.shell, state.provider_name(), &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
