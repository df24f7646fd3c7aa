//! The authority's thresholds, with history.

use jiff::Timestamp;
use jiff::civil::Time;
use trefoil_core::high_risk::HighRiskRule;
use trefoil_core::ids::AuthorityId;
use trefoil_policy::Permit;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::rag::{minutes, time_of};
use crate::search::principal_key;

statement! {
    HIGH_RISK_RULE_AT = "SELECT repeats, months, meets FROM high_risk_rule WHERE authority_id = $1 AND known_from <= $2 AND (known_until IS NULL OR known_until > $2)";
    HIGH_RISK_RULES = "SELECT repeats, months, meets, known_from, set_by FROM high_risk_rule WHERE authority_id = $1 ORDER BY known_from DESC LIMIT 50";
    HIGH_RISK_RULE_END = "UPDATE high_risk_rule SET known_until = $2 WHERE authority_id = $1 AND known_until IS NULL";
    HIGH_RISK_RULE_PUT = "INSERT INTO high_risk_rule (authority_id, known_from, repeats, months, meets, set_by) VALUES ($1, $2, $3, $4, $5, $6)";
}

fn rule_of(row: &Row) -> Result<HighRiskRule, Fault> {
    let broken = || Fault::Broken("high_risk_rule holds no rule".to_owned());
    let number = |at: usize| i32::try_from(row.int(at)?).map_err(|_| broken());
    let meets: Option<Time> = time_of(row.int(2)?);
    Ok(HighRiskRule {
        repeats: number(0)?,
        months: number(1)?,
        meets: meets.ok_or_else(broken)?,
    })
}

/// The authority's rule at an instant; the usual one where it set none.
pub async fn high_risk_rule(
    tx: &mut Tx,
    authority: AuthorityId,
    at: Timestamp,
) -> Result<HighRiskRule, Fault> {
    let values = [authority.into(), at.into()];
    let row = tx.first(&HIGH_RISK_RULE_AT, &values).await?;
    let usual = || Ok(HighRiskRule::default());
    row.as_ref().map_or_else(usual, rule_of)
}

/// Every rule that the authority set, the latest first, with when and by whom.
pub async fn high_risk_rules(
    tx: &mut Tx,
    authority: AuthorityId,
) -> Result<Vec<(HighRiskRule, Timestamp, String)>, Fault> {
    let rows = tx.all(&HIGH_RISK_RULES, &[authority.into()]).await?;
    rows.iter()
        .map(|row| Ok((rule_of(row)?, row.time(3)?, row.text(4)?)))
        .collect()
}

/// Sets a rule in the place of the one before.
pub async fn high_risk_rule_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    rule: &HighRiskRule,
    now: Timestamp,
) -> Result<(), Fault> {
    let end = [authority.into(), now.into()];
    tx.run(&HIGH_RISK_RULE_END, &end).await?;
    let values = [
        authority.into(),
        now.into(),
        i64::from(rule.repeats).into(),
        i64::from(rule.months).into(),
        minutes(rule.meets).into(),
        principal_key(&permit.principal()).into(),
    ];
    tx.run_one(&HIGH_RISK_RULE_PUT, &values).await
}
