//! An account with a password and two sessions, the same with errors, one that signs in by links alone.

use trefoil_app::accounts::own::{AccountPage, OpenSession};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::confirm::ConfirmShown;
use super::shown::{AccountShown, done_words};
use crate::pages::passkeys::sample::{passkeys, question};
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

fn account() -> AccountPage {
    let at = |text: &str| text.parse().unwrap();
    let session = |began: &str, seen: &str, this| OpenSession {
        began: at(began),
        seen: at(seen),
        this,
    };
    AccountPage {
        name: "Farah Lomas".to_owned(),
        email: "farah.lomas@trefoil.example".to_owned(),
        roles: vec![Role::Triage],
        has_password: true,
        asks_code: true,
        sessions: vec![
            session("2026-11-30T08:12:00Z", "2026-11-30T12:00:00Z", true),
            session("2026-11-30T07:01:00Z", "2026-11-30T11:38:00Z", false),
        ],
        now: at("2026-11-30T12:00:00Z"),
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let problems = [
        Problem::new("new-password", "The new password is too short."),
        Problem::new("code", "Enter the six-digit code."),
    ];
    let wrong = [Problem::new("password", "The password is not right.")];
    let by_link = AccountPage {
        has_password: false,
        sessions: account().sessions.into_iter().take(1).collect(),
        ..account()
    };
    vec![
        Sample::new(
            "account",
            &AccountShown::new(&shell, &account(), true, &[], done_words("password")),
        ),
        Sample::new(
            "account",
            &AccountShown::new(&shell, &account(), false, &problems, None),
        ),
        Sample::new(
            "account",
            &AccountShown::new(&shell, &by_link, true, &[], None),
        ),
        Sample::new(
            "confirm",
            &ConfirmShown::new(
                &shell,
                Some("Council account"),
                Some((&passkeys(), question())),
                "/account/passkeys",
                &[],
            ),
        ),
        Sample::new(
            "confirm",
            &ConfirmShown::new(&shell, None, None, "", &wrong),
        ),
    ]
}
