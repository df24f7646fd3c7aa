//! Adding a file to a contact. One that is not taken in is told at its box; its name is on the page from then on.

use axum::extract::State as Given;
use trefoil_app::contacts::attach::{Added, Brought, attachment_add};
use trefoil_core::attachment::ASK_AGAIN;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;

use super::after::after;
use super::attachments::uncapitalised;
use super::done::Done;
use crate::State;
use crate::csrf::ProtectedFile;
use crate::form::InPath;
use crate::shell::Reply;

/// `POST /contacts/{id}/attachments`.
pub(super) async fn add(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    ProtectedFile {
        visit,
        name,
        bytes,
        mut form,
    }: ProtectedFile,
) -> Reply {
    let brought = Brought { name, bytes };
    let came = attachment_add(&state.app, &visit.asker, contact, brought).await;
    let came = came.and_then(|added| match added {
        Added::Taken => Ok(()),
        Added::Here(name) => {
            let words = format!(
                "This file is here already, under the name \u{201c}{name}\u{201d}. It is kept once."
            );
            Err(Refusal::invalid("file", words))
        }
        Added::Not(why) => {
            let why = uncapitalised(why.words());
            let words = format!("This file was not taken in: {why}. {ASK_AGAIN}");
            Err(Refusal::invalid("file", words))
        }
    });
    form.0.push(("anchor".to_owned(), "attachments".to_owned()));
    after(&state, &visit, contact, &form, Done::Added, came).await
}
