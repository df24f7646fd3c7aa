//! `error-summary` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{ErrorLink, ErrorSummary};

#[test]
fn passes_every_fixture() {
    check("error-summary", from_options);
}

fn from_options(o: &Options) -> ErrorSummary {
    ErrorSummary {
        title: o.content_of("titleHtml", "titleText"),
        description: o.content_of("descriptionHtml", "descriptionText"),
        errors: o.each("errorList", |item| ErrorLink {
            content: item.content(),
            href: item.text("href"),
            attributes: item.attributes(),
        }),
        auto_focus: o.maybe("disableAutoFocus").map(|off| !off),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
