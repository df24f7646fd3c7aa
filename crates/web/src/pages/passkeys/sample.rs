//! Signing in, with an error; a list with a passkey that was stopped, one to which nothing may be done, one that is empty.

use trefoil_app::accounts::passkeys::own::{OwnPasskey, PasskeysPage};
use trefoil_app::accounts::passkeys::{Passkeys, Question};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::{OwnShown, SignInShown, done_words};
use crate::pages::samples::Sample;
use crate::shell::sample::{nobody, shell};

pub(in crate::pages) fn passkeys() -> Passkeys {
    Passkeys::new("https://trefoil.example", true).unwrap()
}

pub(in crate::pages) fn question() -> Question {
    Question {
        asked: "{\"challenge\":\"AAAA\"}".to_owned(),
        sealed: "00ff".to_owned(),
    }
}

fn page() -> PasskeysPage {
    let at = |text: &str| text.parse().unwrap();
    let id = |last: u8| format!("019ad000-0000-4000-8000-00000000000{last}");
    let one = |last, name: &str, used, stopped| OwnPasskey {
        passkey: id(last).parse().unwrap(),
        name: name.to_owned(),
        added: at("2026-11-02T08:12:00Z"),
        used,
        stopped,
    };
    PasskeysPage {
        passkeys: vec![
            one(1, "Work laptop", Some(at("2026-11-30T11:12:00Z")), false),
            one(2, "Blue security key", None, true),
        ],
        another: Ok(question()),
        show_first: false,
        now: at("2026-11-30T12:00:00Z"),
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let (shell, passkeys) = (shell(Role::Triage), passkeys());
    let wrong = [Problem::new("passkey", "That passkey did not work here.")];
    let unnamed = [Problem::new("name", "Give the passkey a name.")];
    let sign_in = |problems: &[Problem]| {
        SignInShown::new(&nobody(), &passkeys, question(), "/queue", problems)
    };
    let waits = PasskeysPage {
        another: Err("Show again who you are first."),
        show_first: true,
        ..page()
    };
    let full = PasskeysPage {
        passkeys: Vec::new(),
        another: Err("You sign in with the account of your employer."),
        ..page()
    };
    let own = |page, typed, done| OwnShown::new(&shell, &passkeys, page, typed, done);
    vec![
        Sample::new("passkey_sign_in", &sign_in(&[])),
        Sample::new("passkey_sign_in", &sign_in(&wrong)),
        Sample::new("passkeys", &own(page(), ("", &[]), done_words("add"))),
        Sample::new("passkeys", &own(page(), ("", &unnamed), None)),
        Sample::new("passkeys", &own(waits, ("", &[]), None)),
        Sample::new("passkeys", &own(full, ("", &[]), None)),
    ]
}
