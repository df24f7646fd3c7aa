//! `warning-text` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::WarningText;

#[test]
fn passes_every_fixture() {
    check("warning-text", from_options);
}

fn from_options(o: &Options) -> WarningText {
    WarningText {
        content: o.content(),
        mark: o.text("iconFallbackText").unwrap_or("Warning".into()),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
