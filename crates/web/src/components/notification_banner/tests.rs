//! `notification-banner` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{BannerKind, NotificationBanner};

#[test]
fn passes_every_fixture() {
    check("notification-banner", from_options);
}

fn from_options(o: &Options) -> NotificationBanner {
    NotificationBanner {
        content: o.content(),
        kind: match o.text("type").as_deref() {
            Some("success") => BannerKind::Success,
            _ => BannerKind::Important,
        },
        title: o.content_of("titleHtml", "titleText"),
        title_level: o.heading_level("titleHeadingLevel").unwrap_or_default(),
        title_id: o.text("titleId"),
        role: o.text("role"),
        auto_focus: o.maybe("disableAutoFocus").map(|off| !off),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
