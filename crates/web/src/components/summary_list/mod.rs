//! Names and values in rows, each with what can be done about it; on a card where there are several.

use askama::Template;

use super::{Attributes, Classes, Content, HeadingLevel, Text, component};

/// Names and values in rows.
#[derive(Default, Template)]
#[template(path = "components/summary_list.html")]
pub struct SummaryList {
    /// The rows.
    pub rows: Vec<SummaryRow>,
    /// The card around them, if any.
    pub card: Option<SummaryCard>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// One row.
#[derive(Default)]
pub struct SummaryRow {
    /// What it is.
    pub key: SummaryCell,
    /// What it says.
    pub value: SummaryCell,
    /// What can be done about it.
    pub actions: Actions,
    /// Further classes.
    pub classes: Classes,
}

/// A key or a value.
#[derive(Default)]
pub struct SummaryCell {
    /// Its words.
    pub content: Content,
    /// Further classes.
    pub classes: Classes,
}

/// Links beside a row or on a card.
#[derive(Default)]
pub struct Actions {
    /// The links.
    pub items: Vec<ActionLink>,
    /// Further classes.
    pub classes: Classes,
}

/// One link beside a row or on a card.
#[derive(Default)]
pub struct ActionLink {
    /// Its words: a verb.
    pub content: Content,
    /// Where it leads.
    pub href: Text,
    /// Said after the words to a screen reader, so that ten times "Change" can be told apart.
    pub hidden: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// The card around a list.
#[derive(Default)]
pub struct SummaryCard {
    /// Its title; none where empty.
    pub title: Content,
    /// Level of the title's heading.
    pub level: HeadingLevel,
    /// Further classes of the title.
    pub title_classes: Classes,
    /// Links on the card.
    pub actions: Actions,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SummaryRow {
    /// A row without links.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self {
            key: key.into().into(),
            value: value.into().into(),
            ..Self::default()
        }
    }

    /// The same row with a link more; `hidden` tells a screen reader what is meant.
    #[must_use]
    pub fn action(
        mut self,
        words: &'static str,
        href: impl Into<Text>,
        hidden: impl Into<Text>,
    ) -> Self {
        self.actions.items.push(ActionLink {
            content: words.into(),
            href: href.into(),
            hidden: Some(hidden.into()),
            ..ActionLink::default()
        });
        self
    }
}

impl From<Content> for SummaryCell {
    fn from(content: Content) -> Self {
        Self {
            content,
            classes: Classes::default(),
        }
    }
}

impl SummaryList {
    /// Rows without a card.
    pub fn new(rows: Vec<SummaryRow>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    fn any_row_has_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.items.is_empty())
    }

    fn card_title(&self) -> Option<&Content> {
        let title = self.card.as_ref().map(|card| &card.title);
        title.filter(|title| !title.is_empty())
    }
}

component!(SummaryList, sample: SummaryList::new(vec![
    SummaryRow::new("Name", "Kelly Ashdown").action("Change", "/person/name", "name"),
    SummaryRow::new("Safe to call", "10am to 2pm only"),
]));

#[cfg(test)]
mod tests;
