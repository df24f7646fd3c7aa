//! Notices to schools: one per child of a contact. Rows hold ids, times and codes; the child, the words and the school are sealed,
//! labelled with the contact. What a worker's interests close is not there for them.

mod link;
mod told;

pub use link::{
    NoticeLinkRow, NoticeVisit, link_by_hash, link_by_id, link_handed, link_put, link_token,
    link_tried, links_end, links_of, visit_put, visit_read, visit_turn, waiting_for,
};

pub use told::{ToldRow, told_back, told_put};

use jiff::Timestamp;
use trefoil_core::contact::ContactContent;
use trefoil_core::ids::{AuthorityId, ContactId, NoticeId, SightingId};
use trefoil_core::notice::{NoticeAnswer, NoticeContent, NoticeState};
use trefoil_policy::{Permit, Sight};

use crate::contact::seen_whole;
use crate::db::{Row, Statement, Tx, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::ring::Ring;
use crate::search::asked_by;
use crate::version::{open, open_whole};

/// The columns of a notice with its content, the same in each statement.
macro_rules! columns {
    () => {
        "n.notice_id, n.contact_id, n.root_id, n.state, n.why, n.number, n.version, n.known_at, n.made_at, n.moved_at, n.moved_by, n.told_at, n.sent_at, v.record_id, v.version, v.wrapped_key, v.payload FROM notice n JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.notice_id AND v.version = n.version"
    };
}

/// How many columns stand before the content's.
const COLUMNS: usize = 13;

statement! {
    NOTICE_PUT = "INSERT INTO notice (authority_id, notice_id, contact_id, root_id, state, number, version, known_at, made_at, moved_at, moved_by) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $8, $9) ON CONFLICT (authority_id, contact_id, root_id) DO NOTHING";
    NOTICE_MOVE = "UPDATE notice SET state = $5, why = $6, version = $7, moved_at = $8, moved_by = $9, told_at = $10, sent_at = $11 WHERE authority_id = $1 AND notice_id = $2 AND state = $3 AND version = $4";
    NOTICE_READ = concat!("SELECT ", columns!(), " WHERE n.authority_id = $1 AND n.notice_id = $3 AND n.contact_id NOT IN (", closed_contacts!(), ")");
    NOTICES_OPEN = concat!("SELECT ", columns!(), " WHERE n.authority_id = $1 AND n.state = $3 AND n.contact_id NOT IN (", closed_contacts!(), ") ORDER BY n.known_at, n.notice_id LIMIT $4");
    NOTICES_DONE = concat!("SELECT ", columns!(), " WHERE n.authority_id = $1 AND n.state NOT IN ('to_do', 'sent') AND n.moved_at >= $3 AND n.contact_id NOT IN (", closed_contacts!(), ") ORDER BY n.moved_at DESC, n.notice_id LIMIT $4");
    NOTICES_OF_CONTACT = concat!("SELECT ", columns!(), " WHERE n.authority_id = $1 AND n.contact_id = $2");
    NOTICES_LEFT = concat!("SELECT ", columns!(), " WHERE n.authority_id = $1 AND n.state NOT IN ('to_do', 'cannot') AND n.contact_id NOT IN (", closed_contacts!(), ") ORDER BY n.moved_at DESC, n.notice_id LIMIT $3 OFFSET $4");
    NOTICES_LEFT_COUNT = concat!("SELECT COUNT(*) FROM notice n WHERE n.authority_id = $1 AND n.state NOT IN ('to_do', 'cannot') AND n.contact_id NOT IN (", closed_contacts!(), ")");
    CONTACT_TOLD = "SELECT v.record_id, v.version, v.wrapped_key, v.payload FROM version v WHERE v.authority_id = $1 AND v.record_id = $2 AND v.version = $3 AND v.kind = 'contact'";
    ANSWERS = "SELECT v.record_id, v.version, v.wrapped_key, v.payload, v.recorded_at FROM notice_link l JOIN version v ON v.authority_id = l.authority_id AND v.record_id = l.link_id AND v.kind = 'notice_answer' WHERE l.authority_id = $1 AND l.notice_id = $2 ORDER BY v.recorded_at DESC, v.version DESC";
}

/// Every statement of these files.
pub(crate) const EACH: [&[Statement]; 3] = [ALL, link::ALL, told::ALL];

/// A notice's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// The notice.
    pub notice: NoticeId,
    /// The contact.
    pub contact: ContactId,
    /// The child in it.
    pub child: SightingId,
    /// Where it stands.
    pub state: NoticeState,
    /// Why, where it is not told: the code.
    pub why: Option<String>,
    /// The number that it goes by.
    pub number: String,
    /// The version of its content.
    pub version: i64,
    /// When it was made known: the school's clock starts here.
    pub known_at: Timestamp,
    /// When it was prepared.
    pub made_at: Timestamp,
    /// When it came to stand so.
    pub moved_at: Timestamp,
    /// Who moved it, as the ledger writes it.
    pub moved_by: String,
    /// When the school was told, where somebody else told it.
    pub told_at: Option<Timestamp>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

/// A notice with what is sealed of it.
pub type Whole = (NoticeRow, NoticeContent);

fn row_of(row: &Row) -> Result<NoticeRow, Fault> {
    Ok(NoticeRow {
        notice: row.id(0)?,
        contact: row.id(1)?,
        child: row.id(2)?,
        state: row.code(3, NoticeState::from_code)?,
        why: row.text_or_none(4)?,
        number: row.text(5)?,
        version: row.int(6)?,
        known_at: row.time(7)?,
        made_at: row.time(8)?,
        moved_at: row.time(9)?,
        moved_by: row.text(10)?,
        told_at: row.time_or_none(11)?,
        sent_at: row.time_or_none(12)?,
    })
}

fn whole(ring: &Ring, authority: AuthorityId, rows: &[Row]) -> Result<Vec<Whole>, Fault> {
    rows.iter()
        .map(|row| Ok((row_of(row)?, open_whole(ring, authority, row, COLUMNS)?)))
        .collect()
}

/// Writes a notice, unless there is one of this child of this contact; whether it was written.
pub async fn notice_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    one: &NoticeRow,
) -> Result<bool, Fault> {
    let values = [
        authority.into(),
        one.notice.uuid().into(),
        one.contact.uuid().into(),
        one.child.uuid().into(),
        one.state.code().into(),
        one.number.as_str().into(),
        one.known_at.into(),
        one.made_at.into(),
        one.moved_by.as_str().into(),
    ];
    Ok(tx.run(&NOTICE_PUT, &values).await? > 0)
}

/// Writes how a notice stands from now on, in the place of how it was met.
///
/// # Errors
/// `Stale` where it stands so no more.
pub async fn notice_move(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    met: &NoticeRow,
    now: &NoticeRow,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        met.notice.uuid().into(),
        met.state.code().into(),
        met.version.into(),
        now.state.code().into(),
        now.why.clone().into(),
        now.version.into(),
        now.moved_at.into(),
        now.moved_by.as_str().into(),
        now.told_at.into(),
        now.sent_at.into(),
    ];
    tx.run_one(&NOTICE_MOVE, &values).await
}

/// One notice, unless the interests of whoever asks close its contact.
pub async fn notice_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    notice: NoticeId,
) -> Result<Option<Whole>, Fault> {
    let values = [&asked_by(authority, permit)[..], &[notice.uuid().into()]].concat();
    let rows = tx.all(&NOTICE_READ, &values).await?;
    Ok(whole(ring, authority, &rows)?.pop())
}

/// Notices that stand so, the longest known first.
pub async fn notices_in(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (state, limit): (NoticeState, i64),
) -> Result<Vec<Whole>, Fault> {
    let values = [
        &asked_by(authority, permit)[..],
        &[state.code().into(), limit.into()],
    ]
    .concat();
    whole(ring, authority, &tx.all(&NOTICES_OPEN, &values).await?)
}

/// Notices that nobody has to see to, dealt with since an instant, the latest first.
pub async fn notices_done(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (since, limit): (Timestamp, i64),
) -> Result<Vec<Whole>, Fault> {
    let values = [
        &asked_by(authority, permit)[..],
        &[since.into(), limit.into()],
    ]
    .concat();
    whole(ring, authority, &tx.all(&NOTICES_DONE, &values).await?)
}

/// The notices of a contact, for whoever sees it in full.
pub async fn notices_of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Whole>, Fault> {
    let Some(contact) = seen_whole(sight) else {
        return Ok(Vec::new());
    };
    let values = [authority.into(), contact.uuid().into()];
    whole(
        ring,
        authority,
        &tx.all(&NOTICES_OF_CONTACT, &values).await?,
    )
}

/// The notices of a contact, for the act that prepares them.
pub async fn notices_for_act(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
) -> Result<Vec<Whole>, Fault> {
    let values = [authority.into(), contact.uuid().into()];
    whole(
        ring,
        authority,
        &tx.all(&NOTICES_OF_CONTACT, &values).await?,
    )
}

/// What was told in a version of a contact, for the act that prepares its notices.
pub async fn contact_told(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    (contact, version): (ContactId, i64),
) -> Result<Option<ContactContent>, Fault> {
    let values = [authority.into(), contact.uuid().into(), version.into()];
    match tx.first(&CONTACT_TOLD, &values).await? {
        Some(row) => open(ring, authority, &row, 0),
        None => Ok(None),
    }
}

/// What schools were told, the latest first, for the register of disclosures; and how many.
pub async fn notices_told(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<Whole>), Fault> {
    let place = asked_by(authority, permit);
    let count = tx.one(&NOTICES_LEFT_COUNT, &place).await?.int(0)?;
    let window = [&place[..], &[limit.into(), offset.into()]].concat();
    let rows = tx.all(&NOTICES_LEFT, &window).await?;
    Ok((count, whole(ring, authority, &rows)?))
}

/// What the school answered, the latest first.
pub async fn answers_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    notice: NoticeId,
) -> Result<Vec<(Timestamp, NoticeAnswer)>, Fault> {
    let values = [authority.into(), notice.uuid().into()];
    let rows = tx.all(&ANSWERS, &values).await?;
    rows.iter()
        .map(|row| Ok((row.time(4)?, open_whole(ring, authority, row, 0)?)))
        .collect()
}
