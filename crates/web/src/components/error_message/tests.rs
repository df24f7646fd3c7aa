//! `error-message` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::ErrorMessage;

#[test]
fn passes_every_fixture() {
    check("error-message", from_options);
}

fn from_options(o: &Options) -> ErrorMessage {
    ErrorMessage {
        content: o.content(),
        prefix: o.said("visuallyHiddenText").unwrap_or("Error".into()),
        id: o.text("id"),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
