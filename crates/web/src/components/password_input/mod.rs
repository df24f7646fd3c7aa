//! A box for a password, with a button to show it (where there is script).

use askama::Template;

use super::{Attributes, Button, ButtonAction, ButtonStyle, Classes, Field, Text, component};

/// A box for a password.
#[derive(Template)]
#[template(path = "components/password_input.html")]
pub struct PasswordInput {
    /// Name, label, hint and error.
    pub field: Field,
    /// What it holds at first. Never send a password back.
    pub value: Option<Text>,
    /// The HTML `autocomplete` token: `current-password` or `new-password`.
    pub autocomplete: Text,
    /// The words of the button, where not the component's own English.
    pub words: ShowHide,
    /// Further classes of the button.
    pub button_classes: Classes,
}

/// The words of the button that shows the password. `None` means the component's own English.
#[derive(Default)]
pub struct ShowHide {
    /// "Show".
    pub show: Option<Text>,
    /// "Hide".
    pub hide: Option<Text>,
    /// "Show password", for screen readers.
    pub show_spoken: Option<Text>,
    /// "Hide password", for screen readers.
    pub hide_spoken: Option<Text>,
    /// Said once it is shown.
    pub shown: Option<Text>,
    /// Said once it is hidden.
    pub hidden: Option<Text>,
}

impl Default for PasswordInput {
    fn default() -> Self {
        Self {
            field: Field::default(),
            value: None,
            autocomplete: "current-password".into(),
            words: ShowHide::default(),
            button_classes: Classes::default(),
        }
    }
}

impl PasswordInput {
    fn button(&self) -> Button {
        let words = |own: &Option<Text>, usual: &'static str| own.clone().unwrap_or(usual.into());
        Button {
            action: ButtonAction::Script,
            style: ButtonStyle::Secondary,
            classes: format!(
                "govuk-password-input__toggle govuk-js-password-input-toggle{}",
                self.button_classes
            )
            .into(),
            attributes: Attributes::default()
                .with("aria-controls", self.field.id().to_owned())
                .with(
                    "aria-label",
                    words(&self.words.show_spoken, "Show password"),
                )
                .with("hidden", ""),
            ..Button::new(words(&self.words.show, "Show"))
        }
    }
}

component!(PasswordInput, sample: PasswordInput {
    field: Field::new("sample-password", "Password"),
    ..PasswordInput::default()
});

#[cfg(test)]
mod tests;
