//! What one who is at high risk shows: every reason, and what can be done.

use askama::Template;
use trefoil_app::high_risk::list::OnePage;
use trefoil_core::date_words::moment;
use trefoil_core::high_risk::{HighRiskContent, HighRiskStep};
use trefoil_core::ids::FamilyId;
use trefoil_core::refusal::Problem;

use super::shown::{name, reasons, tag};
use crate::components::{BackLink, Button, Choice, ErrorSummary, Layout, Radios, Tag, Textarea};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::contact::opened;
use crate::pages::problems::{error_at, summary, titled};
use crate::pages::why::why;
use crate::shell::{Shell, Tab};

/// One.
#[derive(Template)]
#[template(path = "pages/high_risk_one.html")]
pub(super) struct OneShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    base: String,
    heading: String,
    tag: Option<Tag>,
    reasons: Vec<ReasonShown>,
    meeting: String,
    families: Vec<(String, String)>,
    said: Vec<String>,
    asked: Option<String>,
    form: Option<DealForm>,
}

struct ReasonShown {
    words: String,
    by: String,
    contact: Option<String>,
}

struct DealForm {
    step: Radios,
    reason: Textarea,
    button: Button,
}

fn family((family, name): &(FamilyId, Option<String>)) -> (String, String) {
    let name = name.clone().unwrap_or_else(|| "The family".to_owned());
    (format!("/families/{family}"), name)
}

/// One thing that was written: what was done, by whom and when, and why.
fn said((one, by): &(HighRiskContent, String)) -> String {
    let what = match one.step {
        None => "Put on the list by judgement",
        Some(HighRiskStep::Ask) => "Asked that they come off",
        Some(HighRiskStep::Agree) => "Agreed: they came off",
        Some(HighRiskStep::Keep) => "Kept them on",
        Some(HighRiskStep::Prove) => "Said who told the hub, and how that is proved",
    };
    match one.at {
        Some(at) => format!("{what}, {by}, {}: {}", moment(at), one.reason),
        // Written before it was kept who wrote it.
        None => one.reason.clone(),
    }
}

fn form(found: &OnePage, typed: &Fields, problems: &[Problem]) -> Option<DealForm> {
    if found.steps.is_empty() {
        return None;
    }
    let choices = found.steps.iter();
    let choices = choices.map(|step| Choice::new(step.code(), step.words()));
    let mut step = Radios::new("step", "What is to be done?", choices.collect());
    step.value = Some(typed.get("step").to_owned().into());
    step.group.error = error_at(problems, "step");
    let mut reason = why((typed, problems));
    if found.steps.contains(&HighRiskStep::Prove) {
        let hint = "Where you say who told the hub: who it is, and how you know. Ring back by a number that you look up yourself.";
        reason.field.hint = hint.into();
    }
    Some(DealForm {
        step,
        reason,
        button: Button::once("Record it"),
    })
}

impl OneShown {
    pub(super) fn new(
        shell: &Shell,
        found: &OnePage,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = titled("High risk", problems);
        let one = &found.one;
        let asked = one.asked.as_ref();
        let each = reasons(one).into_iter().zip(&one.reasons);
        Self {
            layout: shell.layout(&title, Tab::HighRisk),
            back: BackLink {
                content: "Back to who is at high risk".into(),
                href: "/high-risk".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            base: format!("/high-risk/{}", one.root),
            heading: name(one),
            tag: tag(one),
            reasons: each
                .map(|(words, reason)| ReasonShown {
                    words,
                    by: reason.by.clone(),
                    contact: opened(&found.opens, reason.contact),
                })
                .collect(),
            meeting: moment(one.meeting),
            families: found.families.iter().map(family).collect(),
            said: found.said.iter().map(said).collect(),
            asked: asked.map(|(at, by)| format!("{by} asked {} that they come off", moment(*at))),
            form: form(found, typed, problems),
        }
    }
}
