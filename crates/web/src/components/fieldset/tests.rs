//! `fieldset` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Fieldset, FieldsetRole};

#[test]
fn passes_every_fixture() {
    check("fieldset", from_options);
}

fn from_options(o: &Options) -> Fieldset {
    let role = match o.text("role").as_deref() {
        Some("group") => FieldsetRole::Group,
        _ => FieldsetRole::Implicit,
    };
    Fieldset {
        role,
        ..o.fieldset()
    }
}
