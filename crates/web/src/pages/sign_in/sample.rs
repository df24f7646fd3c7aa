//! The form, the form with its error, and a spent link.

use trefoil_app::accounts::link::NewAuthenticator;
use trefoil_core::refusal::Problem;
use trefoil_core::sign_in_link::LinkOpens;

use super::shown::{SignIn, SpentLink, Ways};
use super::shown_link::{LinkAsks, LinkDone};
use crate::pages::samples::Sample;
use crate::shell::Tab;
use crate::shell::sample::nobody;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let wrong = [Problem::new(
        "email",
        "The e-mail address, password or code is not right.",
    )];
    let layout = nobody().layout("This link does not work any more", Tab::Elsewhere);
    let spent = SpentLink {
        layout,
        words: "This sign-in link has been used, or is too old.".to_owned(),
    };
    let wrong_code = [Problem::new("code", "This is not right.")];
    let asks = |opens, problems: &[Problem]| LinkAsks::new(&nobody(), "0a1b", opens, problems);
    let made = NewAuthenticator {
        uri: "otpauth://totp/Marramsea:f@example.org?secret=JBSWY3DP".to_owned(),
        letters: "JBSWY3DP".to_owned(),
    };
    let none = Ways {
        provider: None,
        passkeys: false,
        partners: false,
    };
    vec![
        Sample::new(
            "sign_in",
            &SignIn::new(
                &nobody(),
                &Ways {
                    provider: Some("Council account"),
                    passkeys: true,
                    partners: true,
                },
                "/queue",
                "",
                &[],
            ),
        ),
        Sample::new(
            "sign_in",
            &SignIn::new(&nobody(), &none, "", "f@example.org", &wrong),
        ),
        Sample::new("sign_in_link", &spent),
        Sample::new("sign_in_link_asks", &asks(LinkOpens::Password, &wrong_code)),
        Sample::new("sign_in_link_asks", &asks(LinkOpens::Authenticator, &[])),
        Sample::new("sign_in_link_done", &LinkDone::new(&nobody(), &made)),
    ]
}
