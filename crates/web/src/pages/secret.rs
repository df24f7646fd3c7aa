//! What somebody shows that they are themselves with: boxes for a password and a code, which are never sent back, and the one page that
//! shows the secret of an authenticator app.

use trefoil_core::refusal::Problem;

use crate::components::{Field, Input, InputMode, PasswordInput, SummaryList, SummaryRow};
use crate::pages::problems::error_at;

/// A box for a password; `fills` is what a browser may fill in.
pub(super) fn password_box(
    (name, label): (&'static str, &'static str),
    fills: &'static str,
    problems: &[Problem],
) -> PasswordInput {
    let mut input = PasswordInput {
        field: Field::new(name, label),
        autocomplete: fills.into(),
        ..PasswordInput::default()
    };
    input.field.error = error_at(problems, name);
    input
}

/// A new password, typed twice: without script nobody sees what they type.
pub(super) fn new_password(problems: &[Problem]) -> [PasswordInput; 2] {
    let fills = "new-password";
    let mut new = password_box(("new-password", "New password"), fills, problems);
    new.field.hint =
        "At least 12 characters. Three words that do not belong together will do".into();
    let again = password_box(("again", "New password again"), fills, problems);
    [new, again]
}

/// A box for the code of an authenticator app.
pub(super) fn code_box(problems: &[Problem]) -> Input {
    let mut input = Input {
        mode: Some(InputMode::Numeric),
        autocomplete: Some("one-time-code".into()),
        ..Input::new("code", "Six-digit code")
    };
    input.field.hint = "From the authenticator app on your telephone".into();
    input.field.classes = "govuk-input--width-10".into();
    input.field.error = error_at(problems, "code");
    input
}

/// The secret of an authenticator app, as letters to type and as a link.
pub(super) fn secret_list(letters: String, uri: String) -> SummaryList {
    SummaryList {
        classes: "govuk-!-text-break-word".into(),
        ..SummaryList::new(vec![
            SummaryRow::new("Secret", letters),
            SummaryRow::new("The same as a link", uri),
        ])
    }
}
