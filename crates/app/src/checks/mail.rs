//! Telling those who answer for an agency that a question waits: they do not sit before this program all day, and a check that nobody knows of
//! is late. One mail says how many wait and how many are late; it names nobody, and leads to the page that asks who they are. Nobody is told
//! of a question that their interests close to them. Nobody gets more than one in an hour.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;
use trefoil_store::check::mail::{Mailed, check_mail_put, checks_mailed};
use trefoil_store::interest::closed_to;
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, refusal};
use crate::notices::mail::{Letter, Mailer, NotMailed, Round, host_of, refused_for};

/// Between two mails to one person.
const BETWEEN: SignedDuration = SignedDuration::from_hours(1);

/// What one person is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    worker: WorkerId,
    to: String,
    waiting: usize,
    late: usize,
    /// The last thing that is news: asked, asked again, or late since.
    news: Timestamp,
    attempts: i64,
}

/// Mails everybody for whom there is news. `site` is the address of this server.
///
/// # Errors
/// As the store; a mail is then sent again in the next round.
pub async fn check_mails_send(
    app: &App,
    mailer: &dyn Mailer,
    site: &str,
) -> Result<Round, Refusal> {
    let now = app.now();
    let mut tx = app.read().await?;
    let told = told(app, &mut tx, now).await.map_err(refusal)?;
    drop(tx);
    let mut went = 0;
    for one in told {
        let letter = letter(&one, app.authority_name(), site);
        let (handed, attempts) = match mailer.mail(&letter).await {
            Ok(()) => (Some(now), 0),
            Err(NotMailed::Away(why)) => {
                tracing::warn!(event = "mail_away", why);
                return Ok(Round::Away);
            }
            Err(NotMailed::Later(why)) => {
                tracing::warn!(event = "mail_later", why);
                (None, one.attempts)
            }
            Err(NotMailed::Refused(why)) => {
                tracing::warn!(event = "mail_refused", why);
                (None, one.attempts + 1)
            }
        };
        let door = app.clone();
        app.write(move |tx| {
            Box::pin(async move {
                let tried = (door.now(), attempts);
                check_mail_put(tx, door.authority, one.worker, handed, tried).await?;
                Ok(Written {
                    value: (),
                    entries: Vec::new(),
                })
            })
        })
        .await?;
        went += 1;
    }
    Ok(Round::Went(went))
}

/// Who is to be told now.
async fn told(app: &App, tx: &mut Tx, now: Timestamp) -> Result<Vec<Told>, Fault> {
    let open = checks_mailed(tx, app.authority).await?;
    let mut all = Vec::new();
    for theirs in open.chunk_by(|one, next| one.worker == next.worker) {
        let Some(first) = theirs.first() else {
            continue;
        };
        let closed = closed_to(tx, app.authority, &Principal::Worker(first.worker)).await?;
        let theirs: Vec<&Mailed> = theirs
            .iter()
            .filter(|one| closed.contact(one.contact).is_none())
            .collect();
        all.extend(news(first, &theirs, now));
    }
    Ok(all)
}

/// What is new to one person; `None` where nothing is, or where they were told or refused too short a while ago.
fn news(who: &Mailed, theirs: &[&Mailed], now: Timestamp) -> Option<Told> {
    let late = |one: &&&Mailed| one.due <= now;
    let last = |one: &&Mailed| {
        let late = late(&one).then_some(one.due);
        let said = [Some(one.asked_at), one.chased_at, late];
        said.into_iter().flatten().max()
    };
    let news = theirs.iter().filter_map(last).max()?;
    let since = |at: Option<Timestamp>, wait| {
        at.is_none_or(|at| at.saturating_add(wait).is_ok_and(|until| until <= now))
    };
    let waits = who
        .attempts
        .checked_sub(1)
        .map_or(SignedDuration::ZERO, refused_for);
    let may = since(who.handed_at, BETWEEN) && (who.attempts == 0 || since(who.tried_at, waits));
    let new = who.handed_at.is_none_or(|handed| news > handed);
    (new && may).then(|| Told {
        worker: who.worker,
        to: who.to.clone(),
        waiting: theirs.len(),
        late: theirs.iter().filter(late).count(),
        news,
        attempts: who.attempts,
    })
}

fn letter(one: &Told, authority: &str, site: &str) -> Letter {
    let (site, host) = host_of(site);
    let count = match one.waiting {
        1 => "One question waits".to_owned(),
        several => format!("{several} questions wait"),
    };
    let late = match one.late {
        0 => String::new(),
        1 => " One is late.".to_owned(),
        several => format!(" {several} are late."),
    };
    Letter {
        to: one.to.clone(),
        id: format!(
            "<check-{}-{}@{host}>",
            one.worker.uuid().simple(),
            one.news.as_microsecond()
        ),
        subject: "A question waits for your agency".to_owned(),
        words: format!(
            "{count} for your agency from {authority}.{late} That you know nothing is an answer too.\n\nSign in to answer:\n{site}/checks\n\nDo not forward this mail.\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use trefoil_core::ids::ContactId;
    use uuid::Uuid;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    fn asked(minute: i64, due: i64) -> Mailed {
        Mailed {
            worker: WorkerId::from(Uuid::nil()),
            to: "ola@health.example".to_owned(),
            contact: ContactId::from(Uuid::nil()),
            asked_at: at(minute),
            chased_at: None,
            due: at(due),
            handed_at: None,
            tried_at: None,
            attempts: 0,
        }
    }

    #[test]
    fn one_mail_says_all_that_waits_and_not_again_within_the_hour() {
        let told = |who: &Mailed, theirs: &[&Mailed], now| {
            news(who, theirs, at(now)).map(|told| (told.waiting, told.late))
        };
        let (one, two) = (asked(0, 240), asked(5, 30));
        assert_eq!(told(&one, &[&one, &two], 10), Some((2, 0)));
        assert_eq!(told(&one, &[], 10), None, "closed to them by an interest");
        let mailed = Mailed {
            handed_at: Some(at(10)),
            ..one.clone()
        };
        assert_eq!(
            told(&mailed, &[&one, &two], 40),
            None,
            "late, but told within the hour"
        );
        assert_eq!(told(&mailed, &[&one, &two], 70), Some((2, 1)));
        assert_eq!(told(&mailed, &[&one], 70), None, "no news");
        let again = Mailed {
            chased_at: Some(at(60)),
            ..one.clone()
        };
        assert_eq!(told(&mailed, &[&again], 70), Some((1, 0)));
        let refused = Mailed {
            tried_at: Some(at(60)),
            attempts: 1,
            ..one.clone()
        };
        assert_eq!(told(&refused, &[&one], 70), None, "a quarter of an hour");
        assert_eq!(told(&refused, &[&one], 75), Some((1, 0)));
    }

    #[test]
    fn it_is_the_same_mail_at_every_try_and_names_nobody() {
        let one = asked(0, 30);
        let write = |now| {
            let told = news(&one, &[&one], at(now)).unwrap();
            letter(&told, "Marramsea Council", "https://hub.example:8443/")
        };
        assert_eq!(write(10), write(20));
        assert_ne!(write(10).id, write(40).id, "late since: another mail");
        assert!(write(40).words.contains("One is late."));
        assert!(write(10).words.contains("https://hub.example:8443/checks"));
        assert!(write(10).id.ends_with("@hub.example>"));
    }
}
