//! What a notice says, and for which school it is.

use axum::extract::State as Given;
use trefoil_app::notices::deal::notice_write;
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{Circumstance, MaySpeak, NoticeTyped};

use super::one::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /notices/{id}`. A number that was typed wins over a school that was chosen.
pub(super) async fn write(
    Given(state): Given<State>,
    InPath(notice): InPath<NoticeId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let number = form.get("school-number");
    let typed = NoticeTyped {
        school: if number.is_empty() {
            form.get("school")
        } else {
            number
        }
        .to_owned(),
        words: form.get("words").to_owned(),
        circumstances: form
            .all("circumstances")
            .filter_map(Circumstance::from_code)
            .collect(),
        parents: MaySpeak::from_code(form.get("parents")),
        collects: form.get("collects").to_owned(),
        not_ring: form.get("not_ring").to_owned(),
    };
    let came = notice_write(&state.app, &visit.asker, notice, typed).await;
    after(&state, &visit, notice, (came, form, "written")).await
}
