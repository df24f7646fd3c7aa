//! Mailing links to key adults: at least once, in the order in which they were sent, the same mail at every try. A mail names nobody
//! and no place; what it is about is behind its link. A server that is away loses nothing: everything waits, in order.

use std::future::Future;
use std::pin::Pin;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::custody::CustodyState;
use trefoil_core::notice::told::Told;
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::custody::mail_held;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::notice::{link_by_id, link_handed, link_token, link_tried};
use trefoil_store::outbox::{Due, job_done, job_later, job_put_off, mails_due};
use trefoil_store::worker::credentials_of;
use uuid::Uuid;

use super::key_adult::LINK_FOR;
use super::told::mailed;
use crate::door::{App, refusal};

/// One mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// What tells it from others, the same at every try: a server that got it twice can tell.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub words: String,
}

/// The mail server did not take a mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMailed {
    /// It is away, or takes none now: everything waits.
    #[error("the mail server does not take mail now: {0}")]
    Away(String),
    /// It does not take this one now, a full mailbox say; others may go.
    #[error("the mail server does not take this mail now: {0}")]
    Later(String),
    /// It does not take this one, and says that it never will; others may go.
    #[error("the mail server refuses this mail: {0}")]
    Refused(String),
}

/// The sending of one mail.
pub type Mailing<'a> = Pin<Box<dyn Future<Output = Result<(), NotMailed>> + Send + 'a>>;

/// The way to a mail server.
pub trait Mailer: Send + Sync {
    /// Hands a mail to it.
    fn mail<'a>(&'a self, letter: &'a Letter) -> Mailing<'a>;
}

/// What came of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// So many mails were taken, or laid aside.
    Went(usize),
    /// The server is away: wait before the next round.
    Away,
}

/// Mails taken at once.
const PART: i64 = 64;
/// When a mail is tried again that the server did not take then. Everything that it put off waits as long, so the order is kept.
const SOON: SignedDuration = SignedDuration::from_mins(2);
/// When a mail is tried again that the server refused for good: somebody may mend the address there. Each time after twice as long,
/// so that whoever is asked is not pestered.
const AGAIN: SignedDuration = SignedDuration::from_mins(15);
const AGAIN_MOST: SignedDuration = SignedDuration::from_hours(12);

/// Sends what is due, the oldest first. `site` is the address of this server, to which the path of a link is added.
///
/// # Errors
/// As the store; a mail is then sent again in the next round.
pub async fn mails_send(app: &App, mailer: &dyn Mailer, site: &str) -> Result<Round, Refusal> {
    let mut tx = app.read().await?;
    let due = mails_due(&mut tx, app.authority, app.now(), PART)
        .await
        .map_err(refusal)?;
    drop(tx);
    let mut went = 0;
    for job in due {
        match held(app, job.subject).await? {
            Held::No => {}
            Held::NotYet => continue,
            Held::Yes => {
                put_by(app, &job, Some(Told::Held)).await?;
                went += 1;
                continue;
            }
        }
        match letter(app, job.subject, site).await? {
            None => put_by(app, &job, None).await?,
            Some(letter) => match mailer.mail(&letter).await {
                Ok(()) => put_by(app, &job, Some(Told::Mailed)).await?,
                Err(NotMailed::Away(why)) => {
                    tracing::warn!(event = "mail_away", why);
                    tried(app, &job, Next::AtOnce).await?;
                    return Ok(Round::Away);
                }
                Err(NotMailed::Later(why)) => {
                    tracing::warn!(event = "mail_later", why);
                    tried(app, &job, Next::Soon).await?;
                }
                Err(NotMailed::Refused(why)) => {
                    tracing::warn!(event = "mail_refused", why);
                    tried(app, &job, Next::Refused).await?;
                }
            },
        }
        went += 1;
    }
    Ok(Round::Went(went))
}

/// Whether a mail is held.
enum Held {
    No,
    /// What was sent is still to be looked at.
    NotYet,
    /// The custodian holds it, or stopped it. To whoever sent it it reads as one that went: that it is held is not theirs to know.
    Yes,
}

async fn held(app: &App, link: Uuid) -> Result<Held, Refusal> {
    let mut tx = app.read().await?;
    let state = mail_held(&mut tx, app.authority, link).await;
    Ok(match state.map_err(refusal)? {
        Some(CustodyState::Unchecked) => Held::NotYet,
        Some(CustodyState::Open | CustodyState::Stopped) if leaks(Leak::HeldNoticeShown) => {
            Held::NotYet
        }
        Some(CustodyState::Open | CustodyState::Stopped) => Held::Yes,
        _ => Held::No,
    })
}

/// The mail of a link; `None` where it opens nothing any more.
async fn letter(app: &App, link: Uuid, site: &str) -> Result<Option<Letter>, Refusal> {
    let job = Asker::machine(Principal::Job(Job::Notices));
    let permit = app.policy.permit(&job, Act::NoticeSend, None)?;
    let mut tx = app.read_as(&job).await?;
    let (ring, authority) = (&app.ring, app.authority);
    let found = link_by_id(&mut tx, authority, link)
        .await
        .map_err(refusal)?;
    let since = app.now().checked_sub(LINK_FOR).unwrap_or(Timestamp::MIN);
    let Some(row) = found.filter(|row| row.ended_at.is_none() && row.made_at > since) else {
        return Ok(None);
    };
    let facts = worker_at_work(&mut tx, authority, row.worker).await;
    if facts.map_err(refusal)?.is_none() {
        return Ok(None);
    }
    let (_, to) = credentials_of(&mut tx, authority, row.worker)
        .await
        .map_err(refusal)?;
    let secret = link_token(&mut tx, ring, authority, &permit, link)
        .await
        .map_err(refusal)?;
    let (site, host) = host_of(site);
    let authority = app.authority_name();
    Ok(Some(Letter {
        to,
        id: format!("<{}@{host}>", link.simple()),
        subject: "A message waits for you".to_owned(),
        words: format!(
            "A message from {authority} waits for you.\n\nOpen it here, with the code from your authenticator app:\n{site}/notice/open/{}\n\nPlease open it before the school day begins. Do not forward this mail.\n",
            secret.token
        ),
    }))
}

/// The address of this server without its end, and its name there: what tells mails of it from others.
pub(crate) fn host_of(site: &str) -> (&str, &str) {
    let site = site.trim_end_matches('/');
    let host = site.split("//").nth(1).unwrap_or(site);
    (site, host.split(['/', ':']).next().unwrap_or(host))
}

/// The job is done: the mail was taken or is held, or there is nothing to send.
async fn put_by(app: &App, job: &Due, how: Option<Told>) -> Result<(), Refusal> {
    let (door, job) = (app.clone(), job.clone());
    let machine = Asker::machine(Principal::Job(Job::Notices));
    let permit = app.policy.permit(&machine, Act::NoticeSend, None)?;
    let handed = how.map(|how| (how, app.now()));
    app.write(move |tx| {
        Box::pin(async move {
            let (authority, now) = (door.authority, door.now());
            if let Some((how, at)) = handed {
                link_tried(tx, authority, job.subject, at).await?;
                link_handed(tx, authority, job.subject, at).await?;
                if let Some(link) = link_by_id(tx, authority, job.subject).await? {
                    mailed(&door, tx, &permit, &link, (how, at)).await?;
                }
            }
            job_done(tx, authority, job.job, now).await?;
            let on = (SubjectKind::Notice, None);
            let principal = Principal::Job(Job::Notices);
            let entry = door.entry(principal, Act::NoticeSend, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// What becomes of a mail that was not taken.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// It is the first of the next round.
    AtOnce,
    /// Others go before it is tried again.
    Soon,
    /// The same, and it is told on the notice's page.
    Refused,
}

/// Notes a try that failed.
async fn tried(app: &App, job: &Due, next: Next) -> Result<(), Refusal> {
    let (door, job) = (app.clone(), job.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let (authority, now) = (door.authority, door.now());
            link_tried(tx, authority, job.subject, now).await?;
            let after = |wait| now.checked_add(wait).unwrap_or(now);
            match next {
                Next::AtOnce => {}
                Next::Soon => job_put_off(tx, authority, job.job, after(SOON)).await?,
                Next::Refused => {
                    job_later(tx, authority, job.job, after(refused_for(job.attempts))).await?;
                }
            }
            Ok(Written {
                value: (),
                entries: Vec::new(),
            })
        })
    })
    .await
}

/// How long a mail waits that was refused so many times before.
pub(crate) fn refused_for(before: i64) -> SignedDuration {
    let doubled = u32::try_from(before)
        .ok()
        .and_then(|n| 2_i32.checked_pow(n));
    let wait = doubled.and_then(|times| AGAIN.checked_mul(times));
    wait.unwrap_or(AGAIN_MOST).min(AGAIN_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_waits_twice_as_long_each_time_and_not_for_ever() {
        let check = |before, minutes| {
            assert_eq!(refused_for(before), SignedDuration::from_mins(minutes));
        };
        check(0, 15);
        check(1, 30);
        check(5, 480);
        check(6, 720);
        check(40, 720);
        check(i64::MAX, 720);
    }
}
