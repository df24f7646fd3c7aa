//! What is wrong with what was given, beside its field and in the summary at the top, in the same words.

use axum::http::StatusCode;
use trefoil_core::refusal::{Problem, Refusal};

use crate::components::{Content, ErrorLink, ErrorSummary, Input, Text};

/// A refusal that the page it came from can show, as a status and problems; any other is handed back. A conflict is of no field:
/// something else happened first, so it is told above the page.
pub(super) fn refused(refusal: Refusal) -> Result<(StatusCode, Vec<Problem>), Refusal> {
    match refusal {
        Refusal::Invalid(problems) => Ok((StatusCode::UNPROCESSABLE_ENTITY, problems)),
        Refusal::Conflict(words) => Ok((StatusCode::CONFLICT, vec![Problem::new("", words)])),
        other => Err(other),
    }
}

/// A page's title: where something is wrong it says so first, because a screen reader begins with it (WCAG 2.2, 3.3.1).
pub(super) fn titled(title: &str, problems: &[Problem]) -> String {
    if problems.is_empty() {
        title.to_owned()
    } else {
        format!("Error: {title}")
    }
}

/// What is wrong with a field; nothing where nothing is.
pub(super) fn error_at(problems: &[Problem], field: &str) -> Content {
    let found = problems.iter().find(|problem| problem.field == field);
    found
        .map(|problem| problem.message.clone().into())
        .unwrap_or_default()
}

/// Where something looks like a place: the control in which its author says why it stays.
pub(super) fn kept(error: Content) -> Option<Input> {
    if error.is_empty() {
        return None;
    }
    let mut input = Input::new("kept", "Why it must stay");
    input.field.hint = "Leave this empty and take it out above, unless it must stay".into();
    input.field.error = error;
    Some(input)
}

/// The summary, where anything is wrong; `id_of` names the control of a field.
pub(super) fn summary_of(
    problems: &[Problem],
    id_of: impl Fn(&str) -> Option<Text>,
) -> Option<ErrorSummary> {
    let link = |problem: &Problem| ErrorLink {
        content: problem.message.clone().into(),
        href: id_of(&problem.field).map(|id| format!("#{id}").into()),
        ..ErrorLink::default()
    };
    (!problems.is_empty()).then(|| ErrorSummary::new(problems.iter().map(link).collect()))
}

/// The summary of a form whose controls are named as its fields.
pub(super) fn summary(problems: &[Problem]) -> Option<ErrorSummary> {
    summary_of(problems, |field| {
        (!field.is_empty()).then(|| field.to_owned().into())
    })
}
