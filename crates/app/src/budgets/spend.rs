//! Spending: each thing is counted, and the count committed, before it is looked at. So things sent all at once cannot outrun
//! the count, and "wait" never depends on what is there. On a full disk nothing is counted: reading must go on.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::budget::Budget;
use trefoil_core::ids::{PersonId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::{Asker, Subject};
use trefoil_store::budget::{Purse, Whose, budget_over, budget_person, budget_spend};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, subject_of};

/// How long what stayed within its limit is kept: longer than any span.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// How long what went past it is kept for the custodian.
pub(super) const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Spends one inside a transaction; whether that is more than there is.
pub(crate) async fn spend(app: &App, tx: &mut Tx, purse: Purse) -> Result<bool, Fault> {
    let before = |age| purse.now.checked_sub(age).unwrap_or(Timestamp::MIN);
    let kept = (before(KEPT), before(SHOWN));
    let times = budget_spend(tx, app.authority, purse, kept).await?;
    let uncounted = match purse.budget {
        Budget::SearchesAnHour | Budget::SearchesADay => Leak::SearchesUncounted,
        Budget::PersonsAnHour => Leak::PersonsUncounted,
        Budget::TriesFromSource
        | Budget::TriesAtAccount
        | Budget::FormsFromSource
        | Budget::FormsAnHour
        | Budget::ApiFromSource
        | Budget::ApiAnHour => Leak::TriesUncounted,
    };
    let over = times > app.world.limits().of(purse.budget) && !leaks(uncounted);
    if over {
        budget_over(tx, app.authority, purse).await?;
    }
    Ok(over)
}

/// What a worker is told who has to wait.
fn words(over: Budget) -> String {
    let told = match over {
        Budget::PersonsAnHour => {
            "You have opened very many people in this hour whom you are not allocated to."
        }
        Budget::SearchesADay => "You have searched for very many people today.",
        _ => "You have searched for very many people in this hour.",
    };
    let until = match over {
        Budget::SearchesADay => "You can search again tomorrow",
        Budget::PersonsAnHour => {
            "You can open more when the next hour begins, and at any time those you work with"
        }
        _ => "You can search again when the next hour begins",
    };
    format!(
        "{told} {until}. The Caldicott guardian can see that the limit was reached: if your work needs more, tell them. In an emergency ring the emergency duty team."
    )
}

/// Counts a search, before it is made.
///
/// # Errors
/// `TooMany` where the worker made as many as there are; that leaves its entry.
pub(crate) async fn search_spend(
    app: &App,
    asker: &Asker,
    act: Act,
    on: Option<Subject>,
) -> Result<(), Refusal> {
    let budgets = &[Budget::SearchesAnHour, Budget::SearchesADay];
    spend_all(app, asker, (act, on), budgets, None).await
}

/// Counts that the page of a person is opened, before it is known whether they are there; the same one once in a span. That page
/// is the hub's: who is allocated opens the strand, which is not counted.
///
/// # Errors
/// `TooMany` where the worker opened as many as there are; that leaves its entry.
pub(crate) async fn person_spend(
    app: &App,
    asker: &Asker,
    act: Act,
    person: PersonId,
) -> Result<(), Refusal> {
    let (on, budgets) = (Some(Subject::Person(person)), &[Budget::PersonsAnHour]);
    spend_all(app, asker, (act, on), budgets, Some(person)).await
}

async fn spend_all(
    app: &App,
    asker: &Asker,
    (act, on): (Act, Option<Subject>),
    budgets: &'static [Budget],
    person: Option<PersonId>,
) -> Result<(), Refusal> {
    let Some(worker) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Ok(());
    };
    if !app.world.room() {
        return Ok(());
    }
    let on = on.map_or((SubjectKind::Authority, None), subject_of);
    let entry = app.entry(asker.principal, act, on, Vec::new());
    let door = app.clone();
    let over = app.write(move |tx| {
        Box::pin(async move {
            let over = spent(&door, tx, budgets, (worker, person)).await?;
            Ok(written(over, entry))
        })
    });
    match over.await? {
        Some(budget) => Err(Refusal::TooMany(words(budget))),
        None => Ok(()),
    }
}

/// What is written of spending: where there is no more of a budget, the entry of the act as refused, with the budget's name.
pub(crate) fn written(over: Option<Budget>, entry: Entry) -> Written<Option<Budget>> {
    let refused = over.map(|budget| Entry {
        outcome: ActOutcome::Refused,
        purpose: budget.code().to_owned(),
        ..entry
    });
    Written {
        value: over,
        entries: refused.into_iter().collect(),
    }
}

/// Spends one of each; the first of which there is no more.
async fn spent(
    app: &App,
    tx: &mut Tx,
    budgets: &[Budget],
    (worker, person): (WorkerId, Option<PersonId>),
) -> Result<Option<Budget>, Fault> {
    let (now, mut over) = (app.now(), None);
    for budget in budgets {
        let again = match person {
            Some(person) => {
                !budget_person(tx, app.authority, (worker, person), budget.began(now)).await?
            }
            None => false,
        };
        let purse = Purse {
            budget: *budget,
            whose: Whose::Worker(worker),
            now,
        };
        if !again && spend(app, tx, purse).await? {
            over = over.or(Some(*budget));
        }
    }
    Ok(over)
}
