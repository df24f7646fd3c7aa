//! `breadcrumbs` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{Breadcrumbs, Crumb};

#[test]
fn passes_every_fixture() {
    check("breadcrumbs", from_options);
}

fn from_options(o: &Options) -> Breadcrumbs {
    Breadcrumbs {
        items: o.each("items", |item| Crumb {
            content: item.content(),
            href: item.text("href"),
            attributes: item.attributes(),
        }),
        collapse_on_mobile: o.flag("collapseOnMobile"),
        label: o.text("labelText").unwrap_or("Breadcrumb".into()),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
