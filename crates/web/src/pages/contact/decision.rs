//! The form with which a contact is decided: one part for all children, one for each, or one for a contact without a child.

use trefoil_app::contacts::view::{ContactPage, ContactPerson};
use trefoil_core::decision::{DECIDE_SURE, Outcome};
use trefoil_core::ids::SightingId;
use trefoil_core::refusal::Problem;

use super::answers::{Typed, TypedPart};
use super::checks::outstanding;
use super::routes;
use super::shown::{DecisionForm, DecisionPart};
use super::sure::sure;
use super::top::unmatched;
use super::words::counted;
use crate::components::{Choice, Input, Radios, SummaryList, SummaryRow, Textarea, WarningText};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// The form, holding what was typed and what must be put right.
pub(super) fn form(
    page: &ContactPage,
    typed: &Typed,
    (given, problems): (&Fields, &[Problem]),
) -> Option<DecisionForm> {
    let knows = "I know, and nothing more is to be done for them now";
    let parts = parts(page, typed)
        .into_iter()
        .map(|part| part.build(problems));
    page.may.decide.then(|| DecisionForm {
        unmatched: warning(page),
        outstanding: outstanding(page),
        parts: parts.collect(),
        routes: routes::parts(page, &typed.routes, problems),
        sure: sure(DECIDE_SURE, knows, (given, problems)),
    })
}

/// One for all where there are several children, then one for each; one alone for a contact without a child.
fn parts(page: &ContactPage, typed: &Typed) -> Vec<Part> {
    let children: Vec<&ContactPerson> = page.people.iter().filter(|one| one.row.child).collect();
    let several = children.len() > 1;
    if children.is_empty() {
        return vec![Part {
            name: "0".to_owned(),
            // A word that is no child: an empty box would not be kept.
            child: Some("adults".to_owned()),
            whom: None,
            folded: false,
            typed: typed.of(None),
        }];
    }
    let for_all = several.then(|| Part {
        name: "all".to_owned(),
        child: None,
        whom: Some("all children".to_owned()),
        folded: false,
        typed: typed.all.clone(),
    });
    let each = children.iter().enumerate().map(|(place, one)| Part {
        name: place.to_string(),
        child: Some(one.row.root.to_string()),
        whom: Some(one.seen.described.name.words()),
        folded: several,
        typed: typed.of(Some(one.row.root)),
    });
    for_all.into_iter().chain(each).collect()
}

/// What was typed and has no place in the form any more, because somebody was faster or a child is gone: nothing typed is
/// lost. `asked` are those whom the form asks about, `None` for a contact without a child; nobody where there is no form.
pub(super) fn kept(
    asked: &[Option<SightingId>],
    typed: &Typed,
    routes: Vec<String>,
) -> Option<SummaryList> {
    let all = Some(&typed.all).filter(|_| asked.len() < 2);
    let gone = typed
        .each
        .iter()
        .filter(|(child, _)| !asked.contains(child));
    let parts = all.into_iter().chain(gone.map(|(_, part)| part));
    let mut rows: Vec<SummaryRow> = parts.flat_map(kept_rows).collect();
    rows.extend(
        routes
            .into_iter()
            .map(|words| SummaryRow::new("Route for an adult", words)),
    );
    (!rows.is_empty()).then(|| SummaryList::new(rows))
}

/// Whom the form asks about.
pub(super) fn asked(page: &ContactPage) -> Vec<Option<SightingId>> {
    let children = page.people.iter().filter(|one| one.row.child);
    let roots: Vec<Option<SightingId>> = children.map(|one| Some(one.row.root)).collect();
    match (page.may.decide, roots.is_empty()) {
        (false, _) => Vec::new(),
        (true, true) => vec![None],
        (true, false) => roots,
    }
}

fn kept_rows(typed: &TypedPart) -> impl Iterator<Item = SummaryRow> {
    let outcome = Outcome::from_code(&typed.outcome).map(|outcome| outcome.words().to_owned());
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let rows = [
        ("You chose", outcome),
        ("Your reason", said(&typed.reason)),
        ("Service or pathway", said(&typed.service)),
    ];
    rows.into_iter()
        .filter_map(|(key, value)| Some(SummaryRow::new(key, value?)))
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

struct Part {
    /// The end of its controls' names.
    name: String,
    /// What its hidden field says of whom it is about; none where it is about all.
    child: Option<String>,
    /// Whom it is about, in words; none where there is only one part and nobody to name.
    whom: Option<String>,
    folded: bool,
    typed: TypedPart,
}

impl Part {
    fn named(&self, kind: &str) -> String {
        format!("{kind}-{}", self.name)
    }

    /// Labels say whom they are about: read out alone, "Why?" could be about anybody.
    fn asked(&self, question: &str) -> String {
        match &self.whom {
            Some(whom) => format!("{question} ({whom})"),
            None => question.to_owned(),
        }
    }

    fn build(self, problems: &[Problem]) -> DecisionPart {
        let adults = self.child.as_deref() == Some("");
        let choices = if adults {
            Outcome::OF_ADULTS
        } else {
            Outcome::OF_CHILDREN
        };
        let choices = choices
            .iter()
            .map(|one| Choice::new(one.code(), one.words()));
        let mut outcome = Radios::new(
            self.named("outcome"),
            self.asked("What do you decide?"),
            choices.collect(),
        );
        outcome.value = Some(self.typed.outcome.clone().into());
        outcome.group.error = error_at(problems, &self.named("outcome"));
        let mut reason = Textarea::new(self.named("reason"), self.asked("Why?"));
        reason.value = self.typed.reason.clone().into();
        reason.field.error = error_at(problems, &self.named("reason"));
        let mut service = Input::new(
            self.named("service"),
            self.asked("Service or pathway, if you name one"),
        );
        service.value = Some(self.typed.service.clone().into());
        let wrong = !outcome.group.error.is_empty() || !reason.field.error.is_empty();
        let whom = self.whom.as_deref().unwrap_or_default();
        DecisionPart {
            anchor: self.named("decide"),
            child_name: self.named("child"),
            open: wrong || self.typed != TypedPart::default(),
            folded: self
                .folded
                .then(|| format!("Decide differently for {whom}")),
            child: self.child,
            outcome,
            reason,
            service,
        }
    }
}
