//! Rows and columns. Sorting is the server's: a sortable header is a link.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// Rows and columns.
#[derive(Default, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    /// What the table is, in words.
    pub caption: Option<Text>,
    /// Further classes of the caption.
    pub caption_classes: Classes,
    /// The headers of the columns.
    pub head: Vec<HeadCell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// True where the first cell of a row is its header.
    pub first_cell_is_header: bool,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// A cell.
#[derive(Default)]
pub struct Cell {
    /// What it says.
    pub content: Content,
    /// How it is set.
    pub format: CellFormat,
    /// Columns it spans, where more than one.
    pub colspan: Option<Text>,
    /// Rows it spans, where more than one.
    pub rowspan: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// How a cell is set.
#[derive(Clone, Copy, Default)]
pub enum CellFormat {
    /// From the left.
    #[default]
    Words,
    /// To the right, digits of one width.
    Numeric,
}

/// The header of a column.
#[derive(Default)]
pub struct HeadCell {
    /// The header as a cell.
    pub cell: Cell,
    /// The link that sorts by this column, if it can.
    pub sort: Option<Sort>,
}

/// Sorting by a column.
pub struct Sort {
    /// The same list, sorted by this column.
    pub href: Text,
    /// How the list is sorted by this column now.
    pub order: SortOrder,
}

/// How a list is sorted by a column now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SortOrder {
    /// By another column.
    None,
    /// Least or earliest first.
    Ascending,
    /// Greatest or latest first.
    Descending,
}

impl CellFormat {
    fn is_numeric(self) -> bool {
        matches!(self, Self::Numeric)
    }
}

impl SortOrder {
    fn aria(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

impl Cell {
    /// A cell with these words to the right, digits of one width.
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self {
            format: CellFormat::Numeric,
            ..Self::from(content.into())
        }
    }

    /// A cell that names its column when the table becomes cards on a narrow screen.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<Text>) -> Self {
        self.attributes = self.attributes.with("data-label", label);
        self
    }
}

impl<T: Into<Content>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl HeadCell {
    /// A plain header.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            cell: Cell::from(content.into()),
            sort: None,
        }
    }

    /// A header that sorts the list.
    pub fn sortable(content: impl Into<Content>, href: impl Into<Text>, order: SortOrder) -> Self {
        let href = href.into();
        Self {
            sort: Some(Sort { href, order }),
            ..Self::new(content)
        }
    }
}

component!(Table, sample: Table {
    caption: Some("Waiting for a decision".into()),
    classes: "trefoil-queue".into(),
    head: vec![
        HeadCell::sortable("Contact", "/hub?sort=contact", SortOrder::None),
        HeadCell::sortable("Time left", "/hub?sort=-clock", SortOrder::Ascending),
    ],
    rows: vec![vec![
        Cell::from("C-21880").labelled("Contact"),
        Cell::from(Content::from(super::Tag::time("1 h 10 min left", super::TagColour::Yellow))).labelled("Time left"),
    ]],
    ..Table::default()
});

#[cfg(test)]
mod tests;
