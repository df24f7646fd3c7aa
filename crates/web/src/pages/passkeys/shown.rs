//! What the pages of passkeys show.

use askama::Template;
use trefoil_app::accounts::passkeys::own::{OwnPasskey, PasskeysPage};
use trefoil_app::accounts::passkeys::{Answer, Passkeys, Question};
use trefoil_core::date_words::{ago, moment};
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, ButtonStyle, Content, ErrorSummary, Field, Input, Layout, NotificationBanner,
    PasswordInput, WarningText,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The name of the password's box, beside which another form may have one of its own.
const PASSWORD: &str = "passkey-password";

/// What a form brought back.
pub(super) fn answer_of(form: &Fields) -> Answer<'_> {
    Answer {
        question: form.get("question"),
        said: form.get("said"),
        password: form.raw(PASSWORD),
    }
}

/// What a form has a passkey do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Does {
    /// Come into being.
    Make,
    /// Say whose it is.
    SignIn,
    /// Say it again.
    Confirm,
}

impl Does {
    fn code(self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::SignIn | Self::Confirm => "show",
        }
    }

    /// How to go on without.
    fn otherwise(self) -> &'static str {
        match self {
            Self::Make => "You can go on signing in with your password and code.",
            Self::SignIn | Self::Confirm => "Use your password and code.",
        }
    }
}

/// A form that a passkey fills in.
#[derive(Template)]
#[template(path = "passkey.html")]
pub(in crate::pages) struct PasskeyForm {
    does: Does,
    action: &'static str,
    address: String,
    asked: String,
    question: String,
    token: Option<FormToken>,
    next: String,
    name: Option<Input>,
    password: Option<PasswordInput>,
    button: Button,
}

impl PasskeyForm {
    /// The form that puts this question.
    pub(in crate::pages) fn new(
        passkeys: &Passkeys,
        does: Does,
        question: Question,
        button: Button,
    ) -> Self {
        let action = match does {
            Does::Make => "/account/passkeys",
            Does::SignIn => "/sign-in/passkey",
            Does::Confirm => "/account/confirm/passkey",
        };
        let asks = passkeys.with_password() && does != Does::Make;
        Self {
            does,
            action,
            address: passkeys.address().to_owned(),
            asked: question.asked,
            question: question.sealed,
            token: None,
            next: String::new(),
            name: None,
            password: asks.then(|| PasswordInput {
                field: Field::new(PASSWORD, "Password, beside the passkey"),
                autocomplete: "current-password".into(),
                ..PasswordInput::default()
            }),
            button,
        }
    }

    /// The same, of somebody signed in.
    pub(in crate::pages) fn of(self, shell: &Shell) -> Self {
        Self {
            token: Some(shell.token()),
            ..self
        }
    }

    /// The same, with where to go on after it.
    pub(in crate::pages) fn then(self, next: &str) -> Self {
        Self {
            next: next.to_owned(),
            ..self
        }
    }
}

/// The page to sign in on.
#[derive(Template)]
#[template(path = "pages/passkey_sign_in.html")]
pub(super) struct SignInShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    form: Content,
}

fn back(words: &'static str, href: &'static str) -> BackLink {
    BackLink {
        content: words.into(),
        href: href.into(),
        ..BackLink::default()
    }
}

impl SignInShown {
    /// The page; again, where it did not go.
    pub(super) fn new(
        shell: &Shell,
        passkeys: &Passkeys,
        question: Question,
        next: &str,
        problems: &[Problem],
    ) -> Self {
        let button = Button::new("Sign in with a passkey");
        let form = PasskeyForm::new(passkeys, Does::SignIn, question, button).then(next);
        Self {
            layout: shell.layout(&titled("Sign in with a passkey", problems), Tab::Elsewhere),
            back: back("Other ways to sign in", "/sign-in"),
            errors: summary_of(problems, |_| None),
            form: Content::part(form),
        }
    }
}

/// One's own passkeys.
#[derive(Template)]
#[template(path = "pages/passkeys.html")]
pub(super) struct OwnShown {
    layout: Layout,
    back: BackLink,
    done: Option<NotificationBanner>,
    errors: Option<ErrorSummary>,
    token: FormToken,
    passkeys: Vec<PasskeyLine>,
    show_first: bool,
    form: Option<Content>,
    against: &'static str,
}

struct PasskeyLine {
    name: String,
    times: String,
    warning: Option<WarningText>,
    /// Where it is removed, by whoever has shown who they are.
    remove: Option<String>,
    button: Button,
}

/// What is said after an act worked.
pub(super) fn done_words(code: &str) -> Option<&'static str> {
    match code {
        "add" => Some("The passkey is added. You can sign in with it from now on."),
        "remove" => Some("The passkey is removed, and opens nothing here any more."),
        _ => None,
    }
}

impl OwnShown {
    /// The page of what the door gave; with the name typed and what was wrong.
    pub(super) fn new(
        shell: &Shell,
        passkeys: &Passkeys,
        page: PasskeysPage,
        (name, problems): (&str, &[Problem]),
        done: Option<&'static str>,
    ) -> Self {
        let lines = page.passkeys.iter();
        let lines = lines.map(|one| line(one, page.now, !page.show_first));
        let against = page.another.as_ref().err().copied().unwrap_or_default();
        let form = page.another.ok().map(|question| {
            let button = Button::new("Add a passkey");
            let form = PasskeyForm::new(passkeys, Does::Make, question, button);
            Content::part(PasskeyForm {
                name: Some(name_input(name, problems)),
                ..form.of(shell)
            })
        });
        let named = form.is_some();
        Self {
            layout: shell.layout(&titled("Your passkeys", problems), Tab::Elsewhere),
            back: back("Back to your account", "/account"),
            done: done.map(NotificationBanner::success),
            errors: summary_of(problems, |field| {
                (named && field == "name").then(|| "name".into())
            }),
            token: shell.token(),
            passkeys: lines.collect(),
            show_first: page.show_first,
            form,
            against,
        }
    }
}

fn line(one: &OwnPasskey, now: jiff::Timestamp, may: bool) -> PasskeyLine {
    let used = match one.used {
        Some(used) => format!("last used {}", ago(used, now)),
        None => "not used yet".to_owned(),
    };
    let warning = "This passkey is stopped: it counted its uses backwards, as a copy of it would. Remove it, and tell your IT officer if you did not restore it from a backup yourself.";
    let hidden = format!("Remove {}", one.name);
    PasskeyLine {
        name: one.name.clone(),
        times: format!("Added {}, {used}", moment(one.added)),
        warning: one.stopped.then(|| WarningText::new(warning)),
        remove: may.then(|| format!("/account/passkeys/{}/remove", one.passkey)),
        button: Button::new(hidden).styled(ButtonStyle::Secondary),
    }
}

fn name_input(typed: &str, problems: &[Problem]) -> Input {
    let mut input = Input {
        value: Some(typed.to_owned().into()),
        autocomplete: Some("off".into()),
        ..Input::new("name", "What you call it")
    };
    input.field.hint = "Such as Work laptop, or Blue security key".into();
    input.field.classes = "govuk-!-width-one-half".into();
    input.field.error = error_at(problems, "name");
    input
}
