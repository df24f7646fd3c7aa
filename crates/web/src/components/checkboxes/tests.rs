//! `checkboxes` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Checkboxes, Choice, ChoiceItem};

#[test]
fn passes_every_fixture() {
    check("checkboxes", from_options);
}

fn from_options(o: &Options) -> Checkboxes {
    let group = o.group();
    let items = o.list("items");
    let of_item = |(place, item): &(usize, Options)| choice(item, *place, group.id());
    Checkboxes {
        items: items.iter().map(of_item).collect(),
        values: o.texts("values"),
        group,
    }
}

fn choice(o: &Options, place: usize, id: &str) -> Choice {
    if let Some(divider) = o.text("divider") {
        return Choice::Divider(divider);
    }
    // The fixtures count what is left out, and we have nothing to leave out.
    let counted = match place {
        1 => id.to_owned(),
        _ => format!("{id}-{place}"),
    };
    let label = o.inner("label");
    let conditional = o.inner("conditional");
    ChoiceItem {
        value: o.words("value"),
        content: o.content(),
        id: Some(o.text("id").unwrap_or(counted.into())),
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
