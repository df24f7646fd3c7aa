//! What the list for the police shows.

use askama::Template;
use trefoil_app::follows::police::{PoliceLine, PoliceList};
use trefoil_core::date_words::moment;
use trefoil_core::follow::ToldHow;
use trefoil_core::refusal::Problem;

use crate::components::{BackLink, Button, Choice, ErrorSummary, Layout, Radios, Textarea};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::shell::{Shell, Tab};

/// The list, and recording that they have it.
#[derive(Template)]
#[template(path = "pages/follows_police.html")]
pub(super) struct PoliceShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    until: i64,
    made: String,
    without: usize,
    lines: Vec<[String; 4]>,
    form: Option<ToldForm>,
}

struct ToldForm {
    how: Radios,
    note: Textarea,
    button: Button,
}

fn line(one: &PoliceLine) -> [String; 4] {
    let outcomes: Vec<&str> = one.outcomes.iter().map(|one| one.words()).collect();
    [
        one.reference.clone(),
        moment(one.received),
        moment(one.decided),
        outcomes.join("; "),
    ]
}

fn form(typed: &Fields, problems: &[Problem]) -> ToldForm {
    let choices = ToldHow::ALL.iter();
    let choices = choices.map(|how| Choice::new(how.code(), how.words()));
    let mut how = Radios::new("how", "How were they told?", choices.collect());
    how.value = Some(typed.get("how").to_owned().into());
    how.group.error = error_at(problems, "how");
    let mut note = Textarea::new("note", "To whom did you give the list?");
    note.value = typed.raw("note").to_owned().into();
    note.rows = 2;
    note.field.error = error_at(problems, "note");
    ToldForm {
        how,
        note,
        button: Button::once("Record that the police are told of all of these"),
    }
}

impl PoliceShown {
    pub(super) fn new(
        shell: &Shell,
        found: &PoliceList,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = titled("Tell the police", problems);
        // What was typed is about the list that was open then.
        let until = typed.read("until");
        // Where a colleague was faster, what was typed stands there still.
        let waits = found.may && (!found.lines.is_empty() || !problems.is_empty());
        Self {
            layout: shell.layout(&title, Tab::Follows),
            back: BackLink {
                content: "Back to what follows decisions".into(),
                href: "/follow-ups".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            until: until.unwrap_or_else(|| found.until.as_microsecond()),
            made: moment(found.until),
            without: found.without,
            lines: found.lines.iter().map(line).collect(),
            form: waits.then(|| form(typed, problems)),
        }
    }
}
