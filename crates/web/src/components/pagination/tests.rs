//! `pagination` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{NumberedPage, Page, PageLink, Pagination};

#[test]
fn passes_every_fixture() {
    check("pagination", from_options);
}

fn from_options(o: &Options) -> Pagination {
    Pagination {
        items: o.each("items", page),
        previous: o.inner("previous").and_then(link),
        next: o.inner("next").and_then(link),
        label: o.text("landmarkLabel").unwrap_or("Pagination".into()),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}

fn page(o: &Options) -> Page {
    if o.flag("ellipsis") {
        return Page::Gap;
    }
    Page::Link(NumberedPage {
        number: o.words("number"),
        href: o.words("href"),
        current: o.flag("current"),
        spoken: o.text("visuallyHiddenText"),
        attributes: o.attributes(),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it fits `and_then`")]
fn link(o: Options) -> Option<PageLink> {
    Some(PageLink {
        href: o.text("href")?,
        content: o.content(),
        label: o.text("labelText"),
        attributes: o.attributes(),
    })
}

#[test]
fn numbers_the_first_the_last_and_the_neighbours() {
    for (current, last, expect) in [
        (1, 1, "1"),
        (1, 2, "1 2"),
        (1, 9, "1 2 . 9"),
        (5, 9, "1 . 4 5 6 . 9"),
        (9, 9, "1 . 8 9"),
    ] {
        let made = Pagination::numbered(current, last, |page| format!("?page={page}"));
        let words = made.items.iter().map(|page| match page {
            Page::Gap => ".",
            Page::Link(link) => &link.number,
        });
        let words: Vec<&str> = words.collect();
        assert_eq!(words.join(" "), expect, "page {current} of {last}");
        assert_eq!(made.previous.is_some(), current > 1);
        assert_eq!(made.next.is_some(), current < last);
    }
}
