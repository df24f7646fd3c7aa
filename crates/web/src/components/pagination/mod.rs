//! Links to the other pages of a list.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// Links to the other pages of a list, or to the step before and after.
#[derive(Template)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    /// The numbered pages; none where only before and after are offered.
    pub items: Vec<Page>,
    /// The page before.
    pub previous: Option<PageLink>,
    /// The page after.
    pub next: Option<PageLink>,
    /// What a screen reader calls it.
    pub label: Text,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// One numbered page, or the gap between two.
pub enum Page {
    /// Pages left out.
    Gap,
    /// A page with its link.
    Link(NumberedPage),
}

/// A link to a numbered page.
#[derive(Default)]
pub struct NumberedPage {
    /// Its number, from 1.
    pub number: Text,
    /// Where it is.
    pub href: Text,
    /// True for the page shown now.
    pub current: bool,
    /// What a screen reader says instead of "Page 3".
    pub spoken: Option<Text>,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

/// A link to the page before or after.
#[derive(Default)]
pub struct PageLink {
    /// Where it is.
    pub href: Text,
    /// Its words, where not "Previous page" or "Next page".
    pub content: Content,
    /// The name of that page, under the words.
    pub label: Option<Text>,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

impl NumberedPage {
    fn spoken(&self) -> Text {
        let usual = || format!("Page {}", self.number).into();
        self.spoken.clone().unwrap_or_else(usual)
    }
}

impl PageLink {
    /// A link with the usual words.
    pub fn new(href: impl Into<Text>) -> Self {
        Self {
            href: href.into(),
            ..Self::default()
        }
    }
}

impl Default for Pagination {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            previous: None,
            next: None,
            label: "Pagination".into(),
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

impl Pagination {
    /// Page `current` of `last` (both from 1), with `href(page)` as address: first, last, the neighbours, gaps between.
    pub fn numbered(current: u32, last: u32, href: impl Fn(u32) -> String) -> Self {
        let near = |page: u32| page == 1 || page == last || page.abs_diff(current) <= 1;
        let mut items = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(|page| near(*page)) {
            if page > before + 1 {
                items.push(Page::Gap);
            }
            before = page;
            items.push(Page::Link(NumberedPage {
                number: page.to_string().into(),
                href: href(page).into(),
                current: page == current,
                ..NumberedPage::default()
            }));
        }
        let link = |page: u32| PageLink::new(href(page));
        Self {
            items,
            previous: (current > 1).then(|| link(current - 1)),
            next: (current < last).then(|| link(current + 1)),
            ..Self::default()
        }
    }

    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.next.is_some() || self.previous.is_some())
    }
}

component!(Pagination, sample: Pagination::numbered(3, 9, |page| format!("/hub?page={page}")));

#[cfg(test)]
mod tests;
