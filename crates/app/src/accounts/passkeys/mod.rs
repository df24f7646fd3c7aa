//! Passkeys (WebAuthn level 2): adding one to one's own account, signing in and showing again who one is by it. One file per act.
//! What a key says is checked by `webauthn-rs`; to whom it belongs, what it was asked and whether it counts on is checked here.

pub mod add;
mod answer;
pub mod confirm;
pub mod own;
mod question;
pub mod sign_in;

use std::sync::Arc;

use trefoil_core::refusal::Refusal;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

pub use answer::Answer;
pub use question::{Question, passkey_question};

/// What passkeys are bound to, and what is asked beside one.
#[derive(Clone)]
pub struct Passkeys {
    webauthn: Arc<Webauthn>,
    address: String,
    with_password: bool,
}

/// The address is none that a browser binds passkeys to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "passkeys need the address at which browsers reach Trefoil: https, a host name and no path, such as https://trefoil.example.org; http and numbers will not do, but for http://localhost"
)]
pub struct NotAnAddress;

impl Passkeys {
    /// Bound to the host of this address; `with_password` where the account's password is asked for too.
    ///
    /// # Errors
    /// Where browsers bind no passkey to such an address.
    pub fn new(address: &str, with_password: bool) -> Result<Self, NotAnAddress> {
        let url = Url::parse(address).map_err(|_| NotAnAddress)?;
        let host = url.domain().ok_or(NotAnAddress)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        let safe = url.scheme() == "https" || (url.scheme() == "http" && host == "localhost");
        if !(bare && nobody && safe) {
            return Err(NotAnAddress);
        }
        let webauthn = WebauthnBuilder::new(host, &url)
            .map(|builder| builder.rp_name("Trefoil"))
            .and_then(WebauthnBuilder::build)
            .map_err(|_| NotAnAddress)?;
        Ok(Self {
            webauthn: Arc::new(webauthn),
            address: url.origin().ascii_serialization(),
            with_password,
        })
    }

    /// The address, as a browser writes it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether the account's password is asked for too.
    pub fn with_password(&self) -> bool {
        self.with_password
    }
}

/// What whoever was refused is told, whatever the reason: the ledger's entry says which it was.
fn not_this_time() -> Refusal {
    Refusal::invalid(
        "passkey",
        "That passkey did not work here. Try once more. If it happens again, use your password and code, and tell your IT officer at what time it was.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_browsers_bind_passkeys_to() {
        let check = |address: &str, is: Option<&str>| {
            let passkeys = Passkeys::new(address, false).ok();
            assert_eq!(passkeys.as_ref().map(Passkeys::address), is, "{address}");
        };
        let usual = Some("https://trefoil.example.org");
        check("https://trefoil.example.org", usual);
        check("https://trefoil.example.org/", usual);
        check("https://trefoil.example.org:443", usual);
        check(
            "https://trefoil.example.org:8443",
            Some("https://trefoil.example.org:8443"),
        );
        check("http://localhost:8080", Some("http://localhost:8080"));
        check("http://trefoil.example.org", None);
        check("http://127.0.0.1:8080", None);
        check("https://192.0.2.7", None);
        check("https://[2001:db8::1]", None);
        check("https://trefoil.example.org/hub", None);
        check("https://trefoil.example.org/?a=b", None);
        check("https://somebody@trefoil.example.org", None);
        check("trefoil.example.org", None);
        check("", None);
    }
}
