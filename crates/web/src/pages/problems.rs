//! What is wrong with what was given, beside its field and in the summary at the top, in the same words.

use trefoil_core::refusal::Problem;

use crate::components::{Content, ErrorLink, ErrorSummary, Text};

/// What is wrong with a field; nothing where nothing is.
pub(super) fn error_at(problems: &[Problem], field: &str) -> Content {
    let found = problems.iter().find(|problem| problem.field == field);
    found
        .map(|problem| problem.message.clone().into())
        .unwrap_or_default()
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
