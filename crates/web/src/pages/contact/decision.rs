//! The form with which a contact is decided: one part for all children, one for each, or one for a contact without a child.

use trefoil_app::contacts::view::{ContactPage, ContactPerson};
use trefoil_core::decision::Outcome;
use trefoil_core::refusal::Problem;

use super::answers::{Typed, TypedPart};
use super::shown::{DecisionForm, DecisionPart};
use super::top::unmatched;
use super::words::{counted, error_of};
use crate::components::{Choice, Input, Radios, Textarea, WarningText};

/// The form, holding what was typed and what must be put right.
pub(super) fn form(
    page: &ContactPage,
    typed: &Typed,
    problems: &[Problem],
) -> Option<DecisionForm> {
    let children: Vec<&ContactPerson> = page.people.iter().filter(|one| one.row.child).collect();
    let several = children.len() > 1;
    let mut parts = Vec::with_capacity(children.len() + 1);
    if several {
        parts.push(
            Part {
                name: "all",
                child: None,
                folded: None,
                question: "What do you decide for all children?".to_owned(),
            }
            .build(&typed.all, problems),
        );
    }
    for (place, one) in children.iter().enumerate() {
        let name = one.seen.described.name.words();
        let part = Part {
            name: &place.to_string(),
            child: Some(one.row.root.to_string()),
            folded: several.then(|| format!("Decide differently for {name}")),
            question: format!("What do you decide for {name}?"),
        };
        parts.push(part.build(&typed.of(Some(one.row.root)), problems));
    }
    if children.is_empty() {
        let question = "What do you decide?".to_owned();
        parts.push(
            Part {
                name: "0",
                child: Some(String::new()),
                folded: None,
                question,
            }
            .build(&typed.of(None), problems),
        );
    }
    page.may.decide.then(|| DecisionForm {
        unmatched: warning(page),
        parts,
    })
}

/// Deciding is not held up by matching: the clock does not wait. But what is known of somebody is seen only once matched.
fn warning(page: &ContactPage) -> Option<WarningText> {
    let open = unmatched(page);
    let people = counted(
        open,
        "person in this contact is",
        "people in this contact are",
    );
    (open > 0).then(|| {
        WarningText::new(format!(
            "{people} not matched yet. What is known of them from before may be missing here."
        ))
    })
}

struct Part<'a> {
    name: &'a str,
    /// What its hidden field says of whom it is about; none where it is about all.
    child: Option<String>,
    folded: Option<String>,
    question: String,
}

impl Part<'_> {
    fn build(self, typed: &TypedPart, problems: &[Problem]) -> DecisionPart {
        let error = |kind: &str| error_of(problems, &format!("{kind}-{}", self.name));
        let named = |kind: &str| format!("{kind}-{}", self.name);
        let choices = Outcome::ALL
            .iter()
            .map(|one| Choice::new(one.code(), one.words()));
        let mut outcome = Radios::new(named("outcome"), self.question, choices.collect());
        outcome.value = Some(typed.outcome.clone().into());
        outcome.group.error = error("outcome");
        let mut reason = Textarea::new(named("reason"), "Why?");
        reason.value = typed.reason.clone().into();
        reason.field.error = error("reason");
        let mut service = Input::new(named("service"), "Service or pathway, if you name one");
        service.value = Some(typed.service.clone().into());
        let touched = *typed != TypedPart::default();
        let wrong = !outcome.group.error.is_empty() || !reason.field.error.is_empty();
        DecisionPart {
            anchor: format!("decide-{}", self.name),
            child_name: named("child"),
            child: self.child,
            open: touched || wrong,
            folded: self.folded,
            outcome,
            reason,
            service,
        }
    }
}
