//! `inset-text` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::InsetText;

#[test]
fn passes_every_fixture() {
    check("inset-text", from_options);
}

fn from_options(o: &Options) -> InsetText {
    InsetText {
        content: o.content(),
        id: o.text("id"),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
