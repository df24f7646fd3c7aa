//! What the page shows on which somebody says what a person is given of what is held about them.

use askama::Template;
use trefoil_app::outputs::format_of;
use trefoil_app::outputs::gather::{Gathered, Gathering};
use trefoil_core::date_words::moment;
use trefoil_core::output::passage::WithholdReason;
use trefoil_core::refusal::Problem;

use super::forms::{control_of, listed};
use crate::components::{Button, ErrorSummary, Layout, Select, SelectItem};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// Before the id of a passage in the name of its control.
pub(super) const PREFIX: &str = "passage-";

/// The page.
#[derive(Template)]
#[template(path = "pages/own_file.html")]
pub(super) struct AccessShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    name: String,
    back: String,
    action: String,
    passages: Vec<PassageShown>,
    format: Select,
    button: Button,
}

struct PassageShown {
    at: String,
    from: &'static str,
    text: String,
    answer: Select,
}

impl AccessShown {
    /// The page of what the door gave, with what was chosen.
    pub(super) fn new(
        shell: &Shell,
        known: &Gathering,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("A person's own file", problems);
        let formats = ["pdf", "docx", "html", "txt", "xlsx", "csv"]
            .into_iter()
            .filter_map(format_of);
        let formats = formats
            .map(|one| SelectItem::new(one.code, one.words))
            .collect();
        let mut format = Select::new("format", "Kind of file", formats);
        format.field.error = error_at(problems, "format");
        let base = format!("/strands/{}", known.strand);
        Self {
            layout: shell.layout(&title, Tab::Disclosures),
            token: shell.token(),
            errors: summary_of(problems, |field| control_of(field).map(Into::into)),
            name: known.name.clone(),
            back: format!("{base}/outputs"),
            action: format!("{base}/own-file"),
            passages: known
                .passages
                .iter()
                .enumerate()
                .map(|(place, one)| passage(place + 1, one, typed))
                .collect(),
            format,
            button: Button::new("Write the file"),
        }
    }
}

fn passage(number: usize, one: &Gathered, typed: &Fields) -> PassageShown {
    let name = format!("{PREFIX}{}", one.origin.record);
    let reasons = listed!(WithholdReason);
    let reasons = reasons.map(|(code, words)| SelectItem::new(code, format!("Leave out. {words}")));
    let give = SelectItem::new("give", "Give");
    let items = [give].into_iter().chain(reasons).collect();
    let chosen = match typed.get(&name) {
        "" => one.unless_said.code().to_owned(),
        code => code.to_owned(),
    };
    // Several may be of one minute: what tells them apart is the number.
    let label = format!("What to do with passage {number}");
    PassageShown {
        at: format!("Passage {number}: {}", moment(one.at)),
        from: one.origin.kind.words(),
        text: one.text.clone(),
        answer: Select {
            value: Some(chosen.into()),
            ..Select::new(name, label, items)
        },
    }
}
