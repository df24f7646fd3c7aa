//! What somebody is shown whom the provider sent back, and who was not signed in.

use askama::Template;

use crate::components::Layout;
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/provider.html")]
pub(super) struct NotSignedIn {
    layout: Layout,
    heading: &'static str,
    words: String,
    /// What the provider calls them, where nobody is linked to it.
    subject: Option<String>,
}

impl NotSignedIn {
    /// Nobody here is linked to what the provider calls them.
    pub(super) fn not_linked(shell: &Shell, provider: &str, subject: String) -> Self {
        let heading = "Your account here is not linked yet";
        Self {
            layout: shell.layout(heading, Tab::Elsewhere),
            heading,
            words: format!(
                "Your {provider} knows you, but no account here is linked to it. Give your administrator this code. They link it once, then sign in again."
            ),
            subject: Some(subject),
        }
    }

    /// Something did not fit.
    pub(super) fn refused(shell: &Shell, words: String) -> Self {
        let heading = "You were not signed in";
        Self {
            layout: shell.layout(heading, Tab::Elsewhere),
            heading,
            words,
            subject: None,
        }
    }
}
