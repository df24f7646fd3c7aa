//! `phase-banner` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{PhaseBanner, Tag};

#[test]
fn passes_every_fixture() {
    check("phase-banner", from_options);
}

fn from_options(o: &Options) -> PhaseBanner {
    PhaseBanner {
        tag: o.inner("tag").map_or_else(Tag::default, |tag| Tag {
            content: tag.content(),
            classes: tag.classes(),
            ..Tag::default()
        }),
        content: o.content(),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
