//! `checkboxes` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Checkboxes, Choice, ChoiceItem, Text};

#[test]
fn passes_every_fixture() {
    check("checkboxes", from_options);
}

fn from_options(o: &Options) -> Checkboxes {
    let group = o.group();
    let items = o.list("items");
    let of_item = |(kept, (place, item)): (usize, &(usize, Options))| {
        let shifted = kept + 1 != *place;
        let id = shifted.then(|| format!("{}-{place}", group.id()).into());
        choice(item, id)
    };
    Checkboxes {
        items: items.iter().enumerate().map(of_item).collect(),
        values: o.texts("values"),
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
        name: o.text("name"),
        exclusive: o.text("behaviour").is_some(),
        checked: o.maybe("checked"),
        disabled: o.flag("disabled"),
        hint: o.inner_content("hint"),
        conditional: conditional.map(|c| c.content()).unwrap_or_default(),
        label_classes: label.as_ref().map(Options::classes).unwrap_or_default(),
        label_attributes: label.as_ref().map(Options::attributes).unwrap_or_default(),
        attributes: o.attributes(),
    }
    .into()
}
