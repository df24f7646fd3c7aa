//! The box in which whoever records something says why.

use trefoil_core::refusal::Problem;

use super::problems::error_at;
use crate::components::Textarea;
use crate::form::Fields;

/// The box, with what was typed in it and what is wrong with that.
pub(super) fn why((typed, problems): (&Fields, &[Problem])) -> Textarea {
    let mut reason = Textarea::new("reason", "Why?");
    reason.value = typed.raw("reason").to_owned().into();
    reason.rows = 3;
    reason.field.error = error_at(problems, "reason");
    reason
}
