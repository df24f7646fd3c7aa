//! The one order in which every format writes a document. No format looks at a document in any other way, so that none says more
//! or less than another (threat B4: two ways to print one letter, tested apart).

use trefoil_core::output::document::{Block, Document};

/// A piece of a document, as a format meets it.
pub(super) enum Piece<'a> {
    /// A line of the address it is delivered to, or who writes.
    Line(&'a str),
    /// The title.
    Title(&'a str),
    /// A heading.
    Heading(&'a str),
    /// A paragraph.
    Words(&'a str),
    /// A name with its value.
    Fact(&'a str, &'a str),
}

/// The pieces, in order.
pub(super) fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let from = Some(document.from.as_str()).filter(|from| !from.is_empty());
    let delivery = document.delivery.iter().map(String::as_str);
    let mut all: Vec<Piece<'_>> = delivery.chain(from).map(Piece::Line).collect();
    all.push(Piece::Title(&document.title));
    for block in &document.blocks {
        match block {
            Block::Heading(text) => all.push(Piece::Heading(text)),
            Block::Words(text) => all.push(Piece::Words(text)),
            Block::Facts(facts) => {
                all.extend(facts.iter().map(|(name, value)| Piece::Fact(name, value)));
            }
        }
    }
    all.push(Piece::Words(&document.made_for));
    all
}

/// Text for XML and html: marks as entities, and no character that XML cannot hold.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(c),
        }
    }
    out
}
