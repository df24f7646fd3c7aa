//! `input` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Affix, Input, InputKind, InputMode};

#[test]
fn passes_every_fixture() {
    check("input", from_options);
}

fn from_options(o: &Options) -> Input {
    let wrapper = o.inner("inputWrapper");
    Input {
        field: o.field(),
        value: o.said("value"),
        kind: match o.text("type").as_deref() {
            Some("number") => InputKind::Number,
            _ => InputKind::Text,
        },
        mode: o.text("inputmode").map(|_| InputMode::Decimal),
        prefix: o.inner("prefix").and_then(affix),
        suffix: o.inner("suffix").and_then(affix),
        wrapper_classes: wrapper.as_ref().map(Options::classes).unwrap_or_default(),
        wrapper_attributes: wrapper
            .as_ref()
            .map(Options::attributes)
            .unwrap_or_default(),
        autocomplete: o.text("autocomplete"),
        autocapitalize: o.text("autocapitalize"),
        pattern: o.text("pattern"),
        spellcheck: o.maybe("spellcheck"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it fits `and_then`")]
fn affix(o: Options) -> Option<Affix> {
    let content = o.content();
    (!content.is_empty()).then(|| Affix {
        content,
        classes: o.classes(),
        attributes: o.attributes(),
    })
}
