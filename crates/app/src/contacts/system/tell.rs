//! Taking in what a system tells. What it sends twice under one name is taken in once; the answer is a receipt, the same for a family
//! that the hub knows and for one that it does not.

use jiff::Timestamp;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::budget::Budget;
use trefoil_core::chance::random;
use trefoil_core::contact::{CameBy, ContactDraft};
use trefoil_core::contact_typed::ContactTyped;
use trefoil_core::ids::FormId;
use trefoil_core::receipt::{Receipt, number};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Permit, Subject};
use trefoil_store::budget::{Purse, Whose};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::receipt::{
    ReceiptRow, Sent, receipt_found, receipt_of_agency_put, receipt_sent,
};
use trefoil_store::{Fault, Tx, Written};

use super::{PRINCIPAL, System, asker};
use crate::budgets::spend::{spend, written};
use crate::contacts::intake::Arrival;
use crate::contacts::record::arrival_of;
use crate::contacts::tell::{TRIES, receipt_new, receipt_of};
use crate::door::{App, sent_again_since, subject_of};

/// What a system is told that sent too many; nothing was looked up by then.
const WAIT: &str = "Your system has sent very many contacts in this hour, and this one was not taken in. Send it again when the next hour begins, or ring the hub now.";

/// What a system is told that uses a name for something else.
const OTHER: &str = "Something else was sent under this Idempotency-Key, or under this reference, before: that was taken in, and this was not. Send what is new with an Idempotency-Key of its own.";

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The receipt.
    pub receipt: Receipt,
    /// Whether it was taken in before.
    pub again: bool,
}

/// Takes it in. `key` is how the system names this sending; without one its reference does, and without that its words, for ten
/// minutes.
///
/// # Errors
/// `Invalid` naming each field that will not do; `TooMany` where the system sent too many in this hour; `Conflict` where something
/// else was sent under that name.
pub async fn system_tell(
    app: &App,
    system: &System,
    key: Option<&str>,
    typed: &ContactTyped,
) -> Result<Told, Refusal> {
    draft_of(system, typed, app.now())?;
    contact_spend(app, system).await?;
    let mut came = Err(Refusal::Unavailable);
    for _ in 0..TRIES {
        came = take_in(app, system, key, typed).await;
        if !matches!(came, Err(Refusal::Conflict(_))) {
            break;
        }
    }
    let (row, again) = came?.ok_or_else(|| Refusal::Conflict(OTHER.to_owned()))?;
    let receipt = receipt_of(app, row).await?;
    Ok(Told { receipt, again })
}

/// The contact, with the agency by whose token it came beside what is said of who told it.
fn draft_of(
    system: &System,
    typed: &ContactTyped,
    now: Timestamp,
) -> Result<ContactDraft, Refusal> {
    let (said, proved) = (typed.organisation.trim(), &system.agency_name);
    let organisation = if said.is_empty() || said == proved {
        proved.clone()
    } else {
        format!("{said} ({proved})")
    };
    let named = ContactTyped {
        organisation: if said.is_empty() { proved } else { said }.to_owned(),
        ..typed.clone()
    };
    let mut draft = named.read_of_partner(now)?;
    draft.came_by = Some(CameBy::PartnerApi);
    if let Some(referrer) = &mut draft.referrer {
        referrer.organisation = Some(organisation);
    }
    Ok(draft)
}

/// How the sending is named: by a key, by the sender's own reference, or not.
fn sent_of(app: &App, system: &System, key: Option<&str>, typed: &ContactTyped) -> Option<i64> {
    let reference = typed.reference.trim();
    let (kind, name) = match key {
        Some(key) => ("sent by key", key),
        None if reference.is_empty() => return None,
        None => ("sent by reference", reference),
    };
    let name = format!("{} {name}", system.agency);
    Some(app.ring.index().hash(kind, &name))
}

async fn take_in(
    app: &App,
    system: &System,
    key: Option<&str>,
    typed: &ContactTyped,
) -> Result<Option<(ReceiptRow, bool)>, Refusal> {
    let permit = app.leave(&asker(), Act::ContactImport, None).await?;
    let now = app.now();
    let mut draft = draft_of(system, typed, now)?;
    draft.reference = Some(number(random(app.world.as_ref())));
    let words = serde_json::to_string(typed).unwrap_or_default();
    let words = format!("{} {words}", system.agency);
    let telling = Telling {
        app: app.clone(),
        permit,
        system: system.clone(),
        name: sent_of(app, system, key, typed),
        sent: Sent {
            form: FormId::mint(&app.mint(now)),
            told: app.ring.index().hash("told by system", &words),
        },
        arrival: arrival_of(typed, draft),
        now,
    };
    app.write(move |tx| Box::pin(async move { telling.take(tx).await }))
        .await
}

struct Telling {
    app: App,
    permit: Permit,
    system: System,
    name: Option<i64>,
    sent: Sent,
    arrival: Arrival,
    now: Timestamp,
}

impl Telling {
    async fn take(&self, tx: &mut Tx) -> Result<Written<Option<(ReceiptRow, bool)>>, Fault> {
        if let Some((row, told)) = self.before(tx).await? {
            let same = told == self.sent.told;
            return Ok(self.answered(row, same));
        }
        let (app, permit, system) = (&self.app, &self.permit, &self.system);
        let (row, mut entries) =
            receipt_new(app, tx, permit, &self.arrival, self.sent, self.now).await?;
        let whose = (system.agency, system.token);
        receipt_of_agency_put(tx, app.authority, permit, &row.number, whose, self.name).await?;
        for entry in &mut entries {
            if entry.act == Act::ContactImport {
                entry.purpose = system.purpose();
            }
        }
        Ok(Written {
            value: Some((row, false)),
            entries,
        })
    }

    /// What was sent before under this name, or in these words, with the hash of what it told.
    async fn before(&self, tx: &mut Tx) -> Result<Option<(ReceiptRow, i64)>, Fault> {
        let (app, permit) = (&self.app, &self.permit);
        if let Some(name) = self.name {
            return receipt_sent(tx, app.authority, permit, self.system.agency, name).await;
        }
        let since = sent_again_since(self.now);
        let row = receipt_found(tx, app.authority, permit, self.sent, since).await?;
        Ok(row.map(|row| (row, self.sent.told)))
    }

    /// Of what was sent before: nothing is written but that it came again, or came otherwise.
    fn answered(&self, row: ReceiptRow, same: bool) -> Written<Option<(ReceiptRow, bool)>> {
        let on = subject_of(Subject::Contact(row.contact));
        let entry = Entry {
            purpose: self.system.purpose(),
            outcome: if same {
                ActOutcome::Done
            } else {
                ActOutcome::Refused
            },
            ..self
                .app
                .entry(PRINCIPAL, Act::ContactImport, on, Vec::new())
        };
        Written {
            value: same.then_some((row, true)),
            entries: vec![entry],
        }
    }
}

/// Counts a contact of a system, before anything of it is looked up.
async fn contact_spend(app: &App, system: &System) -> Result<(), Refusal> {
    let whose = app.ring.index().hash("system", &system.token.to_string());
    let purse = Purse {
        budget: Budget::ApiAnHour,
        whose: Whose::Hash(whose),
        now: app.now(),
    };
    let on = (SubjectKind::Authority, None);
    let entry = app.entry(PRINCIPAL, Act::ContactImport, on, Vec::new());
    let door = app.clone();
    let over = app.write(move |tx| {
        Box::pin(async move {
            let over = spend(&door, tx, purse).await?.then_some(purse.budget);
            Ok(written(over, entry))
        })
    });
    match over.await? {
        Some(_) => Err(Refusal::TooMany(WAIT.to_owned())),
        None => Ok(()),
    }
}
