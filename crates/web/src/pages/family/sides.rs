//! On which side somebody belongs who stands on both: the form, and what was recorded before.

use trefoil_app::families::view::{FamilyPage, Recorded};
use trefoil_core::aggressor::Finding;
use trefoil_core::date_words::moment;

use super::shown::Typed;
use crate::components::{Button, Choice, Content, Radios, Select, SelectItem, Textarea};
use crate::pages::problems::error_at;

/// The form.
pub(super) struct SidesForm {
    pub(super) action: String,
    pub(super) person: Select,
    pub(super) finding: Radios,
    pub(super) reasons: Textarea,
    pub(super) button: Button,
}

/// A record.
pub(super) struct RecordedShown {
    pub(super) what: String,
    pub(super) when: String,
    pub(super) reasons: String,
}

/// The form, where it is the viewer's to record.
pub(super) fn form(page: &FamilyPage, typed: &Typed) -> Option<SidesForm> {
    if page.asks.is_empty() {
        return None;
    }
    let nobody = SelectItem::new("", "Choose a person");
    let people = page.asks.iter();
    let people = people.map(|(id, name)| SelectItem::new(id.to_string(), name.clone()));
    let mut person = Select::new(
        "person",
        "Who?",
        [nobody].into_iter().chain(people).collect(),
    );
    person.value = Some(typed.form.get("person").to_owned().into());
    person.field.error = error_at(&typed.problems, "person");
    let choices = Finding::ALL.iter();
    let choices = choices.map(|one| Choice::new(one.code(), one.words()));
    let mut finding = Radios::new("finding", "What did you find?", choices.collect());
    finding.value = Some(typed.form.get("finding").to_owned().into());
    finding.group.error = error_at(&typed.problems, "finding");
    let mut reasons = Textarea::new("reasons", "Why?");
    reasons.field.hint = Content::from(
        "What was seen and said, by whom, and what speaks against it. Until this is recorded each is protected from the other.",
    );
    reasons.value = typed.form.raw("reasons").to_owned().into();
    reasons.field.error = error_at(&typed.problems, "reasons");
    Some(SidesForm {
        action: format!("/families/{}/aggressor", page.family),
        person,
        finding,
        reasons,
        button: Button::new("Record it"),
    })
}

/// What was recorded, newest first.
pub(super) fn recorded(page: &FamilyPage) -> Vec<RecordedShown> {
    let shown = |(name, one): &(Option<String>, Recorded)| RecordedShown {
        what: format!(
            "{}: {}",
            name.as_deref().unwrap_or("Somebody"),
            one.finding.words()
        ),
        when: match one.until {
            Some(until) => format!(
                "{} by {}, held until {}",
                moment(one.from),
                one.by,
                moment(until)
            ),
            None => format!("{} by {}", moment(one.from), one.by),
        },
        reasons: one.reasons.text.clone(),
    };
    page.recorded.iter().map(shown).collect()
}
