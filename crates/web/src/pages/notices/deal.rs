//! That a school was told, by police or by telephone; that it is not told; or that a notice is to do again.

use axum::extract::State as Given;
use trefoil_app::notices::deal::{Dealt, notice_deal};
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{NoticeStep, WhyNot};
use trefoil_core::refusal::Refusal;

use super::one::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::pages::moment::{Asking, At};
use crate::shell::Reply;

/// The steps that a worker does by hand, by what the form calls them.
pub(super) const STEPS: &[(&str, NoticeStep, &str)] = &[
    ("police", NoticeStep::PoliceTold, "Police told the school"),
    (
        "telephone",
        NoticeStep::Telephoned,
        "I told the school by telephone",
    ),
    ("cannot", NoticeStep::Cannot, "The school is not told"),
    ("again", NoticeStep::Again, "It is to do again"),
];

/// `POST /notices/{id}/deal`.
pub(super) async fn deal(
    Given(state): Given<State>,
    InPath(notice): InPath<NoticeId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let asking = Asking::read(&form, state.app.now());
    let step = STEPS.iter().find(|(code, ..)| *code == form.get("step"));
    let came = if let At::NotAMoment(problem) = &asking.at {
        Err(Refusal::Invalid(vec![problem.clone()]))
    } else {
        let dealt = Dealt {
            step: step.map(|(_, step, _)| *step),
            at: asking.then(),
            why: WhyNot::from_code(form.get("why")),
            note: form.get("note").to_owned(),
        };
        notice_deal(&state.app, &visit.asker, notice, dealt).await
    };
    after(&state, &visit, notice, (came, form, "dealt")).await
}
