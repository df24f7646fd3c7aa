//! What one thing that waits for the custodian shows: what was done, who was not seen, why it matters, and what can be done.

use askama::Template;
use trefoil_app::custody::one::TaskPage;
use trefoil_core::clock::CUSTODY;
use trefoil_core::custody::{CustodyAnswer, CutAct, Unseen, custody_answers};
use trefoil_core::refusal::Problem;

use super::shown::{answered, done, people, tag};
use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, Radios, Select, SelectItem, SummaryList,
    SummaryRow, Tag, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::pages::why::why;
use crate::shell::{Shell, Tab};

/// One.
#[derive(Template)]
#[template(path = "pages/custodian_one.html")]
pub(super) struct OneShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    base: String,
    heading: String,
    tag: Tag,
    answered: Option<String>,
    facts: SummaryList,
    contact: String,
    unseen: Vec<UnseenShown>,
    rule: &'static str,
    source: &'static str,
    /// Whether a notice is held.
    holds: bool,
    form: Option<AnswerForm>,
}

struct UnseenShown {
    href: String,
    name: String,
    told_as: String,
    why: Vec<&'static str>,
}

struct AnswerForm {
    answer: Radios,
    to: Option<Select>,
    reason: Textarea,
    button: Button,
}

fn unseen(found: &TaskPage, one: &Unseen) -> UnseenShown {
    let card = found
        .persons
        .iter()
        .find(|known| known.person == one.person);
    let likely = if one.likely {
        "They are likelier the same person than not"
    } else {
        "They may be the same person"
    };
    UnseenShown {
        href: format!("/people/{}", one.person),
        name: card.map_or_else(|| "Somebody known".to_owned(), |one| one.card.name.words()),
        told_as: one.told_as.words(),
        why: one
            .facts
            .iter()
            .map(|fact| fact.words())
            .chain([likely])
            .collect(),
    }
}

fn facts(found: &TaskPage) -> SummaryList {
    let task = &found.task;
    let mut rows = vec![
        SummaryRow::new("What was done", done(task)),
        SummaryRow::new("About", people(task)),
    ];
    if task.row.act == CutAct::Decision {
        let outcomes = task.content.outcomes.iter();
        let outcomes: Vec<&str> = outcomes.map(|one| one.words()).collect();
        rows.push(SummaryRow::new("What was decided", outcomes.join("; ")));
    }
    SummaryList::new(rows)
}

fn form(found: &TaskPage, typed: &Fields, problems: &[Problem]) -> Option<AnswerForm> {
    let row = &found.task.row;
    if row.answered_at.is_some() {
        return None;
    }
    let choices = custody_answers(row.act).iter();
    let choices = choices.map(|one| Choice::new(one.code(), one.words()));
    let mut answer = Radios::new("answer", "What is to be done?", choices.collect());
    answer.value = Some(typed.get("answer").to_owned().into());
    answer.group.error = error_at(problems, "answer");
    let reroutes = custody_answers(row.act).contains(&CustodyAnswer::Reroute);
    let to = reroutes.then(|| {
        let mut items = vec![SelectItem::new("", "It stays as it is")];
        let colleagues = found.colleagues.iter();
        items.extend(colleagues.map(|(id, name)| SelectItem::new(id.to_string(), name.clone())));
        let mut to = Select::new("to", "If it is given to somebody, to whom?", items);
        to.value = Some(typed.get("to").to_owned().into());
        to.field.error = error_at(problems, "to");
        to
    });
    Some(AnswerForm {
        answer,
        to,
        reason: why((typed, problems)),
        button: Button::once("Record the answer"),
    })
}

impl OneShown {
    pub(super) fn new(
        shell: &Shell,
        found: &TaskPage,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = titled("For the custodian", problems);
        let task = &found.task;
        Self {
            layout: shell.layout(&title, Tab::Custodian),
            back: BackLink {
                content: "Back to what waits for the custodian".into(),
                href: "/custodian".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            base: format!("/custodian/{}", task.row.custody),
            heading: people(task),
            tag: tag(task),
            answered: answered(task),
            facts: facts(found),
            contact: format!("/contacts/{}", task.row.contact),
            unseen: task
                .content
                .unseen
                .iter()
                .map(|one| unseen(found, one))
                .collect(),
            rule: CUSTODY.words,
            source: CUSTODY.source,
            holds: task.row.act == CutAct::Notice,
            form: form(found, typed, problems),
        }
    }
}
