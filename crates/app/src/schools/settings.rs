//! How the authority tells its schools: whether an agreement with the police lets the hub send, and what a notice says of the parents
//! unless somebody says otherwise. Each setting is kept with when it held.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::notice::MaySpeak;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::school::{SettingRow, setting_history, setting_put, settings};
use trefoil_store::search::principal_key;
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, refusal};
use crate::names::Names;

const AGREEMENT: &str = "agreement";
const PARENTS: &str = "parents";

/// How schools are told now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// The agreement with the police by which the hub sends, in words; none: the police tell schools, and the hub keeps track.
    pub agreement: Option<String>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// What a notice says of the parents.
    pub parents: MaySpeak,
}

/// The settings as they hold now.
pub(crate) async fn telling(app: &App, tx: &mut Tx) -> Result<Telling, Fault> {
    let mut found = Telling::default();
    for row in settings(tx, app.authority).await? {
        match row.setting.as_str() {
            AGREEMENT if !row.value.is_empty() => {
                found.since = Some(row.known_from);
                found.agreement = Some(row.value);
            }
            PARENTS => found.parents = MaySpeak::from_code(&row.value).unwrap_or_default(),
            _ => {}
        }
    }
    Ok(found)
}

/// A setting as it held, for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What it said, in words.
    pub words: String,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
    /// By whom, by name.
    pub by: String,
}

/// The settings with their history, the latest first.
///
/// # Errors
/// As the policy refuses.
pub async fn telling_view(app: &App, asker: &Asker) -> Result<(Telling, Vec<Held>), Refusal> {
    let act = Act::SchoolsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let read = async {
        let now = telling(app, &mut tx).await?;
        let rows = setting_history(&mut tx, app.authority, &permit).await?;
        let names = Names::read(app, &mut tx).await?;
        let held = |row: SettingRow| Held {
            words: words_of(&row),
            from: row.known_from,
            until: row.known_until,
            by: names.of(&row.recorded_by),
        };
        Ok::<_, Fault>((now, rows.into_iter().map(held).collect()))
    };
    let found = read.await.map_err(refusal)?;
    drop(tx);
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(found)
}

fn words_of(row: &SettingRow) -> String {
    match (row.setting.as_str(), row.value.as_str()) {
        (AGREEMENT, "") => "Police tell the schools; the hub keeps track.".to_owned(),
        (AGREEMENT, agreed) => format!("The hub sends. Agreed with the police: {agreed}"),
        (_, code) => MaySpeak::from_code(code)
            .unwrap_or_default()
            .words()
            .to_owned(),
    }
}

/// Sets whether the hub sends, with the agreement in words, and what notices say of the parents.
///
/// # Errors
/// `Invalid` where the hub is to send and the agreement is not told of.
pub async fn telling_set(
    app: &App,
    asker: &Asker,
    (sends, agreement): (Option<bool>, &str),
    parents: Option<MaySpeak>,
) -> Result<(), Refusal> {
    let act = Act::AgreementSet;
    let permit = app.leave(asker, act, None).await?;
    let sends = sends.ok_or_else(|| Refusal::invalid("sends", "Choose who tells schools."))?;
    let agreement = if sends {
        Reason::new("agreement", agreement, 10)
            .map_err(|problem| Refusal::Invalid(vec![problem]))?
            .text
    } else {
        String::new()
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let (now, by) = (door.now(), principal_key(&principal));
            let known = telling(&door, tx).await?;
            if known.agreement.clone().unwrap_or_default() != agreement {
                setting_put(
                    tx,
                    door.authority,
                    &permit,
                    (AGREEMENT, &agreement),
                    (&by, now),
                )
                .await?;
            }
            if let Some(parents) = parents.filter(|one| *one != known.parents) {
                setting_put(
                    tx,
                    door.authority,
                    &permit,
                    (PARENTS, parents.code()),
                    (&by, now),
                )
                .await?;
            }
            let entry = door.entry(principal, act, (SubjectKind::Authority, None), Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
