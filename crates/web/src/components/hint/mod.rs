//! A line that helps to answer. Form components write their own; this is for what they do not cover.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A line that helps to answer.
#[derive(Default, Template)]
#[template(path = "components/hint.html")]
pub struct Hint {
    /// Its words.
    pub content: Content,
    /// Id of the element, to name in `aria-describedby`.
    pub id: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

component!(Hint, sample: Hint { content: "As it is on the form".into(), ..Hint::default() });

#[cfg(test)]
mod tests;
