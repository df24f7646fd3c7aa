//! Looking at agencies, and at one of them with the tokens of its systems.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{AgencyId, TokenId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
pub use trefoil_store::agency::Agency;
use trefoil_store::agency::{TokenRow, agencies, tokens_of};
use trefoil_store::change::{ChangeRow, changes_of};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::worker::Team;
use trefoil_store::worker::teams;
use trefoil_store::{Fault, Tx};

use crate::door::{App, refusal};
use crate::names::Names;

/// An agency with its teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyRow {
    /// The agency.
    pub agency: Agency,
    /// Its teams, those that have ended too.
    pub teams: Vec<Team>,
}

/// A change as a page shows it: what, when, by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What it was and what it became, in words.
    pub words: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

pub(crate) fn shown(rows: Vec<ChangeRow>, names: &Names) -> Vec<Shown> {
    let shown = |row: ChangeRow| Shown {
        words: row.change.words(),
        at: row.at,
        by: names.of(&row.by),
    };
    rows.into_iter().map(shown).collect()
}

/// A token, as its page shows it: never what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenShown {
    /// The token.
    pub token: TokenId,
    /// What the system is called.
    pub system: String,
    /// When it was made, and by whom.
    pub made: (Timestamp, String),
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// Last used.
    pub used_at: Option<Timestamp>,
    /// When it was revoked, and by whom.
    pub revoked: Option<(Timestamp, String)>,
    /// Whether it opens anything now.
    pub good: bool,
}

/// An agency's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyPage {
    /// The agency, with its teams.
    pub row: AgencyRow,
    /// The tokens of its systems, the latest first.
    pub tokens: Vec<TokenShown>,
    /// What was changed of it, the latest first.
    pub history: Vec<Shown>,
}

/// Every agency, by name.
///
/// # Errors
/// As the policy refuses.
pub async fn agencies_view(app: &App, asker: &Asker) -> Result<Vec<AgencyRow>, Refusal> {
    let act = Act::AgenciesView;
    let _permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let rows = rows(app, &mut tx).await.map_err(refusal)?;
    drop(tx);
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(rows)
}

async fn rows(app: &App, tx: &mut Tx) -> Result<Vec<AgencyRow>, Fault> {
    let teams = teams(tx, app.authority).await?;
    let agencies = agencies(tx, app.authority).await?.into_iter();
    let row = |agency: Agency| {
        let own = teams.iter().filter(|team| team.agency == agency.agency);
        AgencyRow {
            teams: own.cloned().collect(),
            agency,
        }
    };
    Ok(agencies.map(row).collect())
}

/// One agency.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn agency_view(
    app: &App,
    asker: &Asker,
    agency: AgencyId,
) -> Result<AgencyPage, Refusal> {
    let act = Act::AgenciesView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let read = async {
        let rows = rows(app, &mut tx).await?;
        let row = rows.into_iter().find(|row| row.agency.agency == agency);
        let tokens = tokens_of(&mut tx, app.authority, &permit, agency).await?;
        let history = changes_of(&mut tx, app.authority, &permit, agency.uuid()).await?;
        let names = Names::read(app, &mut tx).await?;
        Ok::<_, Fault>((row, tokens, history, names))
    };
    let (row, tokens, history, names) = read.await.map_err(refusal)?;
    drop(tx);
    let on = (SubjectKind::Authority, None);
    let Some(row) = row else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, Vec::new()).await?;
    let now = app.now();
    let token = |token: TokenRow| TokenShown {
        good: token.is_good(now),
        token: token.token,
        system: token.system,
        made: (token.made_at, names.of(&token.made_by)),
        expires_at: token.expires_at,
        used_at: token.used_at,
        revoked: token.revoked.map(|(at, by)| (at, names.of(&by))),
    };
    Ok(AgencyPage {
        row,
        tokens: tokens.into_iter().map(token).collect(),
        history: shown(history, &names),
    })
}
