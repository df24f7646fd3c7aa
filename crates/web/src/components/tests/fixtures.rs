//! The fixtures that GOV.UK Frontend ships: options and the HTML that must come of them. Here they are found, their
//! options read, and a component compared with them. Each component's tests say how its options become its fields.
#![expect(
    clippy::disallowed_methods,
    reason = "where the fixtures lie is told by the environment"
)]

use std::path::PathBuf;

use serde_json::Value;

use super::super::{
    Attributes, Classes, Content, Field, Fieldset, Group, HeadingLevel, Label, Legend, Markup, Text,
};
use super::dom::{nodes, read_out};

/// Compares `make` with every fixture of `component`. Says so and passes where the fixtures have not been fetched.
pub(crate) fn check<T: Into<Content>>(component: &str, make: impl Fn(&Options) -> T) {
    let Some(fixtures) = read(component) else {
        println!(
            "left out: no fixtures of {component}; `cargo xtask assets --fixtures` fetches them"
        );
        return;
    };
    let wrong: Vec<String> = fixtures
        .iter()
        .filter_map(|fixture| {
            let made = make(&Options(&fixture["options"])).into().to_string();
            let html = fixture["html"].as_str().unwrap();
            let name = &fixture["name"];
            (!same(&made, html)).then(|| format!("{name}:\n{html}\n-- but ours is --\n{made}"))
        })
        .collect();
    assert!(!fixtures.is_empty(), "{component} has fixtures");
    let (bad, all) = (wrong.len(), fixtures.len());
    assert!(
        wrong.is_empty(),
        "{bad} of {all} differ\n{}",
        wrong.join("\n\n")
    );
    println!("{component}: {all} of {all} fixtures");
}

/// True where both are the same document, and read out the same.
pub(crate) fn same(ours: &str, theirs: &str) -> bool {
    nodes(ours) == nodes(theirs) && read_out(ours) == read_out(theirs)
}

fn read(component: &str) -> Option<Vec<Value>> {
    let folder = std::env::var_os("TREFOIL_GOVUK_FIXTURES").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../target/govuk-fixtures"
            ))
        },
        PathBuf::from,
    );
    let text = std::fs::read_to_string(folder.join(component).join("fixtures.json")).ok()?;
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let Value::Array(fixtures) = file["fixtures"].take() else {
        panic!("fixtures are a list");
    };
    Some(fixtures)
}

/// The options of one fixture, or an object in them. Upstream's are JavaScript: what is falsy counts as not said.
pub(crate) struct Options<'a>(&'a Value);

impl<'a> Options<'a> {
    /// The option as words, if it says anything.
    pub(crate) fn text(&self, key: &str) -> Option<Text> {
        self.said(key).filter(|text| !text.is_empty())
    }

    /// The option as words, where it is there at all: "" and 0 and false count.
    pub(crate) fn said(&self, key: &str) -> Option<Text> {
        match self.0.get(key)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone().into()),
            other => Some(other.to_string().into()),
        }
    }

    /// The option as words, or "".
    pub(crate) fn words(&self, key: &str) -> Text {
        self.text(key).unwrap_or_default()
    }

    /// True where the option is true.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.maybe(key) == Some(true)
    }

    /// The option as yes or no, where it is there.
    pub(crate) fn maybe(&self, key: &str) -> Option<bool> {
        self.0.get(key).and_then(Value::as_bool)
    }

    /// What stands in a component: `html` as it is, or else `text` escaped.
    pub(crate) fn content_of(&self, html: &str, text: &str) -> Content {
        match self.text(html).filter(|html| html != "false") {
            Some(html) => Markup::trusted(html).into(),
            None => self.words(text).into(),
        }
    }

    /// [`Self::content_of`] the usual two keys.
    pub(crate) fn content(&self) -> Content {
        self.content_of("html", "text")
    }

    /// The further classes.
    pub(crate) fn classes(&self) -> Classes {
        self.words("classes").into()
    }

    /// The further classes but those that `known` turned into something better; and what that was.
    pub(crate) fn classes_but<T>(&self, known: &[(&str, T)]) -> (Option<T>, Classes)
    where
        T: Copy,
    {
        let all = self.words("classes");
        let find = |class: &str| known.iter().find(|(name, _)| *name == class);
        let found = all
            .split_whitespace()
            .find_map(|class| find(class).map(|(_, value)| *value));
        let rest: Vec<&str> = all
            .split_whitespace()
            .filter(|class| find(class).is_none())
            .collect();
        (found, rest.join(" ").into())
    }

    /// The further attributes.
    pub(crate) fn attributes(&self) -> Attributes {
        self.attributes_at("attributes")
    }

    /// The attributes under another key.
    pub(crate) fn attributes_at(&self, key: &str) -> Attributes {
        let Some(Value::Object(map)) = self.0.get(key) else {
            return Attributes::default();
        };
        let all = Options(&self.0[key]);
        map.keys().fold(Attributes::default(), |attributes, name| {
            attributes.with(name.clone(), all.said(name).unwrap_or_default())
        })
    }

    /// An object in the options.
    pub(crate) fn inner(&self, key: &str) -> Option<Options<'a>> {
        self.0
            .get(key)
            .filter(|value| value.is_object())
            .map(Options)
    }

    /// The objects of a list; null, false, "" and {} are left out. With their place in the list, from 1.
    pub(crate) fn list(&self, key: &str) -> Vec<(usize, Options<'a>)> {
        let list = self.0.get(key).and_then(Value::as_array);
        let items = (1..).zip(list.into_iter().flatten());
        let says =
            |item: &Value| item.is_array() || item.as_object().is_some_and(|map| !map.is_empty());
        let said = items.filter(|(_, item)| says(item));
        said.map(|(place, item)| (place, Options(item))).collect()
    }

    /// Each object of a list as `make` has it.
    pub(crate) fn each<T>(&self, key: &str, make: impl Fn(&Options) -> T) -> Vec<T> {
        self.list(key).iter().map(|(_, item)| make(item)).collect()
    }

    /// The items, where this is a list itself.
    pub(crate) fn items(&self) -> impl Iterator<Item = Options<'a>> {
        self.0.as_array().into_iter().flatten().map(Options)
    }

    /// The words of a list of words.
    pub(crate) fn texts(&self, key: &str) -> Vec<Text> {
        let list = self.0.get(key).and_then(Value::as_array);
        let words = list.into_iter().flatten().filter_map(Value::as_str);
        words.map(|text| text.to_owned().into()).collect()
    }

    /// The content of an object in the options.
    pub(crate) fn inner_content(&self, key: &str) -> Content {
        self.inner(key)
            .map(|inner| inner.content())
            .unwrap_or_default()
    }

    /// The option as the level of a heading.
    pub(crate) fn heading_level(&self, key: &str) -> Option<HeadingLevel> {
        match self.text(key)?.as_ref() {
            "1" => Some(HeadingLevel::H1),
            "2" => Some(HeadingLevel::H2),
            "3" => Some(HeadingLevel::H3),
            "4" => Some(HeadingLevel::H4),
            other => panic!("no fixture has had level {other} before"),
        }
    }

    /// This object as a label.
    pub(crate) fn label(&self) -> Label {
        Label {
            content: self.content(),
            target: self.text("for"),
            is_page_heading: self.flag("isPageHeading"),
            classes: self.classes(),
            attributes: self.attributes(),
        }
    }

    /// This object as a fieldset.
    pub(crate) fn fieldset(&self) -> Fieldset {
        let legend = self.inner("legend").map(|legend| Legend {
            content: legend.content(),
            is_page_heading: legend.flag("isPageHeading"),
            classes: legend.classes(),
        });
        Fieldset {
            legend: legend.unwrap_or_default(),
            content: self
                .text("html")
                .map(|html| Markup::trusted(html).into())
                .unwrap_or_default(),
            described_by: self.text("describedBy"),
            classes: self.classes(),
            attributes: self.attributes(),
            ..Fieldset::default()
        }
    }

    /// What these options say about a field.
    pub(crate) fn field(&self) -> Field {
        let group = self.inner("formGroup");
        Field {
            name: self.words("name"),
            id: self.text("id"),
            label: self
                .inner("label")
                .map(|label| label.label())
                .unwrap_or_default(),
            hint: self.inner_content("hint"),
            error: self.inner_content("errorMessage"),
            described_by: self.text("describedBy"),
            disabled: self.flag("disabled"),
            classes: self.classes(),
            attributes: self.attributes(),
            group_classes: group.map(|group| group.classes()).unwrap_or_default(),
            group_attributes: Attributes::default(),
        }
    }

    /// What these options say about a group of controls.
    pub(crate) fn group(&self) -> Group {
        let group = self.inner("formGroup");
        Group {
            name: self.words("name"),
            id: self.text("idPrefix"),
            fieldset: self.inner("fieldset").map(|fieldset| fieldset.fieldset()),
            hint: self.inner_content("hint"),
            error: self.inner_content("errorMessage"),
            described_by: self.text("describedBy"),
            classes: self.classes(),
            attributes: self.attributes(),
            group_classes: group.map(|group| group.classes()).unwrap_or_default(),
        }
    }
}
