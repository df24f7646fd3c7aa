//! `button` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Button, ButtonAction, ButtonStyle};

#[test]
fn passes_every_fixture() {
    check("button", from_options);
}

const STYLES: &[(&str, ButtonStyle)] = &[
    ("govuk-button--secondary", ButtonStyle::Secondary),
    ("govuk-button--warning", ButtonStyle::Warning),
    ("govuk-button--inverse", ButtonStyle::Inverse),
];

fn from_options(o: &Options) -> Button {
    let (style, classes) = o.classes_but(STYLES);
    let start = o.flag("isStartButton").then_some(ButtonStyle::Start);
    let kind = match o.text("type").as_deref() {
        Some("button") => ButtonAction::Script,
        Some("reset") => ButtonAction::Reset,
        _ => ButtonAction::Submit,
    };
    Button {
        content: o.content(),
        action: o.text("href").map_or(kind, ButtonAction::Link),
        style: start.or(style).unwrap_or_default(),
        name: o.text("name"),
        value: o.text("value"),
        id: o.text("id"),
        disabled: o.flag("disabled"),
        prevent_double_click: o.maybe("preventDoubleClick"),
        classes,
        attributes: o.attributes(),
    }
}
