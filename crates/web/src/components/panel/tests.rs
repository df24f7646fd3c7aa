//! `panel` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::super::{ButtonAction, ButtonStyle};
use super::{Button, HeadingLevel, Panel, PanelAction, PanelActions, PanelKind, PanelLink};

#[test]
fn passes_every_fixture() {
    check("panel", from_options);
}

fn from_options(o: &Options) -> Panel {
    let (kind, classes) = o.classes_but(&[("govuk-panel--interruption", ())]);
    Panel {
        title: o.content_of("titleHtml", "titleText"),
        content: o.content(),
        kind: match kind {
            None => PanelKind::Confirmation,
            Some(()) => PanelKind::Interruption(o.inner("actions").as_ref().map(actions)),
        },
        level: o.heading_level("headingLevel").unwrap_or(HeadingLevel::H1),
        classes,
        attributes: o.attributes(),
    }
}

fn actions(o: &Options) -> PanelActions {
    PanelActions {
        items: o.each("items", action),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}

fn action(o: &Options) -> PanelAction {
    let kind = o.text("type");
    match o.text("href") {
        Some(href) if kind.as_deref() != Some("button") => PanelAction::Link(PanelLink {
            text: o.words("text"),
            href,
            classes: o.classes(),
            attributes: o.attributes(),
        }),
        href => PanelAction::Button(Box::new(Button {
            content: o.content(),
            action: match (href, kind.as_deref()) {
                (Some(href), _) => ButtonAction::Link(href),
                (None, Some("submit")) => ButtonAction::Submit,
                (None, _) => ButtonAction::Script,
            },
            style: ButtonStyle::Inverse,
            classes: o.classes(),
            attributes: o.attributes(),
            ..Button::default()
        })),
    }
}
