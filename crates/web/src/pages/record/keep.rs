//! Keeping what is being typed: by the script every few seconds, or by the button.

use axum::extract::State as Given;
use axum::response::IntoResponse as _;
use trefoil_app::drafts::keep::draft_keep;
use trefoil_core::date_words::moment;
use trefoil_core::draft::{ABOUT, DraftContent, DraftForm};
use trefoil_core::ids::{ContactId, DraftId};

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::contact::kept;
use crate::shell::{Reply, see};

/// What is not typed: it would not be the same when the form is opened again.
const NOT_TYPED: &[&str] = &["csrf", "draft", "by", "more"];

/// `POST /drafts/{draft}`; with `about`, what is typed on the page of a contact. The script is told when it was kept; who pressed the button goes to the list.
pub(super) async fn keep(
    Given(state): Given<State>,
    InPath(draft): InPath<DraftId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let script = form.get("by") == "script";
    if let Some(contact) = form.read::<ContactId>(ABOUT) {
        let which = (draft, DraftForm::Decision);
        let content = kept::all(&form);
        let kept = draft_keep(&state.app, &visit.asker, which, content).await?;
        return match kept.map(|at| format!("Kept, {}", moment(at))) {
            Some(words) if script => Ok(words.into_response()),
            _ => see(&kept::on_from(contact, &form)),
        };
    }
    let fields = form.0.into_iter();
    let typed = fields.filter(|(name, _)| !NOT_TYPED.contains(&name.as_str()));
    let which = (draft, DraftForm::Contact);
    let content = DraftContent::of(typed);
    let kept = draft_keep(&state.app, &visit.asker, which, content).await?;
    let words = kept.map(|at| format!("Kept, {}", moment(at)));
    match words {
        Some(words) if script => Ok(words.into_response()),
        None if script => Ok("There is nothing to keep yet.".into_response()),
        Some(_) => see(&LocalPath::or("/contacts/new?done=kept", "/queue")),
        None => see(&LocalPath::or("/contacts/new", "/queue")),
    }
}
