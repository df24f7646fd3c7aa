//! Showing again who one is, so that places may be opened for a while.

use askama::Template;
use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::confirm::identity_confirm;
use trefoil_app::accounts::passkeys::{Passkeys, Question, passkey_question};
use trefoil_core::passkey::PasskeyPurpose;
use trefoil_core::refusal::{Problem, Refusal};

use crate::State;
use crate::components::{Button, ButtonStyle, Content, ErrorSummary, Input, Layout, PasswordInput};
use crate::csrf::{FormToken, Protected};
use crate::form::{Asked, Fields, LocalPath};
use crate::pages::passkeys::shown::{Does, PasskeyForm};
use crate::pages::problems::{summary_of, titled};
use crate::pages::secret::{code_box, password_box};
use crate::pages::sign_in::shown::ProviderLink;
use crate::session::Visit;
use crate::shell::{Reply, Shell, Tab, page, page_as, see};

/// The form. What is typed in it is never sent back.
#[derive(Template)]
#[template(path = "pages/confirm.html")]
pub(in crate::pages) struct ConfirmShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    provider: Option<ProviderLink>,
    passkey: Option<Content>,
    next: String,
    token: FormToken,
    password: PasswordInput,
    code: Input,
    button: Button,
}

impl ConfirmShown {
    pub(super) fn new(
        shell: &Shell,
        provider: Option<&str>,
        passkey: Option<(&Passkeys, Question)>,
        next: &str,
        problems: &[Problem],
    ) -> Self {
        let title = "Show again who you are";
        let password = password_box(("password", "Password"), "current-password", problems);
        let code = code_box(&[]);
        Self {
            layout: shell.layout(&titled(title, problems), Tab::Elsewhere),
            errors: summary_of(problems, |field| {
                (field != "passkey").then(|| field.to_owned().into())
            }),
            provider: provider.map(|name| ProviderLink::new(name, next, true)),
            passkey: passkey
                .map(|(passkeys, question)| passkey_form(shell, passkeys, question, next)),
            next: next.to_owned(),
            token: shell.token(),
            password,
            code,
            button: Button::once("Open places for 15 minutes"),
        }
    }
}

fn passkey_form(shell: &Shell, passkeys: &Passkeys, question: Question, next: &str) -> Content {
    let button = Button::new("Use a passkey").styled(ButtonStyle::Secondary);
    let form = PasskeyForm::new(passkeys, Does::Confirm, question, button);
    Content::part(form.of(shell).then(next))
}

/// The page, with a fresh question to a passkey.
pub(in crate::pages) fn confirm_page(
    state: &State,
    visit: &Visit,
    next: &str,
    problems: &[Problem],
) -> Result<ConfirmShown, Refusal> {
    let session = Some(visit.known().session);
    let question = |passkeys| {
        let asked = passkey_question(&state.app, passkeys, PasskeyPurpose::Confirm, session);
        asked.map(|question| (passkeys, question))
    };
    let passkey = state.passkeys.as_ref().map(question).transpose()?;
    let provider = state.provider_name();
    Ok(ConfirmShown::new(
        &visit.shell,
        provider,
        passkey,
        next,
        problems,
    ))
}

/// `GET /account/confirm`, with `next`.
pub(super) async fn ask(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    page(&confirm_page(&state, &visit, asked.get("next"), &[])?)
}

/// `POST /account/confirm`.
pub(super) async fn confirm(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (password, code) = (form.raw("password"), form.get("code"));
    match identity_confirm(&state.app, visit.known(), password, code).await {
        Ok(()) => see(&LocalPath::or(form.get("next"), "/")),
        Err(Refusal::Invalid(problems)) => {
            let shown = confirm_page(&state, &visit, form.get("next"), &problems)?;
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
