//! Words set apart by a bar at their left.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// Words set apart.
#[derive(Default, Template)]
#[template(path = "components/inset_text.html")]
pub struct InsetText {
    /// The words.
    pub content: Content,
    /// Id of the element.
    pub id: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

component!(InsetText, sample: InsetText { content: "Amy says: I want mum to be safe.".into(), ..InsetText::default() });

#[cfg(test)]
mod tests;
