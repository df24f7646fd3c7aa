//! The one form that all boxes of a contact's page are in, and its buttons. Each button says where it goes and what it is about: a form
//! inside another is none, and one beside another would lose what stands in it.

use askama::Template;

use crate::components::{Button, ButtonStyle, Content};
use crate::csrf::FormToken;
use crate::form::PRESSED;

/// The form.
#[derive(Default)]
pub(super) struct FormOpen {
    pub(super) base: String,
    pub(super) token: FormToken,
    /// As what it is kept that is typed in it, where something can be.
    pub(super) draft: Option<Typing>,
    /// Whether anything can be done at all.
    pub(super) acts: bool,
}

/// What is typed, and as what it is kept.
pub(super) struct Typing {
    pub(super) about: String,
    pub(super) draft: String,
    /// Whether something was kept before.
    pub(super) begun: bool,
}

impl FormOpen {
    fn to(&self, act: &str, mut button: Button) -> Button {
        let to = format!("{}/{act}", self.base);
        button.attributes = button.attributes.with("formaction", to);
        button
    }

    /// The one obvious next act.
    pub(super) fn act(&self, act: &str, words: &str) -> Button {
        self.to(act, Button::once(words.to_owned()))
    }

    /// Any other.
    pub(super) fn other(&self, act: &str, words: &str) -> Button {
        self.act(act, words).styled(ButtonStyle::Secondary)
    }

    /// The one obvious next act, with what it is about: `name=value&name=value`.
    pub(super) fn act_on(&self, act: &str, on: impl AsRef<str>, words: &str) -> Button {
        pressed(on.as_ref(), self.act(act, words))
    }

    /// Any other, with what it is about.
    pub(super) fn other_on(&self, act: &str, on: impl AsRef<str>, words: &str) -> Button {
        pressed(on.as_ref(), self.other(act, words))
    }

    /// One whose words stand many times on the page: what a screen reader hears tells them apart.
    pub(super) fn each_on(
        &self,
        act: &str,
        on: impl AsRef<str>,
        words: &'static str,
        hidden: &str,
    ) -> Button {
        let button = Button::once(told_apart(words, hidden));
        pressed(on.as_ref(), self.to(act, button)).styled(ButtonStyle::Secondary)
    }

    /// Adding the file.
    pub(super) fn file(&self, words: &str) -> Button {
        let mut button = self.other("attachments", words);
        button.attributes = button.attributes.with("formenctype", "multipart/form-data");
        button
    }

    /// Keeping what is typed, and going on where `then` says.
    pub(super) fn keep(&self, then: impl AsRef<str>, words: &'static str, hidden: &str) -> Button {
        let content = if hidden.is_empty() {
            words.into()
        } else {
            told_apart(words, hidden)
        };
        let mut button = Button::once(content).styled(ButtonStyle::Secondary);
        if let Some(typing) = &self.draft {
            let to = format!("/drafts/{}", typing.draft);
            button.attributes = button.attributes.with("formaction", to);
        }
        pressed(then.as_ref(), button)
    }
}

fn pressed(on: &str, mut button: Button) -> Button {
    button.name = Some(PRESSED.into());
    button.value = Some(on.to_owned().into());
    button
}

#[derive(Template)]
#[template(
    source = "{{ words }}<span class=\"govuk-visually-hidden\">: {{ hidden }}</span>",
    ext = "html"
)]
struct ToldApart {
    words: &'static str,
    hidden: String,
}

/// Words, and what only a screen reader says after them.
fn told_apart(words: &'static str, hidden: &str) -> Content {
    Content::part(ToldApart {
        words,
        hidden: hidden.to_owned(),
    })
}
