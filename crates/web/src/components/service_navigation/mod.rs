//! The links at the top of every page.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// The links at the top of every page.
#[derive(Template)]
#[template(path = "components/service_navigation.html")]
pub struct ServiceNavigation {
    /// Name of the service; none where the header says it.
    pub service_name: Option<Text>,
    /// Where the name leads.
    pub service_url: Option<Text>,
    /// The links.
    pub items: Vec<NavigationItem>,
    /// Whether the links fold behind a button on a narrow screen (needs script); where `None`, more than one do.
    pub collapse: Option<bool>,
    /// The words of that button.
    pub menu_button: Text,
    /// What a screen reader calls that button, where not its words.
    pub menu_button_spoken: Option<Text>,
    /// What a screen reader calls the list of links, where not the button's words.
    pub label: Option<Text>,
    /// What a screen reader calls the whole, where it is a section.
    pub section_label: Text,
    /// Id of the list of links.
    pub navigation_id: Text,
    /// Further classes of the list's box.
    pub navigation_classes: Classes,
    /// What else stands in it.
    pub slots: NavigationSlots,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// One link of the navigation.
#[derive(Default)]
pub struct NavigationItem {
    /// Its words.
    pub content: Content,
    /// Where it leads; plain words where `None`.
    pub href: Option<Text>,
    /// Whether the page shown is this one, or below it.
    pub place: Place,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

/// Where the page shown is, seen from a link.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// Somewhere else.
    #[default]
    Elsewhere,
    /// Below this link.
    Within,
    /// This link's own page.
    Here,
}

impl Place {
    fn current(self) -> Option<Text> {
        match self {
            Self::Elsewhere => None,
            Self::Within => Some("true".into()),
            Self::Here => Some("page".into()),
        }
    }
}

/// What else stands in the navigation.
#[derive(Default)]
pub struct NavigationSlots {
    /// Before everything.
    pub start: Content,
    /// After everything: who is signed in, for example.
    pub end: Content,
    /// True where `end` stands on the same line.
    pub end_inline: bool,
    /// List items before the links.
    pub navigation_start: Content,
    /// List items after the links.
    pub navigation_end: Content,
}

impl NavigationItem {
    /// A link.
    pub fn new(content: impl Into<Content>, href: impl Into<Text>, place: Place) -> Self {
        Self {
            content: content.into(),
            href: Some(href.into()),
            place,
            ..Self::default()
        }
    }
}

impl Default for ServiceNavigation {
    fn default() -> Self {
        Self {
            service_name: None,
            service_url: None,
            items: Vec::new(),
            collapse: None,
            menu_button: "Menu".into(),
            menu_button_spoken: None,
            label: None,
            section_label: "Service information".into(),
            navigation_id: "navigation".into(),
            navigation_classes: Classes::default(),
            slots: NavigationSlots::default(),
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

impl ServiceNavigation {
    /// A section is a landmark of its own; without name or slots the inner `nav` is landmark enough.
    fn is_section(&self) -> bool {
        self.service_name.is_some() || !self.slots.start.is_empty() || !self.slots.end.is_empty()
    }

    fn has_navigation(&self) -> bool {
        let slots = &self.slots;
        !self.items.is_empty()
            || !slots.navigation_start.is_empty()
            || !slots.navigation_end.is_empty()
    }

    fn collapses(&self) -> bool {
        self.collapse.unwrap_or(self.items.len() > 1)
    }

    fn label(&self) -> &str {
        self.label.as_ref().unwrap_or(&self.menu_button)
    }

    fn button_label(&self) -> Option<&Text> {
        let spoken = self.menu_button_spoken.as_ref();
        spoken.filter(|spoken| **spoken != self.menu_button)
    }
}

component!(ServiceNavigation, sample: ServiceNavigation {
    items: vec![
        NavigationItem::new("Hub queue", "/hub", Place::Here),
        NavigationItem::new("My families", "/families", Place::Elsewhere),
    ],
    ..ServiceNavigation::default()
});

#[cfg(test)]
mod tests;
