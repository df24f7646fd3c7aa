//! `select` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Select, SelectItem};

#[test]
fn passes_every_fixture() {
    check("select", from_options);
}

fn from_options(o: &Options) -> Select {
    Select {
        field: o.field(),
        items: o.each("items", |item| SelectItem {
            text: item.words("text"),
            value: item.said("value"),
            selected: item.maybe("selected"),
            disabled: item.flag("disabled"),
            attributes: item.attributes(),
        }),
        value: o.text("value"),
    }
}
