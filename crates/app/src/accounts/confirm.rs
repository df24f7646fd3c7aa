//! Showing again who one is (step-up): whoever reaches many families opens places only for a short while after it, so that a
//! machine left open, or a session taken over, gives nobody an address.

use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::refusal::Refusal;
use trefoil_store::session::session_confirmed;
use trefoil_store::worker::{credentials_of, sign_in_went};
use trefoil_store::{Fault, Written};

use super::own::{entry, next_step};
use super::password;
use super::session::Visit;
use super::sign_in::fail;
use crate::door::{App, refusal};

const WRONG: &str = "The password or the code is not right. Check both. After five wrong tries an account waits five minutes, and longer after each further one.";
const BY_LINK: &str = "You sign in by links and have no password here. Sign out, and sign in by a new link: ask your administrator for it.";

/// Checks the password and the code as signing in does, and opens places for a while.
///
/// # Errors
/// `Invalid`, the same for a wrong password, a wrong or used code, and an account that waits.
pub async fn identity_confirm(
    app: &App,
    visit: &Visit,
    typed: &str,
    code: &str,
) -> Result<(), Refusal> {
    let act = Act::IdentityConfirm;
    let _permit = app.leave(&visit.asker, act, None).await?;
    let worker = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?.worker;
    let now = app.now();
    let mut tx = app.read().await?;
    let (known, _) = credentials_of(&mut tx, app.authority, worker)
        .await
        .map_err(refusal)?;
    drop(tx);
    let refused = entry(app, &visit.asker, act, ActOutcome::Refused);
    let by_link = known.password_hash.is_none();
    let fits = password::fits(typed.to_owned(), known.password_hash.clone()).await;
    let step = next_step(app, &known, code, now);
    let right = step.filter(|_| fits && !by_link && known.held_until <= now.as_microsecond());
    let Some(step) = right else {
        fail(app, Some(&known), now, refused).await?;
        return Err(Refusal::invalid(
            "password",
            if by_link { BY_LINK } else { WRONG },
        ));
    };
    let (door, asker, session) = (app.clone(), visit.asker.clone(), visit.session);
    app.write(move |tx| {
        Box::pin(async move {
            let used = |fault| match fault {
                Fault::Stale => Fault::Refused(Refusal::invalid("password", WRONG)),
                other => other,
            };
            sign_in_went(tx, door.authority, worker, step)
                .await
                .map_err(used)?;
            session_confirmed(tx, door.authority, (worker, session), door.now()).await?;
            Ok(Written {
                value: (),
                entries: vec![entry(&door, &asker, act, ActOutcome::Done)],
            })
        })
    })
    .await
}
