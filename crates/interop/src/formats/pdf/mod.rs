//! PDF that a screen reader can read: tagged, in one embedded typeface, with nothing in it but what stands on its pages.

mod layout;

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, TextDirection};
use krilla::{Document as Pdf, SerializeSettings};
use trefoil_core::output::document::Document;
use trefoil_core::seeded::{Leak, or_leak};

use super::pieces::{Piece, pieces};
use super::{Format, NotWritten};
use layout::{Face, Line};

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "pdf",
    media_type: "application/pdf",
    words: "PDF",
    write: document,
};

/// `DejaVu` Sans (see NOTICE): the names of most people who live here can be written in it.
const FONT: &[u8] = include_bytes!("../../../fonts/DejaVuSans.ttf");

/// A4 in points, and its margin.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 64.0;

/// What a group of lines is to a reader.
#[derive(Clone, Copy)]
enum Kind {
    Title,
    Heading,
    Words,
}

impl Kind {
    fn size(self) -> f32 {
        match self {
            Self::Title => 18.0,
            Self::Heading => 14.0,
            Self::Words => 11.0,
        }
    }

    fn group(self, text: &str) -> TagGroup {
        let heading = |level: u16| {
            Tag::Hn(
                NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN),
                Some(text.to_owned()),
            )
        };
        match self {
            Self::Title => TagGroup::new(heading(1)),
            Self::Heading => TagGroup::new(heading(2)),
            Self::Words => TagGroup::new(Tag::P),
        }
    }
}

/// A group with where its lines stand.
struct Set {
    kind: Kind,
    text: String,
    lines: Vec<(usize, f32, Line)>,
}

fn failed(what: impl std::fmt::Display) -> NotWritten {
    NotWritten(format!("The letter could not be written as PDF: {what}"))
}

fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    let face = Face::read(FONT).ok_or_else(|| failed("its typeface does not read"))?;
    let (sets, pages) = set(document, &face)?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| failed("no settings"))?;
    let mut pdf = Pdf::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let told = Metadata::new()
        .title(document.title.clone())
        .language("en-GB".to_owned());
    pdf.set_metadata(or_leak(Leak::PdfAuthor, told, |told| {
        told.authors(vec![document.from.clone()])
    }));
    let font = Font::new(FONT.into(), 0).ok_or_else(|| failed("its typeface does not read"))?;
    let mut groups: Vec<TagGroup> = sets.iter().map(|set| set.kind.group(&set.text)).collect();
    for page in 0..pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| failed("no page"))?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        for (set, group) in sets.iter().zip(&mut groups) {
            for (_, top, line) in set.lines.iter().filter(|(on, _, _)| *on == page) {
                let tag = ContentTag::Span(SpanTag::empty());
                let id = surface.start_tagged(tag);
                let at = Point::from_xy(MARGIN, *top);
                surface.draw_text(
                    at,
                    font.clone(),
                    set.kind.size(),
                    &line.0,
                    false,
                    TextDirection::Auto,
                );
                surface.end_tagged();
                group.push(id);
            }
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_tag_tree(tree(groups));
    pdf.set_outline(outline(&sets));
    pdf.finish()
        .map_err(|_| failed("what it says cannot be tagged. Choose Word"))
}

/// The pieces, as a screen reader meets them.
fn tree(groups: Vec<TagGroup>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("en-GB".to_owned()));
    for group in groups {
        tree.push(group);
    }
    tree
}

/// The headings, for whoever goes from one to the next.
fn outline(sets: &[Set]) -> Outline {
    let mut outline = Outline::new();
    for set in sets.iter().filter(|set| !matches!(set.kind, Kind::Words)) {
        if let Some((page, top, _)) = set.lines.first() {
            let to = XyzDestination::new(*page, Point::from_xy(MARGIN, *top));
            outline.push_child(OutlineNode::new(set.text.clone(), to));
        }
    }
    outline
}

/// Where each line of each piece stands, and how many pages there are.
fn set(document: &Document, face: &Face<'_>) -> Result<(Vec<Set>, usize), NotWritten> {
    let (mut page, mut top) = (0, MARGIN);
    let mut sets = Vec::new();
    for piece in pieces(document) {
        let (kind, text) = match piece {
            Piece::Line(text) | Piece::Words(text) => (Kind::Words, text.to_owned()),
            Piece::Title(text) => (Kind::Title, text.to_owned()),
            Piece::Heading(text) => (Kind::Heading, text.to_owned()),
            Piece::Fact(name, value) => (Kind::Words, format!("{name}: {value}")),
        };
        if let Some(c) = face.lacks(&text) {
            return Err(NotWritten(format!(
                "The letter {c} cannot be written in a PDF. Choose Word or a web page instead."
            )));
        }
        let mut lines = Vec::new();
        for line in face.lines(&text, kind.size(), PAGE.0 - 2.0 * MARGIN) {
            top += kind.size() * 1.4;
            if top > PAGE.1 - MARGIN {
                page += 1;
                top = MARGIN + kind.size() * 1.4;
            }
            lines.push((page, top, line));
        }
        top += kind.size() * 0.6;
        sets.push(Set { kind, text, lines });
    }
    Ok((sets, page + 1))
}

#[cfg(test)]
mod tests;
