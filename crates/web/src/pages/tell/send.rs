//! Taking in what was told. What cannot be taken in is shown again as it was typed: nobody writes such a thing twice.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::contacts::tell::{form_fresh, partner_tell};
use trefoil_core::ids::FormId;
use trefoil_core::refusal::{Problem, Refusal};

use super::partners;
use super::shown::{ReceiptShown, TellShown};
use crate::State;
use crate::csrf::FromHere;
use crate::form::Fields;
use crate::pages::telling::typed;
use crate::shell::{Reply, Shell, page, page_as};
use crate::source::CameFrom;

/// Why it could not be taken in, to somebody who has no IT officer here.
const NOT_NOW: &str = "This cannot be taken in just now, and nothing was sent. What you wrote is still here: ring the hub now, or send it again later. If somebody is in danger, ring 999.";

/// `POST /tell`: the receipt, or the form again.
pub(super) async fn send(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    let partners = partners(&state)?;
    let shell = Shell::before_sign_in(&state);
    let page_id = form.read::<FormId>("form");
    let page_id = page_id.unwrap_or_else(|| form_fresh(&state.app));
    let again = |status, problems: &[Problem]| {
        let given = (&form, problems);
        page_as(status, &TellShown::new(&shell, partners, page_id, given))
    };
    if !form.get("more").is_empty() {
        return again(StatusCode::OK, &[]);
    }
    let why = match partner_tell(&state.app, source, page_id, &typed(&form)).await {
        Ok(receipt) => return page(&ReceiptShown::new(&shell, partners, &receipt)),
        Err(why) => why,
    };
    match why {
        Refusal::Invalid(problems) => again(StatusCode::UNPROCESSABLE_ENTITY, &problems),
        Refusal::TooMany(words) => again(StatusCode::TOO_MANY_REQUESTS, &[Problem::new("", words)]),
        Refusal::NoSpace | Refusal::Unavailable | Refusal::Conflict(_) => again(
            StatusCode::SERVICE_UNAVAILABLE,
            &[Problem::new("", NOT_NOW)],
        ),
        refusal => Err(refusal.into()),
    }
}
