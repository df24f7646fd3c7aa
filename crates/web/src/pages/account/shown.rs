//! What the page of one's own account shows.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::accounts::own::{AccountPage, OpenSession};
use trefoil_core::date_words::{ago, moment};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, ButtonStyle, ErrorSummary, Input, Layout, NotificationBanner, PasswordInput,
    SummaryList, SummaryRow,
};
use crate::csrf::FormToken;
use crate::pages::problems::{summary_of, titled};
use crate::pages::secret::{code_box, new_password, password_box};
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/account.html")]
pub(super) struct AccountShown {
    layout: Layout,
    done: Option<NotificationBanner>,
    errors: Option<ErrorSummary>,
    facts: SummaryList,
    token: FormToken,
    /// Nothing for one who signs in by links alone.
    change: Option<ChangeForm>,
    /// Whether there is a page of one's passkeys.
    passkeys: bool,
    sessions: Vec<SessionLine>,
    /// Whether there is another one to end.
    others: bool,
    end: Button,
}

/// The controls of a change. What is typed in them is never sent back.
struct ChangeForm {
    old: PasswordInput,
    new: PasswordInput,
    again: PasswordInput,
    code: Option<Input>,
    button: Button,
}

/// An open session.
struct SessionLine {
    began: String,
    used: String,
}

/// What is said after an act worked.
pub(super) fn done_words(code: &str) -> Option<&'static str> {
    match code {
        "password" => Some("Your password is changed. Everywhere else you are signed out."),
        "sessions" => Some("Everywhere else you are signed out."),
        _ => None,
    }
}

impl AccountShown {
    /// The page of what the door gave.
    pub(super) fn new(
        shell: &Shell,
        account: &AccountPage,
        passkeys: bool,
        problems: &[Problem],
        done: Option<&'static str>,
    ) -> Self {
        let title = titled("Your account", problems);
        let sessions = account.sessions.iter();
        let control = |field: &str| account.has_password.then(|| field.to_owned().into());
        Self {
            layout: shell.layout(&title, Tab::Elsewhere),
            done: done.map(NotificationBanner::success),
            errors: summary_of(problems, control),
            facts: facts(account),
            token: shell.token(),
            change: account
                .has_password
                .then(|| change(account.asks_code, problems)),
            passkeys,
            others: sessions.clone().any(|one| !one.this),
            sessions: sessions.map(|one| line(one, account.now)).collect(),
            end: Button::new("Sign out everywhere else").styled(ButtonStyle::Secondary),
        }
    }
}

fn facts(account: &AccountPage) -> SummaryList {
    let roles: Vec<&str> = account.roles.iter().copied().map(Role::words).collect();
    SummaryList::new(vec![
        SummaryRow::new("Name", account.name.clone()),
        SummaryRow::new("Email address", account.email.clone()),
        SummaryRow::new("Role", roles.join(", ")),
    ])
}

fn line(one: &OpenSession, now: Timestamp) -> SessionLine {
    let used = if one.this {
        "This is where you are now".to_owned()
    } else {
        format!("Last used {}", ago(one.seen, now))
    };
    SessionLine {
        began: moment(one.began),
        used,
    }
}

fn change(asks_code: bool, problems: &[Problem]) -> ChangeForm {
    let old = ("password", "Password that you have now");
    let [new, again] = new_password(problems);
    ChangeForm {
        old: password_box(old, "current-password", problems),
        new,
        again,
        code: asks_code.then(|| code_box(problems)),
        button: Button::once("Change the password"),
    }
}
