//! The level of a heading that a component writes. A page has one `h1`, its own.

use std::fmt;

use askama::filters::HtmlSafe;

/// Level of a heading.
#[derive(Clone, Copy, Default)]
#[expect(missing_docs, reason = "the names are the HTML ones")]
pub enum HeadingLevel {
    H1,
    #[default]
    H2,
    H3,
    H4,
    H5,
    H6,
}

impl fmt::Display for HeadingLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::H1 => "1",
            Self::H2 => "2",
            Self::H3 => "3",
            Self::H4 => "4",
            Self::H5 => "5",
            Self::H6 => "6",
        })
    }
}

impl HtmlSafe for HeadingLevel {}
