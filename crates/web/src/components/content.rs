//! The values that components are filled with: words, trusted markup, other components, classes, attributes.
//! Everything is escaped when it is written; only `Markup::trusted` and rendered components are not. No component here.

use std::borrow::Cow;
use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};
use askama::{DynTemplate, Template};

/// A short string: our own words without an allocation, or a person's.
pub type Text = Cow<'static, str>;

/// HTML that somebody vouches for. It is written as it stands, so it must never hold a person's words.
#[derive(Clone, Default)]
pub struct Markup(Text);

impl Markup {
    /// Vouches that `html` was written by us and every value in it was escaped.
    pub fn trusted(html: impl Into<Text>) -> Self {
        Self(html.into())
    }
}

/// What stands inside a component.
#[derive(Default)]
pub enum Content {
    /// Nothing: the element is left out where that makes sense.
    #[default]
    Empty,
    /// Words, escaped.
    Text(Text),
    /// HTML written as it stands.
    Markup(Markup),
    /// Another template, rendered in place.
    Part(Box<dyn DynTemplate + Send + Sync>),
    /// Several of these in a row, with nothing between.
    Several(Vec<Content>),
}

impl Content {
    /// Any template as content: a page's own fragment, for example.
    pub fn part(template: impl Template + Send + Sync + 'static) -> Self {
        Self::Part(Box::new(template))
    }

    /// True where there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Markup(markup) => markup.0.is_empty(),
            Self::Part(_) => false,
            Self::Several(parts) => parts.iter().all(Self::is_empty),
        }
    }

    /// True for bare words, which some components wrap in an element of their own.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => escaped(f, text),
            Self::Markup(markup) => f.write_str(&markup.0),
            Self::Part(part) => part.dyn_render_into(f).map_err(|_| fmt::Error),
            Self::Several(parts) => parts.iter().try_for_each(|part| part.fmt(f)),
        }
    }
}

impl HtmlSafe for Content {}

impl From<&'static str> for Content {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Text> for Content {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self::Markup(markup)
    }
}

impl From<Vec<Content>> for Content {
    fn from(parts: Vec<Content>) -> Self {
        Self::Several(parts)
    }
}

/// Further CSS classes of an element, parted by spaces; written after the component's own.
#[derive(Clone, Default)]
pub struct Classes(Text);

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        f.write_str(" ")?;
        escaped(f, &self.0)
    }
}

impl HtmlSafe for Classes {}

impl<T: Into<Text>> From<T> for Classes {
    fn from(classes: T) -> Self {
        Self(classes.into())
    }
}

/// Further attributes of an element. `style` and `on...` are refused by the content security policy, so leave them be.
#[derive(Clone, Default)]
pub struct Attributes(Vec<(Text, Text)>);

impl Attributes {
    /// Adds `name="value"`.
    #[must_use]
    pub fn with(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(name, value)| attr(name, value).fmt(f))
    }
}

impl HtmlSafe for Attributes {}

/// One attribute with a blank before it, or nothing. Made by [`attr`].
pub struct Attr<'a, T>(&'a str, T);

impl<T: AttrValue> fmt::Display for Attr<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(value) = self.1.words() else {
            return Ok(());
        };
        f.write_str(" ")?;
        escaped(f, self.0)?;
        f.write_str("=\"")?;
        escaped(f, value)?;
        f.write_str("\"")
    }
}

impl<T: AttrValue> HtmlSafe for Attr<'_, T> {}

/// A value that an attribute may have. Where it has no words, [`attr`] writes nothing.
pub trait AttrValue {
    /// The words of the attribute.
    fn words(&self) -> Option<&str>;
}

impl AttrValue for str {
    fn words(&self) -> Option<&str> {
        Some(self)
    }
}

impl AttrValue for Text {
    fn words(&self) -> Option<&str> {
        Some(self)
    }
}

impl AttrValue for String {
    fn words(&self) -> Option<&str> {
        Some(self)
    }
}

impl AttrValue for bool {
    fn words(&self) -> Option<&str> {
        Some(if *self { "true" } else { "false" })
    }
}

impl<T: AttrValue + ?Sized> AttrValue for &T {
    fn words(&self) -> Option<&str> {
        (**self).words()
    }
}

impl<T: AttrValue> AttrValue for Option<T> {
    fn words(&self) -> Option<&str> {
        self.as_ref().and_then(T::words)
    }
}

/// The attribute `name`, escaped, with a blank before it; nothing where `value` is `None`.
pub fn attr<T: AttrValue>(name: &str, value: T) -> Attr<'_, T> {
    Attr(name, value)
}

fn escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    match escape(text, Html) {
        Ok(safe) => write!(f, "{safe}"),
        Err(never) => match never {},
    }
}
