//! The page to sign in on with a passkey.

use axum::extract::State as Given;
use trefoil_app::accounts::passkeys::passkey_question;
use trefoil_core::passkey::PasskeyPurpose;

use super::of;
use super::shown::SignInShown;
use crate::State;
use crate::form::Asked;
use crate::shell::{Reply, Shell, page};

/// `GET /sign-in/passkey`, with `next`.
pub(super) async fn view(Given(state): Given<State>, Asked(asked): Asked) -> Reply {
    let passkeys = of(&state)?;
    let question = passkey_question(&state.app, passkeys, PasskeyPurpose::SignIn, None)?;
    let shell = Shell::before_sign_in(&state);
    let next = asked.get("next");
    page(&SignInShown::new(&shell, passkeys, question, next, &[]))
}
