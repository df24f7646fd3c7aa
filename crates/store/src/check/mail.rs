//! Mail to those who answer for an agency: when each of them was last told that something waits. Rows hold ids, times and an address alone.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, WorkerId};

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;

statement! {
    CHECKS_MAILED = "SELECT w.worker_id, w.email, k.contact_id, k.asked_at, k.due, k.chased_at, m.handed_at, m.tried_at, COALESCE(m.attempts, 0) FROM partner_check k JOIN team t ON t.authority_id = k.authority_id AND t.agency_id = k.agency_id JOIN worker w ON w.authority_id = t.authority_id AND w.team_id = t.team_id AND w.closed_at IS NULL JOIN worker_role r ON r.authority_id = w.authority_id AND r.worker_id = w.worker_id AND r.role = 'hub_partner' AND r.known_until IS NULL LEFT JOIN check_mail m ON m.authority_id = w.authority_id AND m.worker_id = w.worker_id WHERE k.authority_id = $1 AND k.answered_at IS NULL AND k.ended_at IS NULL ORDER BY w.worker_id, k.asked_at, k.check_id";
    CHECK_MAIL_PUT = "INSERT INTO check_mail (authority_id, worker_id, handed_at, tried_at, attempts) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (authority_id, worker_id) DO UPDATE SET handed_at = COALESCE(excluded.handed_at, check_mail.handed_at), tried_at = excluded.tried_at, attempts = excluded.attempts";
}

/// One open question with one who can answer it for their agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailed {
    /// Who.
    pub worker: WorkerId,
    /// Where mail reaches them.
    pub to: String,
    /// The contact that it is about: for their interests to close.
    pub contact: ContactId,
    /// When it was asked, and when last again.
    pub asked_at: Timestamp,
    /// When it was asked again.
    pub chased_at: Option<Timestamp>,
    /// Until when it is answered.
    pub due: Timestamp,
    /// When a mail to them was last taken.
    pub handed_at: Option<Timestamp>,
    /// When one was last tried.
    pub tried_at: Option<Timestamp>,
    /// How often one was refused since.
    pub attempts: i64,
}

/// Every open question with everybody who can answer it, by whom: for the mailer, which cuts it by their interests.
pub async fn checks_mailed(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<Mailed>, Fault> {
    let mailed = |row: &Row| {
        Ok(Mailed {
            worker: row.id(0)?,
            to: row.text(1)?,
            contact: row.id(2)?,
            asked_at: row.time(3)?,
            due: row.time(4)?,
            chased_at: row.time_or_none(5)?,
            handed_at: row.time_or_none(6)?,
            tried_at: row.time_or_none(7)?,
            attempts: row.int(8)?,
        })
    };
    let rows = tx.all(&CHECKS_MAILED, &[authority.into()]).await?;
    rows.iter().map(mailed).collect()
}

/// Notes a try: taken at an instant, or refused so many times since.
pub async fn check_mail_put(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    handed_at: Option<Timestamp>,
    (tried_at, attempts): (Timestamp, i64),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        handed_at.into(),
        tried_at.into(),
        attempts.into(),
    ];
    tx.run_one(&CHECK_MAIL_PUT, &values).await
}
