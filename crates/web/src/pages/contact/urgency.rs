//! How soon the hub itself decides the contact: its level, why, and changing it. Its clock stands at the top of the page, where it counts.

use trefoil_app::contacts::view::{ContactPage, Grading};
use trefoil_core::date_words::moment;
use trefoil_core::rag::{REGRADE_SURE, Rag};
use trefoil_core::refusal::Problem;

use super::sure::sure;
use crate::components::{Checkboxes, Choice, Radios, Tag, TagColour, Textarea};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// The part of the page.
pub(super) struct UrgencyShown {
    pub(super) level: Tag,
    pub(super) rule: String,
    /// Who gave it which level and why; none: it is the source's grade.
    pub(super) gradings: Vec<String>,
    pub(super) form: Option<(Radios, Textarea, Option<Checkboxes>)>,
}

/// The colour of a level, which its word says too.
pub(in crate::pages) fn level_tag(level: Rag) -> Tag {
    let colour = match level {
        Rag::Red => TagColour::Red,
        Rag::Amber => TagColour::Orange,
        Rag::Green => TagColour::Green,
    };
    Tag::coloured(level.words(), colour)
}

fn line(one: &Grading) -> String {
    let (level, at) = (one.level.words(), moment(one.at));
    format!("{level}, by {}, {at}: {}", one.by, one.reason)
}

/// Whether a change of it was begun, or is wrong.
pub(super) fn is_open((typed, problems): (&Fields, &[Problem])) -> bool {
    let wrong = problems.iter().any(|one| one.field.starts_with("rag"));
    wrong || !typed.get("rag-reason").is_empty()
}

pub(super) fn urgency(page: &ContactPage, given: (&Fields, &[Problem])) -> UrgencyShown {
    let urgency = &page.urgency;
    UrgencyShown {
        level: level_tag(urgency.level),
        rule: format!("{}. The authority’s own rule.", urgency.rule),
        gradings: urgency.gradings.iter().map(line).collect(),
        form: page.may.decide.then(|| form(urgency.level, given)),
    }
}

fn form(
    level: Rag,
    (typed, problems): (&Fields, &[Problem]),
) -> (Radios, Textarea, Option<Checkboxes>) {
    let choice = |level: &Rag| Choice::new(level.code(), level.words());
    let items = Rag::ALL.iter().map(choice).collect();
    let mut radios = Radios::new("rag", "How soon must it be decided?", items);
    let chosen = Rag::from_code(typed.get("rag")).unwrap_or(level);
    radios.value = Some(chosen.code().into());
    radios.group.error = error_at(problems, "rag");
    let mut reason = Textarea::new("rag-reason", "Why that, as things are known now?");
    reason.value = typed.raw("rag-reason").to_owned().into();
    reason.rows = 2;
    reason.field.error = error_at(problems, "rag-reason");
    let knows = "I know, and it can wait as long as a green contact";
    let sure = sure(REGRADE_SURE, knows, (typed, problems));
    (radios, reason, sure)
}
