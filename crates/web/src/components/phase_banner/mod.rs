//! The strip under the header that says what kind of site this is. The demonstration wears it.

use askama::Template;

use super::{Attributes, Classes, Content, Tag, component};

/// A strip with a tag and a line.
#[derive(Default, Template)]
#[template(path = "components/phase_banner.html")]
pub struct PhaseBanner {
    /// The short word.
    pub tag: Tag,
    /// The line beside it.
    pub content: Content,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl PhaseBanner {
    /// Says that nobody on the page is real, so that test data is never taken for a family.
    pub fn demo() -> Self {
        Self {
            tag: Tag::new("DEMO"),
            content: "Every person here is made up. Do not enter real names.".into(),
            classes: "trefoil-demo".into(),
            ..Self::default()
        }
    }

    fn tag_classes(&self) -> Classes {
        format!("govuk-phase-banner__content__tag{}", self.tag.classes).into()
    }
}

component!(PhaseBanner, sample: PhaseBanner::demo());

#[cfg(test)]
mod tests;
