//! The form, the form with its error, and a spent link.

use trefoil_core::refusal::Problem;

use super::shown::{SignIn, SpentLink};
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
    vec![
        Sample::new(
            "sign_in",
            &SignIn::new(
                &nobody(),
                (Some("Council account"), true),
                "/queue",
                "",
                &[],
            ),
        ),
        Sample::new(
            "sign_in",
            &SignIn::new(&nobody(), (None, false), "", "f@example.org", &wrong),
        ),
        Sample::new("sign_in_link", &spent),
    ]
}
