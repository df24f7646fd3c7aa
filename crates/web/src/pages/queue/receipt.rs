//! The contact of a receipt that somebody reads out on the telephone.

use askama::Template;
use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::contacts::receipt::{ReceiptLeads, receipt_find};
use trefoil_core::receipt::heard;
use trefoil_core::refusal::{Problem, Refusal};

use crate::State;
use crate::components::{Button, ButtonStyle, Content, Details, ErrorSummary, Input, Layout};
use crate::form::{Asked, LocalPath};
use crate::pages::problems::{error_at, summary};
use crate::session::Visit;
use crate::shell::{Reply, Shell, Tab, page_as, see};

/// What is said of one that can be none.
const UNREAD: &str = "A receipt has eight letters, and no vowels or numbers among them. Ask for it again, letter by letter.";
/// What is said of one that leads nowhere: nobody has it, or it is not the viewer's to know of.
const NONE: &str =
    "No receipt that you can open is called that. Ask for it again, letter by letter.";

/// `GET /receipts`, with `number`. One that leads nowhere is shown again in its box.
pub(super) async fn receipt(
    Given(state): Given<State>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let number = asked.get("number");
    let path = match receipt_find(&state.app, &visit.asker, number).await {
        Ok(ReceiptLeads::Contact(contact)) => format!("/contacts/{contact}"),
        Ok(ReceiptLeads::Follow(follow)) => format!("/follow-ups/{follow}"),
        Err(Refusal::NotFound | Refusal::NotAllowed(_)) => {
            let shown = ReceiptAgain::new(&visit.shell, number);
            return page_as(StatusCode::NOT_FOUND, &shown);
        }
        Err(refusal) => return Err(refusal.into()),
    };
    see(&LocalPath::or(&path, "/queue"))
}

/// The page of a receipt that leads nowhere.
#[derive(Template)]
#[template(path = "pages/receipt.html")]
pub(super) struct ReceiptAgain {
    layout: Layout,
    errors: Option<ErrorSummary>,
    form: Content,
}

impl ReceiptAgain {
    pub(super) fn new(shell: &Shell, number: &str) -> Self {
        let words = if heard(number).is_some() {
            NONE
        } else {
            UNREAD
        };
        let problems = [Problem::new("number", words)];
        Self {
            layout: shell.layout("Error: Receipt", Tab::Queue),
            errors: summary(&problems),
            form: form(number, &problems),
        }
    }
}

/// The box for it.
#[derive(Template)]
#[template(path = "pages/queue_receipt.html")]
struct ReceiptBox {
    number: Input,
    button: Button,
}

fn form(typed: &str, problems: &[Problem]) -> Content {
    let mut number = Input::new("number", "Their receipt");
    number.field.classes = "govuk-input--width-10".into();
    number.field.hint = "Eight letters".into();
    number.field.error = error_at(problems, "number");
    number.value = (!typed.is_empty()).then(|| typed.to_owned().into());
    number.autocomplete = Some("off".into());
    number.spellcheck = Some(false);
    let button = Button::new("Open the contact").styled(ButtonStyle::Secondary);
    Content::part(ReceiptBox { number, button })
}

/// The box behind a line.
pub(super) fn receipt_box() -> Details {
    Details::new("Somebody rings with a receipt", form("", &[]))
}
