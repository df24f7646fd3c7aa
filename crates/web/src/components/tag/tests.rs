//! `tag` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Tag, TagColour};

#[test]
fn passes_every_fixture() {
    check("tag", from_options);
}

const COLOURS: &[(&str, TagColour)] = &[
    ("govuk-tag--grey", TagColour::Grey),
    ("govuk-tag--green", TagColour::Green),
    ("govuk-tag--teal", TagColour::Teal),
    ("govuk-tag--blue", TagColour::Blue),
    ("govuk-tag--purple", TagColour::Purple),
    ("govuk-tag--magenta", TagColour::Magenta),
    ("govuk-tag--red", TagColour::Red),
    ("govuk-tag--orange", TagColour::Orange),
    ("govuk-tag--yellow", TagColour::Yellow),
];

fn from_options(o: &Options) -> Tag {
    let (colour, classes) = o.classes_but(COLOURS);
    Tag {
        content: o.content(),
        colour: colour.unwrap_or_default(),
        classes,
        attributes: o.attributes(),
    }
}
