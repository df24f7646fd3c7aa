//! The authority's own clocks: how soon a contact of each level is decided, and when the hub works. Set by an administrator, with history.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::rag::RagRule;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
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
        Ok::<_, Fault>((rule, history, Names::read(app, &mut tx).await?))
    };
    let (rule, history, names) = read.await.map_err(refusal)?;
    drop(tx);
    let history = history.into_iter();
    let history = history
        .map(|(rule, at, by)| (rule, at, names.of(&by)))
        .collect();
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(ClockRules { rule, history })
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
