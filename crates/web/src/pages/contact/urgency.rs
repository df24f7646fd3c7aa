//! How soon the hub itself decides the contact: its level and clock, why, and changing it.

use trefoil_app::contacts::view::{ContactPage, Grading};
use trefoil_core::date_words::{moment, standing};
use trefoil_core::rag::Rag;
use trefoil_core::refusal::Problem;

use super::top::is_decided;
use crate::components::{Choice, Radios, Tag, TagColour, Textarea};
use crate::pages::problems::error_at;
use crate::pages::queue::row::clock_colour;

/// The part of the page.
pub(super) struct UrgencyShown {
    pub(super) level: Tag,
    pub(super) clock: Option<Tag>,
    pub(super) rule: String,
    /// Who gave it which level and why; none: it is the source's grade.
    pub(super) gradings: Vec<String>,
    pub(super) form: Option<(Radios, Textarea)>,
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

/// Whether something is wrong with a change of it.
pub(super) fn is_wrong(problems: &[Problem]) -> bool {
    problems.iter().any(|one| one.field.starts_with("rag"))
}

pub(super) fn urgency(page: &ContactPage, problems: &[Problem]) -> UrgencyShown {
    let urgency = &page.urgency;
    let clock = (!is_decided(page)).then(|| {
        let words = standing(urgency.standing, urgency.due);
        Tag::coloured(words, clock_colour(urgency.standing))
    });
    UrgencyShown {
        level: level_tag(urgency.level),
        clock,
        rule: format!("{}. The authority’s own rule.", urgency.rule),
        gradings: urgency.gradings.iter().map(line).collect(),
        form: page.may.decide.then(|| form(urgency.level, problems)),
    }
}

fn form(level: Rag, problems: &[Problem]) -> (Radios, Textarea) {
    let choice = |level: &Rag| Choice::new(level.code(), level.words());
    let items = Rag::ALL.iter().map(choice).collect();
    let mut radios = Radios::new("rag", "How soon must it be decided?", items);
    radios.value = Some(level.code().into());
    radios.group.error = error_at(problems, "rag");
    let mut reason = Textarea::new("rag-reason", "Why that, as things are known now?");
    reason.rows = 2;
    reason.field.error = error_at(problems, "rag-reason");
    (radios, reason)
}
