//! What somebody without an account is shown: first on a phone, between two other things.

use askama::Template;
use trefoil_core::date_words::{due_by, moment};
use trefoil_core::ids::FormId;
use trefoil_core::receipt::{Receipt, spoken};
use trefoil_core::refusal::Problem;

use crate::components::{Button, ErrorSummary, Layout, SummaryList, SummaryRow, WarningText};
use crate::form::Fields;
use crate::pages::problems::{summary_of, titled};
use crate::pages::telling::{By, TellingForm};
use crate::shell::{Shell, Tab};
use crate::state::Partners;

/// The form.
#[derive(Template)]
#[template(path = "pages/tell.html")]
pub(super) struct TellShown {
    layout: Layout,
    danger: WarningText,
    errors: Option<ErrorSummary>,
    ring: String,
    page: String,
    form: TellingForm,
    send: Button,
}

const DANGER: &str =
    "If somebody is in danger now, ring 999. Nobody reads at once what is written here.";

/// How the hub is rung.
fn ring(partners: &Partners) -> String {
    match &partners.telephone {
        Some(number) => format!("Ring the hub on {number}"),
        None => "Ring the hub by the number that your organisation has".to_owned(),
    }
}

impl TellShown {
    pub(super) fn new(
        shell: &Shell,
        partners: &Partners,
        page: FormId,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = titled("Tell the hub about a family", problems);
        Self {
            layout: shell.layout(&title, Tab::Elsewhere),
            danger: WarningText::new(DANGER),
            errors: summary_of(problems, |field| {
                let on_page = !field.is_empty() && field != "people";
                on_page.then(|| field.to_owned().into())
            }),
            ring: ring(partners),
            page: page.to_string(),
            form: TellingForm::new(By::Partner, typed, problems),
            send: Button::once("Send to the hub"),
        }
    }
}

/// The receipt. It must not tell whether anybody was known: a number and two times are all that differs.
#[derive(Template)]
#[template(path = "pages/tell_received.html")]
pub(super) struct ReceiptShown {
    layout: Layout,
    danger: WarningText,
    facts: SummaryList,
    ring: String,
}

impl ReceiptShown {
    pub(super) fn new(shell: &Shell, partners: &Partners, receipt: &Receipt) -> Self {
        let facts = [
            ("Your receipt", receipt.number.clone()),
            ("To read it out", spoken(&receipt.number)),
            ("Received", moment(receipt.received_at)),
            ("The hub decides", due_by(receipt.due)),
        ];
        let rows = facts.map(|(name, value)| SummaryRow::new(name, value));
        Self {
            layout: shell.layout("The hub has it", Tab::Elsewhere),
            danger: WarningText::new(DANGER),
            facts: SummaryList::new(rows.into()),
            ring: ring(partners),
        }
    }
}
