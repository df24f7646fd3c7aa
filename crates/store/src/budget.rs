//! Budgets as they are spent: counters in the database, so that several servers count as one. What may be spent is not known
//! here; counting never reads a family's content.

use jiff::Timestamp;
use trefoil_core::budget::Budget;
use trefoil_core::ids::{AuthorityId, PersonId, WorkerId};

use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    SPEND = "INSERT INTO budget (authority_id, what, whose, began_at, times) VALUES ($1, $2, $3, $4, 1) ON CONFLICT (authority_id, what, whose, began_at) DO UPDATE SET times = budget.times + 1 RETURNING times";
    GIVE_BACK = "UPDATE budget SET times = times - 1 WHERE authority_id = $1 AND what = $2 AND whose = $3 AND began_at = $4 AND times > 0";
    WENT_OVER = "UPDATE budget SET over_at = $5 WHERE authority_id = $1 AND what = $2 AND whose = $3 AND began_at = $4 AND over_at IS NULL";
    FORGET = "DELETE FROM budget WHERE authority_id = $1 AND what = $2 AND began_at < $3 AND (over_at IS NULL OR over_at < $4)";
    PERSON_PUT = "INSERT INTO budget_person (authority_id, worker_id, began_at, person_id) VALUES ($1, $2, $3, $4) ON CONFLICT (authority_id, worker_id, began_at, person_id) DO NOTHING";
    PERSONS_FORGET = "DELETE FROM budget_person WHERE authority_id = $1 AND worker_id = $2 AND began_at < $3";
    OVER = "SELECT b.what, b.began_at, b.times, b.over_at, w.name FROM budget b LEFT JOIN worker w ON w.authority_id = b.authority_id AND w.worker_id = b.whose WHERE b.authority_id = $1 AND b.over_at >= $2 ORDER BY b.over_at DESC, b.what, b.whose";
}

/// Whose budget: a worker, or the keyed hash of what somebody tried with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A worker.
    Worker(WorkerId),
    /// A keyed hash.
    Hash(i64),
}

impl Whose {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Worker(worker) => worker.uuid().as_bytes().to_vec(),
            Self::Hash(hash) => hash.to_be_bytes().to_vec(),
        }
    }
}

/// A budget in the span that holds an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purse {
    /// Which.
    pub budget: Budget,
    /// Whose.
    pub whose: Whose,
    /// Now.
    pub now: Timestamp,
}

impl Purse {
    fn key(self, authority: AuthorityId) -> [crate::db::Value; 4] {
        [
            authority.into(),
            self.budget.code().into(),
            self.whose.bytes().into(),
            self.budget.began(self.now).into(),
        ]
    }
}

/// Spends one; how often it was spent in this span, this once counted. The first of a span forgets those from before
/// `forget_from`, but not those that went past their limit after `keep_from`.
pub async fn budget_spend(
    tx: &mut Tx,
    authority: AuthorityId,
    purse: Purse,
    (forget_from, keep_from): (Timestamp, Timestamp),
) -> Result<i64, Fault> {
    let times = tx.one(&SPEND, &purse.key(authority)).await?.int(0)?;
    if times == 1 {
        let values = [
            authority.into(),
            purse.budget.code().into(),
            forget_from.into(),
            keep_from.into(),
        ];
        tx.run(&FORGET, &values).await?;
    }
    Ok(times)
}

/// Gives one back: it went well.
pub async fn budget_give_back(
    tx: &mut Tx,
    authority: AuthorityId,
    purse: Purse,
) -> Result<(), Fault> {
    tx.run(&GIVE_BACK, &purse.key(authority)).await.map(drop)
}

/// Notes that the limit was passed; `true` the first time in a span.
pub async fn budget_over(tx: &mut Tx, authority: AuthorityId, purse: Purse) -> Result<bool, Fault> {
    let [authority, what, whose, began] = purse.key(authority);
    let values = [authority, what, whose, began, purse.now.into()];
    Ok(tx.run(&WENT_OVER, &values).await? > 0)
}

/// Notes on whom one was spent; `false` where it was already in this span. Spans from before are forgotten.
pub async fn budget_person(
    tx: &mut Tx,
    authority: AuthorityId,
    (worker, person): (WorkerId, PersonId),
    began: Timestamp,
) -> Result<bool, Fault> {
    let whose = [authority.into(), worker.uuid().into(), began.into()];
    tx.run(&PERSONS_FORGET, &whose).await?;
    let [authority, worker, began] = whose;
    let values = [authority, worker, began, person.uuid().into()];
    Ok(tx.run(&PERSON_PUT, &values).await? > 0)
}

/// A limit that was passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WentOver {
    /// Which.
    pub budget: Budget,
    /// The start of the span.
    pub began_at: Timestamp,
    /// How often, until now.
    pub times: i64,
    /// When the limit was passed.
    pub over_at: Timestamp,
    /// Who; `None` where it is nobody known.
    pub worker: Option<String>,
}

/// Limits passed at `since` or after, the newest first.
pub async fn budgets_over(
    tx: &mut Tx,
    authority: AuthorityId,
    since: Timestamp,
) -> Result<Vec<WentOver>, Fault> {
    let rows = tx.all(&OVER, &[authority.into(), since.into()]).await?;
    let read = rows.iter().map(|row| {
        let code = row.text(0)?;
        Ok(WentOver {
            budget: Budget::from_code(&code)
                .ok_or_else(|| Fault::Broken("a budget that is none".to_owned()))?,
            began_at: row.time(1)?,
            times: row.int(2)?,
            over_at: row.time(3)?,
            worker: row.text_or_none(4)?,
        })
    });
    read.collect()
}
