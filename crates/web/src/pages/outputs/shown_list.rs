//! What the page of a strand's letters and files shows.

use askama::Template;
use trefoil_app::outputs::OutputRow;
use trefoil_app::outputs::view::OutputsPage;
use trefoil_core::date_words::moment;
use trefoil_core::output::OutputFacts;
use trefoil_core::refusal::Problem;

use super::forms::{DraftForm, control_of};
use crate::components::{ErrorSummary, Layout};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{summary_of, titled};
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/outputs.html")]
pub(super) struct OutputsShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    name: String,
    back: String,
    action: String,
    access: Option<String>,
    outputs: Vec<ListedShown>,
    form: Option<DraftForm>,
}

/// An output in a list.
pub(super) struct ListedShown {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) name: String,
    pub(super) state: &'static str,
    pub(super) number: String,
    pub(super) at: String,
}

/// An output, as a line of a list.
pub(super) fn listed(row: &OutputRow, facts: &OutputFacts) -> ListedShown {
    ListedShown {
        href: format!("/outputs/{}", row.output),
        title: facts.title.clone(),
        name: facts.name.clone(),
        state: row.state.words(),
        number: row.number.clone(),
        at: moment(row.written_at),
    }
}

impl OutputsShown {
    /// The page of what the door gave, with what was typed.
    pub(super) fn new(
        shell: &Shell,
        page: &OutputsPage,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("Letters and files", problems);
        let base = format!("/strands/{}", page.strand.strand);
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary_of(problems, |field| control_of(field).map(Into::into)),
            name: page.name.clone(),
            action: format!("{base}/outputs"),
            access: page.gathers.then(|| format!("{base}/own-file")),
            back: base,
            outputs: page
                .outputs
                .iter()
                .map(|(row, facts)| listed(row, facts))
                .collect(),
            form: page.writes.then(|| DraftForm::new(page, typed, problems)),
        }
    }
}
