//! The hub's list of notices: those whose school has opened first, then those whose school opens soonest, then what was sent and not
//! read, and what was dealt with of late. And the few lines of them that stand on a contact's page.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{ByHand, NoticeContent, NoticeState, by_hand};
use trefoil_core::refusal::Refusal;
use trefoil_core::school::Urn;
use trefoil_core::school::clock::{DueAtSchool, SchoolClock};
use trefoil_policy::{Asker, Permit, Sight};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::notice::NoticeRow;
use trefoil_store::notice::{
    Whole, link_by_id, notices_done, notices_in, notices_of_contact, notices_told,
};
use trefoil_store::outbox::mails_refused;
use trefoil_store::{Fault, Tx};

use super::one::urn_of;
use crate::door::{App, read_of, refusal};
use crate::schools::calendar::Calendars;
use crate::schools::settings::telling;

/// Notices of a kind on the page: more than a weekend brings.
const MOST: i64 = 500;
/// Dealt with of late, on the page.
const LATELY: i64 = 50;
/// How long ago is of late.
const LATE: SignedDuration = SignedDuration::from_hours(72);

/// A notice in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its row.
    pub row: NoticeRow,
    /// The child's name.
    pub child: String,
    /// The school's name, where it is known.
    pub school: Option<String>,
    /// Until when the school must know.
    pub due: Option<DueAtSchool>,
    /// Where its clock stands.
    pub clock: SchoolClock,
    /// What stands against sending it.
    pub against: Vec<ByHand>,
    /// Whether the mail server refuses its link, and has not taken it since.
    pub refused: bool,
}

/// The page of notices.
#[derive(Debug, Clone)]
pub struct NoticesPage {
    /// To do and sent but not read: overdue first, then by when the school opens.
    pub open: Vec<Listed>,
    /// Dealt with of late, the latest first.
    pub done: Vec<Listed>,
    /// Whether the hub sends here; else it keeps track of what police tell schools.
    pub sends: bool,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// The notices.
///
/// # Errors
/// As the policy refuses.
pub async fn notices_view(app: &App, asker: &Asker) -> Result<NoticesPage, Refusal> {
    let act = Act::NoticesView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read_as(asker).await?;
    let page = read(app, &mut tx, &permit).await;
    drop(tx);
    let page = page.map_err(refusal)?;
    let all = page.open.iter().chain(&page.done);
    let read = read_of(all.map(|one| one.row.notice.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(page)
}

async fn read(app: &App, tx: &mut Tx, permit: &Permit) -> Result<NoticesPage, Fault> {
    let now = app.now();
    let since = now.checked_sub(LATE).unwrap_or(Timestamp::MIN);
    let done = notices_done(tx, &app.ring, app.authority, permit, (since, LATELY)).await?;
    let sends = telling(app, tx).await?.agreement.is_some();
    Ok(NoticesPage {
        open: open(app, tx, permit, sends).await?,
        done: listed(app, tx, permit, (done, sends)).await?,
        sends,
        now,
    })
}

/// To do, and sent but not read: overdue first, then by when the school opens.
pub(crate) async fn open(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    sends: bool,
) -> Result<Vec<Listed>, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let mut open = notices_in(tx, ring, authority, permit, (NoticeState::ToDo, MOST)).await?;
    open.extend(notices_in(tx, ring, authority, permit, (NoticeState::Sent, MOST)).await?);
    let mut open = listed(app, tx, permit, (open, sends)).await?;
    open.sort_by_key(|one| {
        (
            one.clock,
            one.due.map(|due| due.opens),
            one.row.known_at,
            one.row.notice,
        )
    });
    Ok(open)
}

async fn listed(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (all, sends): (Vec<Whole>, bool),
) -> Result<Vec<Listed>, Fault> {
    let urns: Vec<Urn> = all
        .iter()
        .filter_map(|(_, content)| urn_of(content, permit))
        .collect();
    let calendars = Calendars::read(app, tx, &urns).await?;
    let now = app.now();
    let refused = refused(app, tx).await?;
    let one = |(row, content): Whole| {
        let urn = urn_of(&content, permit);
        Listed {
            refused: refused.contains(&row.notice),
            ..entry(row, &content, (urn, &calendars), (sends, now))
        }
    };
    Ok(all.into_iter().map(one).collect())
}

/// The notices whose link the mail server refuses: few, and none on most days.
async fn refused(app: &App, tx: &mut Tx) -> Result<Vec<NoticeId>, Fault> {
    let mut found = Vec::new();
    for (link, _) in mails_refused(tx, app.authority).await? {
        let row = link_by_id(tx, app.authority, link).await?;
        let open = row.filter(|row| row.ended_at.is_none() && row.handed_at.is_none());
        found.extend(open.map(|row| row.notice));
    }
    Ok(found)
}

fn entry(
    row: NoticeRow,
    content: &NoticeContent,
    (urn, calendars): (Option<Urn>, &Calendars),
    (sends, now): (bool, Timestamp),
) -> Listed {
    let due = calendars.due(urn, row.known_at);
    Listed {
        child: content.child.words(),
        school: urn
            .and_then(|urn| calendars.school(urn))
            .map(|school| school.name),
        clock: due.map_or(SchoolClock::Overdue, |due| due.at(now)),
        against: by_hand(content, sends, true),
        refused: false,
        due,
        row,
    }
}

/// The notices of a contact, for whoever sees it in full; without the school for those to whom its places are closed.
pub(crate) async fn notices_beside(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
) -> Result<Vec<Listed>, Fault> {
    let all = notices_of_contact(tx, &app.ring, app.authority, sight).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let urns: Vec<Urn> = all
        .iter()
        .filter_map(|(_, content)| urn_of(content, sight))
        .collect();
    let calendars = Calendars::read(app, tx, &urns).await?;
    let sends = telling(app, tx).await?.agreement.is_some();
    let now = app.now();
    let refused = refused(app, tx).await?;
    let one = |(row, content): Whole| {
        let urn = urn_of(&content, sight);
        Listed {
            refused: refused.contains(&row.notice),
            ..entry(row, &content, (urn, &calendars), (sends, now))
        }
    };
    Ok(all.into_iter().map(one).collect())
}

/// What schools were told, for the register of disclosures, the latest first; and how many.
pub(crate) async fn told(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    window: (i64, i64),
) -> Result<(i64, Vec<Listed>), Fault> {
    let (count, all) = notices_told(tx, &app.ring, app.authority, permit, window).await?;
    Ok((count, listed(app, tx, permit, (all, false)).await?))
}
