//! `radios` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Choice, ChoiceItem, Radios, Text};

#[test]
fn passes_every_fixture() {
    check("radios", from_options);
}

fn from_options(o: &Options) -> Radios {
    let group = o.group();
    let items = o.list("items");
    let of_item = |(kept, (place, item)): (usize, &(usize, Options))| {
        let shifted = kept + 1 != *place;
        let id = shifted.then(|| format!("{}-{place}", group.id()).into());
        choice(item, id)
    };
    Radios {
        items: items.iter().enumerate().map(of_item).collect(),
        value: o.text("value"),
        group,
    }
}

/// `id` is given where the fixtures counted something left out before: we have nothing to leave out.
fn choice(o: &Options, id: Option<Text>) -> Choice {
    if let Some(divider) = o.text("divider") {
        return Choice::Divider(divider);
    }
    let label = o.inner("label");
    let conditional = o.inner("conditional");
    ChoiceItem {
        value: o.words("value"),
        content: o.content(),
        id: o.text("id").or(id),
        checked: o.maybe("checked"),
        disabled: o.flag("disabled"),
        hint: o.inner_content("hint"),
        conditional: conditional.map(|c| c.content()).unwrap_or_default(),
        label_classes: label.as_ref().map(Options::classes).unwrap_or_default(),
        label_attributes: label.as_ref().map(Options::attributes).unwrap_or_default(),
        attributes: o.attributes(),
        ..ChoiceItem::default()
    }
    .into()
}
