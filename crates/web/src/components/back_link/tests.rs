//! `back-link` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::BackLink;

#[test]
fn passes_every_fixture() {
    check("back-link", from_options);
}

fn from_options(o: &Options) -> BackLink {
    BackLink {
        content: match o.content() {
            said if said.is_empty() => "Back".into(),
            said => said,
        },
        href: o.text("href").unwrap_or("#".into()),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
