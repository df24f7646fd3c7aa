//! What is good once. It is used up before it is looked at, so that two who send it at once are not both heard.

use jiff::{SignedDuration, Timestamp};
use trefoil_store::Written;
use trefoil_store::once::once_use;

use super::session::token_hash;
use crate::door::App;

/// How long it is remembered that something was used: longer than anything of the kind is taken.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// Uses something up; `false` where it was used before, or cannot be now.
pub(super) async fn once(app: &App, what: &str, now: Timestamp) -> bool {
    let (door, hash) = (app.clone(), token_hash(what));
    let forget = now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
    let used = app.write(move |tx| {
        Box::pin(async move {
            Ok(Written {
                value: once_use(tx, door.authority, &hash, now, forget).await?,
                entries: Vec::new(),
            })
        })
    });
    used.await.unwrap_or(false)
}
