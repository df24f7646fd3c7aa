//! What stands around every page: title, header, navigation, banner, footer. The page itself is the page's business.

use super::{Content, PhaseBanner, ServiceNavigation, SkipLink, Text};

/// What `templates/layout.html` needs from a page that extends it.
#[derive(Default)]
pub struct Layout {
    /// The page's title. It stands in the browser's history, so it names no person.
    pub title: Text,
    /// Where the name in the header leads.
    pub home: Text,
    /// The authority whose Trefoil this is.
    pub authority: Text,
    /// Who is signed in, and the way out; nothing before sign-in.
    pub account: Content,
    /// The links at the top; none before sign-in and on pages that families open.
    pub navigation: Option<ServiceNavigation>,
    /// The strip that says that this is a demonstration.
    pub banner: Option<PhaseBanner>,
    /// The link past the header.
    pub skip_link: SkipLink,
    /// What stands in the footer.
    pub footer: Content,
}

impl Layout {
    /// A page of this title, "... - Trefoil" in the browser's tab.
    pub fn new(title: &str) -> Self {
        Self {
            title: format!("{title} - Trefoil").into(),
            home: "/".into(),
            ..Self::default()
        }
    }
}
