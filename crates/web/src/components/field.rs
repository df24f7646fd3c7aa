//! What the form components share: the field of one control, the group of several, and one choice of a group.
//! Ids and `aria-describedby` are worked out here, once. No component here.

use std::borrow::Cow;

use super::{Attributes, Classes, Content, Fieldset, Label, Text};

/// The label, hint and error around one control.
#[derive(Default)]
pub struct Field {
    /// Name in the submitted form.
    pub name: Text,
    /// Id of the control; the name where `None`.
    pub id: Option<Text>,
    /// The control's label.
    pub label: Label,
    /// A line that helps to answer.
    pub hint: Content,
    /// What must be put right.
    pub error: Content,
    /// Ids of further descriptions elsewhere on the page, parted by spaces.
    pub described_by: Option<Text>,
    /// True where the control cannot be used. Prefer leaving it out.
    pub disabled: bool,
    /// Classes of the control.
    pub classes: Classes,
    /// Attributes of the control.
    pub attributes: Attributes,
    /// Classes of the box around label and control.
    pub group_classes: Classes,
    /// Attributes of the box around label and control.
    pub group_attributes: Attributes,
}

impl Field {
    /// A field with a name and a label.
    pub fn new(name: impl Into<Text>, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            ..Self::default()
        }
    }

    /// Id of the control.
    pub fn id(&self) -> &str {
        self.id.as_ref().unwrap_or(&self.name)
    }

    /// Ids of everything that describes the control.
    pub fn described_by(&self) -> Option<String> {
        let base = self.described_by.as_deref();
        described_by(base, self.id(), &self.hint, &self.error)
    }

    /// True where there is an error to show.
    pub fn has_error(&self) -> bool {
        !self.error.is_empty()
    }
}

/// The legend, hint and error around several controls that answer one question.
#[derive(Default)]
pub struct Group {
    /// Name in the submitted form.
    pub name: Text,
    /// Where the ids of the controls start; the name where `None`.
    pub id: Option<Text>,
    /// The fieldset with the question. Without one the page must name the group otherwise.
    pub fieldset: Option<Fieldset>,
    /// A line that helps to answer.
    pub hint: Content,
    /// What must be put right.
    pub error: Content,
    /// Ids of further descriptions elsewhere on the page, parted by spaces.
    pub described_by: Option<Text>,
    /// Classes of the box with the controls.
    pub classes: Classes,
    /// Attributes of the box with the controls.
    pub attributes: Attributes,
    /// Classes of the box around everything.
    pub group_classes: Classes,
}

impl Group {
    /// A group with a name and a question as its legend.
    pub fn new(name: impl Into<Text>, legend: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            fieldset: Some(Fieldset::new(legend)),
            ..Self::default()
        }
    }

    /// Where the ids of the controls start.
    pub fn id(&self) -> &str {
        self.id.as_ref().unwrap_or(&self.name)
    }

    /// Ids of everything that describes the group.
    pub fn described_by(&self) -> Option<String> {
        let of_fieldset = self
            .fieldset
            .as_ref()
            .and_then(|f| f.described_by.as_deref());
        let base = of_fieldset.or(self.described_by.as_deref());
        described_by(base, self.id(), &self.hint, &self.error)
    }

    /// True where there is an error to show.
    pub fn has_error(&self) -> bool {
        !self.error.is_empty()
    }

    /// The choices with their ids. The first has no number, so that an error summary can point at it.
    pub fn with_ids<'a>(
        &'a self,
        choices: &'a [Choice],
    ) -> impl Iterator<Item = (Cow<'a, str>, &'a Choice)> {
        choices.iter().zip(1..).map(|(choice, position)| {
            let id = match choice.own_id() {
                Some(id) => id.into(),
                None if position > 1 => format!("{}-{position}", self.id()).into(),
                None => self.id().into(),
            };
            (id, choice)
        })
    }
}

/// One line of a group of radios or checkboxes.
pub enum Choice {
    /// A word between choices, such as "or".
    Divider(Text),
    /// Something to choose.
    Item(Box<ChoiceItem>),
}

impl Choice {
    /// A choice with its value and words.
    pub fn new(value: impl Into<Text>, content: impl Into<Content>) -> Self {
        ChoiceItem {
            value: value.into(),
            content: content.into(),
            ..ChoiceItem::default()
        }
        .into()
    }

    fn own_id(&self) -> Option<&str> {
        match self {
            Self::Divider(_) => None,
            Self::Item(item) => item.id.as_deref(),
        }
    }
}

impl From<ChoiceItem> for Choice {
    fn from(item: ChoiceItem) -> Self {
        Self::Item(Box::new(item))
    }
}

/// Something to choose in a group.
#[derive(Default)]
pub struct ChoiceItem {
    /// Value in the submitted form.
    pub value: Text,
    /// The words beside it.
    pub content: Content,
    /// Its id; made from the group's where `None`.
    pub id: Option<Text>,
    /// A name of its own (checkboxes only).
    pub name: Option<Text>,
    /// Chosen or not; where `None` the group's value decides.
    pub checked: Option<bool>,
    /// True where it cannot be chosen.
    pub disabled: bool,
    /// True where choosing it clears the others ("none of these"; checkboxes only, needs script).
    pub exclusive: bool,
    /// A line that helps to choose.
    pub hint: Content,
    /// What is shown only while it is chosen.
    pub conditional: Content,
    /// Classes of its label.
    pub label_classes: Classes,
    /// Attributes of its label.
    pub label_attributes: Attributes,
    /// Attributes of the control.
    pub attributes: Attributes,
}

fn described_by(base: Option<&str>, id: &str, hint: &Content, error: &Content) -> Option<String> {
    let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let error = (!error.is_empty()).then(|| format!("{id}-error"));
    let ids: Vec<String> = base
        .map(str::to_owned)
        .into_iter()
        .chain(hint)
        .chain(error)
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
