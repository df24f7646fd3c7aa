//! Saying whether two people are one.

use axum::extract::State as Given;
use trefoil_app::pairs::decide::pair_decide;
use trefoil_app::pairs::one::pair_view;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::PairId;
use trefoil_core::pair::{PairKnown, PairSaid, PairTyped};

use super::shown_one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /duplicates/{id}`. What does not go is shown again as it was typed.
pub(super) async fn decide(
    Given(state): Given<State>,
    InPath(pair): InPath<PairId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = PairTyped {
        said: PairSaid::from_code(form.get("answer")),
        first: form.read("first"),
        known: PairKnown::from_code(form.get("known")),
        reason: form.raw("reason").to_owned(),
    };
    let (status, problems) = match pair_decide(&state.app, &visit.asker, pair, typed).await {
        Ok(()) => return see(&LocalPath::or("/duplicates?done=said", "/duplicates")),
        Err(refusal) => refused(refusal)?,
    };
    let found = pair_view(&state.app, &visit.asker, pair).await?;
    let today = local_date(state.app.now());
    let shown = OneShown::new(&visit.shell, (&found, today), (&form, &problems));
    page_as(status, &shown)
}
