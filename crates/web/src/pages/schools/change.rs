//! Changing what the register says of a school.

use axum::extract::State as Given;
use trefoil_app::schools::change::school_write;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::SchoolTyped;

use super::one::{after, urn_in};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::pages::day;
use crate::shell::Reply;

/// `POST /schools/{urn}`.
pub(super) async fn change(
    Given(state): Given<State>,
    InPath(path): InPath<String>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let urn = urn_in(&path)?.ok_or(Refusal::NotFound)?;
    let closed = day::read(
        &day::typed(&form, "closed"),
        "The day from which it is closed",
    );
    let came = match closed {
        Ok(closed) => {
            let typed = SchoolTyped {
                urn: String::new(),
                name: form.get("name").to_owned(),
                kind: form.get("kind").to_owned(),
                phase: form.get("phase").to_owned(),
                opens: form.get("opens").to_owned(),
                closed,
            };
            school_write(&state.app, &visit.asker, Some(urn), &typed)
                .await
                .map(drop)
        }
        Err(no) => Err(Refusal::invalid("closed", no.words)),
    };
    after(&state, &visit, &path, (came, form, "")).await
}
