//! Every component on one page, from its own sample: to look at, and for the tests of a whole page.

use askama::Template;

use super::{ALL, Content, Layout};

/// A page with one of each component.
#[derive(Template)]
#[template(path = "components/gallery.html")]
pub struct Gallery {
    /// What stands around it.
    pub layout: Layout,
}

impl Gallery {
    #[expect(clippy::unused_self, reason = "the template asks its page")]
    fn samples(&self) -> Vec<Content> {
        ALL.iter().map(|component| (component.sample)()).collect()
    }
}
