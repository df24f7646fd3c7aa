//! `details` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::Details;

#[test]
fn passes_every_fixture() {
    check("details", from_options);
}

fn from_options(o: &Options) -> Details {
    Details {
        summary: o.content_of("summaryHtml", "summaryText"),
        content: o.content(),
        open: o.flag("open"),
        id: o.text("id"),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
