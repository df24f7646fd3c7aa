//! Questions to passkeys. The page carries each, sealed: nothing is kept for whoever only opens a page. It is for one purpose, one
//! session and a few minutes, and an answer uses it up.

use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::SessionId;
use trefoil_core::passkey::{PasskeyAsked, PasskeyPurpose};
use trefoil_core::refusal::Refusal;
use trefoil_core::seal::{Authority32, RecordKey, seal, unseal};

use super::Passkeys;
use crate::door::App;

/// A question, as a page carries it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// For the browser: what it puts to the passkey, as JSON.
    pub asked: String,
    /// For us, when the answer comes.
    pub sealed: String,
}

/// Bytes of a wrapped key: nonce, key, tag.
const WRAPPED: usize = 60;
/// More than the longest question: one with every passkey of an account in it.
const SEALED_LONGEST: usize = 1 << 15;

fn place(app: &App) -> Vec<u8> {
    format!("passkey question {}", app.authority).into_bytes()
}

/// A question to whatever passkey the browser's owner chooses: it names no account, so it tells of none.
///
/// # Errors
/// `Unavailable` where it cannot be made, which does not happen.
pub fn passkey_question(
    app: &App,
    passkeys: &Passkeys,
    purpose: PasskeyPurpose,
    session: Option<SessionId>,
) -> Result<Question, Refusal> {
    let made = passkeys.webauthn.start_discoverable_authentication();
    let (asked, state) = made.map_err(|_| Refusal::Unavailable)?;
    let asked = serde_json::to_string(&asked.public_key).map_err(|_| Refusal::Unavailable)?;
    let state = serde_json::to_string(&state).map_err(|_| Refusal::Unavailable)?;
    let sealed = sealed(app, purpose, session, state);
    Ok(Question { asked, sealed })
}

/// Seals a question under a key of its own.
pub(super) fn sealed(
    app: &App,
    purpose: PasskeyPurpose,
    session: Option<SessionId>,
    state: String,
) -> String {
    let (ring, chance, place) = (app.ring.sealing(), app.world.as_ref(), place(app));
    let asked = PasskeyAsked {
        purpose,
        session,
        at: app.now(),
        state,
    };
    let secret = Authority32::new(random(chance));
    let wrapped = ring.wrap(&secret, random(chance), &place);
    let sealed = seal(&asked, &RecordKey::new(&secret), random(chance), &place);
    hex(&wrapped) + &hex(&sealed.0)
}

/// Opens a question of ours; `None` for anything else.
pub(super) fn opened(app: &App, sealed: &str) -> Option<PasskeyAsked> {
    let place = place(app);
    let bytes = bytes_of(sealed)?;
    let (wrapped, sealed) = bytes.split_at_checked(WRAPPED)?;
    let secret = app.ring.sealing().unwrap(wrapped, &place).ok()?;
    unseal(sealed, &RecordKey::new(&secret), &place).ok()
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let whole = text.len() <= SEALED_LONGEST && text.len().is_multiple_of(2);
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let byte = |pair: &[u8]| {
        let [high, low] = pair else { return None };
        u8::try_from(digit(high)? << 4 | digit(low)?).ok()
    };
    text.as_bytes()
        .chunks(2)
        .filter(|_| whole)
        .map(byte)
        .collect()
}
