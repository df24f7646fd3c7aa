//! What the page of limits shows.

use askama::Template;
use trefoil_app::budgets::view::WentOver;
use trefoil_core::date_words::moment;

use crate::components::Layout;
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/budgets.html")]
pub(super) struct BudgetsShown {
    layout: Layout,
    over: Vec<OverShown>,
}

struct OverShown {
    who: String,
    what: &'static str,
    times: i64,
    when: String,
}

impl BudgetsShown {
    /// The page of these.
    pub(super) fn new(shell: &Shell, over: &[WentOver]) -> Self {
        let over = over.iter().map(|one| OverShown {
            who: one
                .worker
                .clone()
                .unwrap_or_else(|| "Nobody who was signed in".to_owned()),
            what: one.budget.words(),
            times: one.times,
            when: moment(one.over_at),
        });
        Self {
            layout: shell.layout("Limits that were passed", Tab::Limits),
            over: over.collect(),
        }
    }
}
