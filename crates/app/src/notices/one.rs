//! One notice as the hub sees it: what the school is told, until when, what stands against sending it, what the school answered.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::NoticeId;
use trefoil_core::located::Opens;
use trefoil_core::notice::{ByHand, NoticeAnswer, NoticeContent, by_hand};
use trefoil_core::refusal::Refusal;
use trefoil_core::school::clock::DueAtSchool;
use trefoil_core::school::{School, Urn};
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::notice::NoticeLinkRow;
use trefoil_store::notice::{NoticeRow, answers_of, links_of, notice_read};
use trefoil_store::outbox::mails_refused;
use trefoil_store::sighting::sightings_for_act;
use trefoil_store::{Fault, Tx};
use uuid::Uuid;

use super::send::addressee;
use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};
use crate::names::Names;
use crate::schools::calendar::Calendars;
use crate::schools::settings::telling;

/// The page of a notice.
pub struct NoticePage {
    /// Its row.
    pub row: NoticeRow,
    /// What the school is told.
    pub content: NoticeContent,
    /// The school.
    pub school: Option<School>,
    /// Which schools it may be, the likeliest first.
    pub possible: Vec<School>,
    /// The school in the source's words.
    pub said: Option<String>,
    /// Until when the school must know.
    pub due: Option<DueAtSchool>,
    /// Whether the hub sends here.
    pub sends: bool,
    /// Who would be written to, by name.
    pub addressee: Option<String>,
    /// What stands against sending it.
    pub against: Vec<ByHand>,
    /// The mail, the latest first.
    pub links: Vec<NoticeLinkRow>,
    /// How often the mail server refused for good each that it has not taken.
    pub refused: Vec<(Uuid, i64)>,
    /// What the school answered, the latest first.
    pub answers: Vec<(Timestamp, NoticeAnswer)>,
    /// Who moved it last, by name.
    pub by: String,
    /// Whether the viewer may deal with it.
    pub may_write: bool,
    /// Whether the viewer may open the contact.
    pub opens: bool,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// The school of a notice, for a leave that opens it.
pub(crate) fn urn_of(content: &NoticeContent, leave: &impl Opens) -> Option<Urn> {
    content.school.as_ref()?.open(leave)?.parse().ok()
}

/// The schools that a notice may be for.
pub(crate) fn possible_of(content: &NoticeContent, leave: &impl Opens) -> Vec<Urn> {
    let opened = content
        .possible
        .iter()
        .filter_map(|one| one.open(leave)?.parse().ok());
    opened.collect()
}

/// One notice.
///
/// # Errors
/// `NotFound` where there is none that the asker may know of.
pub async fn notice_view(
    app: &App,
    asker: &Asker,
    notice: NoticeId,
) -> Result<NoticePage, Refusal> {
    let act = Act::NoticesView;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Notice, Some(notice.uuid()));
    let mut tx = app.read_as(asker).await?;
    let found = read(app, &mut tx, (asker, &permit), notice).await;
    drop(tx);
    let Some(mut page) = found.map_err(refusal)? else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    page.may_write = app.policy.permit(asker, Act::NoticeWrite, None).is_ok();
    let read = read_of([
        page.row.contact.uuid(),
        page.row.child.uuid(),
        notice.uuid(),
    ]);
    app.record(asker, act, on, read).await?;
    Ok(page)
}

async fn read(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    notice: NoticeId,
) -> Result<Option<NoticePage>, Fault> {
    let (ring, authority, now) = (&app.ring, app.authority, app.now());
    let Some(whole) = notice_read(tx, ring, authority, permit, notice).await? else {
        return Ok(None);
    };
    let people = sightings_for_act(tx, ring, authority, permit, whole.0.contact, now).await?;
    let people: Vec<Sighting> = people.into_iter().map(|(_, seen)| seen).collect();
    let adult = addressee(app, tx, permit, &whole, &people).await?;
    let (row, content) = whole;
    let (urn, possible) = (urn_of(&content, permit), possible_of(&content, permit));
    let all: Vec<Urn> = possible.iter().copied().chain(urn).collect();
    let calendars = Calendars::read(app, tx, &all).await?;
    let telling = telling(app, tx).await?;
    let names = Names::read(app, tx).await?;
    let opens = opening(app, tx, asker, [row.contact]).await?;
    Ok(Some(NoticePage {
        school: urn.and_then(|urn| calendars.school(urn)),
        possible: possible
            .iter()
            .filter_map(|urn| calendars.school(*urn))
            .collect(),
        said: content
            .said
            .as_ref()
            .and_then(|said| said.open(permit))
            .cloned(),
        due: calendars.due(urn, row.known_at),
        sends: telling.agreement.is_some(),
        against: by_hand(&content, telling.agreement.is_some(), adult.is_some()),
        addressee: adult.map(|adult| adult.name),
        links: links_of(tx, authority, permit, notice).await?,
        refused: mails_refused(tx, authority).await?,
        answers: answers_of(tx, ring, authority, permit, notice).await?,
        by: names.of(&row.moved_by),
        may_write: false,
        opens: opens.contains(&row.contact),
        now,
        row,
        content,
    }))
}
