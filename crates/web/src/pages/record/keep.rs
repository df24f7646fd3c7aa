//! Keeping what is being typed: by the script every few seconds, or by the button.

use axum::extract::State as Given;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use trefoil_app::drafts::keep::{Kept, draft_keep};
use trefoil_core::date_words::moment;
use trefoil_core::draft::{ABOUT, DraftContent, DraftForm};
use trefoil_core::ids::{ContactId, DraftId};
use trefoil_core::refusal::Refusal;

use super::VERSION;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::contact::kept;
use crate::shell::{Reply, see};

/// What is not typed: it would not be the same when the form is opened again.
const NOT_TYPED: &[&str] = &["csrf", "draft", VERSION, "by", "more"];

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
        let kept = draft_keep(&state.app, &visit.asker, (which, None), content).await?;
        return match kept.map(|kept| format!("Kept, {}", moment(kept.at))) {
            Some(words) if script => Ok(words.into_response()),
            _ => see(&kept::on_from(contact, &form)),
        };
    }
    let from = form.read::<i64>(VERSION);
    let fields = form.0.into_iter();
    let typed = fields.filter(|(name, _)| !NOT_TYPED.contains(&name.as_str()));
    let which = ((draft, DraftForm::Contact), from);
    let content = DraftContent::of(typed);
    match draft_keep(&state.app, &visit.asker, which, content).await {
        Ok(Some(kept)) if script => Ok(told(&kept)),
        Ok(None) if script => Ok("There is nothing to keep yet.".into_response()),
        // It is said beside the form: the words are on the screen, and nowhere else.
        Err(Refusal::Conflict(words)) if script => {
            Ok((StatusCode::CONFLICT, words).into_response())
        }
        Ok(Some(_)) => see(&LocalPath::or("/contacts/new?done=kept", "/queue")),
        Ok(None) => see(&LocalPath::or("/contacts/new", "/queue")),
        Err(refusal) => Err(refusal.into()),
    }
}

/// When it was kept, and as which draft and version the script goes on.
fn told(kept: &Kept) -> Response {
    let words = if kept.apart {
        format!(
            "Kept as a draft of its own, {}: this form was typed in in another window too, and what stands there is kept as it is.",
            moment(kept.at)
        )
    } else {
        format!("Kept, {}", moment(kept.at))
    };
    let on = [
        ("trefoil-draft", kept.draft.to_string()),
        ("trefoil-version", kept.version.to_string()),
    ];
    (on, words).into_response()
}
