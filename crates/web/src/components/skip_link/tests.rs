//! `skip-link` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::SkipLink;

#[test]
fn passes_every_fixture() {
    check("skip-link", from_options);
}

fn from_options(o: &Options) -> SkipLink {
    SkipLink {
        content: o.content(),
        href: o.text("href").unwrap_or("#content".into()),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
