//! What the authority sets itself: how soon a contact of each level is decided, when the hub works, and who is put on the list of high risk.
//! Set by an administrator, with history.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::high_risk::HighRiskRule;
use trefoil_core::rag::RagRule;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::high_risk::{high_risk_rule, high_risk_rule_put, high_risk_rules};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::rag::{rag_rule, rag_rule_put, rag_rules};
use trefoil_store::{Fault, Written};

use crate::door::{App, refusal};
use crate::names::Names;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRules {
    /// The rule now.
    pub rule: RagRule,
    /// Rules that were set, the latest first: which, when, by whom.
    pub history: Vec<(RagRule, Timestamp, String)>,
    /// The rule of the list of high risk now.
    pub risk: HighRiskRule,
    /// Those that were set, as above.
    pub risk_history: Vec<(HighRiskRule, Timestamp, String)>,
}

/// The rules.
///
/// # Errors
/// As the policy refuses.
pub async fn clock_rules_view(app: &App, asker: &Asker) -> Result<ClockRules, Refusal> {
    let act = Act::ClockRulesView;
    let _permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let read = async {
        let rule = rag_rule(&mut tx, app.authority, app.now()).await?;
        let history = rag_rules(&mut tx, app.authority).await?;
        let risk = high_risk_rule(&mut tx, app.authority, app.now()).await?;
        let risks = high_risk_rules(&mut tx, app.authority).await?;
        let names = Names::read(app, &mut tx).await?;
        Ok::<_, Fault>(ClockRules {
            rule,
            history: named(history, &names),
            risk,
            risk_history: named(risks, &names),
        })
    };
    let rules = read.await.map_err(refusal)?;
    drop(tx);
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(rules)
}

fn named<T>(history: Vec<(T, Timestamp, String)>, names: &Names) -> Vec<(T, Timestamp, String)> {
    let each = history.into_iter();
    each.map(|(rule, at, by)| (rule, at, names.of(&by)))
        .collect()
}

/// Sets the rule, from now on.
///
/// # Errors
/// `Invalid` naming each field that will not do.
pub async fn clock_rule_set(app: &App, asker: &Asker, rule: RagRule) -> Result<(), Refusal> {
    let act = Act::ClockRuleSet;
    let permit = app.leave(asker, act, None).await?;
    rule.check()?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            rag_rule_put(tx, door.authority, &permit, &rule, door.now()).await?;
            let on = (SubjectKind::Authority, None);
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Sets the rule of the list of high risk, from now on: whoever is on it stays on.
///
/// # Errors
/// `Invalid` naming each field that will not do.
pub async fn high_risk_rule_set(
    app: &App,
    asker: &Asker,
    rule: HighRiskRule,
) -> Result<(), Refusal> {
    let act = Act::ClockRuleSet;
    let permit = app.leave(asker, act, None).await?;
    rule.check()?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            high_risk_rule_put(tx, door.authority, &permit, &rule, door.now()).await?;
            let on = (SubjectKind::Authority, None);
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
