//! Answers of passkeys, held against the question and the key: whose it was is known only when all of it fits.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use trefoil_core::act::ActOutcome;
use trefoil_core::calendar::local_date;
use trefoil_core::glass::ReviewKind;
use trefoil_core::hex::hex;
use trefoil_core::ids::{PasskeyId, ReviewId, SessionId, WorkerId};
use trefoil_core::passkey::{PasskeyAsked, PasskeyPurpose};
use trefoil_core::refusal::Refusal;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::passkey::{Passkey, passkey_by, passkey_copied};
use trefoil_store::provider::provider_has;
use trefoil_store::review::{Used, review_used};
use trefoil_store::worker::credentials_of;
use trefoil_store::{Fault, Written};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey as Key, PublicKeyCredential, WebauthnError,
};

use super::question::opened;
use super::{Passkeys, not_this_time};
use crate::accounts::once::once;
use crate::accounts::password;
use crate::door::{App, refusal};

/// What a browser brings back.
#[derive(Clone, Copy, Default)]
pub struct Answer<'a> {
    /// The question, as the page carried it.
    pub question: &'a str,
    /// What the passkey said to it, as JSON.
    pub said: &'a str,
    /// The password, as typed, where it is asked for too.
    pub password: &'a str,
}

/// Why an answer is not believed. For the ledger; nobody who answers is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum WhyNot {
    #[error("passkey: not to a question of this page, or too late")]
    Question,
    #[error("passkey: question used before")]
    Used,
    #[error("passkey: unreadable")]
    Unreadable,
    #[error("passkey: not one of an account")]
    Unknown,
    #[error("passkey: stopped")]
    Stopped,
    #[error("passkey: origin")]
    Origin,
    #[error("passkey: challenge")]
    Challenge,
    #[error("passkey: relying party")]
    RelyingParty,
    #[error("passkey: nobody showed the key who they are")]
    NotVerified,
    #[error("passkey: signature")]
    Signature,
    #[error("passkey: counted backwards")]
    Counter(WorkerId, PasskeyId),
    #[error("passkey: password")]
    Password(WorkerId),
}

impl WhyNot {
    /// What the protocol's library found.
    pub(super) fn of(error: &WebauthnError) -> Self {
        match error {
            WebauthnError::MismatchedChallenge | WebauthnError::InvalidClientDataType => {
                Self::Challenge
            }
            WebauthnError::InvalidRPOrigin | WebauthnError::CredentialCrossOrigin => Self::Origin,
            WebauthnError::InvalidRPIDHash => Self::RelyingParty,
            WebauthnError::UserNotPresent | WebauthnError::UserNotVerified => Self::NotVerified,
            _ => Self::Signature,
        }
    }

    /// Whose account it is about, where that is known.
    fn worker(self) -> Option<WorkerId> {
        match self {
            Self::Counter(worker, _) | Self::Password(worker) => Some(worker),
            _ => None,
        }
    }
}

/// Who answered, by which key, and what it counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) worker: WorkerId,
    pub(super) passkey: PasskeyId,
    pub(super) counter: i64,
}

/// The keyed hash by which a credential is found.
pub(super) fn credential_hash(app: &App, credential: &[u8]) -> i64 {
    app.ring.index().hash("passkey", &hex(credential))
}

/// The question that an answer is to, used up by being asked for; with what the library must be told again.
pub(super) async fn question_of<T: DeserializeOwned>(
    app: &App,
    (purpose, session): (PasskeyPurpose, Option<SessionId>),
    sealed: &str,
) -> Result<T, WhyNot> {
    let asked = opened(app, sealed).filter(|asked| asked.stands(purpose, session, app.now()));
    let PasskeyAsked { state, .. } = asked.ok_or(WhyNot::Question)?;
    // By what was sealed, and not by how it was written down: one question has one hash.
    if !once(app, &format!("passkey {state}"), app.now()).await {
        return Err(WhyNot::Used);
    }
    serde_json::from_str(&state).map_err(|_| WhyNot::Question)
}

/// Who answered; `Err(Ok(..))` why not, `Err(Err(..))` where that could not be found out.
pub(super) async fn answered(
    app: &App,
    passkeys: &Passkeys,
    about: (PasskeyPurpose, Option<SessionId>),
    answer: Answer<'_>,
) -> Result<Answered, Result<WhyNot, Refusal>> {
    let state: DiscoverableAuthentication =
        question_of(app, about, answer.question).await.map_err(Ok)?;
    let said: PublicKeyCredential =
        serde_json::from_str(answer.said).map_err(|_| Ok(WhyNot::Unreadable))?;
    if framed(&said) {
        return Err(Ok(WhyNot::Origin));
    }
    let (named, credential) = passkeys
        .webauthn
        .identify_discoverable_authentication(&said)
        .map_err(|_| Ok(WhyNot::Unknown))?;
    let held = held(app, credential).await.map_err(Err)?;
    let held = held.filter(|held| held.worker.uuid() == named);
    let held = held.ok_or(Ok(WhyNot::Unknown))?;
    if held.copied_at.is_some() {
        return Err(Ok(WhyNot::Stopped));
    }
    let key: Key = serde_json::from_str(&held.content.key).map_err(|_| Ok(WhyNot::Unknown))?;
    let found = passkeys
        .webauthn
        .finish_discoverable_authentication_v2(&said, state, &key)
        .map_err(|error| match error {
            WebauthnError::CredentialPossibleCompromise => {
                Ok(WhyNot::Counter(held.worker, held.passkey))
            }
            error => Ok(WhyNot::of(&error)),
        })?;
    if passkeys.with_password {
        password_fits(app, held.worker, answer.password).await?;
    }
    Ok(Answered {
        worker: held.worker,
        passkey: held.passkey,
        counter: found.counter().into(),
    })
}

/// Whether the question was put from within another site's page. The library looks at that when a key is made, and not again.
fn framed(said: &PublicKeyCredential) -> bool {
    #[derive(Deserialize)]
    struct Client {
        #[serde(default, rename = "crossOrigin")]
        cross_origin: bool,
    }
    let client = serde_json::from_slice::<Client>(said.response.client_data_json.as_ref());
    client.is_ok_and(|client| client.cross_origin)
}

/// The passkey of a credential, where its account may use one: who is vouched for by an identity provider leaves when it says so,
/// and must not come back by a key of their own.
async fn held(app: &App, credential: &[u8]) -> Result<Option<Passkey>, Refusal> {
    let hash = credential_hash(app, credential);
    let mut tx = app.read().await?;
    let held = async {
        let Some(held) = passkey_by(&mut tx, &app.ring, app.authority, hash).await? else {
            return Ok(None);
        };
        let there = worker_at_work(&mut tx, app.authority, held.worker).await?;
        let vouched = provider_has(&mut tx, app.authority, held.worker).await?;
        Ok(Some(held).filter(|_| there.is_some() && !vouched))
    };
    held.await.map_err(refusal)
}

async fn password_fits(
    app: &App,
    worker: WorkerId,
    typed: &str,
) -> Result<(), Result<WhyNot, Refusal>> {
    let mut tx = app.read().await.map_err(Err)?;
    let known = credentials_of(&mut tx, app.authority, worker).await;
    drop(tx);
    let (known, _) = known.map_err(refusal).map_err(Err)?;
    let waits = known.held_until > app.now().as_microsecond();
    let fits = password::fits(typed.to_owned(), known.password_hash).await;
    if fits && !waits {
        Ok(())
    } else {
        Err(Ok(WhyNot::Password(worker)))
    }
}

/// Leaves the entry of a refused answer, and says so. A wrong password is counted as for any way in; a key that counted backwards
/// is stopped, and somebody looks into it.
pub(super) async fn refuse(app: &App, why: Result<WhyNot, Refusal>, entry: Entry) -> Refusal {
    let why = match why {
        Ok(why) => why,
        Err(refusal) => return refusal,
    };
    let subject = why.worker().map(WorkerId::uuid);
    let entry = Entry {
        outcome: ActOutcome::Refused,
        purpose: why.to_string(),
        subject: subject.or(entry.subject),
        ..entry
    };
    let left = match why {
        WhyNot::Password(worker) => wrong_password(app, worker, entry).await,
        WhyNot::Counter(worker, passkey) => stop(app, (worker, passkey), entry).await,
        _ => app.append(entry).await,
    };
    left.err().unwrap_or_else(not_this_time)
}

async fn wrong_password(app: &App, worker: WorkerId, entry: Entry) -> Result<(), Refusal> {
    let mut tx = app.read().await?;
    let known = credentials_of(&mut tx, app.authority, worker).await;
    drop(tx);
    let (known, _) = known.map_err(refusal)?;
    crate::accounts::sign_in::fail(app, Some(&known), app.now(), entry).await
}

async fn stop(
    app: &App,
    (worker, passkey): (WorkerId, PasskeyId),
    entry: Entry,
) -> Result<(), Refusal> {
    let (door, now) = (app.clone(), app.now());
    app.write(move |tx| {
        Box::pin(async move {
            passkey_copied(tx, door.authority, passkey, now).await?;
            let used = Used {
                review: ReviewId::mint(&door.mint(now)),
                kind: ReviewKind::Passkey,
                worker,
                subject: (SubjectKind::Worker, Some(worker.uuid())),
                day: local_date(now).to_string(),
                glass: None,
                at: now,
            };
            review_used(tx, door.authority, &used).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

impl Answered {
    /// What a commit that the answer leads to is refused with where the key did not count on.
    pub(super) fn late(self, refused: Refusal) -> Result<WhyNot, Refusal> {
        if refused == not_this_time() {
            Ok(WhyNot::Counter(self.worker, self.passkey))
        } else {
            Err(refused)
        }
    }

    /// The fault of a key that did not count on, told apart from any other.
    pub(super) fn stale(fault: Fault) -> Fault {
        match fault {
            Fault::Stale => Fault::Refused(not_this_time()),
            other => other,
        }
    }
}
