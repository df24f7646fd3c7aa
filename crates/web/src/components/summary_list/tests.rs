//! `summary-list` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{ActionLink, Actions, SummaryCard, SummaryCell, SummaryList, SummaryRow};

#[test]
fn passes_every_fixture() {
    check("summary-list", from_options);
}

fn from_options(o: &Options) -> SummaryList {
    SummaryList {
        rows: o.each("rows", row),
        card: o.inner("card").as_ref().map(card),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}

fn row(o: &Options) -> SummaryRow {
    SummaryRow {
        key: o.inner("key").as_ref().map(cell).unwrap_or_default(),
        value: o.inner("value").as_ref().map(cell).unwrap_or_default(),
        actions: o.inner("actions").as_ref().map(actions).unwrap_or_default(),
        classes: o.classes(),
    }
}

fn cell(o: &Options) -> SummaryCell {
    SummaryCell {
        content: o.content(),
        classes: o.classes(),
    }
}

fn actions(o: &Options) -> Actions {
    Actions {
        items: o.each("items", |item| ActionLink {
            content: item.content(),
            href: item.words("href"),
            hidden: item.text("visuallyHiddenText"),
            classes: item.classes(),
            attributes: item.attributes(),
        }),
        classes: o.classes(),
    }
}

fn card(o: &Options) -> SummaryCard {
    let title = o.inner("title");
    SummaryCard {
        level: title
            .as_ref()
            .and_then(|t| t.heading_level("headingLevel"))
            .unwrap_or_default(),
        title_classes: title.as_ref().map(Options::classes).unwrap_or_default(),
        title: title.as_ref().map(Options::content).unwrap_or_default(),
        actions: o.inner("actions").as_ref().map(actions).unwrap_or_default(),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}
