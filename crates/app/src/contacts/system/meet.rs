//! Meeting a system: counted by its network before its token is looked at. A token that is wrong, too old or revoked is one answer.

use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::budget::Budget;
use trefoil_core::refusal::Refusal;
use trefoil_store::agency::{TokenRow, token_by, token_used};
use trefoil_store::budget::{Purse, Whose};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::{Fault, Tx, Written};

use super::{PRINCIPAL, System};
use crate::accounts::source::Source;
use crate::budgets::spend::spend;
use crate::door::{App, refusal};

/// What a system is told from whose network too much came.
const WAIT: &str = "Very much has been sent from this network in this hour, and this was not looked at. Send it again when the next hour begins.";

/// What came of a token.
enum Met {
    Good(Box<TokenRow>),
    Nobody,
    Over,
}

/// The system of a token.
///
/// # Errors
/// `SignInNeeded` where the token is not good; `TooMany` where too much came from there in this hour. Each leaves its entry.
pub async fn system_met(
    app: &App,
    source: Source,
    act: Act,
    token: Option<&str>,
) -> Result<System, Refusal> {
    let hash = token_hash(app, token.unwrap_or_default());
    match met(app, source, act, hash).await? {
        Met::Good(row) => Ok(System {
            token: row.token,
            agency: row.agency,
            agency_name: row.agency_name,
        }),
        Met::Nobody => Err(Refusal::SignInNeeded),
        Met::Over => Err(Refusal::TooMany(WAIT.to_owned())),
    }
}

/// The keyed hash of a token, in which alone it is kept.
pub(crate) fn token_hash(app: &App, token: &str) -> Vec<u8> {
    app.ring.index().hash_whole("agency token", token).to_vec()
}

async fn met(app: &App, source: Source, act: Act, hash: Vec<u8>) -> Result<Met, Refusal> {
    let on = (SubjectKind::Authority, None);
    let refused = Entry {
        outcome: ActOutcome::Refused,
        ..app.entry(PRINCIPAL, act, on, Vec::new())
    };
    // On a full disk nothing is counted: reading must go on.
    if !app.world.room() {
        let mut tx = app.read().await?;
        let found = token_by(&mut tx, app.authority, &hash).await;
        drop(tx);
        let good = found.map_err(refusal)?.filter(|row| row.is_good(app.now()));
        let Some(row) = good else {
            app.append(refused).await?;
            return Ok(Met::Nobody);
        };
        return Ok(Met::Good(Box::new(row)));
    }
    let purse = source.counted_in(app).map(|from| Purse {
        budget: Budget::ApiFromSource,
        whose: Whose::Hash(from),
        now: app.now(),
    });
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            let value = counted(&door, tx, purse, &hash).await?;
            let purpose = match &value {
                Met::Good(_) => None,
                Met::Nobody => Some(String::new()),
                Met::Over => Some(Budget::ApiFromSource.code().to_owned()),
            };
            let entries = purpose.map(|purpose| Entry { purpose, ..refused });
            Ok(Written {
                value,
                entries: entries.into_iter().collect(),
            })
        })
    })
    .await
}

async fn counted(app: &App, tx: &mut Tx, purse: Option<Purse>, hash: &[u8]) -> Result<Met, Fault> {
    if let Some(purse) = purse
        && spend(app, tx, purse).await?
    {
        return Ok(Met::Over);
    }
    let now = app.now();
    let found = token_by(tx, app.authority, hash).await?;
    let Some(row) = found.filter(|row| row.is_good(now)) else {
        return Ok(Met::Nobody);
    };
    token_used(tx, app.authority, row.token, now).await?;
    Ok(Met::Good(Box::new(row)))
}
