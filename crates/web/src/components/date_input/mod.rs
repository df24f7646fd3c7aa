//! Day, month and year in three boxes: people type a date of birth faster than they find it in a calendar.

use askama::Template;

use super::{
    Attributes, Classes, Content, FieldsetRole, Group, Input, InputMode, Label, Text, component,
};

/// A date in boxes.
#[derive(Default, Template)]
#[template(path = "components/date_input.html")]
pub struct DateInput {
    /// The question, hint and error. Its id starts the ids of the boxes.
    pub group: Group,
    /// The boxes.
    pub parts: Vec<DatePart>,
    /// Put before the name of each box, with a hyphen.
    pub name_prefix: Option<Text>,
}

/// One box of a date.
#[derive(Default)]
pub struct DatePart {
    /// Name in the submitted form, after the prefix.
    pub name: Text,
    /// Its label; the name with a capital where `None`.
    pub label: Option<Text>,
    /// What it holds at first.
    pub value: Option<Text>,
    /// Its id; made from the group's where `None`.
    pub id: Option<Text>,
    /// How wide it is.
    pub width: DatePartWidth,
    /// Whether this box holds the error. Where no box says so, an error of the group is of all of them but `Some(false)`.
    pub error: Option<bool>,
    /// Which keyboard a telephone shows, where not the numeric one.
    pub mode: Option<InputMode>,
    /// The HTML `autocomplete` token.
    pub autocomplete: Option<Text>,
    /// The HTML `pattern`.
    pub pattern: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// How wide a box of a date is.
#[derive(Clone, Copy, Default)]
pub enum DatePartWidth {
    /// For a day or a month.
    #[default]
    Two,
    /// For a year.
    Four,
}

impl DatePart {
    /// A box with a name and what it holds.
    pub fn new(name: &'static str, width: DatePartWidth, value: Option<Text>) -> Self {
        Self {
            name: name.into(),
            width,
            value,
            ..Self::default()
        }
    }
}

impl DateInput {
    /// Day, month and year, holding `values`. The boxes are called `<name>-day` and so on.
    pub fn new(
        name: impl Into<Text>,
        legend: impl Into<Content>,
        values: [Option<Text>; 3],
    ) -> Self {
        let name = name.into();
        let [day, month, year] = values;
        let mut group = Group::new(name.clone(), legend);
        if let Some(fieldset) = &mut group.fieldset {
            // Text boxes: JAWS does not read the description of a fieldset without the role.
            fieldset.role = FieldsetRole::Group;
        }
        Self {
            group,
            parts: vec![
                DatePart::new("day", DatePartWidth::Two, day),
                DatePart::new("month", DatePartWidth::Two, month),
                DatePart::new("year", DatePartWidth::Four, year),
            ],
            name_prefix: Some(name),
        }
    }

    fn input(&self, part: &DatePart) -> Input {
        let mut input = Input {
            value: part.value.clone(),
            mode: Some(part.mode.unwrap_or(InputMode::Numeric)),
            autocomplete: part.autocomplete.clone(),
            pattern: part.pattern.clone(),
            ..Input::default()
        };
        input.field.label = Label {
            classes: "govuk-date-input__label".into(),
            ..Label::new(
                part.label
                    .clone()
                    .unwrap_or_else(|| capitalised(&part.name)),
            )
        };
        let id = || format!("{}-{}", self.group.id(), part.name).into();
        input.field.id = Some(part.id.clone().unwrap_or_else(id));
        input.field.name = match &self.name_prefix {
            Some(prefix) => format!("{prefix}-{}", part.name).into(),
            None => part.name.clone(),
        };
        input.field.classes = self.part_classes(part);
        input.field.attributes = part.attributes.clone();
        input
    }

    fn part_classes(&self, part: &DatePart) -> Classes {
        let width = match part.width {
            DatePartWidth::Two => " govuk-input--width-2",
            DatePartWidth::Four => " govuk-input--width-4",
        };
        let error = if self.has_error(part) {
            " govuk-input--error"
        } else {
            ""
        };
        format!("govuk-date-input__input{width}{error}{}", part.classes).into()
    }

    fn has_error(&self, part: &DatePart) -> bool {
        let of_group =
            || self.group.has_error() && self.parts.iter().all(|p| p.error != Some(true));
        part.error.unwrap_or_else(of_group)
    }
}

fn capitalised(name: &str) -> Text {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect::<String>().into()
}

component!(DateInput, sample: DateInput::new("sample-date", "When did it happen?", [None, None, None]));

#[cfg(test)]
mod tests;
