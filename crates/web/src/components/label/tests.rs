//! `label` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};

#[test]
fn passes_every_fixture() {
    check("label", |o: &Options| o.label());
}
