//! The links that key adults are sent, and their visits after the code. Only hashes of tokens are kept; what a mail says is sealed.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, NoticeId, WorkerId};
use trefoil_core::notice::NoticeLink;
use trefoil_policy::Permit;
use uuid::Uuid;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    LINK_PUT = "INSERT INTO notice_link (authority_id, token_hash, link_id, notice_id, worker_id, made_at, tries) VALUES ($1, $2, $3, $4, $5, $6, 0)";
    LINK_BY_HASH = "SELECT l.link_id, l.notice_id, l.worker_id, l.made_at, l.tried_at, l.tries, l.handed_at, l.ended_at FROM notice_link l WHERE l.authority_id = $1 AND l.token_hash = $2 AND l.ended_at IS NULL";
    LINK_BY_ID = "SELECT l.link_id, l.notice_id, l.worker_id, l.made_at, l.tried_at, l.tries, l.handed_at, l.ended_at FROM notice_link l WHERE l.authority_id = $1 AND l.link_id = $2";
    LINKS_OF = "SELECT l.link_id, l.notice_id, l.worker_id, l.made_at, l.tried_at, l.tries, l.handed_at, l.ended_at FROM notice_link l WHERE l.authority_id = $1 AND l.notice_id = $2 ORDER BY l.made_at DESC, l.link_id";
    LINK_TOKEN = "SELECT v.record_id, v.version, v.wrapped_key, v.payload FROM version v WHERE v.authority_id = $1 AND v.record_id = $2 AND v.version = 1";
    LINK_TRIED = "UPDATE notice_link SET tried_at = $3, tries = tries + 1 WHERE authority_id = $1 AND link_id = $2";
    LINK_HANDED = "UPDATE notice_link SET handed_at = $3 WHERE authority_id = $1 AND link_id = $2 AND handed_at IS NULL";
    LINKS_ENDED = "UPDATE notice_link SET ended_at = $3 WHERE authority_id = $1 AND notice_id = $2 AND ended_at IS NULL";
    VISIT_PUT = "INSERT INTO notice_visit (authority_id, token_hash, notice_id, worker_id, csrf, begun_at) VALUES ($1, $2, $3, $4, $5, $6)";
    WAITING_FOR = "SELECT l.notice_id FROM notice_link l JOIN notice n ON n.authority_id = l.authority_id AND n.notice_id = l.notice_id AND n.state IN ('sent', 'read') WHERE l.authority_id = $1 AND l.worker_id = $2 AND l.ended_at IS NULL AND l.made_at > $3 GROUP BY l.notice_id ORDER BY MIN(l.made_at), l.notice_id";
    VISIT_TURN = "UPDATE notice_visit SET notice_id = $3 WHERE authority_id = $1 AND token_hash = $2 AND EXISTS (SELECT 1 FROM notice_link l WHERE l.authority_id = notice_visit.authority_id AND l.worker_id = notice_visit.worker_id AND l.notice_id = $3 AND l.ended_at IS NULL AND l.made_at > $4)";
    VISIT_READ = "SELECT v.notice_id, v.worker_id, v.csrf, v.begun_at FROM notice_visit v JOIN worker w ON w.authority_id = v.authority_id AND w.worker_id = v.worker_id AND w.closed_at IS NULL WHERE v.authority_id = $1 AND v.token_hash = $2 AND v.begun_at > $3 AND EXISTS (SELECT 1 FROM notice_link l WHERE l.authority_id = v.authority_id AND l.notice_id = v.notice_id AND l.worker_id = v.worker_id AND l.ended_at IS NULL)";
}

/// A link that a key adult is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLinkRow {
    /// The link; its token is its first version, what the school answers its later ones.
    pub link: Uuid,
    /// To what.
    pub notice: NoticeId,
    /// To whom.
    pub worker: WorkerId,
    /// When it was made.
    pub made_at: Timestamp,
    /// When the mail server was last asked to take it.
    pub tried_at: Option<Timestamp>,
    /// How often.
    pub tries: i64,
    /// When the mail server took it.
    pub handed_at: Option<Timestamp>,
    /// When it stopped opening anything.
    pub ended_at: Option<Timestamp>,
}

/// A visit to one notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeVisit {
    /// The notice.
    pub notice: NoticeId,
    /// Who.
    pub worker: WorkerId,
    /// What its forms must carry.
    pub csrf: Vec<u8>,
    /// Since when.
    pub begun_at: Timestamp,
}

fn row_of(row: &Row) -> Result<NoticeLinkRow, Fault> {
    Ok(NoticeLinkRow {
        link: row.id(0)?,
        notice: row.id(1)?,
        worker: row.id(2)?,
        made_at: row.time(3)?,
        tried_at: row.time_or_none(4)?,
        tries: row.int(5)?,
        handed_at: row.time_or_none(6)?,
        ended_at: row.time_or_none(7)?,
    })
}

/// Writes a link, by its token's hash.
pub async fn link_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (hash, link): (&[u8], Uuid),
    (notice, worker): (NoticeId, WorkerId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        hash.to_vec().into(),
        link.into(),
        notice.uuid().into(),
        worker.uuid().into(),
        now.into(),
    ];
    tx.run_one(&LINK_PUT, &values).await
}

/// The link of a token, while it opens something.
pub async fn link_by_hash(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
) -> Result<Option<NoticeLinkRow>, Fault> {
    let key = [authority.into(), hash.to_vec().into()];
    tx.first(&LINK_BY_HASH, &key)
        .await?
        .as_ref()
        .map(row_of)
        .transpose()
}

/// A link by its id.
pub async fn link_by_id(
    tx: &mut Tx,
    authority: AuthorityId,
    link: Uuid,
) -> Result<Option<NoticeLinkRow>, Fault> {
    let key = [authority.into(), link.into()];
    tx.first(&LINK_BY_ID, &key)
        .await?
        .as_ref()
        .map(row_of)
        .transpose()
}

/// The links of a notice, the latest first.
pub async fn links_of(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    notice: NoticeId,
) -> Result<Vec<NoticeLinkRow>, Fault> {
    let key = [authority.into(), notice.uuid().into()];
    tx.all(&LINKS_OF, &key).await?.iter().map(row_of).collect()
}

/// The token of a link, for the act that mails it.
pub async fn link_token(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    link: Uuid,
) -> Result<NoticeLink, Fault> {
    let key = [authority.into(), link.into()];
    let row = tx.one(&LINK_TOKEN, &key).await?;
    open_whole(ring, authority, &row, 0)
}

/// Notes that the mail server was asked.
pub async fn link_tried(
    tx: &mut Tx,
    authority: AuthorityId,
    link: Uuid,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(&LINK_TRIED, &[authority.into(), link.into(), now.into()])
        .await
}

/// Notes that the mail server took it.
pub async fn link_handed(
    tx: &mut Tx,
    authority: AuthorityId,
    link: Uuid,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(&LINK_HANDED, &[authority.into(), link.into(), now.into()])
        .await
        .map(drop)
}

/// Ends the links of a notice: they open nothing from now on.
pub async fn links_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    notice: NoticeId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), notice.uuid().into(), now.into()];
    tx.run(&LINKS_ENDED, &values).await.map(drop)
}

/// Writes a visit, by its token's hash.
pub async fn visit_put(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
    visit: &NoticeVisit,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        hash.to_vec().into(),
        visit.notice.uuid().into(),
        visit.worker.uuid().into(),
        visit.csrf.clone().into(),
        visit.begun_at.into(),
    ];
    tx.run_one(&VISIT_PUT, &values).await
}

/// The visit of a token begun since an instant, while its notice's link opens something.
pub async fn visit_read(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
    since: Timestamp,
) -> Result<Option<NoticeVisit>, Fault> {
    let values = [authority.into(), hash.to_vec().into(), since.into()];
    let visit = |row: Row| {
        Ok(NoticeVisit {
            notice: row.id(0)?,
            worker: row.id(1)?,
            csrf: row.blob(2)?,
            begun_at: row.time(3)?,
        })
    };
    tx.first(&VISIT_READ, &values).await?.map(visit).transpose()
}

/// Notices of which a key adult has a live link made since an instant, and which the school has not said that it knows, the longest
/// waiting first.
pub async fn waiting_for(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    since: Timestamp,
) -> Result<Vec<NoticeId>, Fault> {
    let values = [authority.into(), worker.uuid().into(), since.into()];
    let rows = tx.all(&WAITING_FOR, &values).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// Turns a visit to another notice of the same key adult's; `Stale` where no live link made since an instant is theirs.
pub async fn visit_turn(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
    (notice, since): (NoticeId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        hash.to_vec().into(),
        notice.uuid().into(),
        since.into(),
    ];
    tx.run_one(&VISIT_TURN, &values).await
}
