//! `service-navigation` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{NavigationItem, NavigationSlots, Place, ServiceNavigation};

#[test]
fn passes_every_fixture() {
    check("service-navigation", from_options);
}

fn from_options(o: &Options) -> ServiceNavigation {
    let said = |key: &str, usual: &'static str| o.text(key).unwrap_or(usual.into());
    ServiceNavigation {
        service_name: o.text("serviceName"),
        service_url: o.text("serviceUrl"),
        items: o.each("navigation", item),
        collapse: o.maybe("collapseNavigationOnMobile"),
        menu_button: said("menuButtonText", "Menu"),
        menu_button_spoken: o.text("menuButtonLabel"),
        label: o.text("navigationLabel"),
        section_label: said("ariaLabel", "Service information"),
        navigation_id: said("navigationId", "navigation"),
        navigation_classes: o.words("navigationClasses").into(),
        slots: o.inner("slots").as_ref().map(slots).unwrap_or_default(),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}

fn item(o: &Options) -> NavigationItem {
    NavigationItem {
        content: o.content(),
        href: o.text("href"),
        place: match (o.flag("current"), o.flag("active")) {
            (true, _) => Place::Here,
            (false, true) => Place::Within,
            (false, false) => Place::Elsewhere,
        },
        attributes: o.attributes(),
    }
}

fn slots(o: &Options) -> NavigationSlots {
    let end = o.inner("end");
    NavigationSlots {
        start: o.content_of("start", ""),
        end: match &end {
            Some(end) => end.content(),
            None => o.content_of("end", ""),
        },
        end_inline: end.is_some_and(|end| end.words("align") == "inline"),
        navigation_start: o.content_of("navigationStart", ""),
        navigation_end: o.content_of("navigationEnd", ""),
    }
}
