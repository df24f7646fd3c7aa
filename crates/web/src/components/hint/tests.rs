//! `hint` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::Hint;

#[test]
fn passes_every_fixture() {
    check("hint", from_options);
}

fn from_options(o: &Options) -> Hint {
    Hint {
        content: o.content(),
        id: o.text("id"),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
