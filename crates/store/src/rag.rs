//! The hub's own hours: the level that somebody gave a contact, and the authority's rule. Where nobody has graded a contact its level is
//! that of its source's grade, and is not stored.

use jiff::Timestamp;
use jiff::civil::Time;
use trefoil_core::ids::{AuthorityId, ContactId, GradingId, WorkerId};
use trefoil_core::rag::{HubHours, Rag, RagRule};
use trefoil_core::reason::Reason;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Reach, Sight};

use crate::contact::{ContactHead, head_of};
use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::queue::{QueueAsk, binds, queue_where};
use crate::ring::Ring;
use crate::version::open_whole;

/// The level of a contact `c`, with `r` its grading: `grade` is stored by its rank.
macro_rules! level {
    () => {
        "COALESCE(r.level, CASE c.grade WHEN 3 THEN 'red' WHEN 1 THEN 'green' ELSE 'amber' END)"
    };
}

statement! {
    GRADING_PUT = "INSERT INTO contact_rag (authority_id, grading_id, contact_id, level, known_from, graded_by) VALUES ($1, $2, $3, $4, $5, $6)";
    GRADING_END = "UPDATE contact_rag SET known_until = $3 WHERE authority_id = $1 AND contact_id = $2 AND known_until IS NULL";
    GRADINGS_OF = "SELECT r.level, r.known_from, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM contact_rag r JOIN worker w ON w.authority_id = r.authority_id AND w.worker_id = r.graded_by JOIN version v ON v.authority_id = r.authority_id AND v.record_id = r.grading_id AND v.version = 1 WHERE r.authority_id = $1 AND r.contact_id = $2 AND r.known_from <= $3 ORDER BY r.known_from DESC";
    LEVEL_GIVEN = "SELECT level FROM contact_rag WHERE authority_id = $1 AND contact_id = $2 AND known_until IS NULL";
    RULE_AT = "SELECT opens, closes, red, amber, green FROM rag_rule WHERE authority_id = $1 AND known_from <= $2 AND (known_until IS NULL OR known_until > $2)";
    RULES = "SELECT opens, closes, red, amber, green, known_from, set_by FROM rag_rule WHERE authority_id = $1 ORDER BY known_from DESC LIMIT 50";
    RULE_END = "UPDATE rag_rule SET known_until = $2 WHERE authority_id = $1 AND known_until IS NULL";
    RULE_PUT = "INSERT INTO rag_rule (authority_id, known_from, opens, closes, red, amber, green, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    PAST = concat!("SELECT c.contact_id, c.source, c.state, c.received_at, c.grade, c.domestic_abuse, c.version, c.feed_version, c.children, c.people, c.flags, c.worker_id, c.team_id, c.taken_at, ", level!(), " FROM contact c LEFT JOIN contact_rag r ON r.authority_id = c.authority_id AND r.contact_id = c.contact_id AND r.known_until IS NULL ", queue_where!(), " AND ((", level!(), " = 'red' AND c.received_at < $10) OR (", level!(), " = 'amber' AND c.received_at < $11) OR (", level!(), " = 'green' AND c.received_at < $12)) ORDER BY c.received_at, c.contact_id LIMIT $13");
    PAST_COUNT = concat!("SELECT ", level!(), ", COUNT(*) FROM contact c LEFT JOIN contact_rag r ON r.authority_id = c.authority_id AND r.contact_id = c.contact_id AND r.known_until IS NULL ", queue_where!(), " AND ((", level!(), " = 'red' AND c.received_at < $10) OR (", level!(), " = 'amber' AND c.received_at < $11) OR (", level!(), " = 'green' AND c.received_at < $12)) GROUP BY ", level!());
    HOLDERS = concat!("SELECT c.worker_id, COUNT(*), MIN(c.received_at) FROM contact c ", queue_where!(), " GROUP BY c.worker_id ORDER BY 3, 1");
}

/// A level that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grading {
    /// The level.
    pub level: Rag,
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Gives a contact a level in the place of the one before; the reason is written as a version.
pub async fn grading_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (grading, contact): (GradingId, ContactId),
    level: Rag,
    (by, now): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let end = [authority.into(), contact.uuid().into(), now.into()];
    tx.run(&GRADING_END, &end).await?;
    let values = [
        authority.into(),
        grading.uuid().into(),
        contact.uuid().into(),
        level.code().into(),
        now.into(),
        by.uuid().into(),
    ];
    tx.run_one(&GRADING_PUT, &values).await
}

/// The levels that were given to a contact by an instant, the latest first: for a full sight of it.
pub async fn gradings_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    (contact, at): (ContactId, Timestamp),
) -> Result<Vec<Grading>, Fault> {
    if !sight.sees(CompartmentKind::Hub, Aspect::Full) {
        return Ok(Vec::new());
    }
    let values = [authority.into(), contact.uuid().into(), at.into()];
    let rows = tx.all(&GRADINGS_OF, &values).await?;
    let grading = |row: &Row| {
        Ok(Grading {
            level: row.code(0, Rag::from_code)?,
            at: row.time(1)?,
            by: row.text(2)?,
            reason: open_whole::<Reason>(ring, authority, row, 3)?.text,
        })
    };
    rows.iter().map(grading).collect()
}

/// The level that somebody gave a contact, for an act on it; `None` where nobody did.
pub async fn level_given(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
) -> Result<Option<Rag>, Fault> {
    let values = [authority.into(), contact.uuid().into()];
    let row = tx.first(&LEVEL_GIVEN, &values).await?;
    row.map(|row| row.code(0, Rag::from_code)).transpose()
}

/// A time of day as it is stored.
pub(crate) fn minutes(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// A stored time of day.
pub(crate) fn time_of(minutes: i64) -> Option<Time> {
    let hour = i8::try_from(minutes / 60).ok()?;
    Time::new(hour, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
}

fn rule_of(row: &Row) -> Result<RagRule, Fault> {
    let broken = || Fault::Broken("rag_rule holds no time of day".to_owned());
    let hours =
        |at: usize| -> Result<i32, Fault> { i32::try_from(row.int(at)?).map_err(|_| broken()) };
    Ok(RagRule {
        hours: HubHours {
            opens: time_of(row.int(0)?).ok_or_else(broken)?,
            closes: time_of(row.int(1)?).ok_or_else(broken)?,
        },
        red: hours(2)?,
        amber: hours(3)?,
        green: hours(4)?,
    })
}

/// The authority's rule at an instant; the usual one where it set none.
pub async fn rag_rule(
    tx: &mut Tx,
    authority: AuthorityId,
    at: Timestamp,
) -> Result<RagRule, Fault> {
    let row = tx.first(&RULE_AT, &[authority.into(), at.into()]).await?;
    row.as_ref().map_or_else(|| Ok(RagRule::default()), rule_of)
}

/// Every rule that the authority set, the latest first, with when and by whom.
pub async fn rag_rules(
    tx: &mut Tx,
    authority: AuthorityId,
) -> Result<Vec<(RagRule, Timestamp, String)>, Fault> {
    let rows = tx.all(&RULES, &[authority.into()]).await?;
    rows.iter()
        .map(|row| Ok((rule_of(row)?, row.time(5)?, row.text(6)?)))
        .collect()
}

/// Sets a rule in the place of the one before.
pub async fn rag_rule_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    rule: &RagRule,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(&RULE_END, &[authority.into(), now.into()]).await?;
    let values = [
        authority.into(),
        now.into(),
        minutes(rule.hours.opens).into(),
        minutes(rule.hours.closes).into(),
        i64::from(rule.red).into(),
        i64::from(rule.amber).into(),
        i64::from(rule.green).into(),
        crate::search::principal_key(&permit.principal()).into(),
    ];
    tx.run_one(&RULE_PUT, &values).await
}

/// Before when a contact of each level was received that is past its time: red, amber, green.
pub type Bounds = [Timestamp; 3];

/// Waiting contacts within the reach that are past the hub's own time, the longest waiting first.
pub async fn past_time(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    ask: &QueueAsk,
    (bounds, limit): (Bounds, i64),
) -> Result<Vec<(ContactHead, Rag)>, Fault> {
    let mut values = binds(authority, reach, ask);
    values.extend(bounds.map(Into::into));
    values.push(limit.into());
    let rows = tx.all(&PAST, &values).await?;
    rows.iter()
        .map(|row| Ok((head_of(row, 0)?, row.code(14, Rag::from_code)?)))
        .collect()
}

/// How many of each level are past the hub's own time.
pub async fn past_counts(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    ask: &QueueAsk,
    bounds: Bounds,
) -> Result<Vec<(Rag, i64)>, Fault> {
    let mut values = binds(authority, reach, ask);
    values.extend(bounds.map(Into::into));
    let rows = tx.all(&PAST_COUNT, &values).await?;
    rows.iter()
        .map(|row| Ok((row.code(0, Rag::from_code)?, row.int(1)?)))
        .collect()
}

/// Who holds how many of the waiting contacts within the reach, and since when the oldest of them waits; `None` holds what nobody has.
pub async fn holders(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    ask: &QueueAsk,
) -> Result<Vec<(Option<WorkerId>, i64, Timestamp)>, Fault> {
    let rows = tx.all(&HOLDERS, &binds(authority, reach, ask)).await?;
    rows.iter()
        .map(|row| Ok((row.id_or_none(0)?, row.int(1)?, row.time(2)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use trefoil_core::rag::Rag;
    use trefoil_core::vocabulary::RiskGrade;

    use crate::contact::grade_rank;

    /// The ranks that stand in the statements.
    #[test]
    fn a_grade_has_the_level_that_the_statements_give_it() {
        for grade in RiskGrade::ALL {
            let level = match grade_rank(*grade) {
                3 => Rag::Red,
                1 => Rag::Green,
                _ => Rag::Amber,
            };
            assert_eq!(level, Rag::of_grade(*grade), "{grade:?}");
        }
    }
}
