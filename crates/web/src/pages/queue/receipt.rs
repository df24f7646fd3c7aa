//! The contact of a receipt that somebody reads out on the telephone.

use askama::Template;
use axum::extract::State as Given;
use trefoil_app::contacts::receipt::receipt_find;

use crate::State;
use crate::components::{Button, ButtonStyle, Content, Details, Input};
use crate::form::{Asked, LocalPath};
use crate::session::Visit;
use crate::shell::{Reply, see};

/// `GET /receipts`, with `number`.
pub(super) async fn receipt(
    Given(state): Given<State>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let contact = receipt_find(&state.app, &visit.asker, asked.get("number")).await?;
    see(&LocalPath::or(&format!("/contacts/{contact}"), "/queue"))
}

/// The box for it.
#[derive(Template)]
#[template(path = "pages/queue_receipt.html")]
struct ReceiptBox {
    number: Input,
    button: Button,
}

/// The box behind a line.
pub(super) fn receipt_box() -> Details {
    let mut number = Input::new("number", "Their receipt");
    number.field.classes = "govuk-input--width-10".into();
    number.field.hint = "Eight letters".into();
    number.autocomplete = Some("off".into());
    number.spellcheck = Some(false);
    let button = Button::new("Open the contact").styled(ButtonStyle::Secondary);
    Details::new(
        "Somebody rings with a receipt",
        Content::part(ReceiptBox { number, button }),
    )
}
