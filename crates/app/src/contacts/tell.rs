//! Taking in what a partner tells who has no account. Each is counted before anything is looked up, and the answer is a receipt: the
//! same for a family that the hub knows and for one that it does not. What is sent twice is taken in once.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::budget::Budget;
use trefoil_core::chance::random;
use trefoil_core::clock::{DECISION, due};
use trefoil_core::contact_typed::ContactTyped;
use trefoil_core::ids::FormId;
use trefoil_core::principal::{Feed, Principal};
use trefoil_core::receipt::{Receipt, number};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::budget::{Purse, Whose};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::receipt::{ReceiptRow, Sent, receipt_found, receipt_put};
use trefoil_store::{Fault, Tx, Written};

use super::intake::{Arrival, intake};
use super::record::arrival_of;
use crate::accounts::source::Source;
use crate::budgets::spend::{spend, written};
use crate::door::{App, refusal, sent_again_since, subject_of};

/// A number that is taken is drawn anew, and what another process took in meanwhile is found; both are rare.
pub(super) const TRIES: usize = 3;

/// What whoever sends it is told where there were too many; nothing was looked up by then.
const WAIT: &str = "Very many forms have been sent in this hour, and yours was not. What you wrote is still here: send it again when the next hour begins, or ring the hub now. If somebody is in danger, ring 999.";

/// The page that is filled in: what it sends twice is known by it.
pub fn form_fresh(app: &App) -> FormId {
    FormId::mint(&app.mint(app.now()))
}

/// Takes it in; the receipt.
///
/// # Errors
/// `Invalid` naming each field that will not do; `TooMany` where there were too many in this hour.
pub async fn partner_tell(
    app: &App,
    source: Source,
    form: FormId,
    typed: &ContactTyped,
) -> Result<Receipt, Refusal> {
    typed.read_of_partner(app.now())?;
    form_spend(app, source).await?;
    let mut came = Err(Refusal::Unavailable);
    for _ in 0..TRIES {
        came = take_in(app, form, typed).await;
        if !matches!(came, Err(Refusal::Conflict(_))) {
            break;
        }
    }
    receipt_of(app, came?).await
}

/// The receipt as it is told, with until when the hub decides.
pub(super) async fn receipt_of(app: &App, row: ReceiptRow) -> Result<Receipt, Refusal> {
    let mut tx = app.read().await?;
    let calendar = app.calendar(&mut tx).await.map_err(refusal)?;
    drop(tx);
    Ok(Receipt {
        number: row.number,
        received_at: row.received_at,
        due: due(&DECISION, row.received_at, &calendar),
    })
}

/// Takes in what was told, as a contact of its own; its receipt, and the entries.
pub(super) async fn receipt_new(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    arrival: &Arrival,
    sent: Sent,
    now: Timestamp,
) -> Result<(ReceiptRow, Vec<Entry>), Fault> {
    let taken = intake(app, tx, permit, std::slice::from_ref(arrival), now).await?;
    let row = ReceiptRow {
        number: arrival.draft.reference.clone().unwrap_or_default(),
        // None is new where the number is another contact's: it is drawn anew, and what was written here is undone.
        contact: *taken.fresh.first().ok_or(Fault::Duplicate)?,
        received_at: now,
    };
    receipt_put(tx, app.authority, permit, sent, &row).await?;
    Ok((row, taken.entries))
}

async fn take_in(app: &App, form: FormId, typed: &ContactTyped) -> Result<ReceiptRow, Refusal> {
    let asker = Asker::machine(Principal::Feed(Feed::PartnerForm));
    let permit = app.leave(&asker, Act::ContactImport, None).await?;
    let now = app.now();
    let mut draft = typed.read_of_partner(now)?;
    draft.reference = Some(number(random(app.world.as_ref())));
    let words = serde_json::to_string(typed).unwrap_or_default();
    let telling = Telling {
        app: app.clone(),
        permit,
        sent: Sent {
            form,
            told: app.ring.index().hash("told by form", &words),
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
    sent: Sent,
    arrival: Arrival,
    now: Timestamp,
}

impl Telling {
    async fn take(&self, tx: &mut Tx) -> Result<Written<ReceiptRow>, Fault> {
        let (app, permit) = (&self.app, &self.permit);
        let since = sent_again_since(self.now);
        if let Some(row) = receipt_found(tx, app.authority, permit, self.sent, since).await? {
            let on = subject_of(Subject::Contact(row.contact));
            let again = app.entry(permit.principal(), Act::ContactImport, on, Vec::new());
            return Ok(Written {
                value: row,
                entries: vec![again],
            });
        }
        let (value, entries) =
            receipt_new(app, tx, permit, &self.arrival, self.sent, self.now).await?;
        Ok(Written { value, entries })
    }
}

/// Counts a form, from its network and of all.
async fn form_spend(app: &App, source: Source) -> Result<(), Refusal> {
    let purse = |budget, whose| Purse {
        budget,
        whose,
        now: app.now(),
    };
    let from = source.counted_in(app);
    let from = from.map(|hash| purse(Budget::FormsFromSource, Whose::Hash(hash)));
    let all = purse(Budget::FormsAnHour, Whose::Hash(0));
    let principal = Principal::Feed(Feed::PartnerForm);
    let on = (SubjectKind::Authority, None);
    let entry = app.entry(principal, Act::ContactImport, on, Vec::new());
    let door = app.clone();
    let over = app.write(move |tx| {
        Box::pin(async move {
            let mut over = None;
            // One network that sends too many does not use up what is there for all others.
            for purse in from.into_iter().chain([all]) {
                if over.is_none() && spend(&door, tx, purse).await? {
                    over = Some(purse.budget);
                }
            }
            Ok(written(over, entry))
        })
    });
    match over.await? {
        Some(_) => Err(Refusal::TooMany(WAIT.to_owned())),
        None => Ok(()),
    }
}
