//! `password-input` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{PasswordInput, ShowHide};

#[test]
fn passes_every_fixture() {
    check("password-input", from_options);
}

fn from_options(o: &Options) -> PasswordInput {
    let button = o.inner("button");
    PasswordInput {
        field: o.field(),
        value: o.text("value"),
        autocomplete: o.text("autocomplete").unwrap_or("current-password".into()),
        words: ShowHide {
            show: o.text("showPasswordText"),
            hide: o.text("hidePasswordText"),
            show_spoken: o.text("showPasswordAriaLabelText"),
            hide_spoken: o.text("hidePasswordAriaLabelText"),
            shown: o.text("passwordShownAnnouncementText"),
            hidden: o.text("passwordHiddenAnnouncementText"),
        },
        button_classes: button.map(|button| button.classes()).unwrap_or_default(),
    }
}
