//! `textarea` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::Textarea;

#[test]
fn passes_every_fixture() {
    check("textarea", from_options);
}

fn from_options(o: &Options) -> Textarea {
    let rows = o.text("rows").and_then(|rows| rows.parse().ok());
    Textarea {
        field: o.field(),
        value: o.words("value"),
        rows: rows.unwrap_or(5),
        autocomplete: o.text("autocomplete"),
        spellcheck: o.maybe("spellcheck"),
    }
}
